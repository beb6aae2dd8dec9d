import Content
import Documents

/// Words of a line with marks that have numbers, as they stand in XLIFF.
indirect enum CodedText: Hashable {
  /// Words.
  case text(String)
  /// A mark that stands alone.
  case mark(Code)
  /// Marks around words.
  case pair(Code, [CodedText])
}

/// A mark by its number, with what it stands for in Markdown.
struct Code: Hashable {
  let id: String
  /// What stands for it, or before the words in it.
  let before: String
  /// What stands behind the words in it; nil if it stands alone.
  let after: String?

  /// The mark without its number and without words.
  var mark: InlineMarkup { after.map { .pair(before, [], $0) } ?? .mark(before) }
}

extension [CodedText] {
  /// The words and marks without numbers.
  var markup: [InlineMarkup] {
    map { piece in
      switch piece {
      case .text(let text): .text(text)
      case .mark(let code): .mark(code.before)
      case .pair(let code, let inner): .pair(code.before, inner.markup, code.after ?? "")
      }
    }
  }

  /// All marks, in the order in which they stand.
  var codes: [Code] {
    flatMap { piece -> [Code] in
      switch piece {
      case .text: []
      case .mark(let code): [code]
      case .pair(let code, let inner): [code] + inner.codes
      }
    }
  }
}

/// Gives the marks of a part numbers: those of a translation have the ones of its original.
struct CodeNumbers {
  /// The lines of the original.
  private(set) var source: [[CodedText]] = []
  private var last = 0

  init(_ lines: [[InlineMarkup]]) {
    for line in lines { source.append(numbered(line) { _ in nil }) }
  }

  /// The lines of a translation; a mark that the original has in the same line, or else in another, has its number.
  mutating func target(_ lines: [[InlineMarkup]]) -> [[CodedText]] {
    var free = source.map(\.codes)
    return lines.enumerated().map { index, line in
      numbered(line) { mark in
        let places = [index] + free.indices.filter { $0 != index }
        for place in places where place < free.count {
          if let found = free[place].firstIndex(where: { $0.mark == mark }) { return free[place].remove(at: found).id }
        }
        return nil
      }
    }
  }

  private mutating func numbered(_ line: [InlineMarkup], _ id: (InlineMarkup) -> String?) -> [CodedText] {
    var result: [CodedText] = []
    for piece in line {
      switch piece {
      case .text(let text): result.append(.text(text))
      case .mark(let mark): result.append(.mark(Code(id: id(piece) ?? next(), before: mark, after: nil)))
      case .pair(let before, let inner, let after):
        let code = Code(id: id(.pair(before, [], after)) ?? next(), before: before, after: after)
        result.append(.pair(code, numbered(inner, id)))
      }
    }
    return result
  }

  private mutating func next() -> String {
    last += 1
    return String(last)
  }
}

/// Lines of at most so many characters, broken as Python's `textwrap` does; as in Jinja, HTML becomes plain text.
func wordwrap(
  _ call: Call, _ text: Text, _ width: Int, _ breaksWords: Bool, _ separator: Text?, _ breaksAtHyphens: Bool
) throws -> Value {
  guard width > 0 else { throw Fault.widthNotPositive }
  let separator = separator ?? Text("\n")
  let paragraphs = text.string.lines().map { paragraph in
    var wrapper = WordWrapper(paragraph, width: width, breaksWords: breaksWords, breaksAtHyphens: breaksAtHyphens)
    return wrapper.lines()
  }
  let count = paragraphs.reduce(0) { $0 + $1.count + 1 }
  try call.limits.checkText(count, times: separator.html.utf8.count)
  return separator.joining(paragraphs.map { separator.joining($0.map { Text($0) }) }).value
}

/// Wraps one paragraph.
private struct WordWrapper {
  private let characters: [Unicode.Scalar]
  private let width: Int
  private let breaksWords: Bool
  private let breaksAtHyphens: Bool
  /// Words and the white space between them, the next one last.
  private var chunks: [Range<Int>]

  init(_ text: String, width: Int, breaksWords: Bool, breaksAtHyphens: Bool) {
    characters = Array(text.unicodeScalars)
    self.width = width
    self.breaksWords = breaksWords
    self.breaksAtHyphens = breaksAtHyphens
    chunks = Chunks(characters: characters, breaksAtHyphens: breaksAtHyphens).ranges.reversed()
  }

  mutating func lines() -> [String] {
    var lines: [String] = []
    while let next = chunks.last {
      if !lines.isEmpty, isBlank(next) { chunks.removeLast() }
      let line = takeLine()
      if !line.isEmpty { lines.append(String(line.flatMap { characters[$0] })) }
    }
    return lines
  }

  private mutating func takeLine() -> [Range<Int>] {
    var line: [Range<Int>] = []
    var length = 0
    while let next = chunks.last, next.count <= width - length {
      line.append(next)
      length += next.count
      chunks.removeLast()
    }
    if let next = chunks.last, next.count > width { fill(&line, with: next, upTo: width - length) }
    if let last = line.last, isBlank(last) { line.removeLast() }
    return line
  }

  /// Cuts a word that fits on no line, or leaves it whole on a line of its own.
  private mutating func fill(_ line: inout [Range<Int>], with word: Range<Int>, upTo space: Int) {
    if breaksWords {
      let end = lastHyphen(in: word.prefix(space)).map { $0 + 1 } ?? word.lowerBound + space
      line.append(word.lowerBound..<end)
      chunks[chunks.count - 1] = end..<word.upperBound
    } else if line.isEmpty {
      line.append(word)
      chunks.removeLast()
    }
  }

  /// The last hyphen of a part of a word that has something else before it.
  private func lastHyphen(in part: Range<Int>) -> Int? {
    guard breaksAtHyphens, let hyphen = part.last(where: { characters[$0] == "-" }) else { return nil }
    return characters[part.lowerBound..<hyphen].contains { $0 != "-" } ? hyphen : nil
  }

  private func isBlank(_ chunk: Range<Int>) -> Bool { characters[chunk].allSatisfy(\.isSpace) }
}

/// A paragraph cut into what lines may be broken between.
private struct Chunks {
  let characters: [Unicode.Scalar]
  let breaksAtHyphens: Bool

  var ranges: [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    while start < characters.count {
      let end = end(from: start)
      ranges.append(start..<end)
      start = end
    }
    return ranges
  }

  private func end(from start: Int) -> Int {
    if isBreakable(start) { return characters[start...].firstIndex { !$0.isBreakable } ?? characters.count }
    if breaksAtHyphens, let end = endOfDash(from: start) { return end }
    var end = start + 1
    while end < characters.count, !isBreakable(end) {
      if breaksAtHyphens {
        if isHyphenInWord(end) { return end + 1 }
        if endOfDash(from: end) != nil { return end }
      }
      end += 1
    }
    return end
  }

  /// Where a dash made of hyphens ends that stands between two words.
  private func endOfDash(from start: Int) -> Int? {
    guard start > 0, characters[start] == "-", character(start - 1)?.endsWord == true else { return nil }
    let end = characters[start...].firstIndex { $0 != "-" } ?? characters.count
    return end - start > 1 && character(end)?.isWordPart == true ? end : nil
  }

  /// Whether a hyphen has two letters before it, as in `well-being` or `e-mail`'s neighbour `x-e-`, and letters behind it.
  private func isHyphenInWord(_ index: Int) -> Bool {
    guard characters[index] == "-", isLetter(index + 1) else { return false }
    guard isLetter(index + 2) || (character(index + 2) == "-" && isLetter(index + 3)) else { return false }
    if isLetter(index - 1), isLetter(index - 2) { return true }
    return isLetter(index - 3) && character(index - 2) == "-" && character(index - 1)?.endsWord == true
  }

  private func character(_ index: Int) -> Unicode.Scalar? {
    characters.indices.contains(index) ? characters[index] : nil
  }

  private func isBreakable(_ index: Int) -> Bool { characters[index].isBreakable }

  private func isLetter(_ index: Int) -> Bool {
    character(index).map { $0.isWordPart && $0.decimalDigit == nil } ?? false
  }
}

extension Unicode.Scalar {
  /// Whether `textwrap` takes it for white space, which is ASCII's alone.
  fileprivate var isBreakable: Bool { self == " " || (0x09...0x0D).contains(value) }

  /// Whether it may stand at the end of a word before a dash.
  fileprivate var endsWord: Bool { isWordPart || "!\"'&.,?".unicodeScalars.contains(self) }
}

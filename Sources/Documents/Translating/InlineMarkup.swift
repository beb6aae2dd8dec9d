/// Words of a line of Markdown and the marks between them, which translators move and don't change.
public indirect enum InlineMarkup: Sendable, Hashable {
  /// Words, as a reader sees them.
  case text(String)
  /// What stands alone, as it is written: code, the call of a footnote, a citation without a place.
  case mark(String)
  /// What stands around words, as it is written: emphasis, a link, a citation with a place.
  case pair(String, [InlineMarkup], String)
}

extension [InlineMarkup] {
  /// The same words and marks, with single spaces for all white space.
  public var normalized: [InlineMarkup] {
    var result: [InlineMarkup] = []
    for piece in self {
      switch (piece, result.last) {
      case (.text(let text), .text(let before)): result[result.count - 1] = .text(before + text)
      case (.pair(let before, let inner, let after), _): result.append(.pair(before, inner.normalized, after))
      default: result.append(piece)
      }
    }
    return result.map { if case .text(let text) = $0 { .text(withSingleSpaces(text)) } else { $0 } }
      .filter { $0 != .text("") }
  }

  /// Words and marks at whose ends no white space stands.
  public var trimmed: [InlineMarkup] {
    var result = normalized
    if case .text(let text)? = result.first { result[0] = .text(String(text.drop { $0 == " " })) }
    if case .text(let text)? = result.last {
      let end = text.lastIndex { $0 != " " }.map(text.index(after:)) ?? text.startIndex
      result[result.count - 1] = .text(String(text[..<end]))
    }
    return result.filter { $0 != .text("") }
  }

  /// The words alone.
  public var words: String {
    map { piece in
      switch piece {
      case .text(let text): text
      case .mark: " "
      case .pair(_, let inner, _): inner.words
      }
    }.joined()
  }

  /// The marks, in the order in which they stand; of a pair, both of its ends as one.
  public var marks: [InlineMarkup] {
    flatMap { piece -> [InlineMarkup] in
      switch piece {
      case .text: []
      case .mark: [piece]
      case .pair(let before, let inner, let after): [.pair(before, [], after)] + inner.marks
      }
    }
  }
}

/// The text with one space for each run of spaces, tabs and line breaks.
private func withSingleSpaces(_ text: String) -> String {
  var result: [UInt8] = []
  for byte in text.utf8 {
    if !isWhiteSpace(byte) {
      result.append(byte)
    } else if result.last != UInt8(ascii: " ") {
      result.append(UInt8(ascii: " "))
    }
  }
  return String(decoding: result, as: UTF8.self)
}

/// How much of a text is written with a backslash when it becomes Markdown.
public enum MarkdownEscaping: Sendable {
  /// What nearly always is a mark.
  case sparing
  /// All that may be one.
  case thorough
}

extension [InlineMarkup] {
  /// The Markdown of one line; in a cell of a table, strokes are no borders.
  public func markdown(_ escaping: MarkdownEscaping, inTable: Bool = false) -> String {
    let line = map { piece in
      switch piece {
      case .text(let text): escaped(text, escaping)
      case .mark(let mark): mark
      case .pair(let before, let inner, let after): before + inner.markdown(escaping) + after
      }
    }.joined()
    if case .thorough = escaping, let number = line.prefixMatch(of: /[0-9]+(?=[.)])/) {
      return number.0 + "\\" + line.dropFirst(number.0.count)
    }
    return inTable
      ? line.replacing(/(?<before>\\*)\|/) { $0.before.count % 2 == 1 ? String($0.0) : "\($0.before)\\|" } : line
  }
}

/// The text with a backslash before the signs that would be marks.
private func escaped(_ text: String, _ escaping: MarkdownEscaping) -> String {
  let bytes = Array(text.utf8)
  var result: [UInt8] = []
  for (index, byte) in bytes.enumerated() {
    let before = index > 0 ? bytes[index - 1] : UInt8(ascii: " ")
    let after = index + 1 < bytes.count ? bytes[index + 1] : UInt8(ascii: " ")
    if isMark(byte, between: before, after, escaping) { result.append(UInt8(ascii: "\\")) }
    result.append(byte)
  }
  return String(decoding: result, as: UTF8.self)
}

private func isMark(_ byte: UInt8, between before: UInt8, _ after: UInt8, _ escaping: MarkdownEscaping) -> Bool {
  let isPunctuation = { (byte: UInt8) in 0x21...0x7E ~= byte && !isASCIILetter(byte) && !isDigit(byte) }
  if case .thorough = escaping, isPunctuation(byte), !"\"'(),./:;?%".utf8.contains(byte) { return true }
  return switch byte {
  case UInt8(ascii: "\\"): isPunctuation(after)
  case UInt8(ascii: "*"): !isWhiteSpace(before) || !isWhiteSpace(after)
  case UInt8(ascii: "_"): isWhiteSpace(before) != isWhiteSpace(after)
  case UInt8(ascii: "`"): true
  case UInt8(ascii: "["): after == UInt8(ascii: "@") || after == UInt8(ascii: "^")
  case UInt8(ascii: "<"): isASCIILetter(after) || after == UInt8(ascii: "/") || after == UInt8(ascii: "!")
  case UInt8(ascii: "&"): isASCIILetter(after) || after == UInt8(ascii: "#")
  case UInt8(ascii: "~"): after == byte
  default: false
  }
}

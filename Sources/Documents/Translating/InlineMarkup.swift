/// Words of a line of Markdown and the marks between them, which translators move and don't change.
public indirect enum InlineMarkup: Sendable, Hashable {
  /// Words, as a reader sees them.
  case text(String)
  /// What stands alone, as it is written: code, the call of a footnote, a citation without a place.
  case mark(String)
  /// What stands around words, as it is written: emphasis, a link, a citation with a place.
  case pair(String, [InlineMarkup], String)

  /// The end of a line that its author has set, beside which no blank means anything.
  public static let lineBreak = InlineMarkup.mark("\\\n")
}

extension [InlineMarkup] {
  /// The same words and marks, with single spaces for all white space.
  public var normalized: [InlineMarkup] {
    var result: [InlineMarkup] = []
    for piece in self {
      switch (piece, result.last) {
      case (.text(let text), .text(let before)): result[result.count - 1] = .text(before + text)
      case (.pair(let before, let inner, let after), _):
        // At the ends of what stands for a picture, blanks mean nothing.
        result.append(.pair(before, before == Self.picture ? inner.trimmed : inner.normalized, after))
      default: result.append(piece)
      }
    }
    return result.indices.map { index in
      guard case .text(let text) = result[index] else { return result[index] }
      let (before, after) = (index > 0 ? result[index - 1] : nil, index + 1 < result.count ? result[index + 1] : nil)
      return .text(withSingleSpaces(text, cutAt: (before == .lineBreak, after == .lineBreak)))
    }
    .filter { $0 != .text("") }
  }

  /// Words and marks at whose ends no white space stands.
  public var trimmed: [InlineMarkup] {
    var result = normalized
    if case .text(let text)? = result.first { result[0] = .text(withSingleSpaces(text, cutAt: (true, false))) }
    if case .text(let text)? = result.last {
      result[result.count - 1] = .text(withSingleSpaces(text, cutAt: (false, true)))
    }
    return result.filter { $0 != .text("") }
  }

  /// The same with blanks before and behind emphasis that programs have put into it, where Markdown can't have any.
  public var withBlanksOutsideEmphasis: [InlineMarkup] {
    flatMap { piece -> [InlineMarkup] in
      guard case .pair(let before, let content, let after) = piece else { return [piece] }
      var inner = content.withBlanksOutsideEmphasis.normalized
      guard ["*", "**", "~~"].contains(before) else { return [.pair(before, inner, after)] }
      var (start, end) = (Substring(), Substring())
      if case .text(let text)? = inner.first {
        start = text.prefix(while: \.isWhitespace)
        inner[0] = .text(String(text[start.endIndex...]))
      }
      if case .text(let text)? = inner.last {
        end = text[(text.lastIndex { !$0.isWhitespace }.map(text.index(after:)) ?? text.startIndex)...]
        inner[inner.count - 1] = .text(String(text[..<end.startIndex]))
      }
      return [.text(String(start)), .pair(before, inner.normalized, after), .text(String(end))]
    }.normalized
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

/// The text with one space for each run of spaces, tabs and line breaks; none at an end that is cut.
private func withSingleSpaces(_ text: String, cutAt isCut: (start: Bool, end: Bool)) -> String {
  var result: [UInt8] = []
  for byte in text.utf8 {
    if !isWhiteSpace(byte) {
      result.append(byte)
    } else if result.last != UInt8(ascii: " ") {
      result.append(UInt8(ascii: " "))
    }
  }
  if isCut.start, result.first == UInt8(ascii: " ") { result.removeFirst() }
  if isCut.end, result.last == UInt8(ascii: " ") { result.removeLast() }
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
      case .pair(let before, let inner, let after):
        before + (before == Self.picture ? inner.pictureWords(escaping) : inner.markdown(escaping)) + after
      }
    }.joined()
    if inTable {
      return line.replacing(/(?<before>\\*)\|/) { $0.before.count % 2 == 1 ? String($0.0) : "\($0.before)\\|" }
    }
    guard case .thorough = escaping else { return line }
    // A number that begins a line and has a full stop or a bracket behind it is the first of a list.
    return line.replacing(/(?m)^([0-9]+)([.)])/) { "\($0.1)\\\($0.2)" }
  }
}

extension [InlineMarkup] {
  /// What stands before the words that tell what is in a picture.
  static var picture: String { "![" }

  /// What stands between these words and the caption, which is a line of Markdown itself.
  static func beforeCaption(_ address: String) -> String { "](\(address) \"" }

  /// The words of a picture and its caption, in which marks of the caption and of its title are told apart by more backslashes.
  private func pictureWords(_ escaping: MarkdownEscaping) -> String {
    let start = firstIndex {
      if case .mark(let mark) = $0 { mark.hasPrefix("](") && mark.hasSuffix(" \"") } else { false }
    }
    guard let start, case .mark(let mark) = self[start] else { return markdown(escaping) }
    return Array(self[..<start]).markdown(escaping) + mark
      + escapedInTitle(Array(self[(start + 1)...]).markdown(escaping))
  }
}

/// A text as it stands between the quotation marks of a title.
func escapedInTitle(_ text: String) -> String { text.replacing(/[\\"&]/) { "\\\($0.0)" } }

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
  if case .thorough = escaping {
    if isPunctuation(byte), !"\"'(),./:;?%".utf8.contains(byte) { return true }
    // An address would become a link.
    let isInAddress =
      byte == UInt8(ascii: ":") && after == UInt8(ascii: "/")
      || byte == UInt8(ascii: ".") && before == UInt8(ascii: "w")
    if isInAddress { return true }
  }
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

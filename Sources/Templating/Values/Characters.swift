/// Characters are Unicode scalars here, as in Python, so that lengths and positions are the same as in Jinja.
extension String {
  init(_ characters: some Sequence<Unicode.Scalar>) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: characters)
    self.init(view)
  }

  /// How many characters there are, counted without decoding them.
  var length: Int { utf8.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } }

  /// The first so many characters.
  func start(_ count: Int) -> String {
    count >= utf8.count ? self : String(unicodeScalars.prefix(max(count, 0)))
  }

  /// The lines, by every sign that breaks one; nothing stands behind the last break.
  func lines(keepingBreaks: Bool = false) -> [String] {
    var lines: [String] = []
    var rest = unicodeScalars[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(where: \.isLineBreak) ?? rest.endIndex
      var next = end
      if end < rest.endIndex {
        rest.formIndex(after: &next)
        if rest[end] == "\r", next < rest.endIndex, rest[next] == "\n" { rest.formIndex(after: &next) }
      }
      lines.append(String(rest[..<(keepingBreaks ? next : end)]))
      rest = rest[next...]
    }
    return lines
  }

  /// Without white space, or without given characters, at either end.
  func trimmed(_ characters: String? = nil, start: Bool = true, end: Bool = true) -> String {
    let cut = characters.map { Set($0.unicodeScalars) }
    func isCut(_ character: Unicode.Scalar) -> Bool { cut?.contains(character) ?? character.isSpace }
    var rest = unicodeScalars[...]
    if start { rest = rest.drop(while: isCut) }
    while end, let last = rest.last, isCut(last) { rest.removeLast() }
    return rest.startIndex == startIndex && rest.endIndex == endIndex ? self : String(rest)
  }

  /// The words between white space.
  var words: [String] { unicodeScalars.split(whereSeparator: \.isSpace).map { String($0) } }
}

extension Unicode.Scalar {
  /// Whether it never stands for a character, and so has no place in JSON that is exchanged (RFC 7493, section 2.1) and in addresses
  /// (RFC 3987, section 2.2).
  var isNoncharacter: Bool { 0xFDD0...0xFDEF ~= value || value & 0xFFFE == 0xFFFE }

  /// Whether it is white space, by Python's `str.isspace`.
  var isSpace: Bool {
    isASCII ? self == " " || (0x09...0x0D).contains(value) || (0x1C...0x1F).contains(value) : properties.isWhitespace
  }

  /// Whether `splitlines` breaks lines at it.
  var isLineBreak: Bool {
    switch value {
    case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// Whether it is a letter, by Python's `str.isalpha`.
  var isLetter: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }

  /// Whether it is a letter, a digit or another number, by Python's `str.isalnum`.
  var isAlphanumeric: Bool { isLetter || properties.numericType != nil }

  /// Whether it is part of a word, by `\w` of Python's regular expressions.
  var isWordPart: Bool { self == "_" || isAlphanumeric }

  /// Whether it is seen when it is printed, by Python's `str.isprintable`.
  var isPrintable: Bool {
    if isASCII { return (0x20..<0x7F).contains(value) }
    return switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator, .spaceSeparator:
      false
    default: true
    }
  }

  /// The digit from 0 to 9 that it stands for in any script.
  var decimalDigit: Int? {
    guard properties.generalCategory == .decimalNumber else { return nil }
    return properties.numericValue.map { Int($0) }
  }
}

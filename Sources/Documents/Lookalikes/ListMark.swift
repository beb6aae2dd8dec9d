/// What a line of a list begins with in letters, books and other programs, and not in Markdown.
struct ListMark {
  private enum Kind {
    /// Bullets of word processors, of which `o` is one in a font of its own, and what Markdown knows with no blank behind it: `•`,
    /// `-One`, `*One`.
    case bullet(UInt8)
    /// Also within a sentence.
    case dash
    /// `(a)`, `(iv)`, `(1)`.
    case bracketed
    /// `a)`, `ii)`.
    case lettered
    /// `1.One`, `2 - Two`, `a.`, `b)Two`, `III.`, `（一）`, `①`, `١.`; a list if they count on. A letter may be a Roman number,
    /// too.
    case counted([Int])
  }

  private let kind: Kind

  /// Whether it is a dash.
  var isDash: Bool { if case .dash = kind { true } else { false } }

  /// Whether a line that begins with another mark goes on with the list.
  func continues(with next: ListMark) -> Bool {
    switch (kind, next.kind) {
    case (.bullet(let sign), .bullet(let other)): sign == other
    case (.dash, .dash), (.bracketed, .bracketed), (.lettered, .lettered): true
    case (.counted(let numbers), .counted(let others)): zip(numbers, others).contains { $0 > 0 && $1 == $0 + 1 }
    default: false
    }
  }

  /// Reads it from the beginning of a line; nil if there is none.
  ///
  /// It may be strong: `**1.** One`.
  init?(_ line: ArraySlice<UInt8>) {
    let isStrong = line.starts(with: "**".utf8) || line.starts(with: "__".utf8)
    let text = isStrong ? line.dropFirst(2) : line
    guard let first = text.first else { return nil }
    // Most lines begin with a word.
    let found = isASCIILetter(first) ? Self.letter(text) : Self.bullet(text) ?? Self.letter(text) ?? Self.number(text)
    guard let kind = found else { return nil }
    self.kind = kind
  }

  private static func bullet(_ line: ArraySlice<UInt8>) -> Kind? {
    if bullets.contains(where: { line.starts(with: $0) && line.count > $0.count }) { return .bullet(0) }
    if dashes.contains(where: { line.starts(with: $0) && line.count > $0.count }) { return .dash }
    guard let sign = line.first, "-*+".utf8.contains(sign), let next = line.dropFirst().first else { return nil }
    // Signs that come twice emphasize.
    return (isASCIILetter(next) || next >= 0x80) && !line.dropFirst().contains(sign) ? .bullet(sign) : nil
  }

  private static func letter(_ line: ArraySlice<UInt8>) -> Kind? {
    let isOpened = line.first == UInt8(ascii: "(")
    let rest = isOpened ? line.dropFirst() : line
    let name = rest.prefix { isASCIILetter($0) || isOpened && isDigit($0) }
    let behind = line[name.endIndex...]
    guard 1...4 ~= name.count, let sign = behind.first, let next = behind.dropFirst().first else { return nil }
    let counted = Kind.counted([name.count == 1 ? Int(name[name.startIndex] & 0x1F) : 0, roman(name)])
    let isName = name.count == 1 || name.allSatisfy { isDigit($0) || $0 & 0x20 != 0 }
    switch sign {
    case UInt8(ascii: "\t") where name.elementsEqual("o".utf8): return .bullet(0)
    case UInt8(ascii: ")") where isBlank(next): return isName ? isOpened ? .bracketed : .lettered : nil
    case UInt8(ascii: ")"): return counted
    case UInt8(ascii: ".") where !isOpened && isBlank(next): return counted
    default: return nil
    }
  }

  private static func number(_ line: ArraySlice<UInt8>) -> Kind? {
    let text = String(decoding: line.prefix(24), as: UTF8.self).unicodeScalars[...]
    let rest = text.first == "（" ? text.dropFirst() : text
    guard let first = rest.first else { return nil }
    if "①"..."⑳" ~= first { return .counted([Int(first.value)]) }
    let digits = rest.prefix { value($0) != nil }
    let behind = rest[digits.endIndex...].drop { $0 == " " }
    guard 1...3 ~= digits.count, let number = value(digits), let sign = behind.first,
      ".):-–—．。、）：".unicodeScalars.contains(sign), let next = behind.dropFirst().first, value(next) == nil
    else { return nil }
    return .counted([number])
  }

  /// A number in digits of any script, or in Chinese ones up to ninety-nine.
  private static func value(_ signs: Substring.UnicodeScalarView) -> Int? {
    let values = signs.compactMap(value)
    guard values.contains(10) else { return values.reduce(0) { $0 * 10 + $1 } }
    let parts = values.split(separator: 10, omittingEmptySubsequences: false)
    return parts.count == 2 ? (parts[0].first ?? 1) * 10 + (parts[1].first ?? 0) : nil
  }

  private static func value(_ sign: Unicode.Scalar) -> Int? {
    if let place = "〇一二三四五六七八九十".unicodeScalars.enumerated().first(where: { $0.element == sign })?.offset {
      return place
    }
    guard sign.properties.generalCategory == .decimalNumber else { return nil }
    return sign.properties.numericValue.map { Int($0) }
  }

  /// The value of a Roman number; 0 if it is none.
  private static func roman(_ name: ArraySlice<UInt8>) -> Int {
    let ones = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
    return (ones.firstIndex(of: String(decoding: name, as: UTF8.self).lowercased()) ?? -1) + 1
  }

  /// Bullets of word processors, and boxes of tasks.
  private static let bullets =
    [
      "•", "◦", "▪", "■", "●", "○", "‣", "·", "→", "➢", "➔", "☐", "☑", "☒", "✓", "✔", "\u{F0B7}", "\u{F0A7}",
      "-\u{A0}", "*\u{A0}", "+\u{A0}", "[ ] ", "[] ", "[x] ", "[X] ",
    ].map { Array($0.utf8) }
  private static let dashes = ["–", "—"].map { Array($0.utf8) }
}

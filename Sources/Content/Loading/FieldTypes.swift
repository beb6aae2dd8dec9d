import Diagnostics
import Documents

/// Values by key.
extension Fields {
  mutating func text(_ key: String) -> String? {
    node(key).flatMap { text($0, key: key) }
  }

  mutating func requiredText(_ key: String) -> String {
    let known = diagnostics.count
    let value = text(key)
    if value == nil, diagnostics.count == known { reportMissing([key]) }
    return value ?? ""
  }

  mutating func flag(_ key: String, default standard: Bool = false) -> Bool {
    // An empty answer is none: who began to write `draft:` may have meant either.
    (node(key) ?? emptyNode(key)).flatMap { boolean($0, key: key) } ?? standard
  }

  /// One of a few words.
  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(_ key: String) -> Choice? {
    node(key).flatMap { choice($0, key: key) }
  }

  private mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ node: DataNode, key: String
  ) -> Choice? {
    choice(node, key: key, of: Choice.allCases.map(\.rawValue)).flatMap { Choice(rawValue: $0) }
  }

  /// An address that was written, if it is fit for what it is asked for.
  mutating func checked(_ address: String?, of key: String, _ isFit: (String) -> Bool) -> String? {
    guard let address, let node = node(key), !isFit(address) else { return address }
    expected("an address that begins with https://", for: key, at: node)
    return nil
  }

  /// The language of an ISO 639-1 code that was written.
  mutating func language(_ code: String?, of key: String) -> Language? {
    guard let code, let node = node(key) else { return nil }
    if let language = Language(code: code) { return language }
    expected("two small letters, as in ISO 639-1: `en`", for: key, at: node)
    return nil
  }
}

/// Values as they were written; nil if one has the wrong form, which is reported.
extension Fields {
  mutating func text(_ node: DataNode, key: String) -> String? {
    guard case .scalar(let text, _) = node.content else {
      expected("text", for: key, at: node, hints: ["put the text in quotation marks if it holds a colon or a bracket"])
      return nil
    }
    if text.unicodeScalars.contains(where: isControl) {
      expected("text without control characters", for: key, at: node)
      return nil
    }
    if !text.utf8.contains(where: { $0 > UInt8(ascii: " ") }) {
      expected("some text", for: key, at: node)
      return nil
    }
    return text
  }

  private func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
      || scalar.properties.isNoncharacterCodePoint
  }

  mutating func boolean(_ node: DataNode, key: String) -> Bool? {
    if case .scalar("true", isPlain: true) = node.content { return true }
    if case .scalar("false", isPlain: true) = node.content { return false }
    expected("`true` or `false`", for: key, at: node)
    return nil
  }

  /// A name in an address.
  mutating func slug(_ node: DataNode, key: String) -> String? {
    if case .scalar(let text, _) = node.content, isSlug(text[...]) { return text }
    expected("small letters a to z, digits and hyphens", for: key, at: node)
    return nil
  }

  mutating func prose(_ node: DataNode, key: String) -> Prose? {
    guard text(node, key: key) != nil else { return nil }
    let (document, diagnostics) = MarkdownDocument.parseInline(file, node: node, mentions: mentions)
    report(diagnostics)
    return Prose(document: document)
  }

  /// A whole number; that of an entry has to be the one in its file's name.
  mutating func number(_ node: DataNode, key: String, in range: ClosedRange<Int>) -> Int? {
    guard case .scalar(let text, isPlain: true) = node.content, let number = Int(text), range.contains(number) else {
      expected("a whole number from \(range.lowerBound) to \(range.upperBound)", for: key, at: node)
      return nil
    }
    if let fileNumber, key == Self.numberKey, number != fileNumber {
      report(
        .numberMismatch(
          number, fileNumber: fileNumber, at: .bytes(node.range, of: file), causing: "\(owner) \(number)"))
    }
    return number
  }

  /// The key of the number that an entry has.
  static let numberKey = "number"

  /// The key under which entries of a file with many say their own.
  static let idKey = "id"

  /// A day; with `partly` also a month or a year.
  mutating func date(
    _ node: DataNode, key: String, partly: Bool = false, notBefore earliest: CalendarDate? = nil
  ) -> CalendarDate? {
    guard case .scalar(let text, _) = node.content, let date = CalendarDate(text), partly || date.day != nil else {
      let form = partly ? "a date: `2022`, `2022-05` or `2022-05-20`" : "a date: `2022-05-20`"
      expected(form, for: key, at: node, hints: noSuchDay(node).map { [$0] } ?? [])
      return nil
    }
    if let earliest, date.lastDay < earliest { expected("a date not before \(earliest.iso)", for: key, at: node) }
    return date
  }

  /// What is wrong with a date that has the right form, but is none: the month or the day.
  private func noSuchDay(_ node: DataNode) -> String? {
    guard case .scalar(let text, _) = node.content, let parts = text.wholeMatch(of: /([0-9]{4})-([0-9]{2})-([0-9]{2})/),
      let year = Int(parts.1), let month = Int(parts.2)
    else { return nil }
    guard CalendarDate(year: year, month: month) != nil else { return "there is no month \(month)" }
    return "this month has no day \(parts.3)"
  }

  mutating func choice(_ node: DataNode, key: String, of words: [String]) -> String? {
    if case .scalar(let text, _) = node.content, words.contains(text) { return text }
    let written = file.text(in: node.range)
    expected(
      "one of " + words.map { "`\($0)`" }.joined(separator: ", "), for: key, at: node,
      hints: [suggestion(for: written, among: words)].compactMap { $0 })
    return nil
  }

  mutating func address(_ node: DataNode, key: String) -> String? {
    if case .scalar(let text, _) = node.content, isWebAddress(text) { return text }
    expected("an address that begins with https://", for: key, at: node)
    return nil
  }
}

/// The text without spaces at its ends.
func trimmed(_ text: Substring) -> String {
  let start = text.drop { $0 == " " }
  let end = start.lastIndex { $0 != " " }.map(start.index(after:)) ?? start.startIndex
  return String(start[..<end])
}

import Diagnostics
import Documents

extension Fields {
  mutating func text(_ key: String) -> String? {
    node(key).flatMap { text($0, key: key) }
  }

  mutating func requiredText(_ key: String) -> String {
    required(key) { $0.text(key) } ?? ""
  }

  mutating func texts(_ key: String) -> [String] {
    items(key).compactMap { text($0, key: key) }
  }

  mutating func prose(_ key: String) -> Prose? {
    node(key).flatMap { prose($0, key: key) }
  }

  mutating func requiredProse(_ key: String) -> Prose {
    required(key) { $0.prose(key) } ?? Prose(document: .empty)
  }

  mutating func proses(_ key: String) -> [Prose] {
    items(key).compactMap { prose($0, key: key) }
  }

  mutating func number(_ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let node = node(key) else { return nil }
    guard case .scalar(let text, isPlain: true) = node.content, let number = Int(text), range.contains(number) else {
      expected("a whole number from \(range.lowerBound) to \(range.upperBound)", for: key, at: node)
      return nil
    }
    return number
  }

  /// The number of an entry of a numbered kind.
  mutating func number(of kind: Kind) -> Int {
    let number = required("number") { $0.number("number", in: kind.numbers ?? 0...0) }
    if let number, let fileNumber, number != fileNumber {
      report(.numberMismatch(number, fileNumber: fileNumber, at: .bytes(range(of: "number"), of: file)))
    }
    return number ?? 0
  }

  mutating func flag(_ key: String, default standard: Bool = false) -> Bool {
    // An empty answer is none: who began to write `draft:` may have meant either.
    guard let node = node(key) ?? emptyNode(key) else { return standard }
    if case .scalar(let text, isPlain: true) = node.content {
      if text == "true" { return true }
      if text == "false" { return false }
    }
    expected("`true` or `false`", for: key, at: node)
    return standard
  }

  /// A day; with `partly` also a month or a year.
  mutating func date(_ key: String, partly: Bool = false, notBefore earliest: CalendarDate? = nil) -> CalendarDate? {
    guard let node = node(key) else { return nil }
    guard case .scalar(let text, _) = node.content, let date = CalendarDate(text), partly || date.day != nil else {
      let form = partly ? "a date: `2022`, `2022-05` or `2022-05-20`" : "a date: `2022-05-20`"
      expected(form, for: key, at: node)
      return nil
    }
    if let earliest, date < earliest { expected("a date not before \(earliest.iso)", for: key, at: node) }
    return date
  }

  /// One of a few words.
  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(_ key: String) -> Choice? {
    node(key).flatMap { choice($0, key: key) }
  }

  /// Some of a few words; nil if the key is absent.
  mutating func choices<Choice: RawRepresentable<String> & CaseIterable>(_ key: String) -> [Choice]? {
    node(key) == nil ? nil : items(key).compactMap { choice($0, key: key) }
  }

  private mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ node: YAMLNode, key: String
  ) -> Choice? {
    let words = Choice.allCases.map(\.rawValue)
    guard case .scalar(let text, _) = node.content, let choice = Choice(rawValue: text) else {
      let written = file.text(in: node.range)
      expected(
        "one of " + words.map { "`\($0)`" }.joined(separator: ", "), for: key, at: node,
        hints: [suggestion(for: written, among: words)].compactMap { $0 })
      return nil
    }
    return choice
  }

  /// A full address: `https://…`.
  mutating func address(_ key: String, where isFit: (String) -> Bool = isWebAddress) -> String? {
    guard let node = node(key) else { return nil }
    if case .scalar(let text, _) = node.content, isFit(text) { return text }
    expected("an address that begins with https://", for: key, at: node)
    return nil
  }

  /// A full address in which `{symbol}` stands for a United Nations document symbol.
  mutating func documentAddress(_ key: String) -> String? {
    guard let node = node(key) else { return nil }
    if case .scalar(let text, _) = node.content, text.contains("{symbol}"),
      isWebAddress(text.replacing("{symbol}", with: ""))
    {
      return text
    }
    expected("an address with `{symbol}` in it: `https://undocs.org/{symbol}`", for: key, at: node)
    return nil
  }

  /// An ISO 3166-1 alpha-3 code.
  mutating func countryCode(_ key: String) -> String {
    required(key) { fields in
      guard let node = fields.node(key) else { return nil }
      let letters = UInt8(ascii: "A")...UInt8(ascii: "Z")
      if case .scalar(let text, _) = node.content, text.utf8.count == 3, text.utf8.allSatisfy(letters.contains) {
        return text
      }
      fields.expected("three capital letters, as in ISO 3166-1 alpha-3: `ECU`", for: key, at: node)
      return nil
    } ?? ""
  }

  /// An ISO 639-1 code of a language.
  mutating func language(_ key: String) -> Language? {
    guard let node = node(key) else { return nil }
    if case .scalar(let text, _) = node.content, let language = Language(code: text) { return language }
    expected("two small letters, as in ISO 639-1: `en`", for: key, at: node)
    return nil
  }

  mutating func reference<Target: Entry>(_ key: String) -> Reference<Target>? {
    node(key).flatMap { reference($0, key: key) }
  }

  mutating func references<Target: Entry>(_ key: String) -> [Reference<Target>] {
    items(key).compactMap { reference($0, key: key) }
  }

  mutating func requiredReferences<Target: Entry>(_ key: String) -> [Reference<Target>] {
    let isThere = node(key) != nil
    let references: [Reference<Target>] = references(key)
    if !isThere { reportMissing(key) }
    return references
  }

  mutating func source(_ key: String) -> SourceReference? {
    node(key).flatMap { source($0, key: key) }
  }

  mutating func sources(_ key: String) -> [SourceReference] {
    items(key).compactMap { source($0, key: key) }
  }
}

extension Fields {
  /// A value that must be there: absence is reported, an ill-typed value has been already.
  private mutating func required<Value>(_ key: String, _ read: (inout Fields) -> Value?) -> Value? {
    let known = diagnostics.count
    let value = read(&self)
    if value == nil, diagnostics.count == known { reportMissing(key) }
    return value
  }

  private mutating func text(_ node: YAMLNode, key: String) -> String? {
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

  private mutating func prose(_ node: YAMLNode, key: String) -> Prose? {
    guard text(node, key: key) != nil else { return nil }
    let (document, diagnostics) = MarkdownDocument.parseInline(file, node: node, mentions: mentions)
    report(diagnostics)
    return Prose(document: document)
  }

  private mutating func reference<Target: Entry>(_ node: YAMLNode, key: String) -> Reference<Target>? {
    guard let text = text(node, key: key) else { return nil }
    return Reference(written: text, range: node.range)
  }

  /// `imrf-2022` or `imrf-2022, p. 3`.
  private mutating func source(_ node: YAMLNode, key: String) -> SourceReference? {
    guard let text = text(node, key: key) else { return nil }
    let parts = text.split(separator: ",", maxSplits: 1)
    let id = trimmed(parts.first ?? "")
    let locator = parts.count > 1 ? trimmed(parts[1]) : ""
    return SourceReference(
      source: Reference(written: id, range: node.range), locator: locator.isEmpty ? nil : locator)
  }
}

/// The text without spaces at its ends.
func trimmed(_ text: Substring) -> String {
  let start = text.drop { $0 == " " }
  let end = start.lastIndex { $0 != " " }.map(start.index(after:)) ?? start.startIndex
  return String(start[..<end])
}

public import Diagnostics
public import Documents

/// A place for words in an entry: a field, or a block of the text.
public struct TranslatablePart: Sendable {
  /// What it is called: `title`, `figures.1.label`; of the text `p8.1`, or `b3` for the third block that has no number.
  public let name: String
  /// Offsets of its bytes in the file.
  public let range: Range<Int>
  /// What tells this version of it from others.
  public let fingerprint: Fingerprint
  /// What it is.
  public let form: Form

  /// What a part is.
  public enum Form: Sendable {
    /// Plain words of a field.
    case text(String)
    /// A field that is a line of Markdown.
    case prose(String)
    /// A block of the text.
    case block(MarkdownBlocks.Block)
  }

  /// What is translated in it, piece by piece.
  public var lines: [[InlineMarkup]] {
    switch form {
    case .text(let text): [[InlineMarkup.text(text)].trimmed]
    case .prose(let text): [MarkdownBlocks.inline(text).trimmed]
    case .block(let block): block.lines.map(\.markup)
    }
  }

  /// How many words there are in it; in scripts without blanks between words, how many runs of letters.
  public var wordCount: Int {
    lines.reduce(0) { $0 + $1.words.split { $0 == " " || $0 == "\n" }.count { $0.contains(where: \.isLetter) } }
  }

  /// What messages call it: `paragraph 8.1`, `block 3 (heading)`, "`figures.1.label`".
  public var title: String {
    guard case .block(let block) = form else { return "`\(name)`" }
    return name.first == "p" ? "paragraph \(name.dropFirst())" : "block \(name.dropFirst()) (\(block.name))"
  }

  /// Whether it is a block of the text.
  public var isBlock: Bool { if case .block = form { true } else { false } }
}

/// The words of an entry, or of the site's settings, as they stand in one file.
public struct TranslatableText: Sendable {
  /// The file.
  public let file: SourceFile
  /// The fields, in the order in which they are written.
  public let fields: [TranslatablePart]
  /// Fields of the same kinds that hold nothing to translate, such as figures; in a translation they may stand for words.
  let wordless: [TranslatablePart]
  /// The blocks of the text.
  public let blocks: [TranslatablePart]
  /// Which versions of its original it renders; nil if that isn't written.
  public let fingerprints: Fingerprints?
  /// The values as they are written.
  public let values: [DataEntry]
  /// Offsets of the bytes in which the values are written: of a map, or of the row of a table.
  public let range: Range<Int>

  /// All parts, none of which is translated.
  public var untranslated: [PartComparison] {
    parts.map { PartComparison(original: $0, translation: nil, standing: .missing) }
  }

  /// A field by its name, whether it holds words or not; nil if it isn't there, or is empty.
  public func field(_ name: String) -> TranslatablePart? { (fields + wordless).first { $0.name == name } }

  /// All parts, fields first.
  public var parts: [TranslatablePart] { fields + blocks }

  init(
    _ values: [DataEntry], of groups: [Group], in file: SourceFile, range: Range<Int>, body: Range<Int>? = nil,
    numberedAs number: (Int) -> String? = { _ in nil }
  ) {
    self.file = file
    self.values = values
    self.range = range
    fingerprints = values.first { $0.key == Fingerprints.key }.flatMap { Fingerprints($0.value) }
    var collector = PartCollector()
    for group in groups { collector.collect(values, of: group, prefix: "") }
    let parts = collector.parts.sorted { $0.range.lowerBound < $1.range.lowerBound }
    fields = parts.filter(\.hasWords)
    wordless = parts.filter { !$0.hasWords }
    let blocks = body.map { MarkdownBlocks(file, body: $0).blocks } ?? []
    self.blocks = blocks.enumerated().map { index, block in
      TranslatablePart(
        name: block.paragraph.flatMap(number).map(paragraphAnchor) ?? "b\(index + 1)", range: block.range,
        fingerprint: Fingerprint(of: block.words(in: file)), form: .block(block))
    }
  }
}

extension MarkdownBlocks.Block {
  /// The bytes without the margins of a quotation, which stand elsewhere when its lines are broken otherwise.
  fileprivate func words(in file: SourceFile) -> [UInt8] {
    let lines = file.bytes[range].split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    guard name == "quotation" else { return Array(lines.joined(separator: [UInt8(ascii: " ")])) }
    return Array(
      lines.map { $0.drop { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: " ") } }.joined(separator: [UInt8(ascii: " ")]
      ))
  }
}

/// Collects the fields that are words.
private struct PartCollector {
  var parts: [TranslatablePart] = []

  mutating func collect(_ values: [DataEntry], of group: Group, prefix: String) {
    // What no template sees, such as the other names of a country, is for finding things, and each language has its own.
    for field in group.fields where !field.isOff && field.member != nil && field.type.holdsWords {
      guard let value = values.first(where: { $0.key == field.name })?.value else { continue }
      collect(value, as: field.type, name: prefix + field.name)
    }
  }

  private mutating func collect(_ node: DataNode, as type: FieldType, name: String) {
    switch (type, node.content) {
    case (.text, .scalar(let text, _)) where !text.allSatisfy(\.isWhitespace): add(node, text, name, .text(text))
    case (.prose, .scalar(let text, _)) where !text.allSatisfy(\.isWhitespace): add(node, text, name, .prose(text))
    case (.group(let group), .mapping(let values)): collect(values, of: group, prefix: name + ".")
    case (.list(let type), .sequence(let items)):
      for (index, item) in items.enumerated() { collect(item, as: type, name: "\(name).\(index + 1)") }
    default: break
    }
  }

  private mutating func add(_ node: DataNode, _ text: String, _ name: String, _ form: TranslatablePart.Form) {
    parts.append(
      TranslatablePart(name: name, range: node.range, fingerprint: Fingerprint(of: text.utf8), form: form))
  }
}

extension TranslatablePart {
  /// Whether there is something to translate in a field; the symbol of a document is the same in all languages, and so are numbers.
  fileprivate var hasWords: Bool {
    switch form {
    case .text(let text), .prose(let text): text.contains(where: \.isLetter) && !DocumentSymbol.isSymbol(text)
    case .block: true
    }
  }
}

extension FieldType {
  /// Whether a value is words, or has some in it.
  var holdsWords: Bool {
    switch self {
    case .text(let pattern): pattern == nil
    case .prose: true
    case .group(let group): group.fields.contains { $0.type.holdsWords }
    case .list(let type): type.holdsWords
    case .id, .number, .date, .boolean, .choice, .address, .map, .reference, .source: false
    }
  }
}

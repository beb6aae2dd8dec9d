import Diagnostics
import Documents

/// A map of the author's while it is being decoded: gives typed values, remembers which keys were asked for, and collects
/// everything that is wrong, so that one run reports all of it.
///
/// A required value that is missing or ill-typed is reported and stands as an empty one; the library is not handed out
/// then, so nobody sees it.
struct Fields {
  let file: SourceFile
  private(set) var diagnostics: [Diagnostic] = []

  /// The number in the file's name, which the one in the front matter must agree with.
  let fileNumber: Int?

  /// What the texts of the map may mention.
  let mentions: Mentions

  let owner: String
  private let whole: Range<Int>
  private let entries: [DataEntry]
  /// Whether the values are cells of a table, of which those that nobody fills in are empty.
  private let areCells: Bool
  /// Whether it is a translation, in which everything may be left out: it then stands as in the original.
  let isTranslation: Bool
  private var asked: [String] = []
  /// The diagnostics that say that a key is missing, by the key.
  private var missing: [String: Diagnostic] = [:]

  /// Takes the entries of a map that describes an `owner`, such as "objective"; a key that is missing is reported at
  /// `whole`.
  init(
    _ entries: [DataEntry], of owner: String, whole: Range<Int>, in file: SourceFile, mentions: Mentions,
    fileNumber: Int? = nil, areCells: Bool = false, isTranslation: Bool = false
  ) {
    self.file = file
    self.fileNumber = fileNumber
    self.mentions = mentions
    self.owner = owner
    self.whole = whole
    self.entries = entries
    self.areCells = areCells
    self.isTranslation = isTranslation
  }

  /// The value of a key, if it was written and is not empty.
  mutating func node(_ key: String) -> DataNode? {
    if !asked.contains(key) { asked.append(key) }
    return entries.first { $0.key == key && !$0.value.isNothing }?.value
  }

  /// The value of a key that was written and left empty, by somebody who may have meant to go on.
  func emptyNode(_ key: String) -> DataNode? { areCells ? nil : entries.first { $0.key == key }?.value }

  /// Whether a key was written, and not left empty.
  func isWritten(_ key: String) -> Bool { entries.contains { $0.key == key && !$0.value.isNothing } }

  /// Where a key stands, or where it would be missed.
  func range(of key: String) -> Range<Int> {
    entries.first { $0.key == key }?.value.range ?? whole
  }

  /// Where the value of each key stands that was written.
  var places: [String: Diagnostic.Place] {
    Dictionary(
      entries.filter { !$0.value.isNothing }.map { ($0.key, .bytes($0.value.range, of: file)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The anchors of the sections that have something in them, in the order in which they are written.
  func sections(of group: Group) -> [String] {
    entries.compactMap { entry in
      guard let field = group.fields.first(where: { $0.isSection && $0.name == entry.key }) else { return nil }
      if case .sequence(let items) = entry.value.content, items.isEmpty { return nil }
      if case .scalar(let text, _) = entry.value.content, text.isEmpty { return nil }
      return field.anchor
    }
  }

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  mutating func report(_ new: [Diagnostic]) { diagnostics += new }

  mutating func expected(_ what: String, for key: String, at node: DataNode, hints: [String] = []) {
    report(.wrongType(of: key, expected: what, at: .bytes(node.range, of: file), hints: hints))
  }

  /// Reports that there is none of some keys, of which one has to be there.
  mutating func reportMissing(_ keys: [String]) {
    if isTranslation { return }
    let diagnostic = Diagnostic.missingKey(keys, of: owner, at: .bytes(whole, of: file))
    for key in keys { missing[key] = diagnostic }
    report(diagnostic)
  }

  /// Reports that a day was given and not the earlier one that it belongs to, unless that is wrong itself.
  mutating func reportMissing(_ key: String, before later: String) {
    guard !isTranslation, !isWritten(key), let written = entries.first(where: { $0.key == later }) else { return }
    let diagnostic = Diagnostic.missingKey(key, before: later, of: owner, at: .bytes(written.keyRange, of: file))
    missing[key] = diagnostic
    report(diagnostic)
  }

  /// Reports one of two keys that say the same in different ways, if both were written.
  mutating func reportConflict(_ key: String, _ other: String) {
    guard node(key) != nil, let written = entries.first(where: { $0.key == other }) else { return }
    report(.conflictingKeys(key, other, of: owner, at: .bytes(written.keyRange, of: file)))
  }

  /// Reports the keys that nobody has asked for; to be called last.
  ///
  /// That the key is missing which somebody has misspelt goes without saying.
  mutating func reportUnknownKeys() {
    for entry in entries where !asked.contains(entry.key) {
      if let meant = nearest(to: entry.key, among: asked), let consequence = missing[meant] {
        diagnostics.removeAll { $0 == consequence }
      }
      report(
        .unknownKey(
          entry.key, of: owner, known: asked, isCut: isCut(entry), at: .bytes(entry.keyRange, of: file)))
    }
  }

  /// Whether a key is the rest of a text that a comma has ended: `{text: Who, and how}`.
  private func isCut(_ entry: DataEntry) -> Bool {
    let before = file.bytes[..<entry.keyRange.lowerBound].last { !" \t\r\n".utf8.contains($0) }
    return !areCells && entry.value.isNothing && before == UInt8(ascii: ",")
  }
}

extension Fields {
  /// Decodes the map under a key.
  mutating func map<Value>(_ key: String, _ decode: (inout Fields) -> Value) -> Value? {
    node(key).flatMap { map($0, key: key, decode) }
  }

  /// The elements of the list under a key; none if it is absent.
  ///
  /// One with nothing in it is reported.
  mutating func items(_ key: String) -> [DataNode] {
    guard let node = node(key) else { return [] }
    if case .sequence(let items) = node.content {
      for item in items where item.isNothing { expected("something in each place of the list", for: key, at: item) }
      return items.filter { !$0.isNothing }
    }
    let list = "write a list: `\(key): [first, second]`, or a line with a dash for each"
    expected("a list", for: key, at: node, hints: [dashHint(for: text(of: node)) ?? list])
    return []
  }

  /// A free map, as it was written.
  mutating func free(_ node: DataNode, key: String) -> DataNode? {
    if case .mapping = node.content { return node }
    expected("a map of names and values", for: key, at: node)
    return nil
  }

  mutating func map<Value>(
    _ node: DataNode, key: String, _ decode: (inout Fields) -> Value
  ) -> Value? {
    guard case .mapping(let entries) = node.content else {
      expected("a map of names and values", for: key, at: node)
      return nil
    }
    var inner = Fields(
      entries, of: "entry of `\(key)`", whole: firstLine(of: node), in: file, mentions: mentions,
      isTranslation: isTranslation)
    let value = decode(&inner)
    inner.reportUnknownKeys()
    report(inner.diagnostics)
    return value
  }

  private func text(of node: DataNode) -> String { String(decoding: file.bytes[node.range], as: UTF8.self) }

  private func firstLine(of node: DataNode) -> Range<Int> {
    let line = file.bytes[node.range].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    return line.startIndex..<line.endIndex
  }
}

extension DataNode {
  /// Whether nothing is written there, or that there is nothing.
  var isNothing: Bool {
    if case .scalar(let text, isPlain: true) = content { text.isEmpty || text == "~" || text == "null" } else { false }
  }
}

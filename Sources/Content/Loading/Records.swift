import Diagnostics
public import Documents

extension Fields {
  /// Reads an entry: what all have, then the fields of its kind; the keys that nobody asked for are reported.
  mutating func entry(
    of kind: KindDeclaration, in schema: Schema, key: String, told ownKey: String? = nil, path: String,
    language: Language,
    body: Prose?
  ) -> Entry {
    let title = requiredText(kind.title.name)
    let file = kind.storage.isFiles ? record(of: schema.fileFields) : nil
    let ownKey = ownKey ?? (kind.numbers == nil ? Fields.idKey : Fields.numberKey)
    let origin = Origin(
      file: self.file, path: path, range: range(of: kind.title.name),
      keyRange: range(of: isWritten(ownKey) ? ownKey : kind.title.name), language: language)
    var common = Common(
      key: key, title: title, summary: file?[FileFields.summary], body: body,
      isDraft: file?[FileFields.draft] ?? false, updated: file?[FileFields.updated], extra: file?[FileFields.extra],
      sections: sections(of: kind.fields), numbering: kind.numbering, origin: origin)
    let record = record(of: kind.fields)
    common.aliases = aliases(in: schema)
    common.fingerprints = fingerprints()
    reportUnknownKeys()
    return Entry(kind: kind.kind, common: common, record: record)
  }

  /// Which versions of its original a translation renders.
  mutating func fingerprints() -> Fingerprints? {
    guard isTranslation, let node = node(Fingerprints.key) else { return nil }
    if let fingerprints = Fingerprints(node) { return fingerprints }
    expected(
      "what `imrf translations` writes: a fingerprint of eight digits for each part", for: Fingerprints.key, at: node,
      hints: ["remove it, and say `imrf translations --accept` when the translation renders its original as it is"])
    return nil
  }

  /// Reads the fields of a group; what is missing or wrong stands as `none`, and is reported.
  mutating func record(of group: Group) -> Record {
    var record = Record(values: [], ranges: group.fields.map { range(of: $0.name) })
    record.values.reserveCapacity(group.fields.count)
    for field in group.fields { record.values.append(field.isOff ? .none : value(of: field, after: record)) }
    for slots in group.anyOf where slots.allSatisfy({ record.values[$0].count == 0 }) {
      reportMissing(slots.map { group.fields[$0].name })
    }
    for slots in group.oneOf {
      let given = slots.filter { record.values[$0].count > 0 }.map { group.fields[$0].name }
      if given.count > 1 { reportConflict(given[0], given[1]) }
    }
    for (field, value) in zip(group.fields, record.values) where value.count > 0 {
      guard let earlier = group.earlierField(than: field), record.values[earlier].count == 0 else { continue }
      reportMissing(group.fields[earlier].name, before: field.name)
    }
    return record
  }

  private mutating func value(of field: FieldDeclaration, after record: Record) -> FieldValue {
    let known = diagnostics.count
    let value = read(field, after: record)
    if field.isRequired, case .none = value, diagnostics.count == known { reportMissing([field.name]) }
    return value
  }

  private mutating func read(_ field: FieldDeclaration, after record: Record) -> FieldValue {
    switch field.type {
    case .boolean:
      // An empty answer is none, and is told.
      return (node(field.name) ?? emptyNode(field.name)).flatMap { boolean($0, key: field.name) }
        .map { .boolean($0) } ?? .none
    case .list(let type):
      guard node(field.name) != nil else { return .none }
      return .list(items(field.name).compactMap { read($0, as: type, key: field.name, after: record) })
    default:
      guard let node = node(field.name) else { return .none }
      return read(node, as: field.type, key: field.name, after: record) ?? .none
    }
  }

  /// A value that was written; nil if it has the wrong form, which is reported.
  private mutating func read(
    _ node: DataNode, as type: FieldType, key: String, after record: Record
  ) -> FieldValue? {
    switch type {
    case .text(let pattern): text(node, key: key, pattern).map { .text($0) }
    case .id: slug(node, key: key).map { .text($0) }
    case .prose: prose(node, key: key).map { .prose($0) }
    case .number(let range): number(node, key: key, in: range).map { .number($0) }
    case .date(let isPartly, let notBefore):
      date(node, key: key, partly: isPartly, notBefore: notBefore.flatMap { CalendarDate?(record.values[$0]) })
        .map { .date($0) }
    case .choice(let words): choice(node, key: key, of: words).map { .text($0) }
    case .address: address(node, key: key).map { .text($0) }
    case .reference(let kind): text(node, key: key).map { .reference(reference($0, to: kind, at: node)) }
    case .source: sources(node, key: key).map { .source($0) }
    case .group(let group): map(node, key: key) { $0.record(of: group) }.map { .record($0) }
    case .boolean: boolean(node, key: key).map { .boolean($0) }
    case .map: free(node, key: key).map { .map($0) }
    case .list: nil
    }
  }

  private mutating func text(_ node: DataNode, key: String, _ pattern: Pattern?) -> String? {
    guard let pattern else { return text(node, key: key) }
    if case .scalar(let text, _) = node.content, pattern.matches(text) { return text }
    expected(pattern.words, for: key, at: node)
    return nil
  }

  private func reference(_ written: String, to kind: Kind, at node: DataNode) -> Reference {
    Reference(written: written, range: node.range, kind: kind)
  }

  /// A source, or a list of several.
  private mutating func sources(_ node: DataNode, key: String) -> SourceReference? {
    guard case .sequence(let items) = node.content, !items.isEmpty else {
      return text(node, key: key).map { source($0, at: node) }
    }
    let all = items.compactMap { item in text(item, key: key).map { source($0, at: item) } }
    var first = all.first
    first?.further = Array(all.dropFirst())
    return first
  }

  /// `imrf-2022` or `imrf-2022, p. 3`.
  private func source(_ written: String, at node: DataNode) -> SourceReference {
    let parts = written.split(separator: ",", maxSplits: 1)
    let locator = parts.count > 1 ? trimmed(parts[1]) : ""
    return SourceReference(
      source: reference(trimmed(parts.first ?? ""), to: .source, at: node), locator: locator.isEmpty ? nil : locator)
  }
}

/// The fields of every entry that is a file.
enum FileFields {
  static let summary = Field<Prose?>("file", "summary")
  static let updated = Field<CalendarDate?>("file", "updated")
  static let draft = Field<Bool>("file", "draft")
  static let extra = Field<DataNode?>("file", "extra")

  static let handles: [any AnyField] = [summary, updated, draft, extra]
}

extension DataNode: FieldReadable {
  /// Whether the values of a type of fields are of this type.
  public static func reads(_ type: FieldType) -> Bool {
    if case .map = type { true } else { false }
  }
  /// Reads a value.
  public init(_ value: FieldValue) {
    if case .map(let node) = value { self = node } else { self.init(.mapping([]), at: 0..<0) }
  }
}

import Documents

extension Entry {
  /// A translation whose texts know which of them render an older version of the original.
  func markingOlderParts(than original: Entry, reading texts: inout TextReader) -> Entry {
    guard common.fingerprints != nil, let text = texts.text(of: self), let other = texts.text(of: original) else {
      return self
    }
    let stale = text.compared(with: other).filter(\.standing.isStale).compactMap(\.translation)
    if stale.isEmpty { return self }
    let names = Set(stale.filter { !$0.isBlock }.map(\.name))
    let fields = texts.fields(of: kind)
    var common = common
    if names.contains(FileFields.summary.name) { common.summary?.older = .line }
    let shown = text.blocks.filter(\.isShownInPlace)
    let places = shown.indices.filter { index in stale.contains { $0.range == shown[index].range } }
    if !places.isEmpty { common.body?.older = .blocks(places, of: shown.count) }
    return Entry(kind: kind, common: common, record: record.markingOlder(names, as: fields, prefix: ""))
  }
}

extension TranslatablePart {
  /// Whether the page shows the block where it is written: footnotes stand at the end, and comments nowhere.
  fileprivate var isShownInPlace: Bool {
    if case .block(let block) = form { block.name != "footnote" && block.name != "HTML" } else { false }
  }
}

extension Record {
  /// The record with marks on those of its texts that have one of some names.
  fileprivate func markingOlder(_ names: Set<String>, as group: Group, prefix: String) -> Record {
    var record = self
    for (slot, field) in group.fields.enumerated() where !borrowed.contains(slot) {
      record.values[slot] = values[slot].markingOlder(names, as: field.type, name: prefix + field.name)
    }
    return record
  }
}

extension FieldValue {
  fileprivate func markingOlder(_ names: Set<String>, as type: FieldType, name: String) -> FieldValue {
    switch (self, type) {
    case (.prose(var prose), .prose) where names.contains(name):
      prose.older = .line
      return .prose(prose)
    case (.record(let record), .group(let group)):
      return .record(record.markingOlder(names, as: group, prefix: name + "."))
    case (.list(let values), .list(let type)):
      return .list(values.enumerated().map { $1.markingOlder(names, as: type, name: "\(name).\($0 + 1)") })
    default: return self
    }
  }
}

extension Library {
  /// What renders the parts of an entry in another language, part by part; none if it has no translation.
  public func comparison(
    of id: EntryID, in language: Language, reading texts: inout TextReader
  ) -> [PartComparison] {
    guard languages(of: id).contains(language), let translation = texts.text(of: self[id, language]),
      let original = texts.text(of: self[id])
    else { return [] }
    return translation.compared(with: original)
  }

  /// The parts of an entry whose translation tells readers something else than the original, as far as is known.
  public func staleParts(of id: EntryID, in language: Language) -> [PartComparison] {
    guard self[id, language].common.fingerprints != nil else { return [] }
    var texts = TextReader(schema)
    return comparison(of: id, in: language, reading: &texts).filter(\.standing.isStale)
  }
}

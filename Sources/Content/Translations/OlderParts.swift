import Documents
import Platform

extension Table {
  /// The table with translations whose texts know which of them render an older version of their originals.
  ///
  /// On all cores, since the files of both are taken apart once more; those with many entries are taken apart once.
  func markingOlderParts(in schema: Schema) async -> Table {
    let accepted = translations.mapValues { $0.filter { $0.value.common.fingerprints != nil } }
    let places = Set(accepted.values.flatMap(\.keys)).sorted()
    if places.isEmpty { return self }
    let all = places.map { entries[$0] } + accepted.values.flatMap(\.values)
    var reader = TextReader(schema)
    reader.prepare(for: all)
    let texts = reader
    let originals = Dictionary(
      uniqueKeysWithValues: zip(places, await parallelMap(places.map { entries[$0] }) { texts.preparedText(of: $0) }))
    var table = self
    for (language, versions) in accepted {
      let marked = await parallelMap(Array(versions)) { place, entry in
        let own = texts.preparedText(of: entry)
        return (place, entry.markingOlderParts(than: originals[place] ?? nil, as: own, in: schema))
      }
      for (place, entry) in marked { table.translations[language]?[place] = entry }
    }
    return table
  }
}

extension Entry {
  /// A translation whose texts know which of them render an older version of the original.
  func markingOlderParts(than original: Entry, in schema: Schema) -> Entry {
    if common.fingerprints == nil { return self }
    var texts = TextReader(schema)
    return markingOlderParts(than: texts.text(of: original), as: texts.text(of: self), in: schema)
  }

  /// The same, with the words of both as they are written.
  fileprivate func markingOlderParts(
    than original: TranslatableText?, as text: TranslatableText?, in schema: Schema
  ) -> Entry {
    guard let text, let original else { return self }
    let differing = text.compared(with: original).filter(\.standing.isStale)
    if differing.isEmpty { return self }
    let stale = differing.compactMap(\.translation)
    let names = Set(stale.filter { !$0.isBlock }.map(\.name))
    var common = common
    common.isOlder = true
    if names.contains(FileFields.summary.name) { common.summary?.older = .line }
    let shown = text.blocks.filter(\.isShownInPlace)
    let places = shown.indices.filter { index in stale.contains { $0.range == shown[index].range } }
    if !places.isEmpty { common.body?.older = .blocks(places, of: shown.count) }
    return Entry(kind: kind, common: common, record: record.markingOlder(names, as: schema[kind].fields, prefix: ""))
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

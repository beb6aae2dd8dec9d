import Diagnostics
import Documents

extension Tables {
  /// What no single file can know: values and names that two entries share, objectives in two round tables, parts of parts.
  func contradictions() -> [Diagnostic] {
    partsOfParts(of: .roundTable) + partsOfParts(of: .meeting) + facingPacks()
      + schema.kinds.flatMap { kind in
        let table = self[kind.kind]
        let translated = table.translations.keys.sorted().flatMap { language in
          sharedNames(of: kind, among: table.indices.map { table[$0, language] })
        }
        return sharedValues(of: kind) + sharedNames(of: kind, among: table.entries) + translated
          + differingTranslations(of: kind)
      }
  }

  /// Translations that say something else than their originals besides words.
  private func differingTranslations(of kind: KindDeclaration) -> [Diagnostic] {
    self[kind.kind].translations.values.joined().flatMap { index, translation in
      translation.differences(from: self[kind.kind][index], of: kind)
    }
  }

  /// Packs whose facing pages are to be in other than two languages, or in one that they don't have.
  private func facingPacks() -> [Diagnostic] {
    self[.pack].entries.enumerated().compactMap { index, pack -> Diagnostic? in
      let codes = pack[Pack.languages]
      if codes.isEmpty { return nil }
      let place = Diagnostic.Place.bytes(pack.record.ranges[Pack.languages.slot], of: pack.common.origin.file)
      if let unknown = codes.first(where: { Language(code: $0) == nil }) { return .unknownLanguage(unknown, at: place) }
      if Set(codes).count != 2 || codes.count != 2 { return .notTwoLanguages(at: place) }
      for language in codes.compactMap(Language.init(code:)) {
        if language != pack.common.origin.language, self[.pack].translations[language]?[index] == nil {
          return .packNotTranslated(into: language, at: place)
        }
      }
      return nil
    }
  }

  /// Parts lend no days to other parts, so nothing is a part of one.
  private func partsOfParts(of kind: Kind) -> [Diagnostic] {
    self[kind].entries.compactMap { entry in
      guard let reference = Occasion(entry)?.partOf, let target = reference.target,
        let whole = Occasion(self[.meeting][target])?.partOf
      else { return nil }
      return .partOfPart(
        reference.written, of: whole.written, at: .bytes(reference.range, of: entry.common.origin.file))
    }
  }

  private func sharedValues(of kind: KindDeclaration) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    var owners: [UniqueValue.Key: Diagnostic.Place] = [:]
    for entry in self[kind.kind].entries {
      for value in entry.record.uniqueValues(of: kind.fields) {
        let place = Diagnostic.Place.bytes(value.range, of: entry.common.origin.file)
        guard let first = owners.updateValue(place, forKey: value.key) else { continue }
        diagnostics.append(fault(of: value, kind, at: place, first: first))
      }
    }
    return diagnostics
  }

  private func fault(
    of value: UniqueValue, _ kind: KindDeclaration, at place: Diagnostic.Place, first: Diagnostic.Place
  ) -> Diagnostic {
    guard let target = value.key.target else {
      return .sharedValue(value.written, value.field, of: kind.noun, at: place, first: first)
    }
    return .sharedReference(
      "\(schema[target.kind].noun) \(value.written)", of: kind.noun, isOurs: kind.kind == .roundTable, at: place,
      first: first)
  }

  /// Names by which references would mean two entries: the values of some fields, and the ids.
  private func sharedNames(of kind: KindDeclaration, among entries: [Entry]) -> [Diagnostic] {
    if kind.namingSlots.isEmpty { return [] }
    var owners = Dictionary(entries.indices.map { (entries[$0].key, $0) }, uniquingKeysWith: { first, _ in first })
    for slot in kind.namingSlots where kind.fields.fields[slot].isUnique {
      for index in entries.indices {
        for name in entries[index].record.values[slot].texts { owners[name] = owners[name] ?? index }
      }
    }
    return entries.indices.flatMap { index in
      // What may not be shared at all is told as such.
      kind.namingSlots.filter { !kind.fields.fields[$0].isUnique }.flatMap { slot in
        entries[index].record.values[slot].texts.compactMap { name -> Diagnostic? in
          guard let owner = owners.updateValue(index, forKey: name), owner != index,
            !entries[index].record.borrowed.contains(slot) || !entries[owner].record.borrowed.contains(slot)
          else { return nil }
          return .sharedName(
            name, of: kind.noun, at: entries[index].place(at: slot), first: entries[owner].common.origin.place)
        }
      }
    }
  }
}

/// A value that no two entries of a kind may have.
struct UniqueValue {
  /// What is compared.
  struct Key: Hashable {
    let field: String
    let value: String
    /// What a reference leads to.
    let target: EntryID?
  }

  let key: Key
  let field: String
  let written: String
  let range: Range<Int>
}

extension Record {
  /// The values that no other entry may have, also those in lists and in groups.
  func uniqueValues(of group: Group, in path: String = "") -> [UniqueValue] {
    group.fields.indices.flatMap { slot -> [UniqueValue] in
      let field = group.fields[slot]
      guard field.isUnique || field.type.element.isGroup else { return [] }
      return uniqueValues(values[slot], field, path + field.name, at: ranges[slot])
    }
  }

  private func uniqueValues(
    _ value: FieldValue, _ field: FieldDeclaration, _ path: String, at range: Range<Int>
  ) -> [UniqueValue] {
    func unique(_ text: String, _ target: EntryID? = nil, at range: Range<Int>) -> [UniqueValue] {
      let key = UniqueValue.Key(field: path, value: target == nil ? text : "", target: target)
      return [UniqueValue(key: key, field: field.name, written: text, range: range)]
    }
    switch (value, field.type.element) {
    case (.list(let values), _): return values.flatMap { uniqueValues($0, field, path, at: range) }
    case (.record(let record), .group(let group)): return record.uniqueValues(of: group, in: path + ".")
    case (.text(let text), _): return unique(text, at: range)
    case (.number(let number), _): return unique(String(number), at: range)
    case (.date(let date), _): return unique(date.iso, at: range)
    case (.reference(let reference), _):
      guard let target = reference.target else { return [] }
      return unique(reference.written, EntryID(reference.kind, target), at: reference.range)
    case (.source(let source), _): return uniqueValues(.reference(source.source), field, path, at: range)
    default: return []
    }
  }
}

import Diagnostics

extension Tables {
  /// What no single file can know: values that two entries share, objectives in two round tables, parts of parts.
  func contradictions() -> [Diagnostic] {
    partsOfParts(of: .roundTable) + partsOfParts(of: .meeting) + schema.kinds.flatMap { sharedValues(of: $0) }
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
    kind.fields.fields.enumerated().filter(\.element.isUnique).flatMap { slot, _ in
      sharedTexts(at: slot, of: kind) + sharedTargets(at: slot, of: kind)
    }
  }

  private func sharedTexts(at slot: Int, of kind: KindDeclaration) -> [Diagnostic] {
    var owners: [String: Entry] = [:]
    return self[kind.kind].entries.compactMap { entry in
      guard case .text(let text) = entry.record.values[slot], let first = owners.updateValue(entry, forKey: text)
      else { return nil }
      return .duplicate(text, of: kind.noun, at: entry.common.origin.place, first: first.common.origin.place)
    }
  }

  private func sharedTargets(at slot: Int, of kind: KindDeclaration) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    var owners: [EntryID: Diagnostic.Place] = [:]
    for entry in self[kind.kind].entries {
      entry.record.forEachReference(at: [slot]) { reference in
        guard let target = reference.target else { return }
        let place = Diagnostic.Place.bytes(reference.range, of: entry.common.origin.file)
        guard let first = owners.updateValue(place, forKey: EntryID(reference.kind, target)) else { return }
        diagnostics.append(
          .sharedReference(
            "\(schema[reference.kind].noun) \(reference.written)", of: kind.noun, isOurs: kind.kind == .roundTable,
            at: place, first: first))
      }
    }
    return diagnostics
  }
}

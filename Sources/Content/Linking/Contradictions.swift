import Diagnostics

extension Tables {
  /// What no single file can know: names that two countries share, objectives in two round tables, parts of parts.
  func contradictions() -> [Diagnostic] {
    partsOfParts(in: roundTables) + partsOfParts(in: meetings) + sharedCodes() + objectivesInSeveralRoundTables()
  }

  /// Parts lend no days to other parts, so nothing is a part of one.
  private func partsOfParts<Element: Held>(in table: Table<Element>) -> [Diagnostic] {
    table.entries.compactMap { entry in
      guard let reference = entry.value.occasion.partOf, let target = reference.target,
        let whole = meetings[target].occasion.partOf
      else { return nil }
      return .partOfPart(
        reference.written, of: whole.written, at: .bytes(reference.range, of: entry.value.common.origin.file))
    }
  }

  private func sharedCodes() -> [Diagnostic] {
    var codes: [String: Shared<Country>] = [:]
    return countries.entries.compactMap { country in
      guard let first = codes.updateValue(country, forKey: country.value.code) else { return nil }
      return .duplicate(
        country.value.code, kind: .country, at: country.value.common.origin.place,
        first: first.value.common.origin.place)
    }
  }

  private func objectivesInSeveralRoundTables() -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    var owners: [Int: Diagnostic.Place] = [:]
    for roundTable in roundTables.entries {
      let file = roundTable.value.common.origin.file
      for reference in roundTable.value.objectives {
        guard let objective = reference.target else { continue }
        let place = Diagnostic.Place.bytes(reference.range, of: file)
        if let first = owners.updateValue(place, forKey: objective.index) {
          diagnostics.append(.severalRoundTables(reference.written, at: place, first: first))
        }
      }
    }
    return diagnostics
  }
}

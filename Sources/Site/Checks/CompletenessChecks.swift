import Content
import Diagnostics
import Documents

/// What an entry should have by the time that people read it.
extension Library {
  /// Objectives of a round table without a question to guide its discussion.
  func objectivesWithoutQuestions() -> [Diagnostic] {
    objectives.ids.filter { objectives[$0].questions.isEmpty && !backlinks.roundTablesOfObjective[$0].isEmpty }
      .map { .missingQuestions(objectives[$0].number, at: objectives[$0].common.origin.place) }
  }

  /// Objectives that no round table reviews, on a site that has round tables.
  func objectivesWithoutRoundTable() -> [Diagnostic] {
    guard !roundTables.isEmpty else { return [] }
    return objectives.ids.filter { backlinks.roundTablesOfObjective[$0].isEmpty }
      .map { .missingRoundTable(objectives[$0].number, at: objectives[$0].common.origin.place) }
  }

  /// Round tables that were over when the edition came out, and of which nothing is said to be remembered.
  func roundTablesWithoutMessages() -> [Diagnostic] {
    guard let edition = settings.edition else { return [] }
    return roundTables.compactMap { roundTable in
      let occasion = occasion(of: roundTable, in: settings.language)
      guard roundTable.keyMessages.isEmpty, let day = occasion.ends ?? occasion.starts, day < edition else {
        return nil
      }
      return .missingKeyMessages(roundTable.number, heldOn: day.iso, edition.iso, at: roundTable.common.origin.place)
    }
  }
}

import Content
import Diagnostics
import Documents

/// What an entry should have by the time that people read it.
extension Library {
  /// Objectives of a round table without a question to guide its discussion.
  func objectivesWithoutQuestions() -> [Diagnostic] {
    self[.objective].ids.filter {
      self[$0][Objective.questions].isEmpty && !backlinks[$0, Objective.roundTable].isEmpty
    }.map { .missingQuestions(self[$0][Objective.number], at: self[$0].common.origin.place) }
  }

  /// Objectives that no round table reviews, on a site that has round tables.
  func objectivesWithoutRoundTable() -> [Diagnostic] {
    guard !self[.roundTable].isEmpty else { return [] }
    return self[.objective].ids.filter { backlinks[$0, Objective.roundTable].isEmpty }
      .map { .missingRoundTable(self[$0][Objective.number], at: self[$0].common.origin.place) }
  }

  /// Round tables that were over on the day `as_of`, and of which nothing is said to be remembered.
  func roundTablesWithoutMessages() -> [Diagnostic] {
    guard let asOf = settings.asOf else { return [] }
    return self[.roundTable].compactMap { roundTable in
      let occasion = occasion(of: roundTable, in: settings.language)
      guard roundTable[RoundTable.keyMessages].isEmpty, let day = occasion?.ends ?? occasion?.starts, day < asOf
      else { return nil }
      return .missingKeyMessages(
        roundTable[RoundTable.number], heldOn: day.iso, asOf: asOf.iso, at: roundTable.common.origin.place)
    }
  }
}

import Content
import Diagnostics
import Documents

extension Library {
  /// Translations that have not the parts of their original.
  ///
  /// Nothing tells when a file was changed: its date is that of a copy, and there may be no git. That one of two texts,
  /// which once said the same, has more gaps, paragraphs or speakers than the other can be seen, and shows that it was
  /// changed alone. A word that was changed does not.
  func staleTranslations() -> [Diagnostic] {
    staleTranslations(of: objectives) + staleTranslations(of: roundTables) + staleTranslations(of: principles)
      + staleTranslations(of: meetings) + staleTranslations(of: practices) + staleTranslations(of: pages)
  }

  private func staleTranslations(of table: Table<some Translated>) -> [Diagnostic] {
    table.ids.flatMap { id in
      table.languages(of: id).compactMap { language in
        let (original, translation) = (table[id], table[id, language])
        let differences = zip(translation.common.parts + translation.parts, original.common.parts + original.parts)
          .filter { $0.count != $1.count }.map { (part: $0.name, count: $0.count, original: $1.count) }
        if differences.isEmpty { return nil }
        return .staleTranslation(
          differences, at: translation.common.origin.place, original: original.common.origin.place)
      }
    }
  }
}

/// What can be counted in an entry, and is as many in each of its languages.
private typealias Part = (name: String, count: Int)

private protocol Translated: Entry {
  var parts: [Part] { get }
}

extension Common {
  fileprivate var parts: [Part] {
    let document = body?.document
    return [
      ("summary", summary == nil ? 0 : 1), ("headings", document?.headings.count ?? 0),
      ("paragraphs", document?.paragraphs ?? 0), ("cited sources", citations.count),
    ]
  }
}

extension Objective: Translated {
  fileprivate var parts: [Part] {
    [
      ("principles", principles.count), ("related objectives", related.count), ("figures", figures.count),
      ("practices", practices.count), ("gaps", gaps.count), ("questions", questions.count),
    ]
  }
}

extension RoundTable: Translated {
  fileprivate var parts: [Part] {
    [("objectives", objectives.count), ("people", people.count), ("key messages", keyMessages.count)]
  }
}

extension Meeting: Translated {
  fileprivate var parts: [Part] {
    [("objectives", objectives.count), ("sessions", sessions.count), ("people", participants.count)]
  }
}

extension Practice: Translated {
  fileprivate var parts: [Part] {
    [("objectives", objectives.count), ("countries", countries.count), ("principles", principles.count)]
  }
}

extension Principle: Translated {
  fileprivate var parts: [Part] { [] }
}

extension Page: Translated {
  fileprivate var parts: [Part] { [] }
}

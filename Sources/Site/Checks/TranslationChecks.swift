import Content
import Diagnostics
import Documents

extension Library {
  /// Translations that render an older version of their original, part by part as far as they say which one they render.
  ///
  /// Of those that don't say so, all that can be seen is that one of two texts, which once said the same, has more gaps,
  /// paragraphs or speakers than the other. A word that was changed can't.
  func staleTranslations() -> [Diagnostic] {
    var texts = TextReader(schema)
    return schema.kinds.flatMap { kind in
      self[kind.kind].ids.flatMap { id in
        languages(of: id).flatMap { language in
          self[id, language].common.fingerprints == nil
            ? [unevenTranslation(of: id, kind, in: language)].compactMap { $0 }
            : staleParts(of: id, in: language, reading: &texts)
        }
      }
    }
  }

  private func staleParts(of id: EntryID, in language: Language, reading texts: inout TextReader) -> [Diagnostic] {
    let (original, translation) = (self[id], self[id, language])
    return comparison(of: id, in: language, reading: &texts).filter(\.standing.isStale).map {
      .stalePart($0, of: original.common.origin, in: translation.common)
    }
  }

  private func unevenTranslation(of id: EntryID, _ kind: KindDeclaration, in language: Language) -> Diagnostic? {
    let (original, translation) = (self[id], self[id, language])
    let differences = zip(translation.parts(of: kind), original.parts(of: kind))
      .filter { $0.count != $1.count }.map { (part: $0.name, count: $0.count, original: $1.count) }
    if differences.isEmpty { return nil }
    return .unevenTranslation(
      differences, at: translation.common.origin.place, original: original.common.origin.place)
  }
}

extension Entry {
  /// What can be counted in an entry, and is as many in each of its languages: parts of its text, values of its lists.
  fileprivate func parts(of kind: KindDeclaration) -> [(name: String, count: Int)] {
    let document = common.body?.document
    let texts = [
      ("summary", common.summary == nil ? 0 : 1), ("headings", document?.headings.count ?? 0),
      ("paragraphs", document?.paragraphs ?? 0), ("cited sources", Set(common.citations.map(\.id)).count),
    ]
    // What no page shows, such as the other names of a country, each language has its own of.
    let shown = zip(kind.fields.fields, record.values).filter { $0.0.type.isList && $0.0.member != nil }
    let lists = shown.map { field, value in
      (field.label?.text(in: .english) ?? field.name.spaced, value.count)
    }
    return texts + lists
  }
}

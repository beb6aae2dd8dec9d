import Content

/// Where every entry stands, worked out once: most links of a page lead to one.
struct Addresses: Sendable {
  private let paths: [[String]]
  /// The addresses of translations, where they differ.
  private let translated: [Language: [EntryID: String]]

  init(_ library: Library) {
    let first = library.settings.language
    var translated: [Language: [EntryID: String]] = [:]
    paths = library.schema.kinds.map { kind in
      library[kind.kind].ids.map { id in
        let path = RoutePlan.path(kind, key: library[id].key)
        let isHome = id.kind == .page && library[id].key == Page.homeKey
        for language in isHome ? library.languages : library.languages(of: id) where language != first {
          translated[language, default: [:]][id] = RoutePlan.localized(path, language, first: first)
        }
        return path
      }
    }
    self.translated = translated
  }

  /// The address from the site's root, in a language if the entry was translated into it, otherwise in the site's first.
  func path(of id: EntryID, in language: Language) -> String {
    if !translated.isEmpty, let path = translated[language]?[id] { return path }
    return paths[id.kind.index][id.index]
  }
}

import Content

/// Where every entry stands, worked out once: most links of a page lead to one.
struct Addresses: Sendable {
  private let paths: [Kind: [String]]
  /// The addresses of translations, where they differ.
  private let translated: [Language: [AnyID: String]]

  init(_ library: Library) {
    let first = library.settings.language
    var paths: [Kind: [String]] = [:]
    var translated: [Language: [AnyID: String]] = [:]
    for kind in Kind.allCases {
      paths[kind] = (0..<library.count(of: kind)).map { index in
        let id = AnyID(kind: kind, index: index)
        let path = RoutePlan.path(kind, key: library.read(id, in: first) { $0.key })
        for language in library.languages(of: id) {
          translated[language, default: [:]][id] = RoutePlan.localized(path, language, first: first)
        }
        return path
      }
    }
    self.paths = paths
    self.translated = translated
  }

  /// The address from the site's root, in a language if the entry was translated into it, otherwise in the site's first.
  func path(of id: AnyID, in language: Language) -> String {
    if !translated.isEmpty, let path = translated[language]?[id] { return path }
    return paths[id.kind]?[id.index] ?? "/"
  }
}

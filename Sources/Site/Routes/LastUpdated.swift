import Content
import Documents

extension Site {
  /// The day of the last change of a page that readers should hear of.
  ///
  /// A pack changes with its round table and with each of its objectives.
  func updated(_ route: Route) -> CalendarDate? {
    switch route.subject {
    case .home: home.flatMap { updated($0, in: route.language) }
    case .entry(let id) where id.kind == .pack:
      Pack.parts(of: library[id], in: library).compactMap { updated($0, in: route.language) }.max()
    case .entry(let id): updated(id, in: route.language)
    case .feed(let ids): ids.first.flatMap { updated($0, in: route.language) }
    case .list, .referrers, .notFound, .search, .file, .asset, .image, .picture, .scaledImage, .attachment, .alias,
      .twin:
      nil
    }
  }

  private func updated(_ id: EntryID, in language: Language) -> CalendarDate? {
    library[id, language].common.updated
  }
}

extension Library {
  /// The entries that say when they were last updated, in each language that has some: newest first, those of one day in
  /// the order of the site.
  var updatedEntries: [Language: [EntryID]] {
    var days: [Language: [CalendarDate: [EntryID]]] = [:]
    for kind in schema.kinds {
      for id in self[kind.kind].ids {
        for language in [settings.language] + languages(of: id) {
          guard let day = self[id, language].common.updated else { continue }
          days[language, default: [:]][day, default: []].append(id)
        }
      }
    }
    return days.mapValues { $0.sorted { $0.key > $1.key }.flatMap(\.value) }
  }
}

import Content
import Documents

extension Site {
  /// The day of the last change of a page that readers should hear of.
  ///
  /// A pack changes with its round table and with each of its objectives.
  func updated(_ route: Route) -> CalendarDate? {
    switch route.subject {
    case .home: home.flatMap { updated($0.any, in: route.language) }
    case .entry(let id): updated(id, in: route.language)
    case .pack(let roundTable):
      ([roundTable.any] + library.roundTables[roundTable].objectives.map(\.id.any))
        .compactMap { updated($0, in: route.language) }.max()
    case .list, .notFound, .file, .asset, .image: nil
    }
  }

  private func updated(_ id: AnyID, in language: Language) -> CalendarDate? {
    library.read(id, in: language) { $0.updated }
  }
}

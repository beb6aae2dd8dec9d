import Content
import Diagnostics

/// Decides which pages the site has and where they stand.
struct RoutePlan {
  private let library: Library
  private(set) var routes: [Route] = []

  /// Lists longer than this are cut into pages.
  static let entriesPerPage = 100

  /// Feeds hold no more than this.
  private static let entriesPerFeed = 30

  init(_ library: Library, assets: Assets, feeds: Bool) {
    self.library = library
    add("/", .home)
    addKind(library.objectives)
    addKind(library.roundTables)
    addKind(library.principles)
    addKind(library.meetings)
    addKind(library.practices)
    addKind(library.packs)
    addKind(library.pledges)
    addKind(library.sources)
    addKind(library.countries, isWhole: true)
    addList(.term, entries: library.terms.count, isWhole: true)
    addPages()
    if feeds { addFeeds() }
    add("/404.html", .notFound)
    add("/sitemap.xml", .file("sitemap.xml"))
    add("/robots.txt", .file("robots.txt"))
    add("/data/links.json", .file("links.json"))
    for (index, image) in library.images.enumerated() { add(Self.imagePath(image), .image(index)) }
    for (index, asset) in assets.all.enumerated() { add(asset.path, .asset(index)) }
  }

  /// The address of a picture: it lies on the site as it does in the folder of the content.
  static func imagePath(_ image: Image) -> String {
    "/" + image.path.split(separator: "/").dropFirst().joined(separator: "/")
  }

  /// The address of the feed in a language.
  static func feedPath(_ language: Language, first: Language) -> String {
    localized("/feed.xml", language, first: first)
  }

  /// The address of one page of a list.
  static func listPath(_ kind: Kind, number: Int) -> String {
    number == 1 ? "/\(kind.plural)/" : "/\(kind.plural)/page/\(number)/"
  }

  /// The address of an entry in the site's first language; terms stand on one page.
  static func path(_ kind: Kind, key: String) -> String {
    switch kind {
    case .term: "/glossary/#\(key)"
    case .page: key == Page.homeKey ? "/" : "/\(key)/"
    default: "/\(kind.plural)/\(key)/"
    }
  }

  /// The address of a page in a language.
  static func localized(_ path: String, _ language: Language, first: Language) -> String {
    language == first ? path : "/\(language.code)\(path)"
  }

  /// Two pages that claim one address are an error that names both.
  func collisions() -> [Diagnostic] {
    var owners: [String: Route] = [:]
    return routes.compactMap { route in
      guard let first = owners.updateValue(route, forKey: route.path) else { return nil }
      return .addressTaken(route.path, by: place(of: route), and: place(of: first))
    }
  }

  private func place(of route: Route) -> Diagnostic.Place {
    guard case .entry(let id) = route.subject else { return .none }
    return library.read(id, in: route.language) { $0.origin.place }
  }

  private mutating func add(_ path: String, _ subject: Route.Subject, in language: Language? = nil) {
    let first = library.settings.language
    let language = language ?? first
    routes.append(
      Route(path: Self.localized(path, language, first: first), language: language, subject: subject))
  }

  private mutating func addKind<Element: Entry>(_ table: Table<Element>, isWhole: Bool = false) {
    addList(Element.kind, entries: table.count, isWhole: isWhole)
    for id in table.ids { addEntry(id, in: table) }
  }

  private mutating func addList(_ kind: Kind, entries: Int, isWhole: Bool) {
    let count = isWhole ? 1 : max(1, (entries + Self.entriesPerPage - 1) / Self.entriesPerPage)
    for number in 1...count { add(Self.listPath(kind, number: number), .list(kind, number: number, count: count)) }
  }

  /// A feed for each language in which pages say when they were updated.
  private mutating func addFeeds() {
    for (language, ids) in library.updatedEntries.sorted(by: { $0.key < $1.key }) {
      let path = Self.feedPath(language, first: library.settings.language)
      routes.append(Route(path: path, language: language, subject: .feed(Array(ids.prefix(Self.entriesPerFeed)))))
    }
  }

  private mutating func addEntry<Element: Entry>(_ id: ID<Element>, in table: Table<Element>) {
    let path = Self.path(Element.kind, key: table[id].key)
    add(path, .entry(id.any))
    for language in table.languages(of: id) { add(path, .entry(id.any), in: language) }
  }

  /// The page `index` is what the home page shows.
  private mutating func addPages() {
    for id in library.pages.ids {
      if library.pages[id].key == Page.homeKey {
        for language in library.pages.languages(of: id) { add("/", .home, in: language) }
      } else {
        addEntry(id, in: library.pages)
      }
    }
  }
}

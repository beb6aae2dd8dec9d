import Content
import Diagnostics

/// Which pages the site has and where they stand.
struct RoutePlan: Sendable {
  /// All routes, in the order in which they are planned.
  let routes: [Route]
  /// The pages of packs, in each language.
  let packs: [(id: ID<Pack>, page: Route)]
  /// Where the entries stand.
  let addresses: Addresses
  /// Two pages that claim one address are an error that names both.
  let collisions: [Diagnostic]
  /// The places of the routes by their addresses.
  private let places: [String: Int]

  /// Lists longer than this are cut into pages.
  static let entriesPerPage = 100

  /// Feeds hold no more than this.
  fileprivate static let entriesPerFeed = 30

  init(_ library: Library, assets: Assets, feeds: Bool) {
    let routes = RoutePlanner(library, assets: assets, feeds: feeds).routes
    var places: [String: Int] = [:]
    places.reserveCapacity(routes.count)
    var collisions: [Diagnostic] = []
    for (index, route) in routes.enumerated() {
      guard let first = places.updateValue(index, forKey: route.path) else { continue }
      let (place, other) = (library.place(of: route), library.place(of: routes[first]))
      collisions.append(.addressTaken(route.path, by: place, and: other))
    }
    self.routes = routes
    packs = routes.compactMap { route in
      guard case .entry(let id) = route.subject, id.kind == .pack else { return nil }
      return (ID(id), route)
    }
    self.places = places
    self.collisions = collisions
    addresses = Addresses(library)
  }

  /// What stands at an address.
  subscript(path: String) -> Route? { places[path].map { routes[$0] } }
}

extension Library {
  /// Where the entry of a page was written.
  fileprivate func place(of route: Route) -> Diagnostic.Place {
    guard case .entry(let id) = route.subject else { return .none }
    return read(id, in: route.language) { $0.origin.place }
  }
}

/// The forms of addresses.
extension RoutePlan {
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
}

/// Lists the routes of a site.
private struct RoutePlanner {
  private let library: Library
  private(set) var routes: [Route] = []

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
    for (index, image) in library.images.enumerated() { add(RoutePlan.imagePath(image), .image(index)) }
    for (index, asset) in assets.all.enumerated() { add(asset.path, .asset(index)) }
  }

  private mutating func add(_ path: String, _ subject: Route.Subject, in language: Language? = nil) {
    let first = library.settings.language
    let language = language ?? first
    routes.append(
      Route(path: RoutePlan.localized(path, language, first: first), language: language, subject: subject))
  }

  private mutating func addKind<Element: Entry>(_ table: Table<Element>, isWhole: Bool = false) {
    addList(Element.kind, entries: table.count, isWhole: isWhole)
    for id in table.ids { addEntry(id, in: table) }
  }

  private mutating func addList(_ kind: Kind, entries: Int, isWhole: Bool) {
    let count = isWhole ? 1 : max(1, (entries + RoutePlan.entriesPerPage - 1) / RoutePlan.entriesPerPage)
    for number in 1...count { add(RoutePlan.listPath(kind, number: number), .list(kind, number: number, count: count)) }
  }

  /// A feed for each language in which pages say when they were updated.
  private mutating func addFeeds() {
    for (language, ids) in library.updatedEntries.sorted(by: { $0.key < $1.key }) {
      let path = RoutePlan.feedPath(language, first: library.settings.language)
      routes.append(Route(path: path, language: language, subject: .feed(Array(ids.prefix(RoutePlan.entriesPerFeed)))))
    }
  }

  private mutating func addEntry<Element: Entry>(_ id: ID<Element>, in table: Table<Element>) {
    let path = RoutePlan.path(Element.kind, key: table[id].key)
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

import Content
import Diagnostics
import Templating

/// Which pages the site has and where they stand.
struct RoutePlan: Sendable {
  /// All routes, in the order in which they are planned.
  let routes: [Route]
  /// The pages of packs, in each language.
  let packs: [(id: EntryID, page: Route)]
  /// Where the entries stand.
  let addresses: Addresses
  /// Two pages that claim one address are an error that names both.
  let collisions: [Diagnostic]
  /// The places of the routes by their addresses.
  private let places: [String: Int]

  /// Feeds hold no more than this.
  fileprivate static let entriesPerFeed = 30

  init(
    _ library: Library, theme: CompiledTheme, feeds: Bool, scaled: [Int: ScaledImages] = [:],
    pictures: [DrawnPicture] = []
  ) {
    let routes = RoutePlanner(library, theme: theme, feeds: feeds, scaled: scaled, pictures: pictures).routes
    var places: [String: Int] = [:]
    places.reserveCapacity(routes.count)
    var collisions: [Diagnostic] = []
    for (index, route) in routes.enumerated() {
      guard let first = places.updateValue(index, forKey: route.path) else { continue }
      // That of their pages is told.
      if route.isTwin, routes[first].isTwin { continue }
      let (place, other) = (library.place(of: route), library.place(of: routes[first]))
      collisions.append(
        route.isAlias
          ? .aliasTaken(route.path, at: place, by: other) : .addressTaken(route.path, by: place, and: other))
    }
    let packs = routes.compactMap { route -> (id: EntryID, page: Route)? in
      guard case .entry(let id) = route.subject, id.kind == .pack else { return nil }
      return (id, route)
    }
    for file in PackFile.all(of: packs, as: library.settings.formats, on: library.settings.papers) {
      guard let first = places[file.path] else { continue }
      collisions.append(.addressTaken(file.path, by: library.place(of: routes[first]), and: .none))
    }
    self.routes = routes
    self.packs = packs
    self.places = places
    self.collisions = collisions + Self.fileCollisions(of: routes, in: library)
    addresses = Addresses(library)
  }

  /// What stands at an address.
  subscript(path: String) -> Route? { places[path].map { routes[$0] } }
}

extension Site {
  /// A page in all its languages, with their addresses, the site's first language at the beginning; none if it has only one.
  func versions(of route: Route) -> [(language: Language, path: String)] {
    let first = library.settings.language
    let (languages, path): ([Language], String)
    switch route.subject {
    case .home: (languages, path) = (library.languages, "/")
    case .entry(let id), .alias(let id, _):
      (languages, path) = ([first] + library.languages(of: id), addresses.path(of: id, in: first))
    case .list(let kind, let number, _):
      (languages, path) = (library.languages, RoutePlan.listPath(library.schema[kind], number: number))
    case .referrers(let list, let number, _):
      (languages, path) = (
        [first] + library.languages(of: list.entry), RoutePlan.path(list, number: number, in: library)
      )
    case .search: (languages, path) = (library.languages, RoutePlan.searchPath)
    case .notFound, .feed, .file, .asset, .image, .picture, .scaledImage, .attachment, .twin: return []
    }
    return languages.count < 2 ? [] : languages.map { ($0, RoutePlan.localized(path, $0, first: first)) }
  }
}

extension Library {
  /// Where the entry of a page was written, or the file lies that is published as it is.
  func place(of route: Route) -> Diagnostic.Place {
    switch route.subject {
    case .entry(let id): return self[id, route.language].common.origin.place
    case .alias(let id, let index):
      let common = self[id, route.language].common
      return .bytes(common.aliases[index].range, of: common.origin.file)
    case .list(let kind, _, _) where schema[kind].isOwn: return schema[kind].place
    case .image(let index), .scaledImage(let index, _): return .file(images[index].file.name)
    case .attachment(let index): return .file(attachments[index].file.name)
    default: return .none
    }
  }
}

/// The forms of addresses.
extension RoutePlan {
  /// The address of a picture or of a file to be handed out: it lies on the site as it does in the folder of the content.
  static func filePath(_ path: String) -> String {
    "/" + path.split(separator: "/").dropFirst().joined(separator: "/")
  }

  /// The address of the page on which the site is searched, in the site's first language.
  static let searchPath = "/search/"

  /// The address of the calendar, in the site's first language.
  static let calendarPath = "/calendar.ics"

  /// The address of the feed in a language.
  static func feedPath(_ language: Language, first: Language) -> String {
    localized("/feed.xml", language, first: first)
  }

  /// The address of one page of a list.
  static func listPath(_ kind: KindDeclaration, number: Int) -> String {
    number == 1 ? "/\(kind.plural)/" : "/\(kind.plural)/page/\(number)/"
  }

  /// The address of one page of those who refer to an entry, in the site's first language: `/objectives/8/practices/`.
  static func path(_ list: ReferrerList, number: Int, in library: Library) -> String {
    let kind = library.schema[list.entry.kind]
    let key = library[list.entry].key
    return path(kind, key: key) + library.schema.folder(of: list) + (number == 1 ? "/" : "/page/\(number)/")
  }

  /// The address of an entry in the site's first language.
  static func path(_ kind: KindDeclaration, key: String) -> String {
    kind.kind == .page && key == Page.homeKey ? "/" : kind.address(of: key)
  }

  /// The address of a page in a language.
  static func localized(_ path: String, _ language: Language, first: Language) -> String {
    language == first ? path : "/\(language.code)\(path)"
  }
}

/// Lists the routes of a site.
private struct RoutePlanner {
  private let library: Library
  private let templates: Templates
  private(set) var routes: [Route] = []
  /// The languages of the site, the first one at the beginning.
  private let languages: [Language]

  init(
    _ library: Library, theme: CompiledTheme, feeds: Bool, scaled: [Int: ScaledImages], pictures: [DrawnPicture]
  ) {
    self.library = library
    templates = theme.templates
    languages = library.languages
    for language in languages { add("/", .home, "home.html", in: language) }
    for kind in library.schema.kinds {
      if kind.isListed { addList(of: kind) }
      for id in library[kind.kind].ids { addEntry(id, of: kind) }
      for id in library[kind.kind].ids { addReferrers(to: id, of: kind) }
    }
    if feeds { addFeeds() }
    addSearch()
    add("/404.html", .notFound, "404.html")
    add("/sitemap.xml", .file, "sitemap.xml")
    add("/robots.txt", .file, "robots.txt")
    add("/data/links.json", .file, "links.json")
    if templates.contains(Route.guideTemplate) { add("/llms.txt", .file, Route.guideTemplate) }
    addCalendars()
    // What no page uses stays here: it may be meant for a draft, or for nobody any more.
    for (index, image) in library.images.enumerated() where theme.isUsed(image.path, image.use) {
      let sizes = scaled[index]?.sizes ?? []
      for (number, size) in sizes.enumerated() { add(size.path, .scaledImage(index, size: number), nil) }
      if sizes.isEmpty || image.use == .named || theme.names(image.path) {
        add(RoutePlan.filePath(image.path), .image(index), nil)
      }
    }
    for (index, picture) in pictures.enumerated() { add(picture.path, .picture(index), nil) }
    for (index, attachment) in library.attachments.enumerated() where theme.isUsed(attachment.path, attachment.use) {
      add(RoutePlan.filePath(attachment.path), .attachment(index), nil)
    }
    for (index, asset) in theme.files.assets.all.enumerated() { add(asset.path, .asset(index), nil) }
    addTwins()
    addAliases()
  }

  private mutating func add(_ path: String, _ subject: Route.Subject, _ template: String?, in language: Language? = nil)
  {
    let first = library.settings.language
    let language = language ?? first
    routes.append(
      Route(
        path: RoutePlan.localized(path, language, first: first), language: language, subject: subject,
        template: template))
  }

  /// What programs read of each page, beside it.
  private mutating func addTwins() {
    routes += routes.enumerated().compactMap { index, route in
      route.twinPath.map { Route(path: $0, language: route.language, subject: .twin(of: index), template: nil) }
    }
  }

  /// What leads from old addresses to pages; last, so that a clash with a page is told where the alias stands.
  private mutating func addAliases() {
    for kind in library.schema.kinds {
      for id in library[kind.kind].ids {
        for language in [library.settings.language] + library.languages(of: id) {
          for (index, alias) in library[id, language].common.aliases.enumerated() {
            routes.append(
              Route(
                path: alias.path, language: language, subject: .alias(id, index), template: Route.redirectTemplate))
          }
        }
      }
    }
  }

  /// The template of a kind; of one that a site declares, the one for any kind if there is none.
  private func template(_ name: String, or other: String, of kind: KindDeclaration) -> String {
    kind.isOwn && !templates.contains(name) && templates.contains(other) ? other : name
  }

  private mutating func addList(of kind: KindDeclaration) {
    let entries = library[kind.kind].count
    let count = kind.entriesPerPage.map { max(1, (entries + $0 - 1) / $0) } ?? 1
    let template = template(kind.listTemplate, or: KindDeclaration.anyListTemplate, of: kind)
    for language in languages {
      for number in 1...count {
        let subject = Route.Subject.list(kind.kind, number: number, count: count)
        add(RoutePlan.listPath(kind, number: number), subject, template, in: language)
      }
    }
  }

  /// Lists of those who refer to an entry, if its own page hasn't room for all.
  private mutating func addReferrers(to id: EntryID, of kind: KindDeclaration) {
    guard templates.contains(Route.referrersTemplate) else { return }
    for way in kind.waysToRefer {
      let list = ReferrerList(of: id, way)
      guard let count = library.backlinks.pages[list] else { continue }
      for number in 1...count {
        let path = RoutePlan.path(list, number: number, in: library)
        for language in [library.settings.language] + library.languages(of: id) {
          add(path, .referrers(list, number: number, count: count), Route.referrersTemplate, in: language)
        }
      }
    }
  }

  /// A page to search the site in each language; a theme may do without.
  private mutating func addSearch() {
    guard templates.contains(Route.searchTemplate) else { return }
    for language in languages { add(RoutePlan.searchPath, .search, Route.searchTemplate, in: language) }
  }

  /// A calendar in each language; a theme may do without.
  private mutating func addCalendars() {
    guard templates.contains(Route.calendarTemplate), library.hasDays else { return }
    for language in languages { add(RoutePlan.calendarPath, .file, Route.calendarTemplate, in: language) }
  }

  /// A feed for each language in which pages say when they were updated.
  private mutating func addFeeds() {
    for (language, ids) in library.updatedEntries.sorted(by: { $0.key < $1.key }) {
      let path = RoutePlan.feedPath(language, first: library.settings.language)
      let subject = Route.Subject.feed(Array(ids.prefix(RoutePlan.entriesPerFeed)))
      routes.append(Route(path: path, language: language, subject: subject, template: Route.feedTemplate))
    }
  }

  /// The page `index` is what the home page shows.
  private mutating func addEntry(_ id: EntryID, of kind: KindDeclaration) {
    let isHome = id.kind == .page && library[id].key == Page.homeKey
    let path = RoutePlan.path(kind, key: library[id].key)
    // The front door is there in every language.
    if isHome { return }
    let own = id.kind == .page ? library[id][Page.template].map { $0 + ".html" } : nil
    let template = own ?? template(kind.entryTemplate, or: KindDeclaration.anyEntryTemplate, of: kind)
    add(path, .entry(id), template)
    for language in library.languages(of: id) { add(path, .entry(id), template, in: language) }
  }
}

extension CompiledTheme {
  /// Whether a file of the content is published: if an entry uses it, or a template has its address.
  fileprivate func isUsed(_ path: String, _ use: FileUse) -> Bool {
    use == .shown || use == .named || names(path)
  }

  /// Whether a template has its address.
  fileprivate func names(_ path: String) -> Bool { files.names(RoutePlan.filePath(path)) }
}

import Content
import Documents
import Templating

/// `site`: what templates see of the site as a whole.
struct SiteView: TemplateObject {
  let page: PageContext

  let typeName = "site"
  var memberNames: [String] { page.site.siteMembers.names }

  func member(_ name: Symbol) -> Value? { page.site.siteMembers.value(of: name, in: page) }

  /// What templates see of a site: a list for each kind of entries, and what it is as a whole.
  static func members(_ schema: Schema) -> MemberTable<PageContext> {
    let lists: [Member<PageContext>] = schema.kinds.map { kind in
      Member(kind.templatePlural) { $0.views(of: kind.kind) }
    }
    return MemberTable("site", lists + whole)
  }

  private static let whole: [Member<PageContext>] =
    [
      Member("title") { .text($0.library.settings.title) },
      Member("short_title") { .text($0.library.settings.shortTitle ?? $0.library.settings.title) },
      Member("description") { .optional($0.library.settings.description) },
      Member("base_url") { .optional($0.site.baseURL) },
      Member("publisher") { .optional($0.library.settings.publisher) },
      Member("contact") { .optional($0.library.settings.contact) },
      Member("edition") { .optional($0.library.settings.edition?.iso) },
      Member("language") { Value($0.library.settings.language) },
      Member("url") { .text($0.relativeURL($0.homePath)) },
      Member("feed") { .optional($0.feed) },
      Member("menu") { .list($0.menu) },
      Member("routes") { .list($0.pages) },
      Member("kinds") { .list($0.kinds) },
      Member("labels") { $0.labels },
    ]
}

/// `page`: what templates see of the page that they make.
struct PageView: TemplateObject {
  let page: PageContext

  let typeName = "page"
  var memberNames: [String] { Self.members.names }

  func member(_ name: Symbol) -> Value? { Self.members.value(of: name, in: page) }

  private static let members = MemberTable<PageContext>(
    "page",
    [
      Member("type") { .text($0.type) },
      Member("title") { .text($0.title) },
      Member("description") { .optional($0.plainSummary) },
      Member("updated") { .optional($0.site.updated($0.route)?.iso) },
      Member("path") { .text($0.route.path) },
      Member("permalink") { .optional($0.permalink($0.route.path)) },
      Member("language") { Value($0.language) },
      Member("output") { .text($0.form.name) },
      Member("paper") { .optional($0.form.paper?.rawValue) },
      Member("translations") { .list($0.translations) },
      Member("breadcrumbs") { .list($0.breadcrumbs) },
      Member("pagination") { $0.pagination },
    ])
}

extension Value {
  init(_ language: Language) {
    self = [
      "code": .text(language.code), "name": .text(language.name), "direction": .text(language.direction.rawValue),
    ]
  }
}

extension PageContext {
  fileprivate var type: String {
    switch route.subject {
    case .entry(let id): library.schema[id.kind].name
    case .list(let kind, _, _): library.schema[kind].plural
    case .referrers(let list, _, _): library.schema[list.entry.kind].name
    default: route.template.map { String($0.prefix { $0 != "." }) } ?? ""
    }
  }

  fileprivate var title: String {
    switch route.subject {
    case .home: entry.map { library[$0, language].title } ?? library.settings.title
    case .entry(let id), .alias(let id, _): library[id, language].title
    case .list(let kind, _, _): heading(of: kind)
    case .referrers(let list, _, _): label(of: list) + word("colon") + library[list.entry, language].title
    case .notFound: word("not-found")
    case .feed: library.settings.title
    case .file, .asset, .image, .scaledImage, .attachment: ""
    }
  }

  fileprivate var plainSummary: String? {
    guard let entry else { return nil }
    let common = library[entry, language].common
    let summary = (common.summary ?? common.body)?.document.summary
    return summary.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The address of the feed in the page's language, or else in the site's first one.
  fileprivate var feed: String? {
    let first = library.settings.language
    return [language, first].map { RoutePlan.feedPath($0, first: first) }.first { site.route(at: $0) != nil }
      .map(relativeURL)
  }

  fileprivate var menu: [Value] {
    site.menu.map { place in
      switch place {
      case .entry(let id):
        [
          "title": .text(library[id, language].title), "url": .text(url(of: id)), "is_current": .bool(entry == id),
        ]
      case .list(let kind):
        [
          "title": .text(heading(of: kind)),
          "url": .text(relativeURL(RoutePlan.listPath(library.schema[kind], number: 1))),
          "is_current": .bool(route.isList(of: kind)),
        ]
      }
    }
  }

  /// The pages that a search engine should know.
  fileprivate var pages: [Value] {
    site.routes.filter { $0.isPage && $0.subject != .notFound }.map {
      [
        "permalink": .optional(permalink($0.path)), "path": .text($0.path), "language": Value($0.language),
        "updated": .optional(site.updated($0)?.iso),
      ]
    }
  }

  fileprivate var translations: [Value] {
    guard let entry else { return [] }
    let first = library.settings.language
    let languages = [first] + library.languages(of: entry)
    let path = site.addresses.path(of: entry, in: first)
    return languages.filter { $0 != language }.map {
      let address = RoutePlan.localized(path, $0, first: first)
      return ["language": Value($0), "url": .text(relativeURL(address)), "permalink": .optional(permalink(address))]
    }
  }

  /// From the home page to the page above this one.
  fileprivate var breadcrumbs: [Value] {
    var steps = [(library.settings.shortTitle ?? library.settings.title, homePath)]
    switch route.subject {
    case .home, .notFound, .feed, .file, .asset, .image, .scaledImage, .attachment, .alias: return []
    case .entry(let id) where library.schema[id.kind].isListed:
      steps.append((heading(of: id.kind), RoutePlan.listPath(library.schema[id.kind], number: 1)))
    case .list(let kind, let number, _) where number > 1:
      steps.append((heading(of: kind), RoutePlan.listPath(library.schema[kind], number: 1)))
    case .referrers(let list, let number, _):
      let kind = library.schema[list.entry.kind]
      if kind.isListed { steps.append((heading(of: kind.kind), RoutePlan.listPath(kind, number: 1))) }
      if kind.hasPages { steps.append((library[list.entry, language].title, self.path(of: list.entry))) }
      if number > 1 { steps.append((label(of: list), path(list, number: 1))) }
    case .entry, .list: break
    }
    return steps.map { ["title": .text($0.0), "url": .text(relativeURL($0.1))] }
  }

  fileprivate var pagination: Value {
    switch route.subject {
    case .list(let kind, let number, let count):
      pagination(number, of: count) { RoutePlan.listPath(self.library.schema[kind], number: $0) }
    case .referrers(let list, let number, let count): pagination(number, of: count) { self.path(list, number: $0) }
    default: .none
    }
  }

  /// The way to other pages of a list: to the first and the last, and to those around this one.
  private func pagination(_ number: Int, of count: Int, path: (Int) -> String) -> Value {
    guard count > 1 else { return .none }
    func url(_ number: Int) -> Value { .text(relativeURL(path(number))) }
    let near = (number - 2)...(number + 2)
    let pages = Set(([1, count] + near).filter((1...count).contains)).sorted()
    return [
      "number": .int(number), "count": .int(count),
      "previous": number > 1 ? url(number - 1) : .none, "next": number < count ? url(number + 1) : .none,
      "pages": .list(
        zip(pages, [0] + pages).map { page, before in
          [
            "number": .int(page), "url": url(page), "is_current": .bool(page == number),
            "is_behind_gap": .bool(page > before + 1),
          ]
        }),
    ]
  }
}

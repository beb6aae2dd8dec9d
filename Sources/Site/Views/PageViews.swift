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
      Member("title") { $0.siteTitle },
      Member("short_title") { $0.shortSiteTitle },
      Member("description") { $0.text(SiteSettings.description) },
      Member("base_url") { .optional($0.site.baseURL) },
      Member("publisher") { $0.text(SiteSettings.publisher) },
      Member("contact") { $0.text(SiteSettings.contact) },
      Member("as_of") { .optional($0.library.settings.asOf?.iso) },
      Member("colours") { Value($0.library.settings.palette) },
      Member("logo") { $0.logo },
      Member("language") { Value($0.library.settings.language) },
      Member("url") { .text($0.relativeURL($0.homePath)) },
      Member("feed") { .optional($0.feed) },
      Member("calendar") { .optional($0.calendar) },
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
      Member("title") { $0.title },
      Member("description") { .optional($0.plainSummary) },
      Member("updated") { .optional($0.site.updated($0.route)?.iso) },
      Member("path") { .text($0.route.path) },
      Member("permalink") { .optional($0.permalink($0.route.path)) },
      Member("picture") { $0.picture },
      Member("data") { .optional($0.route.twinPath == nil ? nil : Route.twinName) },
      Member("language") { Value($0.language) },
      Member("output") { .text($0.form.name) },
      Member("paper") { .optional($0.form.paper?.rawValue) },
      Member("translations") { .list($0.translations) },
      Member("translation") { $0.translation },
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

extension Value {
  /// The colours under the names that templates and style sheets have for them.
  init(_ palette: Palette) {
    self = [
      "light": .text(palette.light.text), "dark": .text(palette.dark.text), "tint": .text(palette.tint.text),
      "dark_tint": .text(palette.darkTint.text),
    ]
  }
}

extension PageContext {
  /// What the page shows, as its template is called.
  var type: String {
    switch route.subject {
    case .entry(let id): library.schema[id.kind].name
    case .list(let kind, _, _): library.schema[kind].plural
    case .referrers(let list, _, _): library.schema[list.entry.kind].name
    default: route.template.map { String($0.prefix { $0 != "." }) } ?? ""
    }
  }

  var siteTitle: Value { text(SiteSettings.title) }

  /// The address of the logo and its size, as far as it has one; on a page the smallest that there is, in which it is large enough.
  fileprivate var logo: Value {
    guard let index = library.logo else { return .none }
    if !form.isApart, let small = site.scaledImages[index]?.sizes.first {
      return ["url": .text(fileURL(small.path)), "width": .int(small.width), "height": .int(small.height)]
    }
    let image = library.images[index]
    return [
      "url": .text(fileURL(RoutePlan.filePath(image.path))), "width": image.size.map { .int($0.width) } ?? .none,
      "height": image.size.map { .int($0.height) } ?? .none,
    ]
  }

  /// In a language that has only the long one, that is better than a short one in another.
  fileprivate var shortSiteTitle: Value {
    let short = library.settings.text(SiteSettings.shortTitle, in: language)
    let long = library.settings.text(SiteSettings.title, in: language)
    return short == nil || (short?.isBorrowed == true && long?.isBorrowed == false)
      ? siteTitle : text(SiteSettings.shortTitle)
  }

  var title: Value {
    switch route.subject {
    case .home: entry.map(title(of:)) ?? siteTitle
    case .entry(let id), .alias(let id, _): title(of: id)
    case .list(let kind, _, _): .text(heading(of: kind))
    case .referrers(let list, _, _):
      .text(label(of: list) + word("colon") + titleText(of: list.entry))
    case .notFound: .text(word("not-found"))
    case .search: .text(word("search"))
    case .feed: siteTitle
    case .file, .asset, .image, .picture, .scaledImage, .attachment, .twin: .text("")
    }
  }

  /// What the page is about, without marks; nil if that isn't told in its language.
  var plainSummary: String? {
    guard let entry else { return nil }
    let own = library[entry, language]
    // Nothing says there that something is in another language.
    let texts = [(own.common.summary, BorrowedTexts.summary), (own.common.body, .body)]
    let first = texts.first { $0.0 != nil && own.common.language(of: $0.1) == language }?.0
    return first.flatMap { $0.document.summary.isEmpty ? nil : $0.document.summary }
  }

  /// The address of the feed in the page's language, or else in the site's first one.
  fileprivate var feed: String? {
    let first = library.settings.language
    return [language, first].map { RoutePlan.feedPath($0, first: first) }.first { site.route(at: $0) != nil }
      .map(relativeURL)
  }

  /// The address of the calendar in the page's language; none if no day is known.
  fileprivate var calendar: String? {
    let path = localized(RoutePlan.calendarPath)
    return site.route(at: path).map { _ in relativeURL(path) }
  }

  fileprivate var menu: [Value] {
    site.menu.map { place in
      switch place {
      case .entry(let id):
        [
          "title": title(of: id), "url": .text(url(of: id)), "is_current": .bool(entry == id),
        ]
      case .list(let kind):
        [
          "title": .text(heading(of: kind)),
          "url": .text(relativeURL(listPath(library.schema[kind]))),
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
        "updated": .optional(site.updated($0)?.iso), "translations": .list(alternates(of: $0)),
      ]
    }
  }

  /// The versions of a page, for search engines.
  private func alternates(of route: Route) -> [Value] {
    site.versions(of: route).map { version in
      [
        "language": Value(version.language), "permalink": .optional(permalink(version.path)),
        "is_first": .bool(version.language == library.settings.language),
      ]
    }
  }

  /// The page in all its languages, the site's first one at the beginning; one alone if it has no others.
  var versions: [(language: Language, path: String)] { site.versions(of: route) }

  fileprivate var translations: [Value] {
    versions.map { version in
      [
        "language": Value(version.language), "url": .text(relativeURL(version.path)),
        "permalink": .optional(permalink(version.path)), "is_current": .bool(version.language == language),
        "is_first": .bool(version.language == library.settings.language),
      ]
    }
  }

  /// What a page in another language than the site's first one is: how much of it is translated, of what; none of an original.
  var translation: Value {
    guard language != library.settings.language, let entry else { return .none }
    let (original, common) = (library.settings.language, library[entry, language].common)
    let isTranslated = common.origin.language == language
    let hasText = common.body != nil || common.summary != nil
    let isText =
      isTranslated && !(hasText && common.language(of: .body) == original && common.language(of: .summary) == original)
    return [
      "language": Value(original), "url": .text(relativeURL(site.addresses.path(of: entry, in: original))),
      "is_shown": .bool(isText), "is_whole": .bool(isText && library[entry, language].isWhole(in: library.schema)),
      "is_older": .bool(library[entry, language].common.isOlder),
      "updated": .optional(isTranslated ? common.updated?.iso : nil),
    ]
  }

  /// From the home page to the page above this one.
  fileprivate var breadcrumbs: [Value] {
    var steps = [(shortSiteTitle, homePath)]
    switch route.subject {
    case .home, .notFound, .feed, .file, .asset, .image, .picture, .scaledImage, .attachment, .alias, .twin: return []
    case .entry(let id) where library.schema[id.kind].isListed:
      steps.append((.text(heading(of: id.kind)), listPath(library.schema[id.kind])))
    case .list(let kind, let number, _) where number > 1:
      steps.append((.text(heading(of: kind)), listPath(library.schema[kind])))
    case .referrers(let list, let number, _):
      let kind = library.schema[list.entry.kind]
      if kind.isListed { steps.append((.text(heading(of: kind.kind)), listPath(kind))) }
      steps.append((title(of: list.entry), self.path(of: list.entry)))
      if number > 1 { steps.append((.text(label(of: list)), path(list, number: 1))) }
    case .entry, .list, .search: break
    }
    return steps.map { ["title": $0.0, "url": .text(relativeURL($0.1))] }
  }

  var pagination: Value {
    switch route.subject {
    case .list(let kind, let number, let count):
      pagination(number, of: count) { self.listPath(self.library.schema[kind], number: $0) }
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

extension Library {
  /// What is held on some day: meetings and round tables.
  private var occasions: [EntryID] { Array(self[.meeting].ids) + self[.roundTable].ids }

  /// Whether there is a day to put into a calendar.
  var hasDays: Bool {
    occasions.contains { occasion(of: self[$0], in: settings.language)?.starts != nil }
  }
}

import Platform
import Content
import Documents
import Synchronization
import Templating

/// The page that is being made: what its links are relative to, its language, and what it holds.
final class PageContext: Sendable {
  let site: Site
  /// The address that was asked for: that of the page, or of its twin.
  let asked: Route
  /// The page.
  let route: Route
  /// What the page is made for.
  let form: Form
  /// The way from the page up to the site's root: `../../`; in a feed, which is read anywhere, the site's address.
  let root: String
  /// The folder of the page's language, and the way up to it, which is shorter than that to the root; nil in the first language.
  private let ownFolder: (path: String, root: Substring)?
  /// The entries that have a section on this page, as they do in a pack.
  let sections: Set<EntryID>
  /// The one list of references of a pack.
  let bibliography: Bibliography?

  /// The words of the page's language.
  let words: [String: Strings.Wording]
  /// How many entries its template has asked for.
  let entriesAsked = Atomic(0)
  /// Whether words are on it that are in another language.
  let hasMarks = Atomic(false)
  /// Whether the page has asked what packs can be had as.
  private let hasAskedForPacks = Atomic(false)

  var library: Library { site.library }
  var language: Language { route.language }

  init(site: Site, route: Route, form: Form = .web) {
    self.site = site
    asked = route
    let (route, form) =
      if case .twin(let page) = route.subject { (site.plan.routes[page], Form.data) } else { (route, form) }
    self.route = route
    self.form = form
    words = site.strings.words(in: route.language)
    root = Self.root(of: route, as: form, in: site)
    let folder = "/\(route.language.code)/"
    ownFolder = root.hasPrefix("../") && route.path.hasPrefix(folder) ? (folder, root.dropFirst(3)) : nil
    guard case .entry(let id) = route.subject, form.isApart else {
      (sections, bibliography) = ([], nil)
      return
    }
    sections = Self.sections(of: site.library[id], in: site.library)
    bibliography = Self.bibliography(of: id, in: site.library, route.language)
  }

  /// What packs can be had as.
  ///
  /// More is known of it once they are made, so the page is remembered as one to be made anew.
  var packFiles: [PackFile] {
    hasAskedForPacks.store(true, ordering: .relaxed)
    return site.packFiles
  }

  /// Whether there will be more to tell once packs are made.
  var dependsOnPacks: Bool { hasAskedForPacks.load(ordering: .relaxed) }

  private static func sections(of pack: Entry, in library: Library) -> Set<EntryID> {
    let principles = Pack.annexes(of: pack).contains(.principles) ? library[.principle].ids : []
    return Set(Pack.parts(of: pack, in: library) + principles)
  }

  private static func bibliography(of id: EntryID, in library: Library, _ language: Language) -> Bibliography {
    let parts = Pack.parts(of: library[id], in: library).map { (anchor(of: $0, in: library, language) + "-", $0) }
    return Bibliography(
      of: ([("", id)] + parts).map { ($0, library[$1, language].common) })
  }

  /// Error pages are shown at addresses of any depth, so their links begin at the host.
  private static func root(of route: Route, as form: Form, in site: Site) -> String {
    if form.isApart { return "" }
    if case .picture = form { return "" }
    if isReadAnywhere(route, as: form), let baseURL = site.baseURL { return baseURL }
    if route.subject == .notFound, !site.options.isPortable {
      return site.rootPath
    }
    return String(repeating: "../", count: route.path.utf8.count { $0 == UInt8(ascii: "/") } - 1)
  }

  /// Whether the page is for programs, who take it with them: so its addresses are full ones.
  private static func isReadAnywhere(_ route: Route, as form: Form) -> Bool {
    if case .data = form { true } else { route.isReadAnywhere }
  }

  /// The names that the page's template and all it includes may use.
  var globals: [(name: String, value: Value)] {
    [("site", .object(SiteView(page: self))), ("page", .object(PageView(page: self)))] + subject
  }

  private var subject: [(name: String, value: Value)] {
    switch route.subject {
    case .home: [("entry", site.home.map { view(of: $0) } ?? .none)]
    case .entry(let id): entryNames(of: id)
    case .alias(let id, _): [("entry", view(of: id))]
    case .list(let kind, let number, let count):
      [("entries", views(of: kind, in: places(of: kind, number: number, count: count)))]
    case .referrers(let list, let number, _):
      [("entry", view(of: list.entry)), ("list", .map(page(number, of: list)))]
    case .feed(let ids): [("entries", views(ids))]
    case .notFound, .search, .file, .asset, .image, .picture, .scaledImage, .attachment, .twin: []
    }
  }

  /// The names under which a page's entry stands in its template: that of its kind, and one for templates of any kind.
  private func entryNames(of id: EntryID) -> [(name: String, value: Value)] {
    let view = view(of: id)
    return id.kind == .page ? [("entry", view)] : [(library.schema[id.kind].templateName, view), ("entry", view)]
  }

  /// Those that one page of a list shows, by their places in the order of the page's language.
  private func places(of kind: Kind, number: Int, count: Int) -> Range<Int> {
    guard count > 1, let perPage = library.schema[kind].entriesPerPage else { return library[kind].indices }
    let start = (number - 1) * perPage
    return start..<min(start + perPage, library[kind].count)
  }

  /// The entries of one page of a list.
  func entries(of kind: Kind, number: Int, count: Int) -> [EntryID] {
    let order = library.order(of: kind, in: language)
    return places(of: kind, number: number, count: count).map { EntryID(kind, order?[$0] ?? $0) }
  }
}

extension PageContext {
  /// The entry that the page is about, if it is about one.
  var entry: EntryID? {
    switch route.subject {
    case .entry(let id): id
    case .home: site.home
    default: nil
    }
  }

  /// The address of the front door, in the page's language.
  var homePath: String { localized("/") }

  /// The address of one page of a list, in the page's language.
  func listPath(_ kind: KindDeclaration, number: Int = 1) -> String {
    localized(RoutePlan.listPath(kind, number: number))
  }

  /// The address of a page in the page's language, if it is there; otherwise in the one in which it was asked for.
  func inOwnLanguage(_ path: String) -> String {
    let own = localized(path)
    return site.route(at: String(own.prefix { $0 != "#" && $0 != "?" })) == nil ? path : own
  }

  /// The address of what every language has, from the one in the site's first language.
  func localized(_ path: String) -> String {
    RoutePlan.localized(path, language, first: library.settings.language)
  }

  /// The address of a page of the site, relative to this one; apart from the site the full one, or none if that is not known.
  func relativeURL(_ path: String) -> String {
    if form.isApart { return permalink(path) ?? "" }
    let (rest, root) =
      if let ownFolder, path.hasPrefix(ownFolder.path) {
        (path.dropFirst(ownFolder.path.utf8.count), ownFolder.root)
      } else {
        (path.dropFirst(), self.root[...])
      }
    if rest.isEmpty, !isPortable { return root.isEmpty ? "./" : String(root) }
    return root + portable(rest)
  }

  /// The address of an asset or a picture, relative to this page.
  func fileURL(_ path: String) -> String { root + path.dropFirst() }

  /// The address of a path of the site with the site's own address before it; nil if that is not known.
  func permalink(_ path: String) -> String? {
    site.baseURL.map { $0 + path.dropFirst() }
  }

  /// Where an entry stands, from the site's root, in the page's language if it was translated.
  func path(of id: EntryID) -> String { site.addresses.path(of: id, in: language) }

  /// The address of an entry, relative to this page; in a pack, its section if it has one there.
  func url(of id: EntryID, fragment: String? = nil) -> String {
    if sections.contains(id) {
      if let fragment, isParagraphAnchor(fragment.utf8) { return "#" + fragment }
      return "#" + anchor(of: id) + (fragment.map { "-" + $0 } ?? "")
    }
    return relativeURL(path(of: id)) + (fragment.map { "#" + $0 } ?? "")
  }

  /// The anchor of an entry's section in a pack; the anchors of its body begin with it and a hyphen.
  func anchor(of id: EntryID) -> String { Self.anchor(of: id, in: library, language) }

  private static func anchor(of id: EntryID, in library: Library, _ language: Language) -> String {
    "\(library.schema[id.kind].name)-\(library[id, language].key)"
  }

  /// Whether the page is read from a folder; what programs read leads to the site on the web even so.
  private var isPortable: Bool {
    site.options.isPortable && (!Self.isReadAnywhere(route, as: form) || site.baseURL == nil)
  }

  /// Links from a folder name the file, since nothing finds it for them.
  private func portable(_ path: Substring) -> String {
    guard isPortable else { return String(path) }
    let parts = path.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts[0].isEmpty || parts[0].hasSuffix("/") else { return String(path) }
    return parts[0] + "index.html" + (parts.count > 1 ? "#" + parts[1] : "")
  }
}

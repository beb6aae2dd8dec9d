public import Content
public import Diagnostics
import Documents
import Synchronization
public import Templating

/// One state of the whole site: content, templates and assets, loaded and checked.
///
/// It never changes. A page is a pure function of it, `render(route)`: a build asks for every route, a preview for the
/// one that a browser asks for, and both get the same bytes.
public final class Site: Sendable {
  /// What can be chosen for a site when it is made.
  public struct Options: Sendable {
    /// Where the site will stand; in place of `base_url` in `site.yaml`.
    public var baseURL: String?
    /// Whether drafts are shown.
    public var includesDrafts = false
    /// What packs can be made as, so that pages may offer it.
    public var packFormats: Set<PackFormat> = []
    /// Whether pages say at their head that they are not as they were written last.
    public var hasNotices = false
    /// What is to know how long each part of a build takes.
    public var profile: BuildProfile?
    /// Whether links name the file `index.html`, so that the site works from a folder without a web server.
    public var isPortable = false

    /// The options of a plain build.
    public init() {}
  }

  /// The folders that a site is made from.
  public static let folders = [Schema.folder, Theme.folder]

  /// The content.
  public let library: Library
  let options: Options
  let strings: Strings
  let theme: CompiledTheme
  let plan: RoutePlan
  /// The files of packs that could be made, by their addresses; nil as long as nobody has tried.
  let made: [String: FileFacts]?
  /// What is wrong with files that are shown as they last were, or left out.
  public let faults: [Diagnostic]
  /// Those of their files that no page shows, not even as they were before.
  let unshownFiles: Set<String>
  /// The pictures that there are several sizes of, by their places in the library.
  let scaledImages: [Int: ScaledImages]
  /// The pictures of pages that were drawn.
  let pictures: [DrawnPicture]
  /// The same by the addresses of the pages.
  let picturesByPage: [String: DrawnPicture]
  /// The page of the content that the front door shows.
  let home: EntryID?
  /// What stands in the menu, in its order.
  let menu: [MenuPlace]
  /// What templates see of entries.
  let members: EntryMemberTables
  /// What the site calls fields that every forum has, by kind and name: `objective.questions`.
  let labels: [(field: String, words: Label)]
  /// What templates see of the site.
  let siteMembers: MemberTable<PageContext>
  /// Where the site will stand, ending in a slash.
  public let baseURL: String?

  init(
    library: Library, theme: CompiledTheme, strings: Strings, plan: RoutePlan, options: Options,
    made: [String: FileFacts]? = nil, faults: [Diagnostic] = [], scaledImages: [Int: ScaledImages] = [:],
    pictures: [DrawnPicture] = []
  ) {
    self.library = library
    self.faults = faults
    self.scaledImages = scaledImages
    self.pictures = pictures
    picturesByPage = Dictionary(pictures.map { ($0.page, $0) }) { $1 }
    self.made = made
    self.strings = strings
    self.theme = theme
    self.plan = plan
    home = library[.page].ids.first { library[$0].key == Page.homeKey }
    menu = MenuPlace.all(in: library)
    members = EntryMemberTables(library.schema)
    labels = library.schema.ownLabels
    siteMembers = SiteView.members(library.schema)
    self.options = options
    baseURL = options.baseURL ?? library.settings.baseURL
    unshownFiles = Set(faults.compactMap(\.place.path)).subtracting(faults.isEmpty ? [] : plan.files(in: library))
  }

  /// All addresses, in the order in which they are planned.
  public var routes: [Route] { plan.routes }
  /// The Word file whose styles packs for Word have.
  public var wordStyles: SourceFile? { theme.files.wordStyles }
  /// The colours of all that is made.
  public var palette: Palette { library.settings.palette }
  var templates: Templates { theme.templates }
  var assets: Assets { theme.files.assets }
  /// The templates as they were written, by name.
  var templateFiles: [(name: String, file: SourceFile)] { theme.files.templates }
  var addresses: Addresses { plan.addresses }

  /// The same site once its packs are made, with what is known of them.
  func with(_ made: [String: FileFacts]) -> Site {
    Site(
      library: library, theme: theme, strings: strings, plan: plan, options: options, made: made, faults: faults,
      scaledImages: scaledImages, pictures: pictures)
  }

  /// The same site, which lacks the last state of files in which something is wrong.
  func with(faults: [Diagnostic]) -> Site {
    Site(library: library, theme: theme, strings: strings, plan: plan, options: options, made: made, faults: faults)
  }

  /// The same site with pictures in several sizes, and with pictures of its pages.
  public func with(_ images: [ScaledImages], _ pictures: [DrawnPicture]) -> Site {
    let scaled = Dictionary(images.map { ($0.image, $0) }) { $1 }
    let plan = RoutePlan(library, theme: theme, feeds: baseURL != nil, scaled: scaled, pictures: pictures)
    return Site(
      library: library, theme: theme, strings: strings, plan: plan, options: options, made: made, faults: faults,
      scaledImages: scaled, pictures: pictures)
  }

  /// Where the site stands: as `site.yaml` says, by which texts may name its pages, and where this copy is to stand.
  var ownAddresses: [SiteAddress] { [library.settings.baseURL, baseURL].compactMap { SiteAddress($0) } }

  /// What stands at an address: `/objectives/8/`.
  public func route(at path: String) -> Route? { plan[path] }

  /// Where the site stands on its host: `/imrf/` of `https://example.org/imrf/`.
  public var rootPath: String {
    let afterScheme = (baseURL ?? "").drop { $0 != ":" }.dropFirst(3)
    let path = afterScheme.drop { $0 != "/" }
    return path.isEmpty ? "/" : String(path)
  }
}

/// What the menu leads to.
enum MenuPlace: Sendable {
  case entry(EntryID)
  case list(Kind)

  /// The pages and lists that want a place in the menu, smaller numbers first.
  fileprivate static func all(in library: Library) -> [MenuPlace] {
    let pages = library[.page].ids.compactMap { id in library[id][Page.menu].map { ($0, MenuPlace.entry(id)) } }
    let lists = library.schema.kinds.compactMap { kind in kind.menu.map { ($0, MenuPlace.list(kind.kind)) } }
    return (pages + lists).enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }.map(
      \.element.1)
  }
}

extension Site {
  /// The bytes that stand at a route.
  public func render(_ route: Route) throws(Diagnostic) -> [UInt8] {
    var output = Output()
    try render(route, into: &output)
    return Array(output.bytes)
  }

  /// Appends the bytes that stand at a route to an output, so that its memory can serve for many routes.
  public func render(_ route: Route, into output: inout Output) throws(Diagnostic) {
    try render(PageContext(site: self, route: route), into: &output)
  }

  /// Appends what stands at the route of a page.
  func render(_ page: PageContext, into output: inout Output) throws(Diagnostic) {
    if case .asset(let index) = page.route.subject { return output.append(bytes: assets.all[index].bytes) }
    if case .image(let index) = page.route.subject { return output.append(bytes: library.images[index].file.bytes) }
    if case .scaledImage(let index, let size) = page.route.subject {
      return output.append(bytes: scaledImages[index]?.sizes[size].bytes ?? [])
    }
    if case .picture(let index) = page.route.subject { return output.append(bytes: pictures[index].bytes) }
    if case .attachment(let index) = page.route.subject {
      return output.append(bytes: library.attachments[index].file.bytes)
    }
    if case .data = page.form { return output.append(bytes: page.json) }
    guard let template = page.route.template else { return }
    try render(page, with: template, into: &output)
  }

  /// Appends what a template makes of a page.
  func render(_ page: PageContext, with template: String, into output: inout Output) throws(Diagnostic) {
    do {
      let start = output.count
      try templates.render(
        template, globals: page.globals, host: page, profile: options.profile?.rendering, into: &output)
      if page.hasMarks.load(ordering: .relaxed) {
        let made = output.bytes[start...]
        output.replace(
          from: start,
          with: template.hasSuffix(".html") ? LanguageMarks.resolved(made) : LanguageMarks.removed(from: made))
      }
      if template == Route.calendarTemplate {
        output.replace(from: start, with: ContentLines.folded(output.bytes[start...]))
      }
      if let notice = notice(on: page) {
        output.replace(from: start, with: inserting(notice, into: Array(output.bytes[start...])))
      }
    } catch {
      var diagnostic = error
      diagnostic.notes.append(Diagnostic.Note("while making the page \(page.route.path)"))
      throw diagnostic
    }
  }
}

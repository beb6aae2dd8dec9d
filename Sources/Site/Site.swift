public import Content
public import Diagnostics
import Documents
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
    /// Whether packs are printed, so that pages may link to them.
    public var printsPacks = false
    /// Whether links name the file `index.html`, so that the site works from a folder without a web server.
    public var isPortable = false

    /// The options of a plain build.
    public init() {}
  }

  /// The content.
  public let library: Library
  /// All addresses, in the order in which they are planned.
  public let routes: [Route]

  let options: Options
  let templates: Templates
  let strings: Strings
  let assets: Assets
  /// The templates as they were written, by name.
  let sources: [(name: String, file: SourceFile)]
  /// The Word file whose styles packs for Word have.
  public let wordStyles: SourceFile?
  let addresses: Addresses
  /// The addresses of all routes.
  let paths: Set<String>
  /// The page of the content that the front door shows.
  let home: ID<Page>?
  /// The pages that stand in the menu, in its order.
  let menu: [ID<Page>]
  /// Where the site will stand, ending in a slash.
  public let baseURL: String?

  private init(
    library: Library, theme: Theme, templates: Templates, strings: Strings, routes: [Route], options: Options
  ) {
    self.library = library
    self.templates = templates
    self.strings = strings
    self.assets = theme.assets
    sources = theme.templates
    wordStyles = theme.wordStyles
    self.routes = routes
    addresses = Addresses(library)
    paths = Set(routes.map(\.path))
    home = library.pages.ids.first { library.pages[$0].key == Page.homeKey }
    menu = library.pages.ids.compactMap { id in library.pages[id].menu.map { (order: $0, id: id) } }
      .sorted { $0.order < $1.order }.map(\.id)
    self.options = options
    baseURL = options.baseURL ?? library.settings.baseURL
  }

  /// Where the site stands on its host: `/imrf/` of `https://example.org/imrf/`.
  var rootPath: String {
    let afterScheme = (baseURL ?? "").drop { $0 != ":" }.dropFirst(3)
    let path = afterScheme.drop { $0 != "/" }
    return path.isEmpty ? "/" : String(path)
  }

  /// Loads content and templates and plans every page; the site is nil if there was an error.
  public static func load(
    from files: Files, options: Options = Options()
  ) async -> (site: Site?, diagnostics: [Diagnostic]) {
    var options = options
    if let baseURL = options.baseURL {
      guard isSiteAddress(baseURL) else { return (nil, [.badBaseURL(baseURL)]) }
      options.baseURL = withFinalSlash(baseURL)
    }
    let theme = Theme.load(from: files)
    let (words, wordProblems) = Strings.read(theme.strings)
    async let content = Library.load(
      from: files, includingDrafts: options.includesDrafts, mentionWords: Strings.mentionWords(words))
    let (templates, templateProblems) = hostEnvironment().compile(theme.templates)
    let (library, problems) = await content
    let language = library?.settings.language ?? .english
    guard theme.isPresent else { return (nil, problems + theme.diagnostics) }
    let (strings, missingWords) = Strings.checked(words, first: language, isWhole: !wordProblems.hasErrors)
    var diagnostics = problems + theme.diagnostics + templateProblems + wordProblems + missingWords
    guard let library else { return (nil, diagnostics) }
    let baseURL = options.baseURL ?? library.settings.baseURL
    let plan = RoutePlan(library, assets: theme.assets, feeds: baseURL != nil)
    diagnostics += plan.collisions() + missingTemplates(for: plan.routes, in: templates)
    guard !diagnostics.hasErrors else { return (nil, diagnostics) }
    let site = Site(
      library: library, theme: theme, templates: templates, strings: strings, routes: plan.routes, options: options)
    return (site, diagnostics)
  }

  private static func missingTemplates(for routes: [Route], in templates: Templates) -> [Diagnostic] {
    var reported: Set<String> = []
    return routes.compactMap { route in
      guard let name = route.template, !templates.contains(name), reported.insert(name).inserted else { return nil }
      return .missingTemplate(name, for: route.path, known: templates.names)
    }
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
    if case .asset(let index) = route.subject { return output.append(bytes: assets.all[index].bytes) }
    if case .image(let index) = route.subject { return output.append(bytes: library.images[index].file.bytes) }
    guard let template = route.template else { return }
    try render(PageContext(site: self, route: route), with: template, into: &output)
  }

  /// Appends what a template makes of a page.
  func render(_ page: PageContext, with template: String, into output: inout Output) throws(Diagnostic) {
    do {
      try templates.render(template, globals: page.globals, host: page, into: &output)
    } catch {
      var diagnostic = error
      diagnostic.notes.append(Diagnostic.Note("while making the page \(page.route.path)"))
      throw diagnostic
    }
  }
}

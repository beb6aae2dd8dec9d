public import Platform
import Content
public import Diagnostics
import Templating

extension Site {
  /// Loads content and templates and plans every page; the site is nil if there was an error.
  public static func load(
    from files: Files, options: Options = Options()
  ) async -> (site: Site?, diagnostics: [Diagnostic]) {
    let (options, problems) = options.checked()
    guard let options else { return (nil, problems) }
    let theme = Theme.load(from: files)
    let words = Strings.read(theme.strings)
    async let content = Library.load(
      from: files, includingDrafts: options.includesDrafts, mentionWords: Strings.mentionWords(words.languages))
    let compiled = CompiledTheme(theme, words)
    return assemble(await content, compiled, options)
  }

  /// Puts a site together; the pages stand where they stood before if nothing has changed that bears on it.
  fileprivate static func assemble(
    _ content: (library: Library?, diagnostics: [Diagnostic]), _ theme: CompiledTheme, _ options: Options,
    after before: Site? = nil
  ) -> (site: Site?, diagnostics: [Diagnostic]) {
    guard theme.files.isPresent else { return (nil, content.diagnostics + theme.files.diagnostics) }
    let (strings, faultsOfWords) = theme.strings(for: content.library)
    var diagnostics = content.diagnostics + theme.diagnostics + faultsOfWords
    guard let library = content.library else { return (nil, diagnostics) }
    let plan: RoutePlan
    if let before, before.theme === theme, before.library.outline === library.outline,
      before.library.backlinks.pages == library.backlinks.pages
    {
      plan = before.plan
    } else {
      let hasFeeds = (options.baseURL ?? library.settings.baseURL) != nil
      plan = RoutePlan(library, theme: theme, feeds: hasFeeds)
      diagnostics +=
        plan.collisions + missingTemplates(for: plan.routes, in: theme.templates)
        + missingLayouts(of: library, in: theme.templates)
    }
    diagnostics += plan.brokenLinks(in: library)
    guard !diagnostics.hasErrors else { return (nil, diagnostics) }
    let named = strings.naming(library.schema.kinds)
    return (Site(library: library, theme: theme, strings: named, plan: plan, options: options), diagnostics)
  }

  /// Layouts that pages and packs name, and that aren't there.
  private static func missingLayouts(of library: Library, in templates: Templates) -> [Diagnostic] {
    let pages = library[.page].map { ($0, Page.template) }
    let packs = library[.pack].map { ($0, Pack.template) }
    return (pages + packs).compactMap { entry, field in
      guard let layout = entry[field], !templates.contains(layout + ".html") else { return nil }
      return .missingLayout(layout, known: templates.names, at: entry.place(of: field))
    }
  }

  private static func missingTemplates(for routes: [Route], in templates: Templates) -> [Diagnostic] {
    var reported: Set<String> = []
    return routes.compactMap { route in
      guard let name = route.template, !templates.contains(name), !route.hasOwnLayout,
        reported.insert(name).inserted
      else { return nil }
      return .missingTemplate(name, for: route.path, known: templates.names)
    }
  }
}

extension Site.Options {
  /// The options with the address in the form in which it is used; nil if it is none.
  fileprivate func checked() -> (options: Site.Options?, diagnostics: [Diagnostic]) {
    guard let baseURL else { return (self, []) }
    guard isSiteAddress(baseURL) else { return (nil, [.badBaseURL(baseURL)]) }
    var options = self
    options.baseURL = withFinalSlash(baseURL)
    return (options, [])
  }
}

/// Loads a site again and again, and makes no more of it anew than what a change bears on.
///
/// Its loads come one after the other; nobody may ask for one while another is under way.
public actor SiteLoader {
  private let files: Files
  private let overlay: FileOverlay
  private let history: (any FileHistory)?
  private let triesPages: Bool
  private let options: Site.Options
  private let content: LibraryLoader
  private var theme: CompiledTheme?
  private var site: Site?

  /// Loads a site from files, which may give something else each time they are asked.
  ///
  /// A file that has not changed is known by being the same object. With a history, files in which something is wrong are
  /// taken from there, or left out, so that there is a site all the same; if pages are to be tried, also templates by which some
  /// can't be made.
  public init(
    from files: Files, options: Site.Options, history: (any FileHistory)? = nil, tryingPages triesPages: Bool = false
  ) {
    overlay = FileOverlay(over: files)
    let files = overlay.files
    self.files = files
    self.history = history
    self.triesPages = triesPages
    self.options = options
    content = LibraryLoader(from: files, includingDrafts: options.includesDrafts)
  }

  /// Loads the site as it is now; it is nil if there is an error, and no history that could help.
  ///
  /// `changed` are the paths below the source folder that came, went or changed since the last load; all if nil.
  public func load(changed: Set<String>? = nil) async -> (site: Site?, diagnostics: [Diagnostic]) {
    let restored = overlay.clear()
    let (site, problems) = await tried(await loadFiles(changed: changed?.union(restored)))
    guard problems.hasErrors, let history else { return (site, problems) }
    return await recover(site, from: problems, with: history)
  }

  /// The site with other files in the place of those in which something is wrong; nil if that doesn't help.
  private func recover(
    _ site: Site?, from problems: [Diagnostic], with history: any FileHistory
  ) async -> (site: Site?, diagnostics: [Diagnostic]) {
    let errors = problems.filter { $0.severity == .error }
    var recovery = await Recovery(from: errors, files, under: overlay, history)
    var (site, left) = (site, errors)
    while left.hasErrors, !Task.isCancelled {
      let reasons = left.filter { $0.severity == .error }
      guard let changed = await recovery.advance(past: reasons, isSite: site != nil) else { break }
      let next = await tried(await loadFiles(changed: changed, without: recovery.absences))
      if next.site != nil { recovery.note(next.diagnostics) }
      (site, left) = (next.site ?? site, next.diagnostics)
    }
    guard let site else {
      let trouble = recovery.trouble
      return (nil, problems.map { triesPages && $0 == errors[0] ? $0.withoutEarlierState(because: trouble) : $0 })
    }
    let warnings = problems.filter { $0.severity == .warning }
    let schema = site.library.schema
    return (site.with(faults: recovery.faults(for: schema)), warnings + recovery.report(for: schema))
  }

  /// A load with what goes wrong when its pages are made, if that is wanted.
  private func tried(
    _ load: (site: Site?, diagnostics: [Diagnostic])
  ) async -> (site: Site?, diagnostics: [Diagnostic]) {
    guard triesPages, let site = load.site else { return load }
    return (site, load.diagnostics + (await site.faults()))
  }

  private func loadFiles(
    changed: Set<String>?, without absences: Absences = .none
  ) async -> (site: Site?, diagnostics: [Diagnostic]) {
    let (options, problems) = options.checked()
    guard let options else { return (nil, problems) }
    let inContent = changed?.filter { !Theme.holds($0) }
    let isThemeSame = changed.map { !$0.contains { Theme.holds($0) || $0 == SiteSettings.path } } ?? false
    var loaded: (library: Library?, diagnostics: [Diagnostic])
    let current: CompiledTheme
    if let theme, isThemeSame {
      current = theme
      loaded = await content.load(mentionWords: theme.mentionWords, changed: inContent, without: absences)
    } else {
      let files = Theme.load(from: files)
      let words = Strings.read(files.strings)
      async let library = content.load(
        mentionWords: Strings.mentionWords(words.languages), changed: inContent, without: absences)
      current = CompiledTheme(files, words)
      loaded = await library
    }
    theme = current
    let assembled = Site.assemble(loaded, current, options, after: site)
    site = assembled.site ?? site
    return assembled
  }
}

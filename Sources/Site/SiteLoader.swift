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
    let (strings, missingWords) = theme.strings(first: content.library?.settings.language ?? .english)
    var diagnostics = content.diagnostics + theme.diagnostics + missingWords
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
  private let history: FileHistory?
  private let options: Site.Options
  private let content: LibraryLoader
  private var theme: CompiledTheme?
  private var site: Site?

  /// Loads a site from files, which may give something else each time they are asked.
  ///
  /// A file that has not changed is known by being the same object. With a history, files in which something is wrong are
  /// taken from there, or left out, so that there is a site all the same.
  public init(from files: Files, options: Site.Options, history: FileHistory? = nil) {
    overlay = FileOverlay(over: files)
    let files = overlay.files
    self.files = files
    self.history = history
    self.options = options
    content = LibraryLoader(from: files, includingDrafts: options.includesDrafts)
  }

  /// Loads the site as it is now; it is nil if there is an error, and no history that could help.
  ///
  /// `changed` are the paths below the source folder that came, went or changed since the last load; all if nil.
  public func load(changed: Set<String>? = nil) async -> (site: Site?, diagnostics: [Diagnostic]) {
    let restored = overlay.clear()
    let (site, problems) = await loadFiles(changed: changed?.union(restored))
    guard site == nil, let history else { return (site, problems) }
    return (await standIn(for: problems, from: history), problems)
  }

  /// The site with other files in the place of those in which something is wrong; nil if that doesn't help.
  ///
  /// What is wrong may be that something is missing that was there before: then it comes back, and those who miss it are as they
  /// should be. What doesn't come right even so is left out, and then what can't be without that.
  private func standIn(for problems: [Diagnostic], from history: FileHistory) async -> Site? {
    var errors = problems.filter { $0.severity == .error }
    let all = errors
    var replaced: Set<String> = []
    for attempt in 0..<Self.attempts {
      let changes = await replacements(for: errors, isFirst: attempt == 0, history)
      if changes.isEmpty { return nil }
      overlay.replace(changes)
      replaced.formUnion(changes.keys.map(files.displayName))
      let (site, left) = await loadFiles(changed: Set(changes.keys))
      // Whoever only missed what is known to be wrong is as it should be.
      if let site {
        let causes = Set(all.compactMap(\.causes))
        return site.with(
          faults: all.filter {
            $0.place.path.map(replaced.contains) ?? true || !($0.misses.map(causes.contains) ?? false)
          })
      }
      errors = left.filter { $0.severity == .error }
    }
    return nil
  }

  /// How often files are left out because others are.
  private static let attempts = 6

  private func replacements(
    for errors: [Diagnostic], isFirst: Bool, _ history: FileHistory
  ) async -> [String: SourceFile?] {
    let listed = Set(Site.folders.flatMap { files.list($0)?.paths ?? [] })
    let faulty = Set(errors.compactMap(\.place.path))
    var changes: [String: SourceFile?] = [:]
    var unchanged: [String] = []
    for path in listed where faulty.contains(files.displayName(path)) {
      let good = overlay[path] == nil ? await history.file(path) : nil
      if let good, (try? files.read(path))?.bytes != good.bytes {
        changes[path] = .some(good)
      } else if good != nil {
        unchanged.append(path)
      } else {
        changes[path] = .some(nil)
      }
    }
    if isFirst, errors.contains(where: { $0.misses != nil }) {
      // What others miss may have gone with a file, or out of one that holds many.
      for path in await history.changed() where !listed.contains(path) || !path.hasSuffix(".md") {
        if let file = await history.file(path) { changes[path] = .some(file) }
      }
    }
    // What was good may be so again when the others are.
    if changes.isEmpty || !isFirst { for path in unchanged { changes[path] = .some(nil) } }
    return changes
  }

  private func loadFiles(changed: Set<String>?) async -> (site: Site?, diagnostics: [Diagnostic]) {
    let (options, problems) = options.checked()
    guard let options else { return (nil, problems) }
    let inTheme = { (path: String) in path == Theme.folder || path.hasPrefix(Theme.folder + "/") }
    let inContent = changed?.filter { !inTheme($0) }
    var loaded: (library: Library?, diagnostics: [Diagnostic])
    let current: CompiledTheme
    if let theme, changed?.contains(where: inTheme) == false {
      current = theme
      loaded = await content.load(mentionWords: theme.mentionWords, changed: inContent)
    } else {
      let files = Theme.load(from: files)
      let words = Strings.read(files.strings)
      async let library = content.load(mentionWords: Strings.mentionWords(words.languages), changed: inContent)
      current = CompiledTheme(files, words)
      loaded = await library
    }
    theme = current
    let assembled = Site.assemble(loaded, current, options, after: site)
    site = assembled.site ?? site
    return assembled
  }
}

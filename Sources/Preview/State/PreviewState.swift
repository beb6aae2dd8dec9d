import Diagnostics
import Site

/// All that a preview knows.
///
/// It changes by events alone, and says of each what is to be done; nothing here waits, or asks a clock or a file.
struct PreviewState: Sendable {
  /// Counts up with every change of what browsers may show.
  private(set) var number = 0
  /// Counts up with every load.
  private(set) var siteNumber = 0
  /// The last site that could be loaded.
  private(set) var site: Site?
  /// The last site of which all pages could be made.
  private var soundSite: Site?
  /// Whether the site is that of the files as they are, as far as they are good.
  private var isLoaded = false
  /// The last updates, newest first.
  private(set) var updates: [(time: ContinuousClock.Instant, update: PreviewUpdate)] = []
  /// The browsers that show a page, by the numbers that they were given.
  private(set) var browsers: [Int: Browser] = [:]

  /// Why the files can't be loaded as they are now, or what is doubtful about them.
  private var problems: [Diagnostic] = []
  /// The rules for content that are broken.
  private var findings: [Diagnostic] = []
  /// Why pages can't be made that could be loaded: those that somebody looks at, and after a while all others; and packs that somebody
  /// has opened.
  private var faults: [Diagnostic] = []
  /// What programs say of pages that somebody has open, which were asked once nothing changed for a while; nil before that.
  private var remarks: [String: [Diagnostic]]?
  private var pages = RecentPages()
  /// The addresses whose pages are being made for browsers.
  private var underWay: Set<String> = []

  /// How many updates are remembered.
  private static let history = 20

  /// One page in one browser.
  struct Browser: Sendable {
    let path: String
    /// The version that it says it shows.
    let version: String?
    /// The page that it was told of last; nobody knows what an earlier one was like.
    var shown: (page: PageVersion, site: Site?)?
    /// The number of the state that it has heard of.
    var heard: Int?
  }

  /// What browsers show that look at the state itself: another page with every change.
  var asShown: PageVersion { PageVersion(bytes: Array("\(number)".utf8)) }

  /// All that is wrong with the files as they are now.
  var report: Report { Report(problems + findings + faults) }
}

/// The step.
extension PreviewState {
  /// Takes an event into account.
  ///
  /// - Returns: What is to be done, browsers first.
  mutating func handle(_ event: PreviewEvent) -> [PreviewEffect] {
    let effects = take(event)
    return catchUp() + effects
  }

  private mutating func take(_ event: PreviewEvent) -> [PreviewEffect] {
    switch event {
    case .changed(let paths): return [.cancelThoroughLook, .load(changed: paths)]
    case .loaded(let load):
      replaceSite(load)
      return [.check(load, number: siteNumber)]
    case .checked(let load, let found, siteNumber): return finish(load, found)
    case .rendered(let path, let page, siteNumber):
      underWay.remove(path)
      pages.keep(shown(page, at: path), at: path, of: siteNumber)
      return note(page.errors)
    case .found(let found, let isThorough, siteNumber):
      if isThorough, !found.hasErrors {
        soundSite = site
        remarks = remarks ?? [:]
      }
      return note(found, isThorough: isThorough) + inspections()
    case .inspected(let path, let found, siteNumber):
      if !found.isEmpty { number += 1 }
      remarks?[path] = found
    case .connected(let browser, let path, let version):
      browsers[browser] = Browser(path: path, version: version)
      return inspections()
    case .left(let browser): browsers[browser] = nil
    // Of a site that has been replaced: whoever wants to know has asked again.
    case .checked, .rendered, .found, .inspected: break
    }
    return []
  }

  private mutating func replaceSite(_ load: Load) {
    number += 1
    siteNumber += 1
    site = load.site ?? site
    isLoaded = load.site != nil
    problems = load.problems
    faults = []
    remarks = nil
    underWay = []
  }

  /// What is known of a load is complete now, but for the pages that nobody looks at.
  private mutating func finish(_ load: Load, _ found: [Diagnostic]) -> [PreviewEffect] {
    if found != findings { number += 1 }
    findings = found
    let update = PreviewUpdate(changed: load.changed, report: report, duration: load.duration)
    updates = [(load.start, update)] + updates.prefix(Self.history - 1)
    return [.report(update)] + (load.wholeSite.map { [.lookThoroughly($0, number: siteNumber)] } ?? [])
  }

  /// Notes why pages or packs can't be made.
  private mutating func note(_ found: [Diagnostic], isThorough: Bool = false) -> [PreviewEffect] {
    // A fault of a template is the same on all pages that show it.
    let known = Report(faults + found).diagnostics
    let isNews = known.count > faults.count
    guard isNews || isThorough else { return [] }
    if isNews { number += 1 }
    faults = known
    return [.report(PreviewUpdate(changed: [], report: report, duration: .zero, isThorough: isThorough))]
  }

  /// Has the open pages looked at that weren't yet, if it is known by now that all pages can be made.
  private mutating func inspections() -> [PreviewEffect] {
    guard let site, let known = remarks else { return [] }
    let paths = Set(browsers.values.map(\.path)).filter { known[$0] == nil && site.route(at: $0)?.isPage == true }
      .sorted()
    for path in paths { remarks?[path] = [] }
    return paths.map { .inspect($0, site, number: siteNumber) }
  }

  /// Tells the browsers that haven't heard of this state yet, and has the pages made that aren't there.
  private mutating func catchUp() -> [PreviewEffect] {
    var effects: [PreviewEffect] = []
    for (id, browser) in browsers.sorted(by: { $0.key < $1.key }) where browser.heard != number {
      if let page = page(at: browser.path) {
        effects.append(.instruct(id, instruction(for: browser, to: page)))
        browsers[id]?.shown = (page, site)
        browsers[id]?.heard = number
      } else if let site, underWay.insert(browser.path).inserted {
        effects.append(.render(browser.path, site, number: siteNumber))
      }
    }
    return effects
  }
}

/// What is shown at an address.
extension PreviewState {
  /// What stands at an address, if it needn't be made first.
  func page(at path: String) -> PageVersion? {
    if path == InternalPages.folder { return asShown }
    if site == nil { return PageVersion() }
    return pages[path].flatMap { $0.site == siteNumber ? $0.page : nil }
  }

  /// What is shown of a page that has just been made: if it can't be made, how it was last, be it that nobody looked.
  func shown(_ page: PageVersion, at path: String) -> PageVersion {
    guard page.bytes == nil, !page.errors.isEmpty, var last = pages[path]?.page ?? soundSite?.pageVersion(at: path)
    else { return page }
    last.errors = page.errors
    return last
  }

  /// The errors to lay over a page: those of the files that it is made of, or of all if there is no site, or why this page can't be
  /// made.
  func errors(on page: PageVersion, at path: String) -> [Diagnostic] {
    let problems = problems.filter { $0.severity == .error }
    let concerning =
      isLoaded ? site?.route(at: path).map { site?.faults(concerning: $0) ?? [] } ?? site?.faults ?? [] : problems
    let errors = concerning + findings.filter { $0.severity == .error }
    return errors.isEmpty ? page.errors : errors
  }

  private func instruction(for browser: Browser, to page: PageVersion) -> ReloadInstruction {
    let renamed = browser.shown?.site.flatMap { site?.renamedAssets(since: $0) } ?? []
    var instruction = ReloadInstruction(
      from: browser.shown?.page, to: page, renamed: renamed, root: site?.rootPath ?? "/",
      errors: errors(on: page, at: browser.path), remarks: remarks?[browser.path] ?? [])
    if browser.shown == nil, let version = browser.version { instruction.reload = version != page.version }
    return instruction
  }
}

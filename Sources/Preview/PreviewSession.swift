import Content
public import Diagnostics
import Synchronization
import Site

/// A site that is shown as it is written: held in memory, and made anew in parts whenever a file changes.
public final class PreviewSession: Sendable {
  /// What became of a change.
  public struct Update: Sendable {
    /// The paths that changed; none when the preview begins, or when something else is known than before.
    public let changed: [String]
    /// All that is wrong with the site as it is now.
    public let report: Report
    /// How long it took until the new state was there.
    public let duration: Duration
    /// Whether all pages have been made to see whether they can be; until then the report may lack some faults.
    public var isThorough = false
  }

  /// One state of the site.
  struct State: Sendable {
    /// Counts up with every change.
    var number = 0
    /// The last site that could be loaded.
    var site: Site?
    /// Why the files can't be loaded as they are now, or what is doubtful about them.
    var problems: [Diagnostic] = []
    /// The rules for content that are broken.
    var findings: [Diagnostic] = []
    /// Why pages can't be made that could be loaded: those that somebody looks at, and after a while all others; and packs that somebody
    /// has opened.
    var faults: [Diagnostic] = []
    /// Counts up with every site.
    var siteNumber = 0
    /// The last updates, newest first.
    var updates: [(time: ContinuousClock.Instant, update: Update)] = []
  }

  let printing: PrintingRoom
  let liveReload = LiveReload()
  let internalPages = InternalPages()
  private let tree: SourceTree
  private let loader: SiteLoader
  private let source: String
  private let state = Mutex(State())
  private let lastGood = RecentPages()
  private let telling = Mutex(())
  private let listener = Mutex<(@Sendable (Update) -> Void)?>(nil)
  private let thoroughLook = Mutex<Task<Void, Never>?>(nil)

  /// How many updates are remembered.
  private static let history = 20

  /// How long nothing has to change until all pages are made, to see whether they can be.
  private static let rest = Duration.milliseconds(300)

  /// Makes a preview of the site in a folder; drafts are shown.
  ///
  /// - Parameters:
  ///   - source: The folder that holds content and templates.
  ///   - baseURL: Where the site will stand, instead of what `site.yaml` says.
  ///   - press: What packs are printed with; nil if none are printed.
  public init(source: String, baseURL: String?, press: Press?) {
    var options = Site.Options()
    options.baseURL = baseURL
    options.includesDrafts = true
    options.packFormats = press?.formats ?? []
    self.source = source
    tree = SourceTree(source)
    loader = SiteLoader(from: tree.files, options: options)
    printing = PrintingRoom(press)
  }

  /// The state as it is now.
  var current: State { state.withLock { $0 } }

  /// Where the site stands on its host: `/`; nil if it can't be loaded yet.
  public var rootPath: String? { current.site?.rootPath }

  /// Gives up whatever is being made or printed.
  func close() async {
    thoroughLook.withLock { $0?.cancel() }
    await printing.close()
  }

  /// Loads the site for the first time.
  public func load() async -> Update { await update(changed: nil) }

  /// Watches the files, and shows every change from now on, and those before since they were read; ends when the task is
  /// cancelled.
  ///
  /// - Parameters:
  ///   - polling: Whether all files are looked at once a second, for disks that don't tell of changes.
  ///   - report: Is told of each change that makes a difference.
  /// - Returns: Whether changes are told of by the system; if not, it is as if `polling` were true.
  public func follow(polling: Bool, report: @Sendable @escaping (Update) -> Void) async -> (
    isTold: Bool, end: Task<Void, Never>
  ) {
    let (changes, continuation) = AsyncStream.makeStream(of: FileChange.self)
    let told = polling ? nil : Self.systemWatcher(source)
    let watcher: any Watcher = told ?? PollingWatcher()
    let moment = Debouncer { continuation.yield($0) }
    watcher.start { moment.add($0) }
    listener.withLock { $0 = report }
    // What has changed since the files were read, before anyone watched them.
    await take(.anything, report)
    let task = Task {
      for await change in changes {
        // Some editors take the old file away before they write the new one.
        if tree.isMissing(change) { try? await Task.sleep(for: .milliseconds(40)) }
        await take(change, report)
      }
      withExtendedLifetime(watcher) {}
    }
    return (told != nil, task)
  }

  /// Shows what has become of the files, and tells of it if that is something else than before.
  private func take(_ change: FileChange, _ report: (Update) -> Void) async {
    let changed = tree.refresh(change)
    if !changed.isEmpty { report(await update(changed: changed)) }
  }

  private static func systemWatcher(_ source: String) -> (any Watcher)? {
    #if os(Linux)
      Inotify(source)
    #elseif canImport(CoreServices)
      FolderEvents(source)
    #else
      nil
    #endif
  }

  private func update(changed: Set<String>?) async -> Update {
    thoroughLook.withLock { $0?.cancel() }
    let start = ContinuousClock.now
    let (site, problems) = await loader.load(changed: changed)
    show { state in
      state.site = site ?? state.site
      state.siteNumber += 1
      state.problems = problems
      state.faults = []
    }
    let duration = ContinuousClock.now - start
    // The rules go through all texts: first comes what people wait for.
    let findings = site?.checkContent() ?? []
    if findings != current.findings { show { $0.findings = findings } }
    let update = Update(changed: (changed ?? []).sorted(), report: current.report, duration: duration)
    state.withLock { $0.updates = [(start, update)] + $0.updates.prefix(Self.history - 1) }
    if let site { lookThoroughly(at: site, number: current.siteNumber) }
    return update
  }

  /// Makes all pages of a site if nothing changes for a while: what is wrong with one that nobody looks at is wrong, too.
  private func lookThoroughly(at site: Site, number: Int) {
    // Whoever asks for a page meanwhile goes first.
    let task = Task(priority: .background) {
      guard (try? await Task.sleep(for: Self.rest)) != nil else { return }
      let faults = await site.faults()
      if !Task.isCancelled { note(faults, of: number, isThorough: true) }
    }
    thoroughLook.withLock { $0 = task }
  }

  /// Notes why pages or packs of a site can't be made, and tells of it.
  func note(_ faults: [Diagnostic], of number: Int, isThorough: Bool = false) {
    // A fault of a template is the same on all pages that show it.
    let known = Report(current.faults + faults).diagnostics
    guard current.siteNumber == number, known.count > current.faults.count || isThorough else { return }
    if known.count > current.faults.count { show { $0.faults = known } }
    listener.withLock { $0 }?(Update(changed: [], report: current.report, duration: .zero, isThorough: isThorough))
  }

  /// Changes the state and tells the browsers.
  private func show(_ change: (inout State) -> Void) {
    let before = state.withLock { state in
      let before = state.site
      change(&state)
      state.number += 1
      return before
    }
    tellBrowsers(since: before)
  }

  /// Tells the browsers of the state as it is now, in which assets may have other addresses than in an earlier site.
  private func tellBrowsers(since before: Site? = nil) {
    // One after the other, so that nobody hears of an older state last.
    telling.withLock { _ in
      let now = current
      let renamed = before.map { now.site?.renamedAssets(since: $0) ?? [] } ?? []
      let root = now.site?.rootPath ?? "/"
      liveReload.update {
        shown(at: $0, in: now)
      } _: { old, new in
        ReloadInstruction(from: old, to: new, renamed: renamed, root: root, errors: overlay(for: new, in: now))
      }
    }
  }
}

extension PreviewSession {
  /// Enters a browser that shows some version of a page.
  func connect(_ path: String, showing version: String?) -> LiveReload.Connection {
    // Who opens a page has often left another one.
    liveReload.ping()
    let state = current
    let shown = shown(at: path, in: state)
    var first = ReloadInstruction(from: nil, to: shown, renamed: [], root: "/", errors: overlay(for: shown, in: state))
    // Nobody knows any more what that version was like.
    first.reload = version != nil && version != shown.version
    let connection = liveReload.connect(path, showing: shown, first: first)
    // The state may have changed before the browser was entered.
    if current.number != state.number { tellBrowsers() }
    return connection
  }
}

extension PreviewSession.State {
  /// What a browser shows that looks at the state itself: another one with every change.
  var asShown: PageVersion { PageVersion(bytes: Array("\(number)".utf8)) }

  /// All that is wrong with the files as they are now.
  var report: Report { Report(problems + findings + faults) }
}

/// What stands at an address.
extension PreviewSession {
  /// What a browser shows that has opened an address: a page, the sheets of a pack, or that there is nothing.
  func shown(at path: String, in state: State) -> PageVersion {
    if path == InternalPages.folder { return state.asShown }
    guard let site = state.site else { return PageVersion() }
    if let print = sheets(at: path, of: site) { return shown(print, of: site) }
    guard let route = page(at: path, of: site) else { return PageVersion() }
    do throws(Diagnostic) {
      let bytes = try site.render(route)
      let shown = PageVersion(bytes: bytes, pictures: site.pictures(on: bytes, of: route))
      lastGood.keep(shown, at: path)
      return shown
    } catch {
      // Apart from this, since browsers are told of what is noted.
      Task { note([error], of: state.siteNumber) }
      var shown = lastGood[path] ?? PageVersion()
      shown.errors = [error]
      return shown
    }
  }

  private func shown(_ print: PackFile, of site: Site) -> PageVersion {
    do throws(Diagnostic) {
      let document = try site.document(for: print)
      return PageVersion(bytes: document.files.reduce(into: document.html) { $0 += $1.bytes })
    } catch {
      return PageVersion(errors: [error])
    }
  }

  /// The page at an address, or the one that says that there is none.
  private func page(at path: String, of site: Site) -> Route? {
    if let route = site.route(at: path), route.isPage { return route }
    return site.route(at: "/404.html")
  }

  /// The pack whose sheets are shown at an address.
  func sheets(at path: String, of site: Site) -> PackFile? {
    guard path.hasPrefix(InternalPages.folder) else { return nil }
    let wanted = "/" + path.dropFirst(InternalPages.folder.count).dropLast() + ".pdf"
    return site.packFiles.first { $0.path == wanted && $0.format == .pdf }
  }

  /// The report to lay over a page: that of the files if they are no good, or why this page can't be made.
  func overlay(for shown: PageVersion, in state: State) -> String? {
    let errors = (state.problems + state.findings).filter { $0.severity == .error }
    let report = Report(errors.isEmpty ? shown.errors : errors)
    return report.diagnostics.isEmpty ? nil : report.html
  }
}

/// The pages that browsers have been shown last, in case they can't be made for a while.
private final class RecentPages: Sendable {
  private let pages = Mutex<[(path: String, shown: PageVersion)]>([])

  /// Nobody works on more pages than this at a time.
  private static let limit = 32

  subscript(path: String) -> PageVersion? { pages.withLock { $0.first { $0.path == path }?.shown } }

  func keep(_ shown: PageVersion, at path: String) {
    pages.withLock { pages in
      pages.removeAll { $0.path == path }
      pages.insert((path, shown), at: 0)
      if pages.count > Self.limit { pages.removeLast() }
    }
  }
}

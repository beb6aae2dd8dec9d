import Content
public import Diagnostics
public import Site

/// A site that is shown as it is written: held in memory, and made anew in parts whenever a file changes.
///
/// It holds the state and does what the state says is to be done. All that takes time goes on beside it, and comes back as an event.
public actor PreviewSession {
  /// What becomes of each change that makes a difference; to be listened to by one.
  public nonisolated let updates: AsyncStream<PreviewUpdate>
  nonisolated let printing: PrintingRoom
  nonisolated let internalPages = InternalPages()

  /// The state as it is now.
  private(set) var state = PreviewState()

  private let tree: SourceTree
  private let loader: SiteLoader
  private let source: String
  private let report: AsyncStream<PreviewUpdate>.Continuation
  private let inspect: Inspect?
  private var thoroughLook: Task<Void, Never>?
  private var inspections: [Task<Void, Never>] = []
  private var streams: [Int: AsyncStream<ServerSentEvent>.Continuation] = [:]
  private var lastBrowser = 0

  /// What tells what programs have found on the page at an address.
  public typealias Inspect = @Sendable (Site, String) async -> [Diagnostic]

  /// How long nothing has to change until all pages are made, to see whether they can be.
  private static let rest = Duration.milliseconds(300)

  /// Makes a preview of the site in a folder; drafts are shown.
  ///
  /// - Parameters:
  ///   - source: The folder that holds content and templates.
  ///   - baseURL: Where the site will stand, instead of what `site.yaml` says.
  ///   - press: What packs are printed with; nil if none are printed.
  ///   - inspect: What looks at finished pages; nil if nothing does.
  public init(source: String, baseURL: String?, press: Press?, inspect: Inspect? = nil) {
    var options = Site.Options()
    options.baseURL = baseURL
    options.includesDrafts = true
    options.packFormats = press?.formats ?? []
    self.source = source
    self.inspect = inspect
    tree = SourceTree(source)
    loader = SiteLoader(from: tree.files.overBuiltInTheme, options: options, history: tree.history)
    printing = PrintingRoom(press)
    (updates, report) = AsyncStream.makeStream()
  }

  /// Where the site stands on its host: `/`; nil if it can't be loaded yet.
  public var rootPath: String? { state.site?.rootPath }

  /// Gives up whatever is being made or printed.
  func close() async {
    cancelThoroughLook()
    await printing.close()
  }

  /// Loads the site for the first time.
  ///
  /// - Returns: All that is wrong with it.
  public func load() async -> Report {
    await take(.changed(nil))
    return state.report
  }
}

/// Events and effects.
extension PreviewSession {
  /// Takes an event into account; returns when the files are loaded and checked, if that is to be done because of it.
  func take(_ event: PreviewEvent) async {
    var renderings: [Task<Void, Never>] = []
    var next: (@Sendable () async -> PreviewEvent)?
    // All browsers are told here before another event is taken, so that nobody hears of an older state last.
    for effect in state.handle(event) {
      switch effect {
      case .load(let changed): next = { [loader, tree] in .loaded(await Load(of: changed, by: loader, tree)) }
      case .check(let load, let number):
        next = { [renderings] in
          // The rules go through all texts: first comes what people wait for.
          for rendering in renderings { await rendering.value }
          return .checked(load, findings: load.wholeSite?.checkContent() ?? [], of: number)
        }
      case .render(let path, let site, let number):
        renderings.append(Task.detached { await self.take(.rendered(path, site.pageVersion(at: path), of: number)) })
      case .lookThoroughly(let site, let number): lookThoroughly(at: site, number)
      case .inspect(let path, let site, let number): inspect(path, of: site, number)
      case .cancelThoroughLook: cancelThoroughLook()
      case .instruct(let browser, let instruction): streams[browser]?.yield(.instruction(instruction))
      case .report(let update): report.yield(update)
      }
    }
    if let next { await take(await next()) }
  }

  /// Has programs look at a page; what they do is given up as soon as something changes.
  private func inspect(_ path: String, of site: Site, _ number: Int) {
    guard let inspect else { return }
    inspections.append(
      Task.detached(priority: .background) {
        let remarks = await inspect(site, path)
        if !Task.isCancelled { await self.take(.inspected(path, remarks: remarks, of: number)) }
      })
  }

  private func cancelThoroughLook() {
    thoroughLook?.cancel()
    for inspection in inspections { inspection.cancel() }
    inspections = []
  }

  /// Makes all pages of a site if nothing changes for a while: what is wrong with one that nobody looks at is wrong, too.
  private func lookThoroughly(at site: Site, _ number: Int) {
    // Whoever asks for a page meanwhile goes first.
    thoroughLook = Task.detached(priority: .background) {
      guard (try? await Task.sleep(for: Self.rest)) != nil else { return }
      let faults = await site.faults()
      if !Task.isCancelled { await self.take(.found(faults, isThorough: true, of: number)) }
    }
  }
}

extension Load {
  fileprivate init(of changed: Set<String>?, by loader: SiteLoader, _ tree: SourceTree) async {
    start = .now
    self.changed = (changed ?? []).sorted()
    (site, problems) = await loader.load(changed: changed)
    duration = .now - start
    if wholeSite != nil { tree.markGood() }
  }
}

/// Browsers.
extension PreviewSession {
  /// Enters a browser that shows some version of a page; it has left when nobody holds its events any more.
  func connect(_ path: String, showing version: String?) async -> AsyncStream<ServerSentEvent> {
    // Who opens a page has often left another one.
    ping()
    lastBrowser += 1
    let browser = lastBrowser
    let (events, stream) = AsyncStream.makeStream(of: ServerSentEvent.self)
    stream.onTermination = { [weak self] _ in Task { await self?.disconnect(browser) } }
    stream.yield(.retry)
    streams[browser] = stream
    await take(.connected(browser, path: path, version: version))
    return events
  }

  private func disconnect(_ browser: Int) async {
    streams[browser] = nil
    await take(.left(browser))
  }

  /// Sends every browser nothing, so that those that are gone are noticed: nothing else tells that someone hears no more.
  func ping() {
    for stream in streams.values { stream.yield(.nothing) }
  }
}

/// Changes of files.
extension PreviewSession {
  /// Watches the files, and shows every change from now on, and those before since they were read; ends when the task is
  /// cancelled.
  ///
  /// - Parameter polling: Whether all files are looked at once a second, for disks that don't tell of changes.
  /// - Returns: Whether changes are told of by the system; if not, it is as if `polling` were true.
  public nonisolated func follow(polling: Bool) async -> (isTold: Bool, end: Task<Void, Never>) {
    let (changes, continuation) = AsyncStream.makeStream(of: FileChange.self)
    let told = polling ? nil : systemWatcher(source)
    let watcher: any Watcher = told ?? PollingWatcher()
    let moment = Debouncer { continuation.yield($0) }
    watcher.start { moment.add($0) }
    // What has changed since the files were read, before anyone watched them.
    await show(.anything)
    let task = Task {
      for await change in changes {
        // Some editors take the old file away before they write the new one.
        if tree.isMissing(change) { try? await Task.sleep(for: .milliseconds(40)) }
        await show(change)
      }
      withExtendedLifetime(watcher) {}
    }
    return (told != nil, task)
  }

  /// Shows what has become of the files if that is something else than before.
  private nonisolated func show(_ change: FileChange) async {
    let changed = tree.refresh(change)
    if !changed.isEmpty { await take(.changed(changed)) }
  }
}

/// What tells of changes on this system.
private func systemWatcher(_ source: String) -> (any Watcher)? {
  #if os(Linux)
    Inotify(source)
  #elseif canImport(CoreServices)
    FolderEvents(source)
  #else
    nil
  #endif
}

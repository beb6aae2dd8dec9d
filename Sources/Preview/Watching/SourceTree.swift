import Platform
import Content
import Diagnostics
import Site
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The files of a site as they were read last, held in memory, so that only those are read again that have changed.
final class SourceTree: Sendable {
  private let root: String
  private let disk: Files
  private let state = Mutex(State())

  private struct State: Sendable {
    var listings: [String: Listing] = [:]
    var known: [String: Known] = [:]
    /// Files as they were when all was well last, of those that are others now.
    var former: [String: SourceFile] = [:]
    /// The paths of the files that have come since.
    var added: Set<String> = []
    /// Whether all was well once.
    var hasGoodState = false

    /// Remembers a file before it is another.
    mutating func keep(_ path: String) {
      if former[path] == nil, case .success(let file) = known[path]?.content { former[path] = file }
    }

    func isListed(_ path: String) -> Bool { listings.values.contains { $0.members.contains(path) } }
  }

  /// What lies in a folder; nil paths stand for a folder that isn't there.
  private struct Listing: Equatable {
    let paths: [String]?
    let members: Set<String>
    let diagnostics: [Diagnostic]

    init(_ listing: (paths: [String], diagnostics: [Diagnostic])?) {
      paths = listing?.paths
      members = Set(listing?.paths ?? [])
      diagnostics = listing?.diagnostics ?? []
    }
  }

  /// A file that was read, or the reason why it couldn't be.
  private struct Known: Sendable {
    let stamp: FileStamp?
    let content: Result<SourceFile, Diagnostic>

    /// Whether both reads gave the same bytes, or failed for the same reason.
    func isSame(as other: Known) -> Bool {
      switch (content, other.content) {
      case (.success(let file), .success(let other)): file.bytes == other.bytes
      case (.failure(let reason), .failure(let other)): reason == other
      default: false
      }
    }
  }

  init(_ root: String) {
    self.root = root
    disk = .disk(root)
  }

  /// The files as they are known; what hasn't been read is read now.
  var files: Files {
    Files(
      list: { folder in
        let listing = self.listing(of: folder)
        return listing.paths.map { ($0, listing.diagnostics) }
      },
      read: { path throws(Diagnostic) in try self.read(path) },
      displayName: disk.displayName)
  }

  /// The files as they were when all was well last; before it ever was, as they are in the commits of git.
  var history: some FileHistory {
    LastGoodState(of: self, before: GitHistory(of: root, folders: Site.folders, displayName: disk.displayName))
  }

  private struct LastGoodState: FileHistory {
    private let tree: SourceTree
    private let git: GitHistory

    init(of tree: SourceTree, before git: GitHistory) {
      self.tree = tree
      self.git = git
    }

    /// What is remembered of a good state; nil if there was none.
    private var former: [String: SourceFile]? { tree.state.withLock { $0.hasGoodState ? $0.former : nil } }

    func versions(of path: String) async -> [String] {
      if former == nil { return await git.versions(of: path) }
      return tree.state.withLock { $0.added.contains(path) } ? [] : ["good"]
    }

    func file(_ path: String, in version: String) async -> SourceFile? {
      guard let former else { return await git.file(path, in: version) }
      return former[path] ?? (try? tree.read(path))
    }

    func changed() async -> [String] {
      guard let former else { return await git.changed() }
      return Array(former.keys)
    }

    func gone() async -> [String] { former == nil ? await git.gone() : [] }

    func trouble() async -> String? { former == nil ? await git.trouble() : nil }
  }

  /// Takes note that all is well with the files as they are.
  func markGood() {
    state.withLock { state in
      state.former = [:]
      state.added = []
      state.hasGoodState = true
    }
  }

  /// Looks at what is said to have changed.
  ///
  /// - Returns: The paths whose bytes did change, that came or that went, and folders of which something else is to be said.
  func refresh(_ change: FileChange) -> Set<String> {
    // Who comes or goes may take others along.
    guard case .files(let paths) = change, paths.allSatisfy({ isListed($0) == (stamp(of: $0) != nil) }) else {
      return refreshAll()
    }
    return paths.union(links).filter { isListed($0) && reread($0) }
  }

  /// Whether files are gone that were there: an editor may be about to put others in their place.
  func isMissing(_ change: FileChange) -> Bool {
    guard case .files(let paths) = change else { return false }
    return paths.contains { isListed($0) && stamp(of: $0) == nil }
  }

  private func isListed(_ path: String) -> Bool { state.withLock { $0.isListed(path) } }

  private func refreshAll() -> Set<String> {
    var changed: Set<String> = []
    for folder in watchedFolders {
      let before = listing(of: folder)
      let now = listOnDisk(folder)
      if before != now {
        state.withLock { $0.listings[folder] = now }
        let new = now.members.subtracting(before.members)
        state.withLock { state in state.added.formUnion(new.filter { state.former[$0] == nil }) }
        changed.formUnion(before.members.subtracting(now.members).union(new))
        if before.diagnostics != now.diagnostics || (before.paths == nil) != (now.paths == nil) {
          changed.insert(folder)
        }
      }
    }
    state.withLock { state in
      for path in changed {
        state.keep(path)
        state.known[path] = nil
      }
    }
    for (path, known) in state.withLock({ $0.known }) {
      if known.stamp?.isSettled == true, known.stamp == stamp(of: path) { continue }
      if reread(path) { changed.insert(path) }
    }
    return changed
  }

  /// The files that are links: what they lead to may change without them.
  private var links: [String] {
    state.withLock { state in state.known.filter { $0.value.stamp?.isLink == true }.map(\.key) }
  }

  private func listing(of folder: String) -> Listing {
    if let known = state.withLock({ $0.listings[folder] }) { return known }
    let listing = listOnDisk(folder)
    state.withLock { $0.listings[folder] = listing }
    return listing
  }

  private func listOnDisk(_ folder: String) -> Listing {
    Listing(disk.list(folder))
  }

  private func read(_ path: String) throws(Diagnostic) -> SourceFile {
    if let known = state.withLock({ $0.known[path] }) { return try known.content.get() }
    let known = readOnDisk(path)
    state.withLock { $0.known[path] = known }
    return try known.content.get()
  }

  /// Reads a file again.
  ///
  /// - Returns: Whether it isn't what it was.
  private func reread(_ path: String) -> Bool {
    let now = readOnDisk(path)
    return state.withLock { state in
      guard let before = state.known[path] else { return true }
      if now.isSame(as: before) {
        state.known[path] = Known(stamp: now.stamp, content: before.content)
        return false
      }
      state.keep(path)
      state.known[path] = now
      return true
    }
  }

  private func readOnDisk(_ path: String) -> Known {
    // Before the bytes, so that a change in between is seen the next time.
    let stamp = stamp(of: path)
    do throws(Diagnostic) {
      return Known(stamp: stamp, content: .success(try disk.read(path)))
    } catch {
      return Known(stamp: stamp, content: .failure(error))
    }
  }

  private func stamp(of path: String) -> FileStamp? { FileStamp("\(root)/\(path)") }
}

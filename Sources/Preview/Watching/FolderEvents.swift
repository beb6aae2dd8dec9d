import Platform

#if canImport(CoreServices)
  import Content
  import CoreServices
  import Dispatch

  /// Watches folders with the File System Events of macOS, which tell of all that lies below them.
  final class FolderEvents: Watcher {
    private let root: String
    private let queue = DispatchQueue(label: "file system events")
    nonisolated(unsafe) private var stream: FSEventStreamRef?
    nonisolated(unsafe) private var report: (@Sendable (FileChange) -> Void)?

    /// Watches the folders of a source folder; nil if there is none.
    init?(_ root: String) {
      // Events name files by their paths without links.
      guard let root = realPath(root) else { return nil }
      self.root = root
    }

    deinit {
      guard let stream = unsafe stream else { return }
      unsafe FSEventStreamStop(stream)
      unsafe FSEventStreamInvalidate(stream)
      unsafe FSEventStreamRelease(stream)
    }

    func start(_ report: @Sendable @escaping (FileChange) -> Void) {
      unsafe self.report = report
      var context = FSEventStreamContext()
      unsafe context.info = Unmanaged.passUnretained(self).toOpaque()
      let flags =
        kFSEventStreamCreateFlagFileEvents | kFSEventStreamCreateFlagNoDefer | kFSEventStreamCreateFlagWatchRoot
        | kFSEventStreamCreateFlagUseCFTypes
      unsafe stream = FSEventStreamCreate(
        nil,
        { _, info, _, paths, _, _ in
          guard let info = unsafe info else { return }
          let watcher = unsafe Unmanaged<FolderEvents>.fromOpaque(info).takeUnretainedValue()
          let paths = unsafe Unmanaged<CFArray>.fromOpaque(paths).takeUnretainedValue() as? [String]
          watcher.note(paths ?? [])
        }, &context, watchedFolders.map { "\(root)/\($0)" } as CFArray,
        FSEventStreamEventId(kFSEventStreamEventIdSinceNow), 0, FSEventStreamCreateFlags(flags))
      guard let stream = unsafe stream else { return }
      unsafe FSEventStreamSetDispatchQueue(stream, queue)
      unsafe FSEventStreamStart(stream)
    }

    /// A path that is no known file makes all be looked at, so folders need no care.
    private func note(_ paths: [String]) {
      let inside = paths.filter { $0.hasPrefix(root + "/") }.map { String($0.dropFirst(root.count + 1)) }
      let seen = inside.filter { !isHidden($0) }
      if !seen.isEmpty { unsafe report?(.files(Set(seen))) }
    }
  }
#endif

import Platform

#if os(Linux)
  import Content
  import Dispatch
  import Glibc
  import Synchronization

  /// Watches folders with inotify(7), which tells of each folder by itself.
  ///
  /// A file is looked at when who wrote it closes it: what lies there before is half a file.
  final class Inotify: Watcher {
    private let root: String
    private let descriptor: Int32
    private let queue = DispatchQueue(label: "inotify")
    /// Sources may be used from any thread (Dispatch says so, its types don't).
    nonisolated(unsafe) private let source: any DispatchSourceRead
    /// The folders by the numbers that the system has given them.
    private let folders = Mutex<[Int32: String]>([:])
    private let isAwaitingRoot = Atomic(false)

    private static let mask = UInt32(
      IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF
        | IN_ONLYDIR)

    /// Watches the folders of a source folder; nil if the system watches no more.
    init?(_ root: String) {
      let descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
      guard descriptor >= 0 else { return nil }
      self.root = root
      self.descriptor = descriptor
      unsafe source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
      unsafe source.setCancelHandler { close(descriptor) }
      guard watchAll() else {
        unsafe source.activate()
        unsafe source.cancel()
        return nil
      }
    }

    deinit { unsafe source.cancel() }

    func start(_ report: @Sendable @escaping (FileChange) -> Void) {
      unsafe source.setEventHandler { [weak self] in
        while let change = self?.next() { report(change) }
        self?.awaitRoot(report)
      }
      unsafe source.activate()
    }

    /// Looks once a second, while the source folder itself is gone, whether it is there again: nothing else would tell.
    private func awaitRoot(_ report: @Sendable @escaping (FileChange) -> Void) {
      guard isRootGone, !isAwaitingRoot.exchange(true, ordering: .relaxed) else { return }
      queue.asyncAfter(deadline: .now() + .seconds(1)) { [weak self] in
        guard let self else { return }
        isAwaitingRoot.store(false, ordering: .relaxed)
        _ = watchAll()
        if isRootGone { awaitRoot(report) } else { report(.anything) }
      }
    }

    private var isRootGone: Bool { folders.withLock { !$0.values.contains("") } }

    /// Watches every folder that there is now.
    ///
    /// - Returns: Whether the system could do so.
    private func watchAll() -> Bool {
      var now: [Int32: String] = [:]
      guard watch("", &now) else { return false }
      for folder in watchedFolders {
        guard watchTree(folder, &now) else { return false }
      }
      let old = folders.withLock { folders in
        defer { folders = now }
        return folders
      }
      for gone in old.keys where now[gone] == nil { inotify_rm_watch(descriptor, gone) }
      return true
    }

    private func watchTree(_ folder: String, _ folders: inout [Int32: String]) -> Bool {
      guard watch(folder, &folders) else { return false }
      for name in subfolders(of: folder) {
        guard watchTree(folder + "/" + name, &folders) else { return false }
      }
      return true
    }

    /// A folder that is gone by now is no fault.
    private func watch(_ folder: String, _ folders: inout [Int32: String]) -> Bool {
      let number = unsafe inotify_add_watch(descriptor, path(folder), Self.mask)
      guard number >= 0 else { return errno == ENOENT || errno == ENOTDIR || errno == EACCES }
      folders[number] = folder
      return true
    }

    private func folder(of event: Event) -> String? { folders.withLock { $0[event.folder] } }

    private func path(_ folder: String) -> String { folder.isEmpty ? root : "\(root)/\(folder)" }

    private func subfolders(of folder: String) -> [String] {
      let entries = FolderEntry.all(of: path(folder)) ?? []
      return entries.filter { $0.type == .folder && !isHidden($0.name) }.map(\.name)
    }

    /// What the events say that have arrived; nil if there are none.
    private func next() -> FileChange? {
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let count = unsafe read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return nil }
      var paths: Set<String> = []
      var isAnything = false
      for event in Event.all(in: buffer.prefix(count)) {
        if let path = path(of: event) { paths.insert(path) } else if bearsOnFolders(event) { isAnything = true }
      }
      guard isAnything else { return .files(paths) }
      _ = watchAll()
      return .anything
    }

    /// The path of the file that an event speaks of; nil if it is about a folder, or about what is no affair of the site's.
    private func path(of event: Event) -> String? {
      guard !event.has(IN_ISDIR), !event.has(IN_Q_OVERFLOW), let folder = folder(of: event), !folder.isEmpty,
        !event.name.isEmpty, !isHidden(event.name)
      else { return nil }
      let path = folder + "/" + event.name
      // A new file is told of once more when it is written; a link is whole at once.
      return event.has(IN_CREATE) && !isLink(self.path(path)) ? nil : path
    }

    /// Whether an event says that folders came, went or moved, or that events were lost.
    private func bearsOnFolders(_ event: Event) -> Bool {
      if event.has(IN_Q_OVERFLOW) { return true }
      guard let folder = folder(of: event), !event.has(IN_IGNORED) else { return false }
      if event.has(IN_DELETE_SELF) || event.has(IN_MOVE_SELF) { return true }
      if folder.isEmpty { return watchedFolders.contains(event.name) }
      return event.has(IN_ISDIR) && !isHidden(event.name)
    }

    /// Whether a file is another name of one that was there before, which nobody will write.
    private func isLink(_ path: String) -> Bool {
      var status = stat()
      guard unsafe lstat(path, &status) == 0 else { return false }
      return status.st_mode & S_IFMT == S_IFLNK || status.st_nlink > 1
    }

    /// One event as the system writes it: four numbers of 32 bits, then the name, filled up with zeros.
    private struct Event {
      let folder: Int32
      let mask: UInt32
      let name: String

      func has(_ flag: some BinaryInteger) -> Bool { mask & UInt32(truncatingIfNeeded: flag) != 0 }

      static func all(in bytes: ArraySlice<UInt8>) -> [Event] {
        var events: [Event] = []
        var rest = bytes
        while rest.count >= 16 {
          let number = { (place: Int) in
            rest.dropFirst(4 * place).prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
          }
          let length = Int(number(3))
          let name = String(decoding: rest.dropFirst(16).prefix(length).prefix { $0 != 0 }, as: UTF8.self)
          events.append(Event(folder: Int32(bitPattern: number(0)), mask: number(1), name: name))
          rest = rest.dropFirst(16 + length)
        }
        return events
      }
    }
  }
#endif

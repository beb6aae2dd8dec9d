#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder for one run of a program, which has to be removed after it.
///
/// It is locked as long as its process lives, so that a later one can tell what a killed one has left.
public struct Workspace: Sendable {
  /// Its path from the root.
  public let path: String
  private let lock: Int32

  private static let prefix = "work-"

  /// Makes a new folder in another one; nil if that can't be done, and `errno` says why.
  public init?(in folder: String) {
    // Nobody may take a folder for a left one before it is locked.
    guard let gate = lockedFolder(folder, waiting: true) else { return nil }
    defer { close(gate) }
    var template = Array("\(realPath(folder) ?? folder)/\(Self.prefix)XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else { return nil }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard let lock = lockedFolder(path, waiting: true) else { return nil }
    self.lock = lock
  }

  /// Removes the folder and all in it.
  public func remove() {
    removeTree(path)
    close(lock)
  }

  /// Removes those of a folder that killed processes have left.
  public static func clearRemains(in folder: String) {
    guard let gate = lockedFolder(folder, waiting: true) else { return }
    defer { close(gate) }
    for name in (try? entryNames(of: folder, named: folder)) ?? [] where name.hasPrefix(prefix) {
      guard let lock = lockedFolder("\(folder)/\(name)", waiting: false) else { continue }
      removeTree("\(folder)/\(name)")
      close(lock)
    }
  }
}

/// Opens a folder and locks it until what is returned is closed, at the latest until this program ends; nil if that can't be done, or if
/// another program has locked it and one doesn't wait.
///
/// Where a file system knows no locks, one who waits gets the folder without.
public func lockedFolder(_ path: String, waiting: Bool) -> Int32? {
  let folder = unsafe open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
  guard folder >= 0 else { return nil }
  if flock(folder, waiting ? LOCK_EX : LOCK_EX | LOCK_NB) == 0 || waiting { return folder }
  close(folder)
  return nil
}

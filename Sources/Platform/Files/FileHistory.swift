public import Diagnostics
import Synchronization

/// The files of a site as they were when all was well with them.
public struct FileHistory: Sendable {
  /// The file at a path as it was then; nil if it wasn't there, or is no text.
  public let file: @Sendable (_ path: String) async -> SourceFile?

  /// The paths of the files that have changed since then, or are gone.
  public let changed: @Sendable () async -> [String]

  /// A history that the two functions tell.
  public init(
    file: @Sendable @escaping (_ path: String) async -> SourceFile?, changed: @Sendable @escaping () async -> [String]
  ) {
    self.file = file
    self.changed = changed
  }

  /// The files of the last commit of the git repository in which a folder lies; none if it lies in none.
  ///
  /// - Parameters:
  ///   - source: The folder.
  ///   - folders: The folders in it whose files are asked for.
  ///   - displayName: The name under which people know a path.
  /// - Returns: What git tells; asked only when somebody wants to know.
  public static func lastCommit(
    of source: String, folders: [String], displayName: @Sendable @escaping (String) -> String
  ) -> FileHistory {
    guard let git = Program.find("git", variable: "IMRF_GIT", in: []) else {
      return FileHistory(file: { _ in nil }, changed: { [] })
    }
    @Sendable func output(_ arguments: [String]) async -> String? {
      try? makeFolders(source + "/.imrf")
      guard let workspace = Workspace(in: source + "/.imrf") else { return nil }
      defer { workspace.remove() }
      let run = await git.run(["-C", source] + arguments, in: workspace)
      guard case .well = run.end else { return nil }
      return run.output
    }
    return FileHistory { path in
      await output(["show", "HEAD:./\(path)"]).map { SourceFile(name: displayName(path), text: $0) }
    } changed: {
      let list = await output(["diff", "-z", "--name-only", "--relative", "HEAD", "--"] + folders)
      return (list ?? "").split(separator: "\0").map(String.init)
    }
  }
}

/// Files of which some are replaced by others, or left out, while they are read.
public final class FileOverlay: Sendable {
  private let below: Files
  private let replaced = Mutex<[String: SourceFile?]>([:])

  /// Puts nothing over files at first.
  public init(over files: Files) { below = files }

  /// The files as they are to be read.
  public var files: Files {
    Files { folder in
      let replaced = self.replaced.withLock { $0 }
      if case .some(nil) = replaced[folder] { return nil }
      let added = replaced.filter { $0.value != nil && $0.key.hasPrefix(folder + "/") }.map(\.key)
      guard let (paths, diagnostics) = self.below.list(folder) else {
        return added.isEmpty ? nil : (added.sorted(), [])
      }
      let leftOut = replaced.filter { $0.value == nil }.map(\.key)
      let names = Set(leftOut.map(self.below.displayName))
      return (
        Set(paths).subtracting(leftOut).union(added).sorted(),
        diagnostics.filter { !($0.place.path.map(names.contains) ?? false) }
      )
    } read: { path throws(Diagnostic) in
      switch self.replaced.withLock({ $0[path] }) {
      case .some(let file?): return file
      case .some(nil): throw .unreadableFile(self.below.displayName(path), reason: "it is left out")
      case nil: return try self.below.read(path)
      }
    } displayName: {
      self.below.displayName($0)
    }
  }

  /// Reads other files in the place of some, and leaves those out for which there is nil.
  public func replace(_ files: [String: SourceFile?]) { replaced.withLock { $0.merge(files) { $1 } } }

  /// Whether something else is read in the place of a file; nil if it is left out.
  public subscript(path: String) -> SourceFile?? { replaced.withLock { $0[path] } }

  /// Whether a file can be read as it is.
  public func isBelow(_ path: String) -> Bool { below.holds(path) }

  /// Reads all files as they are again; tells which were replaced.
  public func clear() -> Set<String> {
    replaced.withLock { replaced in
      defer { replaced = [:] }
      return Set(replaced.keys)
    }
  }
}

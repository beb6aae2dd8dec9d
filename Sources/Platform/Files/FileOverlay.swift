public import Diagnostics
import Synchronization

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

  /// Reads files as they are again.
  public func restore(_ paths: some Sequence<String>) {
    replaced.withLock { replaced in for path in paths { replaced[path] = nil } }
  }

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

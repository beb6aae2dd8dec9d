public import Diagnostics

/// Where content and templates come from: the disk, or memory in tests.
///
/// Everything outside the program that is read comes in through this one value, so that a whole site can be built from
/// a few strings.
public struct Files: Sendable {
  /// All files below a folder, in order of their paths, and what was wrong on the way.
  ///
  /// The paths begin with the folder's. What `isHidden` says of files and folders is left out.
  /// Nil if there is no such folder.
  public let list: @Sendable (_ folder: String) -> (paths: [String], diagnostics: [Diagnostic])?

  /// The file at a path; throws what a person can do if it can't be read.
  public let read: @Sendable (_ path: String) throws(Diagnostic) -> SourceFile

  /// The name under which people know a path: what they would type where the command runs.
  public let displayName: @Sendable (_ path: String) -> String

  /// Files that come from wherever the three functions take them.
  public init(
    list: @Sendable @escaping (_ folder: String) -> (paths: [String], diagnostics: [Diagnostic])?,
    read: @Sendable @escaping (_ path: String) throws(Diagnostic) -> SourceFile,
    displayName: @Sendable @escaping (_ path: String) -> String
  ) {
    self.list = list
    self.read = read
    self.displayName = displayName
  }

  /// Whether a file can be read.
  public func holds(_ path: String) -> Bool { (try? read(path)) != nil }

  /// Files held in memory: their paths from the source folder, and their bytes.
  public static func memory(_ files: [String: [UInt8]]) -> Files {
    Files(
      list: { folder in
        let inside = files.keys.filter {
          $0.hasPrefix(folder + "/") && !isHidden(String($0.dropFirst(folder.count + 1)))
        }
        return inside.isEmpty ? nil : (inside.sorted(), [])
      },
      read: { path throws(Diagnostic) in
        guard let bytes = files[path] else { throw .unreadableFile(path, reason: "there is no such file") }
        return SourceFile(name: path, bytes: bytes)
      },
      displayName: { $0 })
  }
}

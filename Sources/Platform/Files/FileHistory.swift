public import Diagnostics

/// The files of a site as they were before.
public protocol FileHistory: Sendable {
  /// The versions of a file that are remembered, the newest first, by names that mean something to `file` alone.
  func versions(of path: String) async -> [String]

  /// The file as it was in one of its versions; nil if it wasn't there, or is no text.
  func file(_ path: String, in version: String) async -> SourceFile?

  /// The paths of the files that have changed since the newest version of all, or are gone.
  func changed() async -> [String]

  /// The paths of files that were gone in the newest version already, those that went last first.
  func gone() async -> [String]

  /// Why nobody can tell what files were like; nil if all is well.
  func trouble() async -> String?
}

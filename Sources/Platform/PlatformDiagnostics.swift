public import Diagnostics

/// All sentences of this module: what the disk says.
extension Diagnostic {
  static func unreadableFile(_ path: String, reason: String) -> Diagnostic {
    Diagnostic(.error, "files/unreadable", "the file can't be read: \(reason)", at: .file(path))
  }

  static func linkOutside(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, "files/link-outside", "the link leads out of the folder, so it is not followed", at: .file(path),
      hints: ["copy the file into the folder, or give the link a name that begins with an underscore"])
  }

  static func linkedFolder(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, "files/link-folder", "the link leads to a folder; only links to files are followed", at: .file(path),
      hints: ["move the folder here, or give the link a name that begins with an underscore"])
  }

  static func unusualFile(_ path: String) -> Diagnostic {
    Diagnostic(.error, "files/unusual", "this is neither a file nor a folder", at: .file(path))
  }

  /// A file or folder that can't be written.
  public static func cannotWrite(_ path: String, reason: String) -> Diagnostic {
    Diagnostic(.error, "site/cannot-write", "`\(path)` can't be written: \(reason)", at: .file(path))
  }
}

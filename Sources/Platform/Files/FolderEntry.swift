#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Something that lies in a folder.
public struct FolderEntry: Sendable {
  /// What something on the disk is.
  public enum Kind: Sendable {
    case file, folder, link
    /// A device, a pipe and the like.
    case other
    /// Nothing, or something of which the file system doesn't tell.
    case unknown
  }

  /// The name.
  public let name: String
  /// What it is, as far as the folder tells.
  public let type: Kind

  /// All that lies in a folder, in no order; nil if it can't be read, and `errno` says why.
  public static func all(of folder: String) -> [FolderEntry]? {
    guard let stream = unsafe opendir(folder) else { return nil }
    defer { unsafe closedir(stream) }
    var entries: [FolderEntry] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name == "." || name == ".." { continue }
      entries.append(FolderEntry(name: name, type: unsafe kind(Int32(entry.pointee.d_type))))
    }
    return entries
  }

  /// What stands at a path; links are not followed.
  public static func kind(of path: String) -> Kind {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return .unknown }
    return switch status.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    case S_IFLNK: .link
    default: .other
    }
  }

  private static func kind(_ type: Int32) -> Kind {
    switch type {
    case Int32(DT_REG): .file
    case Int32(DT_DIR): .folder
    case Int32(DT_LNK): .link
    case Int32(DT_UNKNOWN): .unknown
    default: .other
    }
  }
}

public import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Files {
  /// The files below a folder of the disk.
  ///
  /// Symbolic links are followed if they lead to a file below the same folder; others are errors, so that a site never
  /// publishes what lies elsewhere on the machine.
  public static func disk(_ root: String) -> Files {
    let prefix = root == "." ? "" : root.hasSuffix("/") ? root : root + "/"
    return Files(
      list: { folder in
        guard let top = realPath(prefix + folder) else { return nil }
        var walk = FolderWalk(prefix: prefix, top: top)
        walk.visit(folder)
        return (walk.paths.sorted(), walk.diagnostics)
      },
      read: { path throws(Diagnostic) in
        // It may have become something else since the folder was listed.
        switch FolderEntry.kind(of: prefix + path) {
        case .file, .folder, .unknown: return try readFile(prefix + path, options: O_NOFOLLOW)
        case .link: return try readLinkedFile(prefix + path, within: prefix + path.prefix { $0 != "/" })
        case .other: throw .unusualFile(prefix + path)
        }
      },
      displayName: { prefix + $0 })
  }
}

/// Reads a whole file of the disk, or a pipe; the path is also the name in messages.
public func readFile(_ path: String) throws(Diagnostic) -> SourceFile { try readFile(path, options: 0) }

private func readFile(_ path: String, options: Int32) throws(Diagnostic) -> SourceFile {
  let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | options)
  guard descriptor >= 0 else { throw .unreadableFile(path, reason: lastSystemError()) }
  defer { close(descriptor) }
  var status = stat()
  guard unsafe fstat(descriptor, &status) == 0 else { throw .unreadableFile(path, reason: lastSystemError()) }
  var bytes: [UInt8] = []
  // One byte more than the file has, so that the first reading finds its end.
  var room = Int(status.st_size) + 1
  while true {
    let chunk = try readBytes(descriptor, atMost: room, of: path)
    if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
    if chunk.count < room { return SourceFile(name: path, bytes: bytes) }
    room = 65_536
  }
}

/// Reads until so many bytes are there, or the end is.
private func readBytes(_ descriptor: Int32, atMost room: Int, of path: String) throws(Diagnostic) -> [UInt8] {
  var isFailure = false
  let bytes = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
    while count < room {
      let got = unsafe read(descriptor, buffer.baseAddress.map { unsafe $0 + count }, room - count)
      if got < 0, errno == EINTR { continue }
      isFailure = got < 0
      if got <= 0 { return }
      count += got
    }
  }
  if isFailure { throw .unreadableFile(path, reason: lastSystemError()) }
  return bytes
}

/// The path without links and dots, or nil if nothing is there.
public func realPath(_ path: String) -> String? {
  guard let resolved = unsafe realpath(path, nil) else { return nil }
  defer { unsafe free(resolved) }
  return unsafe String(cString: resolved)
}

/// Collects the files below one folder.
private struct FolderWalk {
  let prefix: String
  let top: String
  var paths: [String] = []
  var diagnostics: [Diagnostic] = []

  mutating func visit(_ folder: String) {
    guard let entries = FolderEntry.all(of: prefix + folder) else {
      return diagnostics.append(.unreadableFile(prefix + folder, reason: lastSystemError()))
    }
    for entry in entries where !isHidden(entry.name) { add(folder + "/" + entry.name, entry.type) }
  }

  private mutating func add(_ path: String, _ type: FolderEntry.Kind) {
    switch type == .unknown ? FolderEntry.kind(of: prefix + path) : type {
    case .file: paths.append(path)
    case .folder: visit(path)
    case .link: addLink(path)
    case .other, .unknown: diagnostics.append(.unusualFile(prefix + path))
    }
  }

  private mutating func addLink(_ path: String) {
    do throws(Diagnostic) {
      _ = try target(of: prefix + path, within: top)
      paths.append(path)
    } catch {
      diagnostics.append(error)
    }
  }
}

/// Reads the file that a link leads to, under the name of the link.
private func readLinkedFile(_ link: String, within folder: String) throws(Diagnostic) -> SourceFile {
  guard let top = realPath(folder) else { throw .unreadableFile(folder, reason: lastSystemError()) }
  let file = try readFile(try target(of: link, within: top), options: O_NOFOLLOW)
  return SourceFile(name: link, bytes: file.bytes)
}

/// The file that a link leads to; it has to lie below the same folder.
private func target(of link: String, within top: String) throws(Diagnostic) -> String {
  guard let target = realPath(link) else { throw .unreadableFile(link, reason: "it is a link to nothing") }
  guard target.hasPrefix(top + "/") else { throw .linkOutside(link) }
  return switch FolderEntry.kind(of: target) {
  case .file: target
  case .folder: throw .linkedFolder(link)
  case .link, .other, .unknown: throw .unusualFile(link)
  }
}

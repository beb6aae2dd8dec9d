import Content
import Diagnostics

#if canImport(Glibc)
  import CExchange
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder beside the output in which a site is made, to be exchanged with the output in one step.
///
/// Whatever happens before that step, a failure, a crash or a pulled plug, leaves the old site whole; after it the new
/// one is.
struct StagingFolder: Sendable {
  /// The output folder, without links and dots.
  private let output: String
  /// The folder that is being filled.
  private let path: String

  /// The file by which a later build knows that all in a folder was put there by one before it.
  private static let marker = ".imrf-site"
  private static let infix = ".imrf-staging-"

  /// Looks whether the output may be replaced, clears what killed builds left, and makes an empty folder beside it.
  ///
  /// The folders `sources` must not lie in the output, nor hold it.
  init(for output: String, sources: [String]) throws(Diagnostic) {
    self.output = try Self.resolved(output)
    path = self.output + Self.infix + String(getpid())
    try Self.checkApart(output, self.output, sources)
    try Self.checkReplaceable(output, self.output)
    clearRemains()
    removeTree(path)
    try makeFolder(path)
    try carryOverDotFiles()
    try write(Array("A build of imrf replaces all that is in this folder.\n".utf8), to: Self.marker)
  }

  /// Writes one file of the site, and the folders that it lies in.
  func write(_ bytes: [UInt8], to file: String) throws(Diagnostic) {
    let target = path + "/" + file
    try makeFolders(of: target)
    try writeFile(bytes, to: target)
  }

  /// Makes the folder that a file lies in, and those above it that are missing.
  ///
  /// Nearly every page has a folder of its own in one that is there already, so the innermost is tried first.
  private func makeFolders(of file: String) throws(Diagnostic) {
    guard let slash = file.utf8.lastIndex(of: UInt8(ascii: "/")) else { return }
    let folder = String(file[..<slash])
    if unsafe mkdir(folder, 0o755) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, folder.utf8.count > path.utf8.count else {
      throw .cannotWrite(folder, reason: lastSystemError())
    }
    try makeFolders(of: folder)
    try makeFolder(folder)
  }

  /// Puts the new site in the place of the old one and removes the old one.
  func publish() throws(Diagnostic) {
    if realPath(output) == nil {
      guard unsafe rename(path, output) == 0 else { throw failure(output) }
    } else {
      guard exchange(path, output) else { throw failure(output) }
      removeTree(path)
    }
  }

  /// Removes what has been written, since the site can't be finished.
  func discard() { removeTree(path) }

  private func failure(_ target: String) -> Diagnostic {
    let diagnostic = Diagnostic.cannotWrite(target, reason: lastSystemError())
    discard()
    return diagnostic
  }
}

extension StagingFolder {
  /// The path of the output without links; its folder is made if it is absent.
  private static func resolved(_ output: String) throws(Diagnostic) -> String {
    if let path = realPath(output) { return path }
    let trimmed = String(output.reversed().drop { $0 == "/" }.reversed())
    let parent = trimmed.lastIndex(of: "/").map { String(trimmed[...$0]) } ?? "."
    let name = trimmed.lastIndex(of: "/").map { String(trimmed[trimmed.index(after: $0)...]) } ?? trimmed
    guard let folder = realPath(parent) else { throw .cannotWrite(output, reason: lastSystemError()) }
    return (folder == "/" ? "" : folder) + "/" + name
  }

  private static func checkApart(_ name: String, _ output: String, _ sources: [String]) throws(Diagnostic) {
    for source in sources {
      guard let folder = realPath(source) else { continue }
      if (folder + "/").hasPrefix(output + "/") || (output + "/").hasPrefix(folder + "/") {
        throw .outputHoldsSources(name, source)
      }
    }
  }

  /// A folder may be replaced if it is absent, holds nothing but dot files, or was made by a build.
  private static func checkReplaceable(_ name: String, _ output: String) throws(Diagnostic) {
    var status = stat()
    guard unsafe stat(output, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw .outputIsFile(name) }
    let names = entryNames(of: output)
    if let foreign = names.sorted().first(where: { !$0.hasPrefix(".") }), !names.contains(marker) {
      throw .outputIsForeign(name, holding: foreign)
    }
  }

  /// What begins with a dot belongs to the people, such as `.gitignore` or `.well-known`: it stays.
  private func carryOverDotFiles() throws(Diagnostic) {
    for name in entryNames(of: output) where name.hasPrefix(".") && name != Self.marker {
      try linkTree(output + "/" + name, to: path + "/" + name)
    }
  }

  /// Removes the staging folders of builds that are no longer running.
  private func clearRemains() {
    let parent = String(output[..<(output.lastIndex(of: "/") ?? output.startIndex)])
    let prefix = output.dropFirst(parent.count + 1) + Self.infix
    for name in entryNames(of: parent.isEmpty ? "/" : parent) where name.hasPrefix(prefix) {
      if let process = Int32(name.dropFirst(prefix.count)), kill(process, 0) != 0, errno == ESRCH {
        removeTree(parent + "/" + name)
      }
    }
  }
}

/// Exchanges two folders in one step.
private func exchange(_ first: String, _ second: String) -> Bool {
  #if canImport(Darwin)
    unsafe renamex_np(first, second, UInt32(RENAME_SWAP)) == 0
  #else
    unsafe renameat2(AT_FDCWD, first, AT_FDCWD, second, UInt32(IMRF_RENAME_EXCHANGE)) == 0
  #endif
}

private func writeFile(_ bytes: [UInt8], to path: String) throws(Diagnostic) {
  let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
  guard descriptor >= 0 else { throw .cannotWrite(path, reason: lastSystemError()) }
  defer { close(descriptor) }
  var written = 0
  while written < bytes.count {
    let count = unsafe bytes[written...].withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
    guard count > 0 else { throw .cannotWrite(path, reason: lastSystemError()) }
    written += count
  }
}

/// Makes a second name for each file of a tree, so that both trees are whole and no byte is copied.
private func linkTree(_ path: String, to target: String) throws(Diagnostic) {
  if unsafe link(path, target) == 0 { return }
  guard errno == EPERM else { throw .cannotWrite(target, reason: lastSystemError()) }
  try makeFolder(target)
  for name in entryNames(of: path) { try linkTree(path + "/" + name, to: target + "/" + name) }
}

private func makeFolder(_ path: String) throws(Diagnostic) {
  guard unsafe mkdir(path, 0o755) == 0 || errno == EEXIST else { throw .cannotWrite(path, reason: lastSystemError()) }
}

/// The names in a folder; none if it can't be opened.
private func entryNames(of folder: String) -> [String] {
  guard let stream = unsafe opendir(folder) else { return [] }
  defer { unsafe closedir(stream) }
  var names: [String] = []
  while let entry = unsafe readdir(stream) {
    let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
      unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name != ".", name != ".." { names.append(name) }
  }
  return names
}

/// Removes a folder and all in it; links in it are removed, not followed.
private func removeTree(_ path: String) {
  for name in entryNames(of: path) {
    let inner = path + "/" + name
    if unsafe unlink(inner) != 0 { removeTree(inner) }
  }
  unsafe rmdir(path)
}

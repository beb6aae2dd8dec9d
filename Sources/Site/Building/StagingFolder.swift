import Platform
import Diagnostics

#if canImport(Glibc)
  import CExchange
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder beside the output in which a site is made, to be exchanged with the output in one step.
///
/// Whatever ends a build before that step, a failure or a kill, leaves the old site whole; after it the new one is.
struct StagingFolder: Sendable {
  /// The output folder, as people named it.
  private let name: String
  /// The output folder, without links and dots.
  private let output: String
  /// The folder that is being filled.
  let path: String

  /// Whether the site shows drafts.
  private let includesDrafts: Bool
  /// The name of a file of rules for a web server, if there is to be one.
  private let rules: String?
  /// What the mark in the output folder says of the site that is there.
  private let old: BuildMark

  private static let infix = ".imrf-staging-"

  /// Looks whether the output may be replaced, clears what killed builds left, and makes an empty folder beside it.
  ///
  /// The folders `sources` must not lie in the output, nor hold it.
  init(for name: String, sources: [String], includesDrafts: Bool, rules: String?) throws(Diagnostic) {
    self.name = name
    self.rules = rules
    self.includesDrafts = includesDrafts
    output = try Self.resolved(name)
    old = BuildMark(of: output)
    path = output + Self.infix + String(getpid())
    try Self.checkApart(name, output, sources)
    try Self.checkReplaceable(name, output, old)
    if let rules, !old.names.contains(rules), FolderEntry.kind(of: output + "/" + rules) != .unknown {
      throw .outputIsForeign(name, holding: rules)
    }
    clearRemains()
    removeTree(path)
    guard unsafe mkdir(path, 0o755) == 0 else { throw .cannotStage(name, reason: lastSystemError()) }
    do throws(Diagnostic) {
      try liken(path, to: output, named: name)
      try carryOverDotFiles()
    } catch {
      discard()
      throw error
    }
  }

  /// Writes one file of the site, and the folders that it lies in.
  func write(_ bytes: ArraySlice<UInt8>, to file: String) throws(Diagnostic) {
    let target = path + "/" + file
    try makeFolders(of: target)
    try writeFile(bytes, to: target, named: name + "/" + file)
  }

  /// Takes a file of the old site over into the new one, if there is one, and tells how many bytes it has.
  ///
  /// What a build with drafts has made may hold their words.
  func keepOld(_ file: String) -> Int? {
    if old.includesDrafts, !includesDrafts { return nil }
    var status = stat()
    guard unsafe lstat(output + "/" + file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    do throws(Diagnostic) {
      try makeFolders(of: path + "/" + file)
      try carryOver(output + "/" + file, to: path + "/" + file, named: name + "/" + file)
      return Int(status.st_size)
    } catch {
      return nil
    }
  }

  /// Puts the new site in the place of the old one and removes the old one.
  func publish() throws(Diagnostic) {
    do throws(Diagnostic) {
      try writeMarker()
      let isDone = realPath(output) == nil ? unsafe rename(path, output) == 0 : exchange(path, output)
      guard isDone else { throw .cannotExchange(name, reason: lastSystemError()) }
    } catch {
      discard()
      throw error
    }
    removeTree(path)
  }

  private func writeMarker() throws(Diagnostic) {
    let names = try entryNames(of: path, named: name).filter { !$0.hasPrefix(".") || $0 == rules }
    let mark = BuildMark(names: Set(names), includesDrafts: includesDrafts)
    try write(ArraySlice(mark.text.utf8), to: BuildMark.file)
  }

  /// Removes what has been written, since the site can't be finished.
  func discard() { removeTree(path) }

  /// Makes the folder that a file lies in, and those above it that are missing.
  ///
  /// Nearly every page has a folder of its own in one that is there already, so the innermost is tried first.
  private func makeFolders(of file: String) throws(Diagnostic) {
    guard let slash = file.utf8.lastIndex(of: UInt8(ascii: "/")) else { return }
    let folder = String(file[..<slash])
    if unsafe mkdir(folder, 0o755) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, folder.utf8.count > path.utf8.count else {
      throw .cannotWrite(name, reason: lastSystemError())
    }
    try makeFolders(of: folder)
    try makeFolder(folder, named: name)
  }
}

extension StagingFolder {
  /// The path of the output without links; the folder that it lies in must be there.
  private static func resolved(_ output: String) throws(Diagnostic) -> String {
    if let path = realPath(output) { return path }
    let trimmed = String(output.reversed().drop { $0 == "/" }.reversed())
    let slash = trimmed.lastIndex(of: "/")
    let parent = slash.map { String(trimmed[...$0]) } ?? "."
    let last = slash.map { String(trimmed[trimmed.index(after: $0)...]) } ?? trimmed
    guard let folder = realPath(parent) else { throw .cannotWrite(output, reason: lastSystemError()) }
    return (folder == "/" ? "" : folder) + "/" + last
  }

  private static func checkApart(_ name: String, _ output: String, _ sources: [String]) throws(Diagnostic) {
    for source in sources {
      guard let folder = realPath(source) else { continue }
      if (folder + "/").hasPrefix(output + "/") || (output + "/").hasPrefix(folder + "/") {
        throw .outputHoldsSources(name, source)
      }
    }
    if output == realPath(".") { throw .outputIsHere(name) }
  }

  /// A folder may be replaced if it is absent or holds nothing but dot files and what a build has put there.
  private static func checkReplaceable(_ name: String, _ output: String, _ mark: BuildMark) throws(Diagnostic) {
    var status = stat()
    guard unsafe stat(output, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw .outputIsFile(name) }
    let names = try entryNames(of: output, named: name)
    if let foreign = names.sorted().first(where: { !$0.hasPrefix(".") && !mark.names.contains($0) }) {
      throw .outputIsForeign(name, holding: foreign)
    }
  }

  /// What begins with a dot and no build has put there belongs to the people, such as `.gitignore` or `.well-known`: it stays.
  private func carryOverDotFiles() throws(Diagnostic) {
    guard realPath(output) != nil else { return }
    let ours = old.names.union([BuildMark.file])
    for entry in try entryNames(of: output, named: name) where entry.hasPrefix(".") && !ours.contains(entry) {
      try carryOver(output + "/" + entry, to: path + "/" + entry, named: name + "/" + entry)
    }
  }

  /// Removes the staging folders of builds that are no longer running.
  private func clearRemains() {
    let parent = String(output[..<(output.lastIndex(of: "/") ?? output.startIndex)])
    let prefix = output.dropFirst(parent.count + 1) + Self.infix
    for name in (try? entryNames(of: parent + "/", named: parent)) ?? [] where name.hasPrefix(prefix) {
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

/// Makes a folder if it isn't there.
private func makeFolder(_ path: String, named name: String) throws(Diagnostic) {
  guard unsafe mkdir(path, 0o755) == 0 || errno == EEXIST else { throw .cannotWrite(name, reason: lastSystemError()) }
}

/// Gives a folder the mode and the group of another one, if that is there.
private func liken(_ path: String, to model: String, named name: String) throws(Diagnostic) {
  var status = stat()
  guard unsafe stat(model, &status) == 0 else { return }
  // Only who belongs to the group may give it; the mode comes last, since a change of group clears some of its bits.
  _ = unsafe chown(path, uid_t.max, status.st_gid)
  guard unsafe chmod(path, status.st_mode & 0o7777) == 0 else { throw .cannotWrite(name, reason: lastSystemError()) }
}

/// Makes a file or folder stand in two places: files get a second name, or a copy where the file system has no such thing.
private func carryOver(_ path: String, to target: String, named name: String) throws(Diagnostic) {
  var status = stat()
  guard unsafe lstat(path, &status) == 0 else { throw .cannotWrite(name, reason: lastSystemError()) }
  if status.st_mode & S_IFMT == S_IFDIR {
    try makeFolder(target, named: name)
    try liken(target, to: path, named: name)
    for entry in try entryNames(of: path, named: name) {
      try carryOver(path + "/" + entry, to: target + "/" + entry, named: name + "/" + entry)
    }
  } else if unsafe link(path, target) != 0 {
    guard status.st_mode & S_IFMT == S_IFREG else { throw .cannotWrite(name, reason: lastSystemError()) }
    try writeFile(try readFile(path).bytes[...], to: target, named: name)
    guard unsafe chmod(target, status.st_mode & 0o7777) == 0 else {
      throw .cannotWrite(name, reason: lastSystemError())
    }
  }
}

public import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Makes the folder for what is kept from one run to the next, such as `.imrf`, which may be deleted at any time; it says
/// itself that it is no affair of git's.
///
/// - Returns: Whether the folder is there now.
public func makeWorkFolder(_ path: String) -> Bool {
  if unsafe mkdir(path, 0o755) == 0 {
    return (try? writeFile(ArraySlice("*\n".utf8), to: path + "/.gitignore", named: path)) != nil
  }
  // What has the name may be a file, or a link to nothing.
  var status = stat()
  guard errno == EEXIST, unsafe stat(path, &status) == 0 else { return false }
  if status.st_mode & S_IFMT != S_IFDIR { errno = ENOTDIR }
  return status.st_mode & S_IFMT == S_IFDIR
}

/// Makes a folder, and those above it that are missing.
public func makeFolders(_ path: String) throws(Diagnostic) {
  if unsafe mkdir(path, 0o755) == 0 || errno == EEXIST { return }
  guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
    throw .cannotWrite(path, reason: lastSystemError())
  }
  try makeFolders(String(path[..<slash]))
  guard unsafe mkdir(path, 0o755) == 0 || errno == EEXIST else {
    throw .cannotWrite(path, reason: lastSystemError())
  }
}

/// Makes the folders that a file is to lie in, as far as they are missing.
public func makeFolders(holding path: String) throws(Diagnostic) {
  guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
  try makeFolders(String(path[..<slash]))
}

/// Writes a file; messages call it by the name that it will have.
public func writeFile(_ bytes: ArraySlice<UInt8>, to path: String, named name: String) throws(Diagnostic) {
  try write(bytes, to: path, O_CREAT | O_TRUNC, named: name)
}

/// Writes a file that must not be there yet.
public func createFile(_ bytes: ArraySlice<UInt8>, at path: String) throws(Diagnostic) {
  try write(bytes, to: path, O_CREAT | O_EXCL, named: path)
}

private func write(
  _ bytes: ArraySlice<UInt8>, to path: String, _ options: Int32, named name: String
) throws(Diagnostic) {
  let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC | options, 0o644)
  guard descriptor >= 0 else { throw .cannotWrite(name, reason: lastSystemError()) }
  defer { close(descriptor) }
  try write(bytes, to: descriptor, named: name)
}

private func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32, named name: String) throws(Diagnostic) {
  var written = 0
  while written < bytes.count {
    let count = unsafe bytes.dropFirst(written).withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { throw .cannotWrite(name, reason: lastSystemError()) }
    written += count
  }
}

/// Writes a result to where people want it.
///
/// A file is written in one step: whoever reads it meanwhile finds the old one or the new one, whole; where there is a link,
/// that is what it leads to. Into anything else, such as a pipe or a device, the bytes go as into any program's output.
///
/// - Returns: Whether it is a file, which stays.
public func writeResult(_ bytes: [UInt8], to path: String) throws(Diagnostic) -> Bool {
  var (status, output) = (stat(), stat())
  guard unsafe stat(path, &status) == 0 else {
    // A link to nothing leads to where the file is to be.
    if unsafe lstat(path, &status) == 0 {
      try writeFile(bytes[...], to: path, named: path)
    } else {
      try replaceFile(path, with: bytes)
    }
    return true
  }
  if unsafe fstat(STDOUT_FILENO, &output) == 0, (status.st_dev, status.st_ino) == (output.st_dev, output.st_ino) {
    try write(bytes[...], to: STDOUT_FILENO, named: path)
    return false
  }
  guard status.st_mode & S_IFMT == S_IFREG else {
    try write(bytes[...], to: path, 0, named: path)
    return false
  }
  try replaceFile(realPath(path) ?? path, with: bytes)
  return true
}

private func replaceFile(_ path: String, with bytes: [UInt8]) throws(Diagnostic) {
  let new = "\(path).\(getpid())"
  do throws(Diagnostic) {
    try writeFile(bytes[...], to: new, named: path)
    try move(new, to: path)
  } catch {
    _ = unsafe unlink(new)
    throw error
  }
}

/// Gives a file or folder another name in the same file system.
public func move(_ path: String, to target: String) throws(Diagnostic) {
  guard unsafe rename(path, target) == 0 else { throw .cannotWrite(target, reason: lastSystemError()) }
}

/// The names in a folder.
public func entryNames(of folder: String, named name: String) throws(Diagnostic) -> [String] {
  guard let entries = FolderEntry.all(of: folder) else { throw .cannotWrite(name, reason: lastSystemError()) }
  return entries.map(\.name)
}

/// Removes a folder and all in it, as far as that can be done; links in it are removed, not followed.
public func removeTree(_ path: String) {
  for name in (try? entryNames(of: path, named: path)) ?? [] {
    let inner = path + "/" + name
    if unsafe unlink(inner) != 0 { removeTree(inner) }
  }
  unsafe rmdir(path)
}

/// Removes a folder if nothing is in it.
public func removeEmptyFolder(_ path: String) { unsafe rmdir(path) }

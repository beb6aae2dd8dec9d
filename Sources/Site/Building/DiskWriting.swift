import Content
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
  guard unsafe mkdir(path, 0o755) == 0 else { return errno == EEXIST }
  return (try? writeFile(ArraySlice("*\n".utf8), to: path + "/.gitignore", named: path)) != nil
}

/// Makes a folder, and those above it that are missing.
public func makeFolders(_ path: String) throws(Diagnostic) {
  if unsafe mkdir(path, 0o755) == 0 || errno == EEXIST { return }
  guard errno == ENOENT, let slash = path.lastIndex(of: "/") else {
    throw .cannotWrite(path, reason: lastSystemError())
  }
  try makeFolders(String(path[..<slash]))
  try makeFolders(path)
}

/// Writes a file; messages call it by the name that it will have.
public func writeFile(_ bytes: ArraySlice<UInt8>, to path: String, named name: String) throws(Diagnostic) {
  let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
  guard descriptor >= 0 else { throw .cannotWrite(name, reason: lastSystemError()) }
  defer { close(descriptor) }
  var written = 0
  while written < bytes.count {
    let count = unsafe bytes.dropFirst(written).withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { throw .cannotWrite(name, reason: lastSystemError()) }
    written += count
  }
}

/// Writes a file in one step: whoever reads it meanwhile finds the old one or the new one, whole.
public func replaceFile(_ path: String, with bytes: [UInt8]) throws(Diagnostic) {
  let new = "\(path).\(getpid())"
  do throws(Diagnostic) {
    try writeFile(bytes[...], to: new, named: path)
    guard unsafe rename(new, path) == 0 else { throw .cannotWrite(path, reason: lastSystemError()) }
  } catch {
    _ = unsafe unlink(new)
    throw error
  }
}

/// The names in a folder.
public func entryNames(of folder: String, named name: String) throws(Diagnostic) -> [String] {
  guard let stream = unsafe opendir(folder) else { throw .cannotWrite(name, reason: lastSystemError()) }
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

/// Removes a folder and all in it, as far as that can be done; links in it are removed, not followed.
public func removeTree(_ path: String) {
  for name in (try? entryNames(of: path, named: path)) ?? [] {
    let inner = path + "/" + name
    if unsafe unlink(inner) != 0 { removeTree(inner) }
  }
  unsafe rmdir(path)
}

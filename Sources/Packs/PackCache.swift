import Content
import Diagnostics
import Site

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The packs that were printed last, each under a key made of all that went into it.
///
/// It may be deleted at any time; several runs may use it at once, since a file gets its name once it is whole.
struct PackCache: Sendable {
  private let folder: String

  /// Keeps packs in the folder `.imrf` of a project.
  init(project: String) { folder = "\(project)/.imrf" }

  private var packs: String { folder + "/packs" }

  /// The PDF of a pack that was made of the same things.
  func load(_ print: PackPrint, key: String) -> [UInt8]? {
    (try? readFile(path(of: print, key: key)))?.bytes
  }

  /// Makes a new folder for one printing, which has to be removed, and tells its path from the root.
  func makeWorkspace() throws(Diagnostic) -> String {
    guard makeWorkFolder(folder) else { throw .cannotKeep(folder, reason: lastSystemError()) }
    try makeFolders(packs)
    var path = Array("\(packs)/work-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&path) != nil else { throw .cannotKeep(packs, reason: lastSystemError()) }
    let made = String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return realPath(made) ?? made
  }

  /// Keeps a finished file in place of the one that was kept of the same pack before.
  func keep(_ file: String, _ print: PackPrint, key: String) throws(Diagnostic) {
    let old = ((try? entryNames(of: packs, named: packs)) ?? []).filter { $0.hasPrefix(name(of: print) + "-") }
    guard unsafe rename(file, path(of: print, key: key)) == 0 else {
      throw .cannotKeep(packs, reason: lastSystemError())
    }
    for other in old where "\(packs)/\(other)" != path(of: print, key: key) { unsafe unlink("\(packs)/\(other)") }
  }

  private func path(of print: PackPrint, key: String) -> String { "\(packs)/\(name(of: print))-\(key)" }

  /// Packs in other languages have the same file name, in another folder of the site.
  private func name(of print: PackPrint) -> String {
    print.path.split(separator: "/").joined(separator: "-")
  }
}

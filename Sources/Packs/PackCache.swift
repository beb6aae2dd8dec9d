import Platform
import Diagnostics
import Site

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The packs that were printed last, each under a key made of all that went into it.
///
/// It may be deleted at any time; several runs may use it at once, since a file gets its name once it is whole. The name also
/// tells what is in the file: one that was cut, or comes from elsewhere, is none of ours.
struct PackCache: Sendable {
  private let folder: String

  /// Keeps packs in the folder `.imrf` of a project.
  init(project: String) { folder = "\(project)/.imrf" }

  private var packs: String { folder + "/packs" }

  /// The file of a pack that was made of the same things.
  func load(_ wanted: PackFile, key: String) -> FinishedFile? {
    for name in names(of: wanted) where name.hasPrefix("\(self.name(of: wanted))-\(key)-") {
      guard let bytes = regularFile("\(packs)/\(name)") else { continue }
      let file = FinishedFile(bytes: bytes, pages: name.split(separator: "-").last.flatMap { Int($0) })
      if name == self.name(of: file, wanted, key: key) { return file }
    }
    return nil
  }

  /// Removes what killed runs have left.
  func clearRemains() { Workspace.clearRemains(in: packs) }

  /// Makes a new folder for one run of a program, which has to be removed.
  func makeWorkspace() throws(Diagnostic) -> Workspace {
    guard makeWorkFolder(folder) else { throw .cannotKeep(folder, reason: lastSystemError()) }
    try makeFolders(packs)
    guard let workspace = Workspace(in: packs) else { throw .cannotKeep(packs, reason: lastSystemError()) }
    return workspace
  }

  /// Keeps a finished file in place of those that were kept of the same pack before.
  func keep(_ file: FinishedFile, at path: String, _ wanted: PackFile, key: String) throws(Diagnostic) {
    let old = names(of: wanted)
    let new = name(of: file, wanted, key: key)
    guard unsafe rename(path, "\(packs)/\(new)") == 0 else { throw .cannotKeep(packs, reason: lastSystemError()) }
    for other in old where other != new { unsafe unlink("\(packs)/\(other)") }
  }

  /// Whether nothing was found wrong with what has a key.
  func isGood(_ key: String) -> Bool { regularFile(path(ofGood: key)) != nil }

  /// Remembers that nothing was found wrong with what has a key, and nothing else.
  func noteGood(_ key: String) throws(Diagnostic) {
    for old in (try? entryNames(of: packs, named: packs)) ?? [] where old.hasPrefix(Self.good) {
      unsafe unlink("\(packs)/\(old)")
    }
    try writeFile([], to: path(ofGood: key), named: packs)
  }

  private static let good = "good-"

  private func path(ofGood key: String) -> String { "\(packs)/\(Self.good)\(key)" }

  private func names(of wanted: PackFile) -> [String] {
    ((try? entryNames(of: packs, named: packs)) ?? []).filter { $0.hasPrefix(name(of: wanted) + "-") }
  }

  private func name(of file: FinishedFile, _ wanted: PackFile, key: String) -> String {
    "\(name(of: wanted))-\(key)-\(hexDigits(contentHash(file.bytes)))-\(file.pages.map(String.init) ?? "none")"
  }

  /// Packs in other languages have the same file name, in another folder of the site.
  private func name(of wanted: PackFile) -> String {
    wanted.path.split(separator: "/").joined(separator: "-")
  }
}

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
/// It may be deleted at any time; several runs may use it at once, since a file gets its name once it is whole. The name also
/// tells what is in the file: one that was cut, or comes from elsewhere, is none of ours.
struct PackCache: Sendable {
  private let folder: String

  /// Keeps packs in the folder `.imrf` of a project.
  init(project: String) { folder = "\(project)/.imrf" }

  private var packs: String { folder + "/packs" }

  /// The PDF of a pack that was made of the same things.
  func load(_ print: PackPrint, key: String) -> FinishedPDF? {
    for file in files(of: print) where file.hasPrefix("\(name(of: print))-\(key)-") {
      let pages = file.split(separator: "-").last.flatMap { Int($0) }
      guard let pages, let bytes = regularFile("\(packs)/\(file)") else { continue }
      let pdf = FinishedPDF(bytes: bytes, pages: pages)
      if file == name(of: pdf, print, key: key) { return pdf }
    }
    return nil
  }

  /// Makes a new folder for one run of a program, which has to be removed.
  func makeWorkspace() throws(Diagnostic) -> Workspace {
    guard makeWorkFolder(folder) else { throw .cannotKeep(folder, reason: lastSystemError()) }
    try makeFolders(packs)
    return try Workspace(in: packs)
  }

  /// Keeps a finished file in place of those that were kept of the same pack before.
  func keep(_ pdf: FinishedPDF, in file: String, _ print: PackPrint, key: String) throws(Diagnostic) {
    let old = files(of: print)
    let new = name(of: pdf, print, key: key)
    guard unsafe rename(file, "\(packs)/\(new)") == 0 else { throw .cannotKeep(packs, reason: lastSystemError()) }
    for other in old where other != new { unsafe unlink("\(packs)/\(other)") }
  }

  private func files(of print: PackPrint) -> [String] {
    ((try? entryNames(of: packs, named: packs)) ?? []).filter { $0.hasPrefix(name(of: print) + "-") }
  }

  private func name(of pdf: FinishedPDF, _ print: PackPrint, key: String) -> String {
    "\(name(of: print))-\(key)-\(hexDigits(contentHash(pdf.bytes)))-\(pdf.pages)"
  }

  /// Packs in other languages have the same file name, in another folder of the site.
  private func name(of print: PackPrint) -> String {
    print.path.split(separator: "/").joined(separator: "-")
  }
}

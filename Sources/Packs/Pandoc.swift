import Content
public import Diagnostics
import Documents
public import Site

/// The program that makes Word files and e-books of packs.
public struct Pandoc: Sendable {
  private let program: Program
  private let cache: PackCache

  /// What packs can become besides PDFs.
  public enum Format: String, Sendable {
    /// Office Open XML, for Word (ISO/IEC 29500).
    case docx
    /// EPUB 3, for e-book readers.
    case epub

    /// The file that every archive of the format holds.
    fileprivate var firstFile: String {
      switch self {
      case .docx: "[Content_Types].xml"
      case .epub: "mimetype"
      }
    }
  }

  /// Looks for pandoc; nil if it isn't there.
  public static func find(project: String) -> Pandoc? {
    let libraries = "\(project)/.venv/lib"
    let versions = ((try? entryNames(of: libraries, named: libraries)) ?? []).sorted()
    let folders = versions.map { "\(libraries)/\($0)/site-packages/pypandoc/files" }
    return Program.find("pandoc", variable: "IMRF_PANDOC", in: folders)
      .map { Pandoc(program: $0, cache: PackCache(project: project)) }
  }

  /// A pack in a format.
  public func make(_ format: Format, of print: PackPrint, from site: Site) async throws(Diagnostic) -> [UInt8] {
    let workspace = try cache.makeWorkspace()
    defer { workspace.remove() }
    let folder = workspace.path
    let (page, target) = (folder + "/pack.html", folder + "/pack." + format.rawValue)
    let document = try site.documentForReading(print)
    let name = print.name + "." + format.rawValue
    // It would read whatever stands there, from the disk or the network.
    if let address = document.outside.first {
      throw .outside(address, at: Complaints(about: document, named: name, in: folder).place(of: address), in: name)
    }
    try document.write(to: page, in: folder)
    let options =
      switch format {
      case .docx: try wordOptions(site, in: folder)
      case .epub: bookOptions(print, document, of: site, in: folder)
      }
    // The day is that of all files in the result, so that the same pack has the same bytes. ZIP knows none before 1980.
    let seconds = max(site.day(of: print)?.secondsSince1970 ?? 0, 315_532_800)
    let run = await program.run(
      ["--from=html", "--standalone", "--resource-path=" + folder, "--output=" + target] + options + [page],
      in: workspace, environment: ["SOURCE_DATE_EPOCH": String(seconds)])
    guard run.isSilent else { throw .pandocFailed(name, run) }
    guard let bytes = regularFile(target), isWholeArchive(bytes, holding: format.firstFile) else {
      throw .notWhole(name, by: "pandoc")
    }
    return bytes
  }

  private func wordOptions(_ site: Site, in workspace: String) throws(Diagnostic) -> [String] {
    var parts = [("template", Array(WordParts.template.utf8)), ("lua-filter", Array(WordParts.filter.utf8))]
    if let styles = site.wordStyles { parts.append(("reference-doc", styles.bytes)) }
    for (option, bytes) in parts { try writeFile(bytes[...], to: "\(workspace)/\(option)", named: option) }
    return parts.map { "--\($0.0)=\(workspace)/\($0.0)" }
  }

  /// An e-book has a chapter for each heading of the first two levels; the first one is its cover.
  private func bookOptions(
    _ print: PackPrint, _ document: PrintDocument, of site: Site, in workspace: String
  ) -> [String] {
    let styles = document.files.filter { $0.path.hasSuffix(".css") }.map { "--css=\(workspace)/\($0.path)" }
    let identifier = "--metadata=identifier:" + (site.permalink(of: print) ?? print.name)
    return ["--to=epub3", "--split-level=2", "--toc", "--toc-depth=2", "--epub-title-page=false", identifier] + styles
  }
}

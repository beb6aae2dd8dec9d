import Content
public import Diagnostics
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
    let document = try site.documentForReading(print)
    let workspace = try cache.makeWorkspace()
    defer { removeTree(workspace) }
    let (page, target) = (workspace + "/pack.html", workspace + "/pack." + format.rawValue)
    try document.write(to: page, in: workspace)
    var arguments = ["--from=html", "--standalone", "--resource-path=" + workspace, "--output=" + target, page]
    switch format {
    case .docx:
      if let styles = site.wordStyles {
        try writeFile(styles.bytes[...], to: workspace + "/styles.docx", named: styles.name)
        arguments.append("--reference-doc=\(workspace)/styles.docx")
      }
    case .epub:
      arguments += ["--to=epub3", "--split-level=2", "--toc", "--toc-depth=2"]
      arguments += document.files.filter { $0.path.hasSuffix(".css") }.map { "--css=\(workspace)/\($0.path)" }
      arguments.append("--metadata=identifier:" + (site.permalink(of: print) ?? print.name))
    }
    let (report, isDone) = await program.run(arguments)
    guard isDone, report.isEmpty else { throw .pandocFailed(print.name, report: report) }
    return try readFile(target).bytes
  }
}

import Content
import Platform
import Diagnostics
import Documents
import Site

/// The program that makes Word files and e-books of packs.
struct Pandoc: Sendable {
  private let program: Program
  /// Draws pictures for Word, and mends Word files.
  private let python: Program?

  /// Whether it can make Word files, too.
  var makesWordFiles: Bool { python != nil }

  /// Looks for pandoc; nil if it isn't there.
  static func find(project: String) -> Pandoc? {
    let libraries = "\(project)/.venv/lib"
    let versions = ((try? entryNames(of: libraries, named: libraries)) ?? []).sorted()
    let folders = versions.map { "\(libraries)/\($0)/site-packages/pypandoc/files" }
    return Program.find("pandoc", variable: "IMRF_PANDOC", in: folders)
      .map { Pandoc(program: $0, python: .python(of: project)) }
  }

  /// What tells this version of the program from others, and of what it is asked to do.
  func version(for site: Site) -> String {
    let styles = site.wordStyles.map { hexDigits(contentHash($0.bytes)) } ?? ""
    return (Program.version(of: program.path) ?? "") + PythonScripts.version + PandocParts.all + styles
      + site.palette.light.text
  }

  /// Has it say its name and its version, on the first line.
  func sayVersion() async -> Program.Run { await program.run(["--version"]) }

  /// Puts the pictures of a document into a workspace, looks at them, and draws those that Word doesn't show; `sheets` name the fonts.
  ///
  /// - Returns: What is wrong with them. An e-book is made without Python, too; then nobody has looked.
  func draw(
    _ document: PrintDocument, with sheets: [PrintDocument.File], for wanted: PackFile, in workspace: Workspace
  ) async throws(Diagnostic) -> [Diagnostic] {
    guard !document.pictures.isEmpty else { return [] }
    try document.pictures.write(in: workspace.path)
    guard let python else { return [] }
    return try await document.draw(with: sheets, by: python, named: wanted.fileName, in: workspace)
  }

  /// Makes a Word file or an e-book of a document, whose pictures lie in the workspace.
  func make(
    _ target: String, of document: PrintDocument, for wanted: PackFile, from site: Site, in workspace: Workspace
  ) async throws(Diagnostic) -> FinishedFile {
    let folder = workspace.path
    let page = folder + "/pack.html"
    // It would read whatever stands there, from the disk or the network.
    if let address = document.outside.first {
      let place = ProgramMessages(about: document, named: wanted.fileName, in: folder).place(of: address)
      throw .outside(address, at: place, in: wanted.fileName)
    }
    try writeFile(document.html[...], to: page, named: page)
    try document.styleSheets.write(in: folder)
    let notes = folder + "/notes.lua"
    try writeFile(ArraySlice(PandocParts.notes.utf8), to: notes, named: notes)
    let options =
      ["--lua-filter=" + notes, "--metadata=lang:" + wanted.language.pandocCode]
      + (wanted.language.direction == .rightToLeft ? ["--metadata=dir:rtl"] : [])
      + (wanted.format == .docx
        ? try wordOptions(site, in: folder) : try bookOptions(wanted, document, of: site, in: folder))
    // The day is that of all files in the result, so that the same pack has the same bytes. ZIP knows none before 1980.
    let seconds = max(site.day(of: wanted)?.secondsSince1970 ?? 0, 315_532_800)
    let run = await program.run(
      ["--from=html", "--standalone", "--resource-path=" + folder, "--output=" + target] + options + [page],
      in: workspace, environment: ["SOURCE_DATE_EPOCH": String(seconds)])
    guard run.isSilent else { throw .pandocFailed(wanted.fileName, run) }
    // The file that every archive of the format holds.
    let part = wanted.format == .docx ? "[Content_Types].xml" : "mimetype"
    func whole() throws(Diagnostic) -> FinishedFile {
      guard let bytes = regularFile(target), isWholeArchive(bytes, holding: part) else {
        throw .notWhole(wanted.fileName, by: "pandoc")
      }
      return FinishedFile(bytes: bytes, pages: nil)
    }
    let file = try whole()
    guard wanted.format == .docx, let python else { return file }
    let colours = [site.palette.light.text, site.palette.tint.text]
    let mending = try await python.run(
      script: "mend_word.py", [target, wanted.language.direction.rawValue] + colours, in: workspace)
    guard mending.isSilent else { throw .pandocFailed(wanted.fileName, mending) }
    return try whole()
  }

  private func wordOptions(_ site: Site, in workspace: String) throws(Diagnostic) -> [String] {
    var parts = [("template", Array(PandocParts.template.utf8)), ("lua-filter", Array(PandocParts.styles.utf8))]
    if let styles = site.wordStyles { parts.append(("reference-doc", styles.bytes)) }
    for (option, bytes) in parts { try writeFile(bytes[...], to: "\(workspace)/\(option)", named: option) }
    return parts.map { "--\($0.0)=\(workspace)/\($0.0)" }
  }

  /// An e-book has a chapter for each heading of the first two levels; the first one is its cover.
  private func bookOptions(
    _ print: PackFile, _ document: PrintDocument, of site: Site, in workspace: String
  ) throws(Diagnostic) -> [String] {
    let styles = document.styleSheets.map { "--css=\(workspace)/\($0.path)" }
    let page = workspace + "/page.xhtml"
    let direction = print.language.direction.rawValue
    try writeFile(ArraySlice(PandocParts.bookPage(direction).utf8), to: page, named: page)
    let metadata = [
      "identifier:" + (site.permalink(of: print) ?? print.name), "page-progression-direction:" + direction,
    ]
    return [
      // Without `--toc`, which would put the contents among the pages, and name them in English for programs.
      "--to=epub3", "--template=" + page, "--split-level=2", "--toc-depth=2", "--epub-title-page=false",
    ] + metadata.map { "--metadata=" + $0 } + styles
  }
}

extension Language {
  /// What pandoc 3.9 calls it: it has no words of its own for `zh`, and says so each time.
  fileprivate var pandocCode: String { code == "zh" ? "zh-Hans" : code }
}

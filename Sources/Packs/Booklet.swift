import Content
import Platform
import Diagnostics
import Site

/// Puts the pages of a PDF two-up in the order of a booklet: printed on both sides and folded once, it can be stapled in the
/// fold.
struct Booklet: Sendable {
  private let python: Program

  /// Looks for Python, which has the library that turns pages into sheets; nil if it isn't there.
  static func find(project: String) -> Booklet? { Program.python(of: project).map(Booklet.init) }

  /// What tells this version of the program from others, and of what it is asked to do.
  var version: String { (Program.version(of: python.path) ?? "") + Self.script }

  /// Makes the sheets of a pack.
  func make(
    _ target: String, of pdf: FinishedFile, for wanted: PackFile, in workspace: Workspace
  ) async throws(Diagnostic) -> FinishedFile {
    let pages = workspace.path + "/pages.pdf"
    try writeFile(pdf.bytes[...], to: pages, named: pages)
    let run = await python.run(
      ["-c", Self.script, pages, target, wanted.language.direction.rawValue], in: workspace)
    guard run.isSilent else { throw .noBooklet(run) }
    guard let bytes = regularFile(target), isWholePDF(bytes) else { throw .notWhole(wanted.fileName, by: "pypdf") }
    return FinishedFile(bytes: bytes, pages: pdf.pages.map { $0 / 2 })
  }

  /// The last page comes beside the first one, the second beside the last but one.
  ///
  /// In a language that is written from right to left the first page lies on the left.
  private static let script = """
    import sys
    from pypdf import PdfReader, PdfWriter
    source, target, direction = sys.argv[1:]
    reader, writer = PdfReader(source), PdfWriter()
    pages = list(reader.pages)
    width, height = pages[0].mediabox.width, pages[0].mediabox.height
    for side in range(len(pages) // 2):
        pair = [pages[-1 - side], pages[side]]
        if (side % 2 == 1) != (direction == "rtl"):
            pair.reverse()
        sheet = writer.add_blank_page(2 * width, height)
        sheet.merge_page(pair[0])
        sheet.merge_translated_page(pair[1], width, 0)
    title = (reader.metadata or {}).get("/Title", "")
    writer.add_metadata({"/Title": title + " (booklet, for printing only)"})
    writer.compress_identical_objects()
    writer.write(target)
    """
}

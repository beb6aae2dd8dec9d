import Content
public import Diagnostics
import Site

/// Puts the pages of a PDF two-up in the order of a booklet: printed on both sides and folded once, it can be stapled in the
/// fold.
public struct Booklet: Sendable {
  private let python: Program
  private let cache: PackCache

  /// Looks for Python, which has the library that turns pages into sheets; nil if it isn't there.
  public static func find(project: String) -> Booklet? {
    Program.python(of: project).map { Booklet(python: $0, cache: PackCache(project: project)) }
  }

  /// The sheets of a pack.
  public func sheets(of print: PackPrinter.Print) async throws(Diagnostic) -> [UInt8] {
    let workspace = try cache.makeWorkspace()
    defer { workspace.remove() }
    let (pages, sheets) = (workspace.path + "/pages.pdf", workspace.path + "/sheets.pdf")
    try writeFile(print.pdf.bytes[...], to: pages, named: pages)
    let direction = print.print.language.direction.rawValue
    let run = await python.run(["-c", Self.script, pages, sheets, direction], in: workspace)
    guard run.isSilent else { throw .noBooklet(run) }
    guard let bytes = regularFile(sheets), isWholePDF(bytes) else { throw .notWhole("the booklet", by: "pypdf") }
    return bytes
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

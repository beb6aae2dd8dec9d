import Content
import Diagnostics
import Site

/// The program that makes PDFs of packs.
public struct WeasyPrint: Sendable {
  private let program: Program
  private let python: Program

  /// Looks for WeasyPrint, and for the Python that it runs in; nil if it isn't there.
  public static func find(project: String) -> WeasyPrint? {
    let folder = Program.scripts(of: project)
    guard let program = Program.find("weasyprint", variable: "IMRF_WEASYPRINT", in: [folder]),
      let python = program.python ?? Program.python(of: project)
    else { return nil }
    return WeasyPrint(program: program, python: python)
  }

  /// What a run has said.
  struct Outcome {
    /// What it complained of, a line each: it ends well even if a picture is missing.
    let complaints: [String]
    /// Whether it ended well.
    let isDone: Bool
  }

  /// Prints an HTML file as PDF/UA-1 (ISO 14289-1).
  ///
  /// Of the pages for notes at its end, those that don't fill up the last sheet are left out: a sheet of a booklet has four
  /// pages, and only printing tells how many there are. The program itself would have to print twice for that.
  ///
  /// It sees no fonts but those that the style sheets name by file, so that no other font of a machine can stand in for one.
  func print(_ html: String, to pdf: String, in workspace: String) async throws(Diagnostic) -> Outcome {
    let fonts = workspace + "/fonts.conf"
    try writeFile(ArraySlice("<fontconfig></fontconfig>\n".utf8), to: fonts, named: fonts)
    // Python's own warnings are off: one of them is that there are no fonts.
    let arguments = ["-W", "ignore", "-c", Self.script, html, pdf]
    let (report, isDone) = await python.run(arguments, environment: ["FONTCONFIG_FILE": fonts])
    return Outcome(complaints: report.split(separator: "\n").map(String.init), isDone: isDone)
  }

  /// What tells this version of the program from others, and of what it is asked to do.
  var version: String { (Program.version(of: program.path) ?? "") + Self.script }

  /// WeasyPrint 70 doesn't look at the page numbers of links again when what they lead to moves in one of its later rounds, so
  /// a round in which something has moved to another page has to be followed by one that makes all pages anew.
  private static let script = """
    import logging, sys
    import weasyprint.layout as layout
    from weasyprint import HTML, LOGGER
    round_of_layout = layout.make_all_pages
    def places(pages):
        boxes = ((box.style["anchor"], number) for number, page in enumerate(pages) for box in page.descendants())
        return {anchor: number for anchor, number in reversed(list(boxes)) if anchor}
    def make_all_pages(context, root_box, html, pages):
        before = places(pages)
        made = list(round_of_layout(context, root_box, html, pages))
        if before and places(made) != before:
            for page in context.page_maker[:-1]:
                page[-1]["content_changed"] = True
        return made
    layout.make_all_pages = make_all_pages
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.WARNING)
    source, target = sys.argv[1:]
    options = {"pdf_variant": "pdf/ua-1", "presentational_hints": True}
    document = HTML(source).render(**options)
    pages = list(document.pages)
    while len(pages) % 4 and any(name.startswith("note-page-") for name in pages[-1].anchors):
        pages.pop()
    document.copy(pages).write_pdf(target, **options)
    """
}

extension Program {
  /// The Python that lies beside a program which is written in it.
  fileprivate var python: Program? {
    guard let path = realPath(path), let slash = path.lastIndex(of: "/") else { return nil }
    return Program.at("\(path[...slash])python3")
  }
}

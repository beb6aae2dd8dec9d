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

  /// Prints an HTML file as PDF/UA-1 (ISO 14289-1).
  ///
  /// Of the pages for notes at its end, those that don't fill up the last sheet are left out: a sheet of a booklet has four
  /// pages, and only printing tells how many there are. The program itself would have to print twice for that.
  ///
  /// It sees no fonts but those that the style sheets name by file, so that no other font of a machine can stand in for one;
  /// and it reads nothing but these and the files of the workspace, whatever a picture or a style sheet refers to.
  ///
  /// - Returns: What came of it, and how many pages there are if it told.
  func print(
    _ html: String, to pdf: String, fonts: [String], in workspace: Workspace
  ) async throws(Diagnostic) -> (run: Program.Run, pages: Int?) {
    let settings = workspace.path + "/fonts.conf"
    try writeFile(ArraySlice("<fontconfig></fontconfig>\n".utf8), to: settings, named: settings)
    // Python's own warnings are off: one of them is that there are no fonts.
    let arguments = ["-W", "ignore", "-c", Self.script, html, pdf] + fonts
    var run = await python.run(arguments, in: workspace, environment: ["FONTCONFIG_FILE": settings])
    // It tells the number of pages; whatever else stands there is none of ours.
    var told = run.output.split(separator: "\n")
    let pages = told.popLast().flatMap { Int($0) }
    run.output = pages == nil ? run.output : told.joined(separator: "\n")
    return (run, pages)
  }

  /// What tells this version of the program from others, and of what it is asked to do.
  var version: String { (Program.version(of: program.path) ?? "") + Self.script }

  /// WeasyPrint 70 doesn't look at the page numbers of links again when what they lead to moves in one of its later rounds, so
  /// a round in which something has moved to another page has to be followed by one that makes all pages anew.
  private static let script = """
    import logging, sys
    import weasyprint.layout as layout
    from os.path import dirname, realpath
    from urllib.parse import urlsplit
    from urllib.request import url2pathname
    from weasyprint import HTML, LOGGER
    from weasyprint.urls import URLFetcher
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
    source, target, *fonts = sys.argv[1:]
    class WorkspaceFetcher(URLFetcher):
        def fetch(self, url, headers=None):
            address = urlsplit(url)
            path = realpath(url2pathname(address.path))
            is_ours = path.startswith(realpath(dirname(source)) + "/") or path in map(realpath, fonts)
            if address.scheme == "data" or (address.scheme, address.netloc, is_ours) == ("file", "", True):
                return super().fetch(url, headers)
            LOGGER.error("Outside the pack: %s", url)
            raise ValueError("outside the pack")
    options = {"pdf_variant": "pdf/ua-1", "presentational_hints": True}
    document = HTML(source, url_fetcher=WorkspaceFetcher()).render(**options)
    pages = list(document.pages)
    while len(pages) % 4 and any(name.startswith("note-page-") for name in pages[-1].anchors):
        pages.pop()
    document.copy(pages).write_pdf(target, **options)
    print(len(pages))
    """
}

extension Program {
  /// The Python that lies beside a program which is written in it.
  fileprivate var python: Program? {
    guard let path = realPath(path), let slash = path.lastIndex(of: "/") else { return nil }
    return Program.at("\(path[...slash])python3")
  }
}

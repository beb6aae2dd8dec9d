import Platform
import Content
import Diagnostics
import Site

/// The program that makes PDFs of packs.
struct WeasyPrint: Sendable {
  private let program: Program
  private let python: Program

  /// Looks for WeasyPrint, and for the Python that it runs in; nil if it isn't there.
  static func find(project: String) -> WeasyPrint? {
    let folder = Program.scripts(of: project)
    guard let program = Program.find("weasyprint", variable: "IMRF_WEASYPRINT", in: [folder]),
      let python = program.python ?? Program.python(of: project)
    else { return nil }
    return WeasyPrint(program: program, python: python)
  }

  /// Prints an HTML file as PDF/UA-1 (ISO 14289-1), which is PDF/A-2a (ISO 19005-2) as well.
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
    var run = try await python.run(script: "print.py", [html, pdf] + fonts, in: workspace)
    // It tells the number of pages; whatever else stands there is none of ours.
    var told = run.output.split(separator: "\n")
    let pages = told.popLast().flatMap { Int($0) }
    run.output = pages == nil ? run.output : told.joined(separator: "\n")
    return (run, pages)
  }

  /// Draws the pages of the sections of `pack.html` in a workspace that are others than they were, by their numbers.
  func draw(
    changesSince layout: PackLayout, fonts: [String], in workspace: Workspace
  ) async throws(Diagnostic) -> [Int: [UInt8]] {
    let (before, places, sheets) = ("before.html", "places.json", workspace.path + "/sheets")
    for (name, bytes) in [(before, layout.html), (places, layout.places)] {
      try writeFile(bytes[...], to: "\(workspace.path)/\(name)", named: name)
    }
    try makeFolders(sheets)
    let files = [before, "pack.html", places].map { "\(workspace.path)/\($0)" }
    // What is wrong is told when the whole pack is printed.
    _ = try await python.run(script: "changed.py", files + [sheets] + fonts, in: workspace)
    let names = try entryNames(of: sheets, named: sheets)
    return Dictionary(
      uniqueKeysWithValues: names.compactMap { name in
        guard let number = Int(name.prefix { $0 != "." }), let picture = regularFile("\(sheets)/\(name)"),
          isWholePNG(picture)
        else { return nil }
        return (number, picture)
      })
  }

  /// Draws each page `7.html` in a workspace as a picture `7.png`.
  func drawPages(_ fonts: [String], in workspace: Workspace) async throws(Diagnostic) -> Program.Run {
    let size = [PagePicture.width, PagePicture.height].map { String($0) }
    return try await python.run(script: "draw_pages.py", [workspace.path] + size + fonts, in: workspace)
  }

  /// Tells what would fail packs whose style sheets and pictures are in a folder, with what they say in its file `characters`.
  func check(_ folder: String, fonts: [String], in workspace: Workspace) async throws(Diagnostic) -> Program.Run {
    try await python.run(script: "check.py", [folder] + fonts, in: workspace)
  }

  /// What tells this version of the program from others, and of what it is asked to do.
  var version: String { (Program.version(of: program.path) ?? "") + PythonScripts.version }
}

extension Program {
  /// The Python that lies beside a program which is written in it.
  fileprivate var python: Program? {
    guard let path = realPath(path), let slash = path.lastIndex(of: "/") else { return nil }
    return Program.at("\(path[...slash])python3")
  }
}

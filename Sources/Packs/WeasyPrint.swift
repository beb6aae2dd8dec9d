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

  /// Prints an HTML file as PDF/UA-1 (ISO 14289-1), which is PDF/A-2a (ISO 19005-2) as well.
  ///
  /// Of the pages for notes at its end, those that don't fill up the last sheet are left out: a sheet of a booklet has four
  /// pages, and only printing tells how many there are. The program itself would have to print twice for that.
  ///
  /// It sees no fonts but those that the style sheets name by file, so that no other font of a machine can stand in for one.
  func print(_ html: String, to pdf: String, in workspace: String) async throws(Diagnostic) -> Outcome {
    let fonts = workspace + "/fonts.conf"
    try writeFile(ArraySlice("<fontconfig></fontconfig>\n".utf8), to: fonts, named: fonts)
    // Python's own warnings are off: one of them is that there are no fonts. It has no use for compiled scripts either.
    let arguments = ["-W", "ignore", "-B", try writeScripts(in: workspace), html, pdf]
    let (report, isDone) = await python.run(arguments, environment: ["FONTCONFIG_FILE": fonts])
    return Outcome(complaints: report.split(separator: "\n").map(String.init), isDone: isDone)
  }

  /// What tells this version of the program from others, and of what it is asked to do.
  var version: String {
    Self.scripts.reduce(Program.version(of: program.path) ?? "") { $0 + String(decoding: $1.bytes, as: UTF8.self) }
  }

  /// What Python runs: the first of these files, which takes from the others what it needs.
  private static let scripts = [
    (name: "print.py", bytes: PackageResources.print_py),
    (name: "archive.py", bytes: PackageResources.archive_py),
    (name: "decorations.py", bytes: PackageResources.decorations_py),
    (name: "fitting.py", bytes: PackageResources.fitting_py),
    (name: "footnotes.py", bytes: PackageResources.footnotes_py),
    (name: "links.py", bytes: PackageResources.links_py),
    (name: "page_numbers.py", bytes: PackageResources.page_numbers_py),
    (name: "structure.py", bytes: PackageResources.structure_py),
    (name: "structure_writer.py", bytes: PackageResources.structure_writer_py),
  ]

  /// Writes the scripts where Python can read them, and tells where the first one is.
  private func writeScripts(in workspace: String) throws(Diagnostic) -> String {
    let folder = workspace + "/scripts"
    try makeFolders(folder)
    for script in Self.scripts {
      let path = "\(folder)/\(script.name)"
      try writeFile(script.bytes[...], to: path, named: path)
    }
    return "\(folder)/\(Self.scripts[0].name)"
  }
}

extension Program {
  /// The Python that lies beside a program which is written in it.
  fileprivate var python: Program? {
    guard let path = realPath(path), let slash = path.lastIndex(of: "/") else { return nil }
    return Program.at("\(path[...slash])python3")
  }
}

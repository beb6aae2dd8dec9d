import Platform
import Diagnostics
import Site

/// What we have Python do, each in a file of its own that may take from the others what it needs.
enum PythonScripts {
  private static let all = [
    (name: "print.py", bytes: PackageResources.print_py),
    (name: "accessibility.py", bytes: PackageResources.accessibility_py),
    (name: "archive.py", bytes: PackageResources.archive_py),
    (name: "changed.py", bytes: PackageResources.changed_py),
    (name: "check.py", bytes: PackageResources.check_py),
    (name: "checkers.py", bytes: PackageResources.checkers_py),
    (name: "complaints.py", bytes: PackageResources.complaints_py),
    (name: "continued.py", bytes: PackageResources.continued_py),
    (name: "decorations.py", bytes: PackageResources.decorations_py),
    (name: "drawings.py", bytes: PackageResources.drawings_py),
    (name: "equipment.py", bytes: PackageResources.equipment_py),
    (name: "facing.py", bytes: PackageResources.facing_py),
    (name: "families.py", bytes: PackageResources.families_py),
    (name: "fetcher.py", bytes: PackageResources.fetcher_py),
    (name: "fitting.py", bytes: PackageResources.fitting_py),
    (name: "footnotes.py", bytes: PackageResources.footnotes_py),
    (name: "libraries.py", bytes: PackageResources.libraries_py),
    (name: "links.py", bytes: PackageResources.links_py),
    (name: "outer_margin.py", bytes: PackageResources.outer_margin_py),
    (name: "mend_word.py", bytes: PackageResources.mend_word_py),
    (name: "pictures.py", bytes: PackageResources.pictures_py),
    (name: "page_numbers.py", bytes: PackageResources.page_numbers_py),
    (name: "places.py", bytes: PackageResources.places_py),
    (name: "reading.py", bytes: PackageResources.reading_py),
    (name: "search.py", bytes: PackageResources.search_py),
    (name: "scaling.py", bytes: PackageResources.scaling_py),
    (name: "structure.py", bytes: PackageResources.structure_py),
    (name: "structure_writer.py", bytes: PackageResources.structure_writer_py),
    (name: "draw.py", bytes: PackageResources.draw_py),
    (name: "validity.py", bytes: PackageResources.validity_py),
    (name: "draw_pages.py", bytes: PackageResources.draw_pages_py),
  ]

  /// What makes pictures smaller.
  static var scaling: [UInt8] { PackageResources.scaling_py }

  /// What makes the index in which visitors search.
  static var search: [UInt8] { PackageResources.search_py }

  /// What looks at finished pages.
  static var checks: [UInt8] { PackageResources.accessibility_py + PackageResources.validity_py }

  /// The packages that make packs, other pictures, and the index of the search.
  static var packRequirements: [UInt8] { PackageResources.packs_txt }

  /// The packages that bring the programs which look at finished pages.
  static var checkRequirements: [UInt8] { PackageResources.checks_txt }

  /// What tells this version of them from others.
  static var version: String { all.reduce(into: "") { $0 += String(decoding: $1.bytes, as: UTF8.self) } }

  /// Writes the scripts where Python can read them, and gives the arguments with which it runs one.
  ///
  /// Python's own warnings are off: one of them is that there are no fonts. It has no use for compiled scripts either.
  fileprivate static func arguments(for name: String, in workspace: Workspace) throws(Diagnostic) -> [String] {
    let folder = workspace.path + "/scripts"
    try makeFolders(folder)
    for script in all {
      let path = "\(folder)/\(script.name)"
      try writeFile(script.bytes[...], to: path, named: path)
    }
    return ["-W", "ignore", "-B", "\(folder)/\(name)"]
  }
}

extension Program {
  /// Has Python run one of our scripts, which sees no fonts but those that style sheets name by file.
  func run(
    script name: String, _ arguments: [String], in workspace: Workspace
  ) async throws(Diagnostic) -> Run {
    let settings = workspace.path + "/fonts.conf"
    try writeFile(ArraySlice("<fontconfig></fontconfig>\n".utf8), to: settings, named: settings)
    let arguments = try PythonScripts.arguments(for: name, in: workspace) + arguments
    return await run(arguments, in: workspace, environment: ["FONTCONFIG_FILE": settings])
  }
}

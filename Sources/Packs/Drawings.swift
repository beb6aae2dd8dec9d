import Platform
import Diagnostics
import Site

extension PrintDocument {
  /// The pictures among its files.
  var pictures: [File] { files.filter { !$0.isStyleSheet } }

  /// The style sheets among its files.
  var styleSheets: [File] { files.filter(\.isStyleSheet) }

  /// Looks at the pictures that lie in a workspace, and draws those that Word doesn't show as PNG files, under the names by which a
  /// Word file shows them; photographs become no larger than a page needs them.
  ///
  /// What is wrong is told as it would be in print. The style sheets name the fonts; notes of diagnostics call the document by its name.
  func draw(
    with sheets: [File], by python: Program, named name: String, in workspace: Workspace
  ) async throws(Diagnostic) -> [Diagnostic] {
    try sheets.write(in: workspace.path)
    let run = try await python.run(script: "draw.py", [workspace.path] + sheets.flatMap(\.fonts), in: workspace)
    guard run.end == .well else { throw .cannotDraw(files.map(\.source.name).filter { drawnForWord($0) != $0 }, run) }
    return ProgramMessages(about: self, named: name, in: workspace.path).diagnostics(for: run)
  }
}

import Platform
import Diagnostics
import Site

extension PrintDocument {
  /// Draws the pictures that Word doesn't show as PNG files, under the names by which the document shows them.
  func drawForWord(in workspace: Workspace, with python: Program?) async throws(Diagnostic) {
    let drawn = files.filter { drawnForWord($0.path) != $0.path }.map { "\(workspace.path)/\(drawnForWord($0.path))" }
    guard !drawn.isEmpty else { return }
    guard let python else { throw .noProgram("Python", for: "pictures in Word files", variable: "IMRF_PYTHON") }
    let run = await python.run(try PythonScripts.arguments(for: "draw.py", in: workspace) + drawn, in: workspace)
    guard run.isSilent else { throw .cannotDraw(files.map(\.source.name).filter { drawnForWord($0) != $0 }, run) }
  }
}

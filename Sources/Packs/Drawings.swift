import Diagnostics
import Site

extension PrintDocument {
  /// Draws the pictures that Word doesn't show as PNG files, under the names by which the document shows them.
  func drawForWord(in workspace: String, with python: Program?) async throws(Diagnostic) {
    let drawn = files.filter { drawnForWord($0.path) != $0.path }.map { "\(workspace)/\(drawnForWord($0.path))" }
    guard !drawn.isEmpty else { return }
    guard let python else { throw .noProgram("Python", for: "pictures in Word files", variable: "IMRF_PYTHON") }
    let script = workspace + "/draw.py"
    try writeFile(PackageResources.draw_py[...], to: script, named: script)
    let (report, isDone) = await python.run(["-W", "ignore", "-B", script] + drawn)
    guard isDone else { throw .cannotDraw(files.map(\.source.name).filter { drawnForWord($0) != $0 }, report: report) }
  }
}

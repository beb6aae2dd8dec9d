import Diagnostics
import Templating
import TestSupport

/// A fixture of templates, the first of which is the page; its introduction is data as JSON.
extension Fixture {
  /// The page, or the report of what is wrong.
  var result: String {
    let (templates, diagnostics) = Environment().compile(sources)
    if !diagnostics.isEmpty { return Report(diagnostics).text(.human) }
    do throws(Diagnostic) {
      return try rendered(by: templates)
    } catch { return Report([error]).text(.human) }
  }

  /// The templates, which must be without errors.
  func compiled() -> Templates { Environment().compile(sources).templates }

  /// The page, with a line break at its end.
  func rendered(by compiled: Templates) throws(Diagnostic) -> String {
    var output = Output()
    try compiled.render(parts[0].path, globals: data, into: &output)
    return String(decoding: output.bytes, as: UTF8.self) + "\n"
  }

  /// The names that the page sees.
  var data: [(name: String, value: Value)] {
    if introduction.isEmpty { return [] }
    do { return try JSONReader.names(in: introduction) } catch { fatalError("the data of \(name): \(error)") }
  }

  private var sources: [(name: String, file: SourceFile)] {
    parts.map { ($0.path, SourceFile(name: $0.path, bytes: $0.bytes)) }
  }
}

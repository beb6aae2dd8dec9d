import Diagnostics
import Templating

/// The second door: no program crashes the renderer.
///
/// The bytes choose what a template says, so that nearly all of them are programs that compile and run.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var writer = TemplateWriter(choices: unsafe Array(UnsafeBufferPointer(start: data, count: count)))
  let files = ["base.html", "macros.html", "page.html"].map {
    (name: $0, file: SourceFile(name: $0, text: writer.template($0)))
  }
  let (templates, diagnostics) = environment.compile(files)
  _ = Report(diagnostics).text(.human)
  for file in files {
    var output = Output()
    do {
      try templates.render(file.name, globals: globals, into: &output)
    } catch {
      _ = Report([error]).text(.human)
    }
  }
  return 0
}

private let environment: Environment = {
  var environment = Environment()
  environment.limits.callDepth = 30
  environment.limits.steps = 2_000
  environment.limits.outputBytes = 1 << 16
  environment.limits.textBytes = 1 << 14
  environment.limits.listCount = 1_000
  return environment
}()

private let globals: [(name: String, value: Value)] = [
  ("x", [1, -2, 0.5, "a", "é", ["n": 1]]), ("m", ["k": "v", "items": 1]), ("s", "<b> & 'c'"),
  ("n", 9_223_372_036_854_775_807), ("h", .markup("<i>")),
  ("tree", [["t": "a", "sub": [["t": "b", "sub": []]]], ["t": "c", "sub": []]]),
]

import Diagnostics
import Templating

/// The first door: no bytes crash the compiler, nor what is rendered of them.
///
/// A line `== name` begins a template, as in the fixtures of the tests, which are where the fuzzer begins.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let files = templates(in: unsafe Array(UnsafeBufferPointer(start: data, count: count)))
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
  environment.limits.steps = 2_000
  environment.limits.outputBytes = 1 << 16
  environment.limits.textBytes = 1 << 14
  environment.limits.listCount = 1_000
  return environment
}()

private let globals: [(name: String, value: Value)] = [
  ("x", [1, -2, 0.5, "a", "é", ["n": 1]]), ("m", ["k": "v", "items": 1]), ("s", "<b> & 'c'"),
  ("n", 9_223_372_036_854_775_807), ("h", .markup("<i>")),
]

private func templates(in bytes: [UInt8]) -> [(name: String, file: SourceFile)] {
  var files = [(name: "page.html", bytes: [UInt8]())]
  for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
    if line.starts(with: "== ".utf8) {
      files.append((String(decoding: line.dropFirst(3), as: UTF8.self), []))
    } else {
      files[files.count - 1].bytes += line + [UInt8(ascii: "\n")]
    }
  }
  return files.map { ($0.name, SourceFile(name: $0.name, bytes: $0.bytes)) }
}

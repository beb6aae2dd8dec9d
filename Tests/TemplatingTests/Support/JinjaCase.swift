import Diagnostics
import Templating

/// A set of templates that the grammar of `Jinja2/` has made, and what Jinja2 makes of it.
struct JinjaCase: Codable {
  struct File: Codable {
    let name: String
    var pieces: [String]

    var text: String { pieces.joined() }
  }

  let number: Int
  let data: Int
  let trim: Bool
  var files: [File]
  /// What Jinja2 renders; nil if it refuses.
  let output: String?
  /// Why it refuses.
  let refused: String?

  private static let plain = Environment()

  private static let trimming = {
    var environment = Environment()
    environment.whitespace.trimsBlocks = true
    environment.whitespace.stripsBlocks = true
    return environment
  }()

  /// What our engine makes of it: the page, or the sentence that says why there is none.
  func result(with data: [(name: String, value: Value)]) -> (output: String?, refusal: String?) {
    let (templates, diagnostics) = (trim ? Self.trimming : Self.plain).compile(
      files.map { ($0.name, SourceFile(name: $0.name, text: $0.text)) })
    if let first = diagnostics.first(where: { $0.severity == .error }) { return (nil, first.message) }
    var output = Output()
    do throws(Diagnostic) {
      try templates.render(files[0].name, globals: data, into: &output)
      return (String(decoding: output.bytes, as: UTF8.self), nil)
    } catch { return (nil, error.message) }
  }

  /// Whether both render the same bytes, or both refuse; a number beyond 64 bits may be refused by ours alone.
  func isSame(with data: [(name: String, value: Value)]) -> Bool {
    let ours = result(with: data)
    if let output, let text = ours.output { return output.utf8.elementsEqual(text.utf8) }
    return output == nil && ours.output == nil || ours.refusal?.contains("too large a number") ?? false
  }

  /// How long its templates are.
  var length: Int { files.reduce(0) { $0 + $1.pieces.reduce(0) { $0 + $1.utf8.count } } }

  /// The same case with something left out: a piece of a template, or one output.
  var smaller: [JinjaCase] {
    files.indices.flatMap { file in
      files[file].pieces.indices.flatMap { piece in
        (withoutOutputs(files[file].pieces[piece]) + [""]).map { text in
          var copy = self
          copy.files[file].pieces[piece] = text
          if text.isEmpty { copy.files[file].pieces.remove(at: piece) }
          return copy
        }.reversed()
      }
    }
  }

  /// A text once without each of its outputs.
  private func withoutOutputs(_ text: String) -> [String] {
    text.ranges(of: "{{").compactMap { start in
      text[start.upperBound...].firstRange(of: "}}").map { text[..<start.lowerBound] + text[$0.upperBound...] }
    }.map(String.init)
  }
}

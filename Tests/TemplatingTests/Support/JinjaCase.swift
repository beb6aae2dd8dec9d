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

  /// What our engine makes of it: the page, or what is said in its place; and whether that was before rendering.
  func result(
    with data: [(name: String, value: Value)]
  ) -> (output: String?, refusal: Diagnostic?, isEarly: Bool) {
    var environment = Environment()
    environment.whitespace.trimsBlocks = trim
    environment.whitespace.stripsBlocks = trim
    let (templates, diagnostics) = environment.compile(
      files.map { ($0.name, SourceFile(name: $0.name, text: $0.text)) })
    if let first = diagnostics.first(where: { $0.severity == .error }) { return (nil, first, true) }
    var output = Output()
    do throws(Diagnostic) {
      try templates.render(files[0].name, globals: data, into: &output)
      return (String(decoding: output.bytes, as: UTF8.self), nil, false)
    } catch { return (nil, error, false) }
  }

  /// Whether both render the same bytes, or both refuse.
  ///
  /// Ours alone may refuse a number beyond 64 bits, and wrong arguments in code that is never run: it looks at them
  /// before it renders.
  func isSame(with data: [(name: String, value: Value)]) -> Bool {
    let ours = result(with: data)
    if let output, let text = ours.output { return output.utf8.elementsEqual(text.utf8) }
    if output == nil && ours.output == nil { return true }
    guard let refusal = ours.refusal else { return false }
    return refusal.message.contains("too large a number") || ours.isEarly && refusal.id == "template/arguments"
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

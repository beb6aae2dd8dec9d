import Diagnostics
import Templating

/// The project's own engine.
final class TemplatingContestant: LocalContestant {
  let name = "imrf"
  let goal = 1.0
  let isJinja = true
  private let environment = Environment()
  private let sources: [(name: String, file: SourceFile)]
  private let templates: Templates
  private let globals: Globals
  /// As in a build, the memory of one page serves the next.
  private var output = Output()

  init(_ subject: Case) throws {
    sources = try subject.templates(in: "jinja").map { ($0.name, SourceFile(name: $0.name, text: $0.text)) }
    let (templates, diagnostics) = environment.compile(sources)
    if let diagnostic = diagnostics.first { throw diagnostic }
    self.templates = templates
    globals = Globals(subject.data.entries.map { ($0.name, Value($0.value)) })
  }

  func page() throws -> String {
    try render()
    return String(decoding: output.bytes, as: UTF8.self)
  }

  func render() throws {
    output.removeAll()
    try templates.render("main.html", globals: globals, into: &output)
  }

  func compile() throws { _ = environment.compile(sources) }
}

extension Value {
  fileprivate init(_ json: JSON) {
    switch json {
    case .null: self = .none
    case .bool(let bool): self = .bool(bool)
    case .int(let int): self = .int(int)
    case .text(let text): self = .text(text)
    case .list(let list): self = .list(list.map(Value.init))
    case .map: self = .map(ValueMap(json.entries.map { ($0.name, Value($0.value)) }))
    }
  }
}

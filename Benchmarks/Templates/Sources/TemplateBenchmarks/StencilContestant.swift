import Stencil

/// Stencil, which doesn't escape: that is left to a filter of ours.
///
/// It parses templates each time that it renders them; a loader that keeps them spares it to cut them into tokens too.
struct StencilContestant: LocalContestant {
  let name = "Stencil 0.15.1"
  let goal = 20.0
  let isJinja = false
  private let sources: [(name: String, text: String)]
  private let environment: Environment
  private let data: [String: Any]

  init(_ subject: Case) throws {
    sources = try subject.templates(in: "stencil")
    environment = Environment(loader: KeepingLoader(sources), extensions: [escaping()], trimBehaviour: .nothing)
    data = subject.data.native as? [String: Any] ?? [:]
  }

  func page() throws -> String { try environment.renderTemplate(name: "main.html", context: data) }

  func render() throws { _ = try page() }

  func compile() throws { _ = KeepingLoader(sources) }
}

/// Hands out templates that were made once.
private struct KeepingLoader: Loader {
  private let templates: [String: Template]

  init(_ sources: [(name: String, text: String)]) {
    let templates = sources.map { ($0.name, Template(templateString: $0.text, name: $0.name)) }
    self.templates = Dictionary(uniqueKeysWithValues: templates)
  }

  func loadTemplate(name: String, environment: Environment) throws -> Template {
    guard let template = templates[name] else { throw TemplateDoesNotExist(templateNames: [name], loader: self) }
    return template
  }
}

private func escaping() -> Extension {
  let result = Extension()
  result.registerFilter("escape") { value in value.map { escaped(String(describing: $0)) } }
  return result
}

private func escaped(_ text: String) -> String {
  guard text.utf8.contains(where: { "&<>\"'".utf8.contains($0) }) else { return text }
  var bytes: [UInt8] = []
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "&"): bytes += "&amp;".utf8
    case UInt8(ascii: "<"): bytes += "&lt;".utf8
    case UInt8(ascii: ">"): bytes += "&gt;".utf8
    case UInt8(ascii: "\""): bytes += "&#34;".utf8
    case UInt8(ascii: "'"): bytes += "&#39;".utf8
    default: bytes.append(byte)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}

import Mustache

/// swift-mustache, which has no expressions: what it can't compute is in the data, what it can't inherit is repeated.
struct MustacheContestant: LocalContestant {
  let name = "swift-mustache 2.1.1"
  let goal = 5.0
  let isJinja = false
  private let sources: [(name: String, text: String)]
  private let library: MustacheLibrary
  private let data: Any

  init(_ subject: Case) throws {
    sources = try subject.templates(in: "mustache").map { (String($0.name.prefix { $0 != "." }), $0.text) }
    library = try Self.library(sources)
    data = subject.data.native ?? [:]
  }

  private static func library(_ sources: [(name: String, text: String)]) throws -> MustacheLibrary {
    var library = MustacheLibrary()
    for source in sources { try library.register(source.text, named: source.name) }
    return library
  }

  func page() throws -> String { library.render(data, withTemplate: "main") ?? "" }

  func render() throws { _ = try page() }

  func compile() throws { _ = try Self.library(sources) }
}

import Diagnostics
import Foundation
import Testing

@testable import Templating

/// The page for designers, `docs/templates.md`, against what there is.
@Suite struct DocumentationTests {
  private let page: String

  init() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    page = try String(contentsOf: root.appending(path: "docs/templates.md"), encoding: .utf8)
  }

  @Test func namesEveryFilter() {
    for name in Registry().filters.keys { #expect(section("Filters").contains("`\(name)`"), "filter \(name)") }
  }

  @Test func namesEveryTest() {
    for name in Registry().tests.keys { #expect(mentions(name, in: section("Tests")), "test \(name)") }
  }

  @Test func namesEveryFunction() {
    for function in Registry().functions.map(\.symbol.name) {
      #expect(section("Functions").contains("`\(function)("), "function \(function)")
    }
  }

  @Test func namesEveryMethod() {
    let methods: [Value] = ["", [], [:]]
    for name in methods.flatMap(Method.names) { #expect(section("Methods").contains("\(name)("), "method \(name)") }
  }

  @Test func namesEveryParameterThatHasADefault() {
    for filter in Filter.builtins {
      for item in filter.signature.items where item.role == .single && item.names == nil {
        #expect(section("Filters").contains(item.name), "\(item.name) of \(filter.name)")
      }
    }
  }

  @Test func everyExampleCompiles() {
    let sources = examples.map { ($0.name, SourceFile(name: $0.name, text: $0.text)) }
    #expect(sources.count > 10)
    #expect(Environment().compile(sources).diagnostics.map(\.message) == [])
  }

  /// The blocks of template code; one that begins with `{# name.html #}` is the template of that name.
  private var examples: [(name: String, text: String)] {
    page.components(separatedBy: "```jinja\n").dropFirst().enumerated().map { number, part in
      let text = part.components(separatedBy: "```")[0]
      let name = text.hasPrefix("{# ") ? text.dropFirst(3).prefix { $0 != " " } : "example \(number)"
      return (String(name), text)
    }
  }

  private func section(_ title: String) -> String {
    let parts = page.components(separatedBy: "\n## ")
    return parts.first { $0.hasPrefix(title + "\n") } ?? ""
  }

  private func mentions(_ name: String, in text: String) -> Bool {
    text.contains("`\(name)`") || text.contains("`\(name)(")
  }
}

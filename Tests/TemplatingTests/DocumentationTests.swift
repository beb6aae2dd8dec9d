import Diagnostics
import TestSupport
import Testing

@testable import Templating

/// The page for designers, `docs/templates.md`, against what there is.
@Suite struct DocumentationTests {
  private let page: DocumentationPage

  init() throws { page = try DocumentationPage("templates.md") }

  @Test func namesEveryFilter() {
    for name in Registry().filters.keys { #expect(page.section("Filters").contains("`\(name)`"), "filter \(name)") }
  }

  @Test func namesEveryTest() {
    for name in Registry().tests.keys { #expect(mentions(name, in: page.section("Tests")), "test \(name)") }
  }

  @Test func namesEveryFunction() {
    for function in Registry().functions.map(\.symbol.name) {
      #expect(page.section("Functions").contains("`\(function)("), "function \(function)")
    }
  }

  @Test func namesEveryMethod() {
    let methods: [Value] = ["", [], [:]]
    for name in methods.flatMap(Method.names) {
      #expect(page.section("Methods").contains("\(name)("), "method \(name)")
    }
  }

  @Test func namesEveryParameterThatHasADefault() {
    for filter in Filter.builtins {
      for item in filter.signature.items where item.role == .single && item.names == nil {
        #expect(page.section("Filters").contains(item.name), "\(item.name) of \(filter.name)")
      }
    }
  }

  @Test func everyExamplePrintsWhatStandsBelowIt() throws {
    let (templates, diagnostics) = Environment().compile(
      page.examples.map { ($0.name, SourceFile(name: $0.name, text: $0.text)) })
    #expect(Report(diagnostics).text(.human) == "")
    let globals = try JSONReader.names(in: page.data)
    let shown = page.examples.filter { $0.output != nil || $0.name.hasPrefix("example") }
    #expect(shown.count > 30)
    for example in shown {
      var output = Output()
      try templates.render(example.name, globals: globals, into: &output)
      let text = String(decoding: output.bytes, as: UTF8.self)
      #expect(example.prints(text), "\(example.text)prints\n\(text)")
    }
  }

  private func mentions(_ name: String, in text: String) -> Bool {
    text.contains("`\(name)`") || text.contains("`\(name)(")
  }
}

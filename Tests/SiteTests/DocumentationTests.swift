import Content
import Foundation
import Site
import TestSupport
import Testing

@Suite("The documentation tells the truth")
struct DocumentationTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test("Every diagnostic has its line, and every line its diagnostic")
  func diagnostics() throws {
    let areas = "check|content|csv|encoding|external|files|front-matter|json|markdown|pack|preview|site|template|yaml"
    let said = try identifiers(#""((?:\#(areas))/[a-z0-9-]+)""#, in: sources(""))
    let referred: [Kind] = [.objective, .roundTable, .principle, .country, .source]
    let made = Set(referred.map { "content/unknown-\($0.rawValue)" } + Check.allCases.map(\.id))
    let page = try String(contentsOf: Self.root.appending(path: "docs/diagnostics.md"), encoding: .utf8)
    let documented = try identifiers(#"`((?:\#(areas))/[a-z0-9-]+)`"#, in: page)
    #expect(said.union(made).subtracting(documented).isEmpty)
    #expect(documented.subtracting(said.union(made)).isEmpty)
  }

  @Test("Every field that content may have is in content.md")
  func fields() throws {
    let readers =
      "text|requiredText|texts|prose|requiredProse|proses|number|flag|date|choice|address|language|map|maps|free"
    let more = "countryCode|reference|references|requiredReferences|source|sources"
    let keys = try identifiers(#"\.(?:\#(readers)|\#(more))\("([a-z_]+)""#, in: sources("Content"))
    #expect(keys.count > 40)
    #expect(keys.subtracting(try words(of: "content.md")).isEmpty)
  }

  @Test("Every member that a template may use is in page-data.md")
  func members() throws {
    let names = try identifiers(#"Member\("([a-z_]+)"\)"#, in: sources("Site"))
    #expect(names.count > 60)
    #expect(names.subtracting(try words(of: "page-data.md")).isEmpty)
  }

  @Test("The filters of a site print what page-data.md shows")
  func filters() async throws {
    let example = try #require(try DocumentationPage("page-data.md").examples.first)
    var files = SiteFixtureTests.base.files
    files["content/about.md"] = Array("---\ntitle: About\n---\n".utf8)
    files["templates/page.html"] = Array(example.text.utf8)
    files["templates/assets/site.css"] = Array("p { margin: 0 }".utf8)
    files["templates/strings/en.yaml"] = Array(
      try Data(contentsOf: Self.root.appending(path: "templates/strings/en.yaml")))
    let site = try #require(await Site.load(from: .memory(files)).site)
    let route = try #require(site.routes.first { $0.path == "/about/" })
    let page = String(decoding: try site.render(route), as: UTF8.self)
    #expect(example.prints(page), "\(page)")
  }

  /// The words of a page of the documentation that are set as code.
  private func words(of page: String) throws -> Set<String> {
    let text = try String(contentsOf: Self.root.appending(path: "docs/\(page)"), encoding: .utf8)
    return try identifiers(#"`([a-z_]+)[`:]"#, in: text)
  }

  private func identifiers(_ pattern: String, in text: String) throws -> Set<String> {
    let regex = try Regex(pattern, as: (Substring, Substring).self)
    return Set(text.matches(of: regex).map { String($0.1) })
  }

  private func sources(_ module: String) throws -> String {
    let folder = Self.root.appending(path: "Sources/\(module)")
    return try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
      .map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }.joined()
  }
}

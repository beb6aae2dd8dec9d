import Platform
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
    let areas =
      "check|content|csv|encoding|external|files|front-matter|json|kinds|markdown|new|pack|preview|site|style|template"
      + "|translation|xliff|yaml"
    let said = try identifiers(#""((?:\#(areas))/[a-z0-9-]+)""#, in: sources(""))
    let referred = ["objective", "round-table", "principle", "country", "source"]
    let made = Set(referred.map { "content/unknown-\($0)" } + Check.allCases.map(\.id))
    let page = try String(contentsOf: Self.root.appending(path: "docs/diagnostics.md"), encoding: .utf8)
    let documented = try identifiers(#"`((?:\#(areas))/[a-z0-9-]+)`"#, in: page)
    #expect(said.union(made).subtracting(documented).isEmpty)
    #expect(documented.subtracting(said.union(made)).isEmpty)
  }

  @Test("The tables of fields in content.md are those that the kinds declare")
  func fields() throws {
    let location = Self.root.appending(path: "docs/content.md")
    let page = try String(contentsOf: location, encoding: .utf8)
    let schema = Schema.forum
    let tables =
      schema.kinds.map { ($0.name, schema.fieldTable(of: $0.kind)) }
      + ["person", "file", "addressed", "site"].map { ($0, schema.fieldTable(ofGroup: $0)) }
    var made = page
    for (name, table) in tables {
      let (start, end) = ("<!-- fields of \(name) -->\n", "<!-- end -->")
      let parts = made.components(separatedBy: start)
      try #require(parts.count == 2, "content.md has no place for the fields of \(name)")
      let rest = parts[1].components(separatedBy: end)
      made = parts[0] + start + table + end + rest.dropFirst().joined(separator: end)
    }
    if made != page, ProcessInfo.processInfo.environment["RECORD_FIXTURES"] == "1" {
      return try made.write(to: location, atomically: true, encoding: .utf8)
    }
    #expect(made == page)
  }

  @Test("Every member that a template may use is in page-data.md")
  func members() throws {
    let made = try identifiers(#"Member\("([a-z_]+)"\)"#, in: sources("Site"))
    let schema = Schema.forum
    let groups = schema.kinds.map(\.fields) + schema.groups
    let declared = groups.flatMap { $0.fields.compactMap(\.member) }
    let names = made.union(declared + schema.kinds.flatMap { $0.inverses.map(\.name) })
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

  @Test("A figure is drawn as page-data.md shows")
  func figures() async throws {
    let example = try #require(try DocumentationPage("page-data.md").examples.last)
    var files = SiteFixtureTests.base.files.filter { !$0.key.hasPrefix("templates/") }
    let folder = Self.root.appending(path: "templates")
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      guard let text = try? Data(contentsOf: folder.appending(path: path)) else { continue }
      files["templates/\(path)"] = Array(text)
    }
    files["content/about.md"] = Array("---\ntitle: About\n---\n".utf8)
    files["templates/page.html"] = Array(example.text.utf8)
    let site = try #require(await Site.load(from: .memory(files)).site)
    let route = try #require(site.routes.first { $0.path == "/about/" })
    let page = String(decoding: try site.render(route), as: UTF8.self)
    #expect(example.prints(page), "\(page)")
  }

  @Test("Every link to a file, a page or a place in it leads there")
  func links() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: "docs").path)
    let pages =
      ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"]
      + names.filter { $0.hasSuffix(".md") }.map { "docs/\($0)" }
    var places: [String: Set<String>] = [:]
    for page in pages { places["/\(page)"] = try anchors(of: page) }
    var broken: [String] = []
    for page in pages {
      let text = try prose(of: page).replacing(/`[^`\n]+`/, with: "")
      for link in try identifiers(#"\]\(([^)\s]+)"#, in: text) {
        let target = try #require(URL(string: link, relativeTo: URL(filePath: "/\(page)"))).absoluteURL
        guard target.isFileURL else { continue }
        let isFile = FileManager.default.fileExists(atPath: Self.root.path + target.path)
        let isPlace = target.fragment.map { places[target.path]?.contains($0) == true } ?? true
        if !isFile || !isPlace { broken.append("\(page): \(link)") }
      }
    }
    #expect(broken.isEmpty)
  }

  /// Where a link can lead in a page: its headings, by the names that GitHub gives them, and each `<a id="…">`.
  private func anchors(of page: String) throws -> Set<String> {
    let text = try prose(of: page)
    var anchors = try identifiers(#"<a id="([^"]+)""#, in: text)
    for heading in text.split(separator: "\n") where heading.hasPrefix("#") {
      let title = heading.drop { $0 == "#" }.dropFirst().lowercased()
      let name = title.filter { $0.isLetter || $0.isNumber || " -_".contains($0) }.replacing(" ", with: "-")
      var (anchor, count) = (name, 0)
      while !anchors.insert(anchor).inserted {
        count += 1
        anchor = "\(name)-\(count)"
      }
    }
    return anchors
  }

  /// What stands in a page outside of blocks of code.
  private func prose(of page: String) throws -> String {
    let text = try String(contentsOf: Self.root.appending(path: page), encoding: .utf8)
    let parts = text.components(separatedBy: "\n```")
    return stride(from: 0, to: parts.count, by: 2).map { parts[$0] }.joined()
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

import Content
import Foundation
import Testing

@Suite("The documentation tells the truth")
struct DocumentationTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test("Every diagnostic has its line, and every line its diagnostic")
  func diagnostics() throws {
    let areas = "content|csv|encoding|files|front-matter|json|markdown|site|template|yaml"
    let said = try identifiers(#""((?:\#(areas))/[a-z0-9-]+)""#, in: sources())
    let kinds = Set(Kind.allCases.map { "content/unknown-\($0.rawValue)" })
    let page = try String(contentsOf: Self.root.appending(path: "docs/diagnostics.md"), encoding: .utf8)
    let documented = try identifiers(#"`((?:\#(areas))/[a-z0-9-]+)`"#, in: page)
    #expect(said.union(kinds).subtracting(documented).isEmpty)
    #expect(documented.subtracting(said.union(kinds)).isEmpty)
  }

  private func identifiers(_ pattern: String, in text: String) throws -> Set<String> {
    let regex = try Regex(pattern, as: (Substring, Substring).self)
    return Set(text.matches(of: regex).map { String($0.1) })
  }

  private func sources() throws -> String {
    let folder = Self.root.appending(path: "Sources")
    return try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
      .map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }.joined()
  }
}

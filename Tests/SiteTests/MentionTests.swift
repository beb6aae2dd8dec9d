import Content
import Diagnostics
import Foundation
import Platform
@testable import Site
import TestSupport
import Testing

@Suite("What sentences mention in our words")
struct SentenceMentionTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test("is what people who read them would say")
  func sentences() async throws {
    let rows = try Self.rows()
    #expect(rows.count > 60)
    let site = try await Self.site(with: rows.map(\.sentence))
    let library = site.library
    for (number, row) in rows.enumerated() {
      let page = try #require(library[.page].ids.first { library[$0].key == "row-\(number)" })
      let mentioned = library.backlinks.referring.filter { $0.value.contains { $0.entry == page } }.map(\.key)
      let names = Set(mentioned.map { Self.name(of: $0, in: library) })
      #expect(names == Set(row.mentions), "\(row.sentence)")
    }
  }

  /// As the table calls it.
  private static func name(of id: EntryID, in library: Library) -> String {
    let code = Field<String>("country", "code")
    return switch id.kind {
    case .objective: library[id].key
    case .roundTable: "R" + library[id].key
    default: library[id][code]
    }
  }

  private static func rows() throws -> [(sentence: String, mentions: [String])] {
    let table = try text("Tests/SiteTests/Fixtures/mentions/sentences.md")
    return table.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst().map { line in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      return (cells[0], cells[1].split(separator: " ").map(String.init))
    }
  }

  /// A site with a page for each sentence.
  private static func site(with sentences: [String]) async throws -> Site {
    var files = SiteFixtureTests.base.files
    for path in ["content/countries.yaml", "templates/strings/en.yaml"] { files[path] = Array(try text(path).utf8) }
    for number in 1...23 {
      files["content/objectives/\(number)-a.md"] = Array("---\nnumber: \(number)\ntitle: A\n---\n".utf8)
    }
    for path in ["08-saving-lives", "13-detention"] { files["content/objectives/\(path).md"] = nil }
    for number in 1...4 {
      files["content/round-tables/0\(number)-protection.md"] = Array(
        "---\nnumber: \(number)\ntitle: A\nobjectives: [\(number)]\n---\n".utf8)
    }
    for (number, sentence) in sentences.enumerated() {
      files["content/row-\(number).md"] = Array("---\ntitle: A\n---\n\(sentence)\n".utf8)
    }
    let (site, diagnostics) = await Site.load(from: .memory(files))
    return try #require(site, "\(Report(diagnostics).text(.human))")
  }

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }
}

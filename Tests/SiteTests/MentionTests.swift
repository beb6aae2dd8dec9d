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

  @Test("is what people who read them would say", arguments: ["en", "fr", "es", "ru", "ar", "zh"])
  func sentences(language: String) async throws {
    let rows = try Self.rows(of: language)
    #expect(rows.count > (language == "en" ? 60 : 10))
    let site = try await Self.site(with: rows.map(\.sentence), in: language)
    let library = site.library
    for (number, row) in rows.enumerated() {
      let page = try #require(library[.page].ids.first { library[$0].key == "row-\(number)" })
      let references = library[page, try #require(Language(code: language))].common.references
      #expect(Set(references.map { Self.name(of: $0.target, in: library) }) == Set(row.mentions), "\(row.sentence)")
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

  private static func rows(of language: String) throws -> [(sentence: String, mentions: [String])] {
    let table = try text("Tests/SiteTests/Fixtures/mentions/sentences.\(language).md")
    return table.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst().map { line in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      return (cells[0], cells[1].split(separator: " ").map(String.init))
    }
  }

  /// A site with a page for each sentence, of which those in another language than English are translations.
  private static func site(with sentences: [String], in language: String) async throws -> Site {
    var files = SiteFixtureTests.base.files
    let translated =
      language == "en" ? [] : ["content/countries.\(language).yaml", "templates/strings/\(language).yaml"]
    for path in ["content/countries.yaml", "templates/strings/en.yaml"] + translated {
      files[path] = Array(try text(path).utf8)
    }
    for number in 1...23 {
      files["content/objectives/\(number)-a.md"] = Array("---\nnumber: \(number)\ntitle: A\n---\n".utf8)
    }
    for path in ["08-saving-lives", "13-detention"] { files["content/objectives/\(path).md"] = nil }
    for number in 1...4 {
      files["content/round-tables/0\(number)-protection.md"] = Array(
        "---\nnumber: \(number)\ntitle: A\nobjectives: [\(number)]\n---\n".utf8)
    }
    for (number, sentence) in sentences.enumerated() {
      files["content/row-\(number).md"] = Array("---\ntitle: A\n---\n\(language == "en" ? sentence : "")\n".utf8)
      if language != "en" {
        files["content/row-\(number).\(language).md"] = Array("---\ntitle: A\n---\n\(sentence)\n".utf8)
      }
    }
    let (site, diagnostics) = await Site.load(from: .memory(files))
    return try #require(site, "\(Report(diagnostics).text(.human))")
  }

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }
}

import Platform
@testable import Content
import Diagnostics
import Foundation
import Site
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("The project's own site")
struct OwnSiteTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// All pages by their addresses, made once for all tests.
  private static let pages: Task<[String: String], any Error> = Task {
    let (found, diagnostics) = await Site.load(from: .disk(root))
    let site = try #require(found, "\(Report(diagnostics).text(.human))")
    #expect(diagnostics.isEmpty, "\(Report(diagnostics).text(.human))")
    let texts = await parallelMap(site.routes) { route in
      Result { String(decoding: try site.render(route), as: UTF8.self) }
    }
    return Dictionary(uniqueKeysWithValues: zip(site.routes.map(\.path), try texts.map { try $0.get() }))
  }

  @Test("has every anchor that links in content may name")
  func anchors() async throws {
    let site = try #require(await Site.load(from: .disk(Self.root)).site)
    let pages = try await Self.pages.value
    let library = site.library
    for kind in library.schema.kinds where kind.storage == .folder {
      for entry in library[kind.kind] {
        let page = try #require(pages["/\(kind.plural)/\(entry.key)/"])
        let missing = entry.common.anchors.filter { !page.contains("id=\"\($0)\"") }
        #expect(missing.isEmpty, "\(kind.noun) \(entry.key)")
      }
    }
  }

  @Test("has in its packs the headings that links to key messages lead to")
  func packAnchors() async throws {
    let site = try #require(await Site.load(from: .disk(Self.root)).site)
    let files = site.packFiles(as: [.docx], on: []).filter { $0.name.hasPrefix("round-table-") }
    #expect(files.count == 4 * site.library.languages.count)
    for file in files {
      let page = String(decoding: try site.document(for: file).html, as: UTF8.self)
      #expect(page.contains("<h3 id=\"\(file.name)-key-messages\">"), "\(file.name)")
    }
  }

  @Test("breaks no rule: no link leads nowhere, no source is left over")
  func rules() async throws {
    let site = try #require(await Site.load(from: .disk(Self.root)).site)
    let findings = await site.check()
    #expect(findings.isEmpty, "\(Report(findings).text(.human))")
  }

  @Test("tells programs how the objectives refer to each other")
  func map() async throws {
    struct Map: Decodable {
      struct Objective: Decodable { let number: Int, path: String, round_table: Int }
      struct Link: Decodable { let from: Int, to: Int, kind: String, sentence: String? }
      let objectives: [Objective]
      let links: [Link]
    }
    let text = try #require(try await Self.pages.value["/data/links.json"])
    let map = try JSONDecoder().decode(Map.self, from: Data(text.utf8))
    #expect(map.objectives.map(\.number) == Array(1...23) && map.objectives[7].path == "../objectives/8/")
    #expect(map.links.contains { $0.from == 8 && $0.to == 9 && $0.kind == "related" })
    #expect(map.links.allSatisfy { $0.kind == "related" || $0.sentence?.isEmpty == false })
  }

  @Test("has a feed that is well-formed, with full addresses only")
  func feed() async throws {
    let feed = try XMLDocument(data: Data(try #require(try await Self.pages.value["/feed.xml"]).utf8))
    let entries = try feed.nodes(forXPath: "//*[local-name()='entry']")
    #expect(entries.count > 20)
    let texts = try feed.nodes(forXPath: "//*[@type='html']").compactMap(\.stringValue)
    #expect(texts.count > entries.count)
    let addresses = texts.flatMap { $0.matches(of: /(?:href|src)="([^"]*)"/).map(\.1) }
    #expect(addresses.count > 500 && addresses.allSatisfy { $0.hasPrefix("https://") })
  }

  @Test("tells browsers on each page to load nothing of other servers")
  func policy() async throws {
    for (path, text) in try await Self.pages.value where path.hasSuffix("/") {
      let policy = text.firstMatch(of: /http-equiv="Content-Security-Policy" content="([^"]+)"/)?.1 ?? ""
      #expect(policy.hasPrefix("default-src 'none'; ") && !policy.contains("http") && !policy.contains("*"), "\(path)")
    }
  }

  @Test("weighs under 60 kB a page before pictures, apart from packs")
  func weight() async throws {
    for (path, text) in try await Self.pages.value where path.hasSuffix("/") && !path.contains("/packs/") {
      #expect(text.utf8.count < 60_000, "\(path) weighs \(text.utf8.count)")
    }
  }
}

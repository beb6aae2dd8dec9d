import Content
import Diagnostics
import Foundation
import Platform
@testable import Site
import Synchronization
import Templating
import Testing

/// What grows with a site, and what doesn't, counted and not timed.
@Suite("A large site")
struct LongListTests {
  /// The small forum with the project's own templates, and many practices of its two objectives in Ecuador and Greece, each of
  /// which names objective 13.
  private static func site(practices: Int) async throws -> Site {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    var files: [String: [UInt8]] = [:]
    for (folder, source) in ["templates": "templates", "content": "Tests/python/small/content"] {
      let disk = Files.disk(root.appending(path: source).deletingLastPathComponent().path)
      let name = String(source.split(separator: "/").last ?? "")
      for path in disk.list(name)?.paths ?? [] {
        files[folder + path.dropFirst(name.count)] = try disk.read(path).bytes
      }
    }
    for number in 1...practices {
      let text = """
        ---
        title: Practice \(number)
        objectives: [8, 13]
        countries: [Ecuador, Greece]
        ---

        Words on objective 13, as GCM has them.
        """
      files["content/practices/practice-\(number).md"] = Array(text.utf8)
    }
    let (site, diagnostics) = await Site.load(from: .memory(files))
    return try #require(site, "\(Report(diagnostics).text(.human))")
  }

  @Test("never counts more pages than there are, whatever is written besides and once more")
  func progress() async throws {
    let site = try await Self.site(practices: 300)
    let folder = FileManager.default.temporaryDirectory.appending(path: "imrf-progress-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let seen = Mutex<[Int]>([])
    let outcome = await site.build(to: folder.path + "/public", source: folder.path) { done, total in
      seen.withLock { $0.append(done) }
      #expect(total == site.routes.count)
    } printing: {
      ((0..<300).map { OutputFile(path: "packs/\($0).pdf", bytes: [1]) }, [])
    }
    #expect(outcome.isPublished)
    #expect(seen.withLock { $0.max() } == site.routes.count / 100 * 100)
  }

  /// What it takes to make each page of a kind: how many entries the template asks for, and how many bytes it comes to.
  private static func costs(of site: Site) throws -> [String: (entries: Int, bytes: Int)] {
    var costs: [String: (entries: Int, bytes: Int)] = [:]
    for route in site.routes where route.isPage {
      let page = PageContext(site: site, route: route)
      var output = Output()
      try site.render(page, into: &output)
      costs[route.path] = (page.entriesAsked.load(ordering: .relaxed), output.count)
    }
    return costs
  }

  @Test("has pages that cost what they show, however many practices there are")
  func costs() async throws {
    let (some, many) = (try await Self.site(practices: 300), try await Self.site(practices: 3000))
    let (before, after) = (try Self.costs(of: some), try Self.costs(of: many))
    // The last page of a list is rarely full.
    for (path, cost) in before where !path.contains("/page/") {
      let later = try #require(after[path])
      #expect(later.entries <= cost.entries + 10, "\(path): \(cost.entries) entries, then \(later.entries)")
      #expect(later.bytes <= cost.bytes + 1000, "\(path): \(cost.bytes) bytes, then \(later.bytes)")
    }
    for (path, cost) in after { #expect(cost.bytes < 60_000, "\(path) has \(cost.bytes) bytes") }
  }

  @Test("shows the first ones of a long list, and leads to all of them, page by page")
  func lists() async throws {
    let site = try await Self.site(practices: 120)
    for path in ["/objectives/8/practices/", "/countries/greece/practices/", "/objectives/13/mentioned-in/"] {
      let owner = path.split(separator: "/").prefix(2).joined(separator: "/")
      let page = String(decoding: try site.render(try #require(site.route(at: "/\(owner)/"))), as: UTF8.self)
      let last = try #require(path.split(separator: "/").last)
      #expect(page.contains("href=\"../../\(owner)/\(last)/\""), "\(owner)")
      var found: Set<Substring> = []
      for number in 1...3 {
        let address = number == 1 ? path : "\(path)page/\(number)/"
        let list = String(decoding: try site.render(try #require(site.route(at: address))), as: UTF8.self)
        found.formUnion(list.matches(of: /practices\/practice-[0-9]+/).map(\.output))
      }
      #expect(found.count == 120, "\(path)")
    }
    let pack = try #require(site.packFiles(as: [.pdf], on: [.a4]).first { $0.name == "round-table-2" })
    let printed = String(decoding: try site.document(for: pack).html, as: UTF8.self)
    #expect(printed.replacing("\u{200B}", with: "").contains("all 121, \nforum.example/objectives/8/practices"))
    #expect(printed.matches(of: /Practice [0-9]+</).count <= 2 * ReferrerList.shown)
    #expect(site.route(at: "/countries/spain/practices/") == nil, "nobody needs pages of a short list")
    #expect(await site.check().isEmpty)
  }
}

import Platform
import Content
import Diagnostics
import Documents
import TestSupport
import Testing

@Suite("A library knows who refers to whom")
struct LibraryTests {
  private func library(_ more: [String: String], drafts: Bool = false) async throws -> Library {
    let files = ErrorTests.base.files.merging(more.mapValues { Array($0.utf8) }) { _, own in own }
    let (library, diagnostics) = await Library.load(from: .memory(files), includingDrafts: drafts)
    #expect(diagnostics.allSatisfy { $0.id == "content/repeated" })
    return try #require(library)
  }

  @Test("References are found from both ends")
  func backlinks() async throws {
    let library = try await library([
      "content/practices/boats.md": "---\ntitle: Boats\nobjectives: [8, 08]\ncountries: [ECU]\nsource: gcm, p. 4\n---\n"
    ])
    let saving = try #require(library[.objective].ids.first)
    let detention = try #require(library[.objective].ids.last)
    let links = library.backlinks
    #expect(links[saving, Objective.practicePages].map { library[$0].title } == ["Boats"])
    #expect(links[detention, InverseField("objective", "related_by")] == [saving])
    #expect(links[saving, Objective.roundTable].map { library[$0][RoundTable.number] } == [2])
    let ecuador = try #require(library[.country].ids.first { library[$0].title == "Ecuador" })
    #expect(links[ecuador, Country.practices].count == 1)
    #expect(links[EntryID(.principle, 0), InverseField("principle", "objectives")] == [saving])
    #expect(links.citing[0].map(\.kind) == [.objective, .practice, .term])
  }

  @Test(
    "A country is meant by each of its names, with any apostrophe",
    arguments: ["Türkiye", "Turkey", "TUR", "T\u{75}\u{308}rkiye", "Côte d’Ivoire", "Côte d'Ivoire", "Ivory Coast"])
  func countries(name: String) async throws {
    let library = try await library([
      "content/countries.yaml": """
      - {name: Türkiye, code: TUR, id: turkiye, also: [Turkey]}
      - {name: "Côte d’Ivoire", code: CIV, id: ivory-coast, also: [Ivory Coast]}
      """,
      "content/practices/a.md": "---\ntitle: A\nobjectives: [8]\ncountries: [\(name)]\n---\nA word on \(name).",
    ])
    let country = EntryID(.country, name.hasPrefix("T") ? 1 : 0)
    #expect(library.backlinks[country, Country.practices].map { library[$0].title } == ["A"])
    if name != "TUR", name != "T\u{75}\u{308}rkiye" {
      #expect(library.backlinks.referring[country]?.map(\.sentence) == ["A word on \(name)."])
    }
  }

  @Test(
    "A source without an address has that of its document",
    arguments: [
      ("A/RES/2200 A (XXI)", "https://undocs.org/A/RES/2200A(XXI)"),
      ("A/73/12 (Part II)", "https://undocs.org/A/73/12(PartII)"),
      ("ICLS/20/2018/Guidelines", nil),
    ])
  func addresses(symbol: String, expected: String?) async throws {
    let library = try await library([
      "content/site.yaml": "title: A\ndocument_url: https://undocs.org/{symbol}\n",
      "content/sources.yaml":
        "- {id: gcm, title: A, symbol: \(symbol)}\n- {id: imrf-2022, title: B, symbol: A/1/2, url: https://a.example}\n",
    ])
    #expect(library[.source].map { $0[Source.url] } == [expected, "https://a.example"])
  }

  @Test("Citations are numbered in the order of the page, each source once with all its places, the whole of it first")
  func citations() async throws {
    let library = try await library([
      "content/objectives/10-a.md":
        "---\nnumber: 10\ntitle: A\nsummary: First [@imrf-2022].\nreferences: [gcm]\n---\n[@gcm, p. 2] [@imrf-2022, p. 9]"
    ])
    let cited = library[.objective][1].common.citations
    #expect(cited.map { library[$0.id].key } == ["imrf-2022", "imrf-2022", "gcm", "gcm"])
    #expect(cited.map(\.locator) == [nil, "p. 9", nil, "p. 2"])
    #expect(cited.map(\.citations) == [[1], [3], [], [2]])
  }

  @Test("A translation stands in for the original in its own language only")
  func translations() async throws {
    let library = try await library([
      "content/objectives/13-detention.fr.md": "---\nnumber: 13\ntitle: Détention\n---\n"
    ])
    let french = try #require(Language(code: "fr"))
    let id = EntryID(.objective, 1)
    #expect(library[id].title == "Detention")
    #expect(library[id, french].title == "Détention")
    #expect(library[EntryID(.objective, 0), french].title == "Save lives")
    #expect(library.languages(of: id) == [french])
  }

  @Test("Drafts are there only when they are asked for")
  func drafts() async throws {
    let draft = ["content/practices/a.md": "---\ntitle: A\nobjectives: [8]\ndraft: true\n---\n"]
    #expect(try await library(draft)[.practice].isEmpty)
    #expect(try await library(draft, drafts: true)[.practice].count == 1)
  }

  @Test("A draft takes the place of the pack of a round table only where drafts are shown", arguments: [false, true])
  func draftPack(areShown: Bool) async throws {
    let front = "---\ntitle: Another pack\nround_table: 2\ndraft: true\n---\n"
    let library = try await library(
      [
        "content/packs/round-table-2.md": front,
        "content/packs/round-table-2.fr.md": front.replacing("Another pack", with: "Un autre"),
        "content/round-tables/02-protecting.fr.md": "---\ntitle: Protéger\n---\n",
      ], drafts: areShown)
    let french = try #require(Language(code: "fr"))
    let id = try #require(library[.pack].ids.first)
    #expect(library[.pack].map(\.key) == ["round-table-2"])
    #expect((library[id].title == "Another pack") == areShown)
    #expect(library[id, french].title == (areShown ? "Un autre" : "Protéger"))
  }

  @Test("Kinds are listed in their order: numbers, dates, titles")
  func order() async throws {
    let library = try await library([
      "content/meetings/z.md": "---\ntitle: First\nstarts: 2020-01-01\n---\n",
      "content/meetings/a.md": "---\ntitle: Second\nstarts: 2022-01-01\n---\n",
      "content/meetings/b.md": "---\ntitle: Undated\n---\n",
      "content/meetings/c.md": "---\ntitle: Part of the first\npart_of: z\n---\n",
      "content/objectives/2-a.md": "---\nnumber: 2\ntitle: Drivers\n---\n",
    ])
    #expect(library[.meeting].map(\.title) == ["First", "Part of the first", "Second", "Undated"])
    #expect(library[.objective].map { $0[Objective.number] } == [2, 8, 13])
  }
}

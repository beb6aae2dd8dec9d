import Platform
import Content
import Diagnostics
import TestSupport
import Testing

@Suite("What the program reasons about is what kinds declare")
struct SchemaTests {
  @Test("A field of another type, or one that isn't there, is told")
  func faults() {
    let faults = Schema.forum.check([
      Field<Int>("objective", "gaps"), Field<[Prose]>("objective", "hopes"), Field<String?>("objektive", "title"),
      Field<String>("objective", "short_title"), InverseField("objective", "neighbours"),
    ])
    #expect(
      faults == [
        "`gaps` of `objective` is not read as Int", "`objective` has no field `hopes`",
        "there is no kind or group `objektive`", "`short_title` of `objective` may be left out",
        "nothing refers to `objective` under the name `neighbours`",
      ])
  }

  @Test("All that the program knows by name is there")
  func handles() {
    #expect(Schema.forum.faults.isEmpty)
  }

  @Test("A site's fields stand behind ours, so that those of the program stay where they are")
  func places() async throws {
    var files = ErrorTests.base.files
    files["content/kinds.yaml"] = Array(
      """
      objective: {fields: {deadline: date, partners: {type: list of country, inverse: partner_of}}}
      visit: {fields: {hosts: {type: list of country, inverse: visits}}}
      pack: {fields: {editors: {type: list of person}}}
      groups: {person: {fields: {email: text}}}
      """.utf8)
    let (library, diagnostics) = await Library.load(from: .memory(files))
    let schema = try #require(library, "\(Report(diagnostics).text(.human))").schema
    #expect(schema.faults.isEmpty)
    for kind in Schema.forum.kinds {
      let names = schema[kind.kind].fields.fields.map(\.name)
      #expect(names.starts(with: kind.fields.fields.map(\.name)))
      #expect(schema[kind.kind].inverses.starts(with: kind.inverses))
    }
    #expect(schema[.country].inverses.map(\.name).suffix(3) == ["partner_of", "packs", "visits"])
  }

  @Test("What a site takes away is no field of its entries any more")
  func takenAway() async throws {
    var files = ErrorTests.base.files
    files["content/kinds.yaml"] = Array("objective: {fields: {related: none}}".utf8)
    let diagnostics = await Library.load(from: .memory(files)).diagnostics
    #expect(diagnostics.map(\.id).contains("content/unknown-key"))
  }

  @Test("Too many kinds are one error")
  func tooMany() async {
    var files = ErrorTests.base.files
    files["content/kinds.yaml"] = Array((0..<10_000).map { "kind-\($0): {fields: {a: text}}\n" }.joined().utf8)
    let diagnostics = await Library.load(from: .memory(files)).diagnostics
    #expect(diagnostics.map(\.id) == ["kinds/too-many"])
  }

  @Test("A folder in the place of the file is told")
  func folder() async {
    var files = ErrorTests.base.files
    files["content/kinds.yaml/a.md"] = []
    let diagnostics = await Library.load(from: .memory(files)).diagnostics
    #expect(diagnostics.first?.place.path == "content/kinds.yaml", "\(diagnostics)")
    #expect(diagnostics.hasErrors)
  }

  @Test("A boolean that nobody has written is none")
  func silence() async throws {
    var files = ErrorTests.base.files
    files["content/kinds.yaml"] = Array("visit: {fields: {done: boolean, open: boolean}}".utf8)
    files["content/visits/a.md"] = Array("---\ntitle: A\nopen: false\n---\n".utf8)
    let library = try #require(await Library.load(from: .memory(files)).library)
    let kind = try #require(library.schema.kind(named: "visit"))
    let values = try #require(library[kind].first).record.values
    #expect(values.map(\.count) == [1, 0, 1])
  }

  @Test(
    "A word by which texts mention our entries is no word for others", arguments: ["Objective", "tables rondes", "x"])
  func mentions(word: String) async throws {
    let words = MentionWords(
      objective: ["objective"], objectives: ["objectives"], roundTable: ["table ronde"], roundTables: ["tables rondes"]
    )
    var files = ErrorTests.base.files
    files["content/kinds.yaml"] = Array("visit: {numbers: 1-9, mention: visit, mentions: \(word)}".utf8)
    let diagnostics = await Library.load(from: .memory(files), mentionWords: [.english: words]).diagnostics
    #expect(diagnostics.map(\.id) == (word == "x" ? [] : ["kinds/taken"]))
  }

  @Test(
    "A text fits a pattern as a whole",
    arguments: [
      ("[A-Z]{3}", ["ECU"], ["EC", "ECUA", "ecu", "ÉCU"]), ("a|bc|", ["a", "bc", ""], ["ab", "b"]),
      ("(a+)+b", ["ab", "aaab"], ["b", String(repeating: "a", count: 10_000)]), ("(a*)*", ["", "aaa"], ["b"]),
      ("a{2,}", ["aa", "aaaa"], ["a"]), ("a{0,2}b?", ["", "a", "aab", "b"], ["aaa", "bb"]),
      ("[^a-c-]", ["d", "é"], ["a", "-", ""]), ("\\d+\\.\\w", ["12.x", "1._"], ["1x2", "٣.x"]),
      (".", ["x", "é"], ["", "\n"]),
      ("https?://.*\\{symbol\\}.*", ["https://undocs.org/{symbol}"], ["https://undocs.org/symbol"]),
    ])
  func patterns(expression: String, fitting: [String], others: [String]) throws {
    let pattern = try Pattern(expression, words: "")
    for text in fitting { #expect(pattern.matches(text), "\(text)") }
    for text in others { #expect(!pattern.matches(text), "\(text)") }
  }
}

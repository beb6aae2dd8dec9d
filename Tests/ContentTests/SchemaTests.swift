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
    #expect(schema[.country].inverses.map(\.name).suffix(2) == ["partner_of", "visits"])
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
}

import Diagnostics
import Testing

@Suite("Did you mean")
struct SuggestionTests {
  private let names = ["title", "number", "summary", "Ecuador", "Bolivia (Plurinational State of)", "questions"]

  @Test(
    "finds the name that was meant",
    arguments: [
      ("titel", "title"), ("nubmer", "number"), ("sumary", "summary"), ("ecuador", "Ecuador"),
      ("Bolivia", "Bolivia (Plurinational State of)"), ("question", "questions"),
    ])
  func near(written: String, meant: String) {
    #expect(suggestion(for: written, among: names) == "did you mean `\(meant)`?")
  }

  @Test(
    "names all that are equally near, up to three",
    arguments: [
      ("imrf-22", ["imrf-l2", "imrf-2022"], "`imrf-l2` or `imrf-2022`"),
      ("note", ["notes", "noted", "node", "vote"], "`notes`, `noted` or `node`"),
      ("objectiv", ["objectives", "objective"], "`objectives` or `objective`"),
      ("imrf", ["imrf-2022", "imrf-2022", "wide"], "`imrf-2022`"),
    ])
  func several(written: String, known: [String], meant: String) {
    #expect(suggestion(for: written, among: known) == "did you mean \(meant)?")
  }

  @Test(
    "nouns have the article of their sound",
    arguments: [
      ("objective", "an objective"), ("round table", "a round table"), ("unit", "a unit"),
      ("urgent call", "an urgent call"),
      ("European office", "a European office"), ("PDF", "a PDF"),
    ])
  func article(noun: String, expected: String) {
    #expect(withArticle(noun) == expected)
  }

  @Test("keeps quiet when nothing is near", arguments: ["x", "colour", "", "references"])
  func far(written: String) {
    #expect(nearest(to: written, among: names) == nil)
  }
}

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

  @Test("keeps quiet when nothing is near", arguments: ["x", "colour", "", "references"])
  func far(written: String) {
    #expect(nearest(to: written, among: names) == nil)
  }
}

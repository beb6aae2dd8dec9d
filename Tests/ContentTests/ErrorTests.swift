import Platform
import Content
import Diagnostics
import TestSupport
import Testing

@Suite("What is wrong with content is said at its place")
struct ErrorTests {
  static let base = Fixture.all(in: "base")[0]

  @Test("Each fixture gets its report", arguments: Fixture.all(in: "errors"))
  func report(fixture: Fixture) async {
    let (library, diagnostics) = await Library.load(from: .memory(fixture.files(over: Self.base)))
    let report = Report(diagnostics)
    #expect(fixture.matches(report.text(.human)), "\(report.text(.human))")
    #expect((library == nil) == report.hasErrors)
  }

  @Test(
    "A file whose name only nearly is right is the one error, and all else follows from it",
    arguments: [
      ("sources.yaml", "sources.yml"), ("sources.yaml", "source.yaml"), ("countries.yaml", "Countries.YAML"),
      ("site.yaml", "site.yml"), ("objectives/08-saving-lives.md", "objectives/08-saving-lives.markdown"),
      ("objectives/08-saving-lives.md", "objectives/08-saving-lives.MD"),
      ("objectives/08-saving-lives.md", "objectives/08-saving-lives.md.txt"),
    ])
  func wrongName(right: String, wrong: String) async {
    var files = Self.base.files(over: Self.base)
    files["content/" + wrong] = files.removeValue(forKey: "content/" + right)
    let report = Report(await Library.load(from: .memory(files)).diagnostics)
    let text = report.text(.human)
    #expect(
      text.hasPrefix("error: nothing is read from a file of this name") && report.tally?.hasPrefix("1 error") == true,
      "\(text)")
    #expect(
      text.contains("--> content/\(wrong)\n") && text.contains("hint: call it `\(right.split(separator: "/").last!)`"),
      "\(text)")
  }

  @Test("A folder whose name only nearly is right is the one error")
  func wrongFolder() async {
    let files = Self.base.files(over: Self.base).map {
      ($0.key.replacing("/objectives/", with: "/objectivs/"), $0.value)
    }
    let report = Report(await Library.load(from: .memory(Dictionary(uniqueKeysWithValues: files))).diagnostics)
    #expect(report.tally?.hasPrefix("1 error, ") == true, "\(report.text(.human))")
    #expect(report.diagnostics.first?.hints == ["did you mean `objectives`?"])
  }

  @Test("An empty list is a list")
  func emptyList() async {
    var files = Self.base.files(over: Self.base)
    files["content/principles/06-human-rights.md"] = nil
    files["content/glossary.yaml"] = Array("# nothing yet\n".utf8)
    files["content/objectives/08-saving-lives.md"] = Array("---\nnumber: 8\ntitle: a\n---\n".utf8)
    #expect(await Library.load(from: .memory(files)).diagnostics.isEmpty)
  }

  @Test("Bytes that are not UTF-8 are named by their offset")
  func notUTF8() async {
    let diagnostics = await diagnostics(of: Array("---\nnumber: 10\ntitle: caf".utf8) + [0xE9] + Array("\n---\n".utf8))
    #expect(diagnostics.map(\.id) == ["encoding/not-utf8"])
    #expect(diagnostics.first?.message.contains("byte 26") == true, "\(diagnostics)")
  }

  @Test("Ten thousand lists in one another are refused, not followed")
  func deepNesting() async {
    let text = "---\nnumber: 10\ntitle: a\nextra: {a: " + String(repeating: "[", count: 10_000) + "}\n---\n"
    #expect(await diagnostics(of: Array(text.utf8)).map(\.id) == ["yaml/too-deep"])
  }

  @Test(
    "A byte-order mark and the line endings of other systems are fine",
    arguments: ["\u{FEFF}---\nnumber: 10\ntitle: a\n---\ntext", "---\r\nnumber: 10\r\ntitle: a\r\n---\r\ntext\r\n"])
  func otherSystems(text: String) async {
    #expect(await diagnostics(of: Array(text.utf8)).isEmpty)
  }

  @Test("A folder without content is said to be one")
  func noContent() async {
    let (library, diagnostics) = await Library.load(from: .memory(["templates/base.html": []]))
    #expect(library == nil && diagnostics.map(\.id) == ["content/no-folder"])
  }

  private func diagnostics(of objective: [UInt8]) async -> [Diagnostic] {
    var files = Self.base.files
    files["content/objectives/10-a.md"] = objective
    return await Library.load(from: .memory(files)).diagnostics
  }
}

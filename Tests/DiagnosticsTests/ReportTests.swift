import Diagnostics
import Foundation
import Testing

@Suite("Reports")
struct ReportTests {
  private let file = SourceFile(name: "content/a.md", text: "---\ntitel: Café 😀\n\tnumber: 99\n---\n")

  private func problem(_ range: Range<Int>, _ message: String, _ severity: Diagnostic.Severity = .error) -> Diagnostic {
    Diagnostic(severity, "content/test", message, at: .bytes(range, of: file))
  }

  @Test("A person sees message, place, line, caret, notes and hints")
  func human() {
    let diagnostic = Diagnostic(
      .error, "content/unknown-key", "an objective has no key `titel`", at: .bytes(4..<9, of: file), label: "not known",
      notes: [Diagnostic.Note("the file begins here", at: .bytes(0..<3, of: file))], hints: ["did you mean `title`?"])
    #expect(
      Report([diagnostic]).text(.human) == """
        error: an objective has no key `titel` [content/unknown-key]
          --> content/a.md:2:1
           |
         2 | titel: Café 😀
           | ^^^^^ not known
          note: the file begins here
          --> content/a.md:1:1
           |
         1 | ---
           | ^^^
          hint: did you mean `title`?

        1 error

        """)
  }

  @Test("The caret stands below the place behind wide characters and tabs")
  func caret() throws {
    let number = try #require(offset(of: "99"))
    let lines = Report([problem(number..<number + 2, "too large")]).text(.human).split(separator: "\n")
    #expect(lines.contains(" 3 |   number: 99"))
    #expect(lines.contains("   |           ^^"))
    let wide = SourceFile(name: "b", text: "文文 X")
    let text = Report([Diagnostic(.error, "a/b", "m", at: .bytes(7..<8, of: wide))]).text(.human)
    #expect(text.contains("\n   |      ^\n"))
  }

  @Test("They come in the order of files and lines, and the last line counts them")
  func order() {
    let other = SourceFile(name: "content/b.md", text: "x")
    let report = Report([
      Diagnostic(.error, "a/b", "fourth", at: .bytes(0..<1, of: other)), problem(9..<10, "third", .warning),
      problem(4..<9, "second"), Diagnostic(.error, "a/b", "first", at: .none),
    ])
    #expect(report.diagnostics.map(\.message) == ["first", "second", "third", "fourth"])
    #expect(report.text(.human).hasSuffix("\n3 errors, 1 warning\n"))
  }

  @Test("The same said of the same place is said once")
  func repetition() {
    #expect(Report([problem(4..<9, "twice"), problem(4..<9, "twice")]).diagnostics.count == 1)
    #expect(Report([problem(4..<9, "twice"), problem(4..<8, "twice")]).diagnostics.count == 2)
  }

  @Test("Nothing to say is an empty report")
  func empty() {
    #expect(Report([]).text(.human) == "" && Report([]).text(.github) == "" && Report([]).tally == nil)
  }

  @Test("Colours only where they are asked for")
  func color() {
    #expect(Report([problem(4..<9, "m")]).text(.human, color: true).contains("\u{1B}[1;31merror"))
    #expect(!Report([problem(4..<9, "m")]).text(.human).contains("\u{1B}"))
  }

  @Test("No file can steer the terminal")
  func controlCharacters() {
    let hostile = SourceFile(name: "a\u{1B}[2J", text: "x \u{1B}[31m \u{202E} y")
    let text = Report([Diagnostic(.error, "a/b", "m\u{7}", at: .bytes(0..<1, of: hostile))]).text(.human)
    #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{7}" || $0 == "\u{202E}" })
  }

  @Test("A very long line is shown around its place")
  func longLine() {
    let long = SourceFile(
      name: "a", text: String(repeating: "a", count: 5000) + "X" + String(repeating: "b", count: 5000))
    let text = Report([Diagnostic(.error, "a/b", "m", at: .bytes(5000..<5001, of: long))]).text(.human)
    #expect(text.split(separator: "\n").allSatisfy { $0.count < 130 })
    #expect(text.contains("aX"))
  }

  @Test("Programs get JSON with lines and columns")
  func json() throws {
    let text = Report([problem(4..<9, "a \"quoted\"\nmessage")]).text(.json)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let first = try #require((object["diagnostics"] as? [[String: Any]])?.first)
    #expect(object["errors"] as? Int == 1)
    #expect(first["message"] as? String == "a \"quoted\"\nmessage")
    #expect(first["line"] as? Int == 2 && first["column"] as? Int == 1 && first["endColumn"] as? Int == 6)
  }

  @Test("GitHub gets workflow commands with what would end them escaped")
  func github() {
    let diagnostic = Diagnostic(.error, "a/b", "100%\nsure", at: .bytes(4..<9, of: file), hints: ["try, again"])
    #expect(
      Report([diagnostic]).text(.github)
        == "::error file=content/a.md,line=2,endLine=2,col=1,endColumn=6,title=a/b::100%25%0Asure%0Atry, again\n")
  }

  @Test("Nor does GitHub get signs that steer a terminal")
  func githubControls() {
    let diagnostic = Diagnostic(.error, "a/b", "a\u{1B}[31m\u{202E}b", at: .file("a\u{7}.md"))
    #expect(Report([diagnostic]).text(.github) == "::error file=a\u{2407}.md,title=a/b::a\u{241B}[31m\u{FFFD}b\n")
  }

  private func offset(of text: String) -> Int? {
    let bytes = Array(text.utf8)
    return file.bytes.indices.first { file.bytes[$0...].starts(with: bytes) }
  }
}

import Diagnostics
import Documents
import TestSupport
import Testing

@Suite struct MarkdownRuleTests {
  /// A fixture is a Markdown file, and what is expected of it: its HTML, what is known of it, what is said of it.
  @Test(arguments: Fixture.all(in: "markdown/rules"))
  func `follows our rules`(fixture: Fixture) {
    let file = fixture.file
    let (document, diagnostics) = MarkdownDocument.parse(file, body: 0..<file.bytes.count)
    let text = document.plainHTML + "\n" + document.inventory(in: file) + Report(diagnostics).text(.human)
    #expect(fixture.matches(text), "\(text)")
  }
}

extension MarkdownDocument {
  /// Everything but the HTML, each with the text that its place covers.
  fileprivate func inventory(in file: SourceFile) -> String {
    var lines = ["summary: \(summary)"]
    lines += headings.map { "heading \($0.level) #\($0.id): \($0.text) | \(file.text(in: $0.range))" }
    lines += links.map { "\($0.isImage ? "image" : "link") \($0.address) (\($0.text)) | \(file.text(in: $0.range))" }
    for citation in citations {
      let items = citation.items.map { "\($0.key) (\($0.locator ?? "")) | \(file.text(in: $0.range))" }
      lines.append("citation \(items.joined(separator: "; ")) | \(file.text(in: citation.range))")
    }
    return lines.joined(separator: "\n") + "\n\n"
  }
}

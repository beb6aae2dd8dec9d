import Diagnostics
import Documents
import Testing

@Suite struct MarkdownRuleTests {
  /// A fixture is `name.md`, with `name.html` as what becomes of it, and `name.txt` as what is said of it, if anything.
  @Test(arguments: Fixtures.names(in: "markdown/rules", suffix: ".md"))
  func `follows our rules`(name: String) throws {
    let path = "markdown/rules/\(name)"
    let file = SourceFile(name: "\(name).md", bytes: try Fixtures.bytes("\(path).md"))
    let (document, diagnostics) = MarkdownDocument.parse(file, body: 0..<file.bytes.count)
    Fixtures.expect(document.plainHTML, in: "\(path).html")
    Fixtures.expect(document.inventory(in: file) + Report(diagnostics).text(.human), in: "\(path).txt")
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

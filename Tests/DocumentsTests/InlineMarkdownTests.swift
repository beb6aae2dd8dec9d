import Diagnostics
import Documents
import Testing

@Suite struct InlineMarkdownTests {
  /// Reads the value of the only field of a front matter.
  private func read(_ field: String) throws -> (document: MarkdownDocument, diagnostics: [Diagnostic], file: SourceFile)
  {
    let file = SourceFile(name: "a.md", text: "---\ntext: \(field)\n---\n")
    let (front, problems) = FrontMatter.read(file)
    #expect(problems.isEmpty)
    guard case .mapping(let entries)? = front?.root.content, let value = entries.first?.value else {
      throw TestFailure(message: "no field in \(field)")
    }
    let (document, diagnostics) = MarkdownDocument.parseInline(file, node: value)
    return (document, diagnostics, file)
  }

  @Test(arguments: [
    ("plain", "plain"), ("a *b* `c` [d](e.md)", "a <em>b</em> <code>c</code> <a href=\"e.md\">d</a>"),
    ("\"Return: *a*\"", "Return: <em>a</em>"), ("", ""), ("a[^1]", "a[^1]"), ("'it''s'", "it's"),
    ("'1986\\. A year'", "1986. A year"),
    ("H<sub>2</sub>O & <b>x</b>", "H<sub>2</sub>O &amp; x"), ("|\n  two\n  lines", "two\nlines"), ("a<h2>b", "ab"),
  ])
  func `has no paragraph around it`(field: String, html: String) throws {
    #expect(try read(field).document.plainHTML == html)
  }

  @Test(arguments: [
    "'# Heading'", "'- list'", "'> quote'", "|\n  two\n\n  paragraphs", "'1. One'", "'***'", "'    code'",
  ])
  func `blocks are errors`(field: String) throws {
    #expect(try read(field).diagnostics.map(\.id) == ["markdown/not-inline"])
  }

  @Test func `lists and maps are errors`() throws {
    #expect(try read("[a, b]").diagnostics.map(\.id) == ["markdown/not-text"])
  }

  @Test(arguments: [
    "One [@gcm], two [@gcm, p. 3]", "\"One: [@gcm] \\\"two\\\" [@gcm, p. 3]\"", "'it''s [@gcm] and [@gcm, p. 3]'",
    ">\n  folded\n  [@gcm] and\n  [@gcm, p. 3]", "|\n  a\n  b [@gcm]\n  [@gcm, p. 3]",
    "a\n  b [@gcm]\n  c [@gcm, p. 3]",
  ])
  func `citations know their places in the file`(field: String) throws {
    let (document, diagnostics, file) = try read(field)
    #expect(diagnostics.isEmpty)
    #expect(document.citations.map { file.text(in: $0.range) } == ["[@gcm]", "[@gcm, p. 3]"])
    #expect(document.citations.map { $0.items[0].locator } == [nil, "p. 3"])
  }

  @Test(arguments: [
    "'a \\[@gcm] \\*b\\* \\~~c~~'", "\"a \\\\[@gcm] \\\\*b\\\\* \\\\~~c~~\"", ">-\n  a \\[@gcm]\n  \\*b\\* \\~~c~~",
  ])
  func `what stands behind a backslash is text, in all quotation marks`(field: String) throws {
    let (document, diagnostics, _) = try read(field)
    #expect(document.plainHTML.replacing("\n", with: " ") == "a [@gcm] *b* ~~c~~")
    #expect(diagnostics.isEmpty)
  }

  @Test func `two backslashes are one that is text`() throws {
    #expect(try read("\"\\\\\\\\[@gcm]\"").document.citations.count == 1)
  }
}

/// Why a test can't go on.
struct TestFailure: Error {
  let message: String
}

import Diagnostics
import Documents
import Testing

@Suite struct HTMLFragmentTests {
  private func document(_ text: String) -> MarkdownDocument {
    let file = SourceFile(name: "a.md", text: text)
    return MarkdownDocument.parse(file, body: 0..<file.bytes.count).0
  }

  /// The HTML with each hole written as its name.
  private func named(_ text: String) -> String {
    var output: [UInt8] = []
    document(text).html.write(to: &output) { hole, output in output += "{\(hole)}".utf8 }
    return String(decoding: output, as: UTF8.self)
  }

  @Test(arguments: [
    ("## Gaps", "<h{headingLevel(2)} id=\"{idPrefix}gaps\">Gaps</h{headingLevel(2)}>\n"),
    ("a\n\n> b\n\nc", "<p>{paragraph(0)}a</p>\n<blockquote>\n<p>b</p>\n</blockquote>\n<p>{paragraph(1)}c</p>\n"),
    (
      "[a](b.md) ![c](d.png 't')",
      "<p>{paragraph(0)}<a href=\"{link(0)}\">a</a> <img src=\"{link(1)}\" alt=\"c\" title=\"t\" /></p>\n"
    ),
    (
      "[a](#b) [c](#) [d](https://e)",
      "<p>{paragraph(0)}<a href=\"{ownAddress}#{idPrefix}b\">a</a> <a href=\"{ownAddress}#\">c</a> <a href=\"https://e\">d</a></p>\n"
    ),
    ("Words [@a] and [@b]", "<p>{paragraph(0)}Words{citation(0)} and{citation(1)}</p>\n"),
    (
      "> [!GAP]\n> a",
      "<div class=\"callout gap\" role=\"note\">\n<p class=\"callout-title\">{calloutTitle(Documents.Callout.gap)}</p>\n<p>a</p>\n</div>\n"
    ),
    ("***", "<hr />\n"), ("", ""),
  ])
  func `holes stand where they belong`(text: String, expected: String) {
    #expect(named(text) == expected)
  }

  @Test func `every id and every address of a footnote has the prefix`() {
    let html = named("a[^x] b[^x]\n\n[^x]: c")
    #expect(html.contains("<a href=\"{ownAddress}#{idPrefix}fn-x\" id=\"{idPrefix}fnref-x\" data-footnote-ref>"))
    #expect(html.contains("<a href=\"{ownAddress}#{idPrefix}fn-x\" id=\"{idPrefix}fnref-x-2\" data-footnote-ref>"))
    #expect(html.contains("<li id=\"{idPrefix}fn-x\">"))
    #expect(html.contains("<a href=\"{ownAddress}#{idPrefix}fnref-x\" class=\"footnote-backref\""))
    #expect(html.contains("<a href=\"{ownAddress}#{idPrefix}fnref-x-2\" class=\"footnote-backref\""))
  }

  @Test func `pieces and holes alternate to the end`() {
    let pieces = Array(document("## A\n\n[b](c.md)").html.pieces)
    #expect(
      pieces.map { String(decoding: $0.literal, as: UTF8.self) }.joined()
        == "<h id=\"a\">A</h>\n<p><a href=\"\">b</a></p>\n")
    #expect(pieces.map(\.hole) == [.headingLevel(2), .idPrefix, .headingLevel(2), .paragraph(0), .link(0), nil])
  }

  @Test func `nothing is written for nothing`() {
    #expect(document("").html.isEmpty)
    #expect(!document("a").html.isEmpty)
  }
}

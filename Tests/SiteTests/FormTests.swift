import Foundation
import TestSupport
import Testing

@testable import Site

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("Forms of a page for those who read it apart from the site")
struct FormTests {
  private static var setting: Rewriter.Setting {
    Rewriter.Setting(
      language: "en", siteURL: "https://forum.example/site/", pageWords: pageWords, entries: ["objective-8"])
  }

  private static func pageWords(in language: String) -> Rewriter.PageWords {
    language == "zh"
      ? Rewriter.PageWords(before: "第", behind: "页", comma: "，") : Rewriter.PageWords(before: "p. ", comma: ", ")
  }

  private func form(_ page: [UInt8], _ form: Rewriter.Medium) -> String {
    String(decoding: Rewriter.rewrite(page, as: form, Self.setting).html, as: UTF8.self)
  }

  @Test("come out as expected", arguments: Fixture.all(in: "forms"))
  func fixtures(fixture: Fixture) throws {
    let page = try #require(fixture.parts.first).bytes
    let forms: [(String, Rewriter.Medium)] = [("print", .print), ("word", .word), ("book", .book), ("feed", .feed)]
    let text = forms.map { "# \($0)\n\(form(page, $1))\n" }.joined()
    #expect(fixture.matches(text), "\(text)")
  }

  @Test("are well-formed XML and have all words, whatever the page is")
  func anyPage() {
    var random = SeededGenerator(seed: 13)
    let parts = [
      "<p>", "</p>", "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td>", "</table>", "<b class=x>", "</b>", "<br/>",
      "<svg>",
      "</svg>", "<x:y>", "<a href='#q'>", "</a>", "&amp;", "&", "&#1;", "&lt ", "< ", "<!-- - -->", "<q>", "</q>",
      "<title>", "</title>",
      "\u{1}", "\"",
    ]
    for _ in 0..<3000 {
      let page = (0..<12).map { "w\($0) " + parts.randomElement(using: &random)! }.joined()
      let tree = htmlTree(of: Array(page.utf8))
      let found = tree.plainText.split { !$0.isLetter && !$0.isNumber }.filter { $0.hasPrefix("w") }
      #expect(found == (0..<12).map { "w\($0)" }, "\(page)")
      let parser = XMLParser(data: Data("<r>".utf8 + serialized(tree).filter { $0 != UInt8(ascii: "&") } + "</r>".utf8))
      #expect(parser.parse(), "\(page)")
    }
  }

  @Test("nest without end no deeper than anybody means")
  func deep() {
    let page = String(repeating: "<b>", count: 100_000) + "words"
    #expect(form(Array(page.utf8), .print).contains("words"))
  }
}

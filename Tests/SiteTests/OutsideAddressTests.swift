import Platform
import Content
import Diagnostics
@testable import Site
import TestSupport
import Testing

@Suite("Addresses of other sites")
struct OutsideAddressTests {
  @Test(
    "come in the form in which a browser asks for them",
    arguments: [
      ("https://a.example/b", "https://a.example/b"), (" HTTP://A.Example:80/B%20c \n", "http://a.example:80/B%20c"),
      ("//a.example", "https://a.example"), ("https://a.example/é|[b]", "https://a.example/%C3%A9%7C%5Bb%5D"),
      ("http://[::1]/", "http://[::1]/"), ("ht\ntps://a.example?\tb#c", "https://a.example?b#c"), ("https://", nil),
      ("https:///a", nil), ("mailto:a@a.example", nil), ("../a", nil), ("", nil), ("ftp://a.example", nil),
    ])
  func form(written: String, expected: String?) { #expect(browserForm(written) == expected) }

  @Test("are found in the tags of a page that lead somewhere or load something")
  func page() {
    let html = """
      <!-- <a href="https://no.example/"> --><A title="a>b" HREF = 'https://a.example/?b&amp;c&#35;d'>x</a>
      <img alt src=https://b.example/><link rel="preconnect" href="https://no.example"><p cite="https://no.example">
      <style>a { content: "<a href='https://no.example'>" }</STYLE><video poster="//c.example/"></video>
      <a href="/x"><a href="mailto:x@no.example"><a data-href="https://no.example"><title><a href="https://no.example"></title>
      &lt;a href="https://no.example"&gt; <a href="https://d.example/
      """
    let expected = ["https://a.example/?b&c#d", "https://b.example/", "https://c.example/", "https://d.example/"]
    #expect(PageAddresses(Array(html.utf8)).all == expected)
  }

  @Test("are not those of the site itself, and come with what writes them")
  func places() async throws {
    var files = SiteFixtureTests.base.files
    files["templates/page.html"] = Array(
      "<a href='https://forum.example/site/x'></a><a href='https://b.example/{{ entry.id }}'></a>{{ entry.body }}".utf8)
    files["content/about.md"] = Array("---\ntitle: A\n---\n[a](https://a.example/b)在[a](https://a.example).".utf8)
    let site = try #require(await Site.load(from: .memory(files)).site)
    let found = await site.outsideAddresses(in: .memory(files))
    #expect(found.map(\.text) == ["https://a.example", "https://a.example/b", "https://b.example/about"])
    let texts = found.map { $0.places.map { place in if case .range(let range) = place { range.text } else { "" } } }
    #expect(texts == [["https://a.example"], ["https://a.example/b"], []])
    #expect(found.map(\.page) == ["/about/", "/about/", "/about/"])
  }

  @Test("are found where a symbol stands for them, with its brackets")
  func symbols() async throws {
    var files = SiteFixtureTests.base.files
    files["content/site.yaml"] = Array("title: A\ndocument_url: https://undocs.org/{symbol}\n".utf8)
    files["templates/page.html"] = Array("{{ entry.body }}".utf8)
    files["content/about.md"] = Array("---\ntitle: A\n---\n(S/RES/2388 (2017), and S/RES/2388(2017)).".utf8)
    let site = try #require(await Site.load(from: .memory(files)).site)
    let found = await site.outsideAddresses(in: .memory(files))
    #expect(found.map(\.text) == ["https://undocs.org/A/RES/73/195", "https://undocs.org/S/RES/2388(2017)"])
    let texts = found.map { $0.symbols.map { place in if case .range(let range) = place { range.text } else { "" } } }
    #expect(texts == [["A/RES/73/195"], ["S/RES/2388 (2017)", "S/RES/2388(2017)"]])
  }

  @Test("no bytes take for ever, or make the program crash")
  func hostile() {
    let parts = [
      "<", ">", "<a ", "<script>", "</", "<!--", "-->", "href", "=", "\"", "'", "&", "&#", "&#x110000;",
      "&#99999999999;",
      "http://", "https://a.example/", "www.", "{", "é", "\u{FEFF}", "\r\n", " ", "%", "[", "](", ")", "A/RES/", "/",
    ].map { Array($0.utf8) }
    var random = SystemRandomNumberGenerator()
    let written = WrittenAddresses(["https://a.example/"], symbols: ["A/RES/1"])
    for _ in 0..<300 {
      var bytes = (0..<200).flatMap { _ in parts.randomElement(using: &random) ?? [] }
      bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      _ = PageAddresses(bytes)
      _ = written.findings(in: SourceFile(name: "a", bytes: bytes))
    }
    let time = processorTime {
      for part in parts {
        let bytes = Array(repeatElement(part, count: 3_000).joined())
        _ = PageAddresses(bytes)
        _ = written.findings(in: SourceFile(name: "a", bytes: bytes))
      }
    }
    #expect(time < 10)
  }
}

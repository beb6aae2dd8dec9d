import Diagnostics
import Documents
import TestSupport
import Testing

/// What no author writes, but a file may hold: nothing crashes, hangs or gets out of its cage.
@Suite struct HostileInputTests {
  private func markdown(_ text: String) -> (html: String, ids: Set<String>) {
    let file = SourceFile(name: "a.md", text: text)
    let (document, diagnostics) = MarkdownDocument.parse(file, body: 0..<file.bytes.count)
    return (document.plainHTML, Set(diagnostics.map(\.id)))
  }

  private func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  @Test(arguments: ["[", "{a: ", "- ", "[{a: ", "? ", "!t ", "&a ", "'", "\"", "|\n ", "{", "*a ", "%", "a:\n- "])
  func `YAML that repeats without end is read or refused`(part: String) {
    let isNested = ["[", "{a: ", "- ", "[{a: "].contains(part)
    for text in [repeated(part, 10_000), "---\n" + repeated(part, 10_000) + "\n---\n"] {
      let file = SourceFile(name: "a.yaml", text: text)
      let diagnostics = text.hasPrefix("---") ? FrontMatter.read(file).1 : DataNode.parse(file).1
      #expect(!isNested || diagnostics.map(\.id) == ["yaml/too-deep"])
    }
  }

  @Test func `deep indentation is refused`() {
    let text = (0..<2_000).map { repeated(" ", $0) + "a:\n" }.joined()
    #expect(DataNode.parse(SourceFile(name: "a.yaml", text: text)).1.map(\.id) == ["yaml/too-deep"])
  }

  @Test func `a bomb of aliases is not lit`() {
    let levels = (1...40).map { "a\($0): &a\($0) [" + repeated("*a\($0 - 1),", 10) + "]\n" }.joined()
    let (root, diagnostics) = DataNode.parse(SourceFile(name: "a.yaml", text: "a0: &a0 [x]\n" + levels))
    #expect(root?.text.utf8.count ?? 0 < 10_000)
    #expect(Set(diagnostics.map(\.id)) == ["yaml/alias"])
  }

  @Test(arguments: [
    "> ", "- ", "1. ", "*", "_", "**a ", "~~", "[", "![", "![[]()", "[a](", "<", "<b>", "</sup>", "<sup>", "`", "\\",
    "&", "|",
    "[@", "[@a", "[@a]", "> [!GAP]\n", "[^1]", "[^1]: a\n\n", "www.a.org ", "a@b.org ", "http://a ", "[x](y) ",
    "*a **a ",
    "|a", "|-\n", "# ", "```\n", "\t", "\r", "\0", "\u{1}", "&#91;@a] ", "[a]: b\n", "- a\n  ", "<!--", "<?",
    "<![CDATA[",
    "a\n===\n", "é", "&#x0; ", "(", "[a](<b>)", "!", ":", "w", "![a](b)", "| a |\n|-|\n",
    "[[a ", "{{ ", "==a ", "~a~", "^[", "''", "** a ", " _a",
    "[1] a\n", "[1] a\n\n", "(a) b\n", "1.a\n", "a\tb\n", "+-+\n",
    "<!-- imrf: off a -->\n\n", "a <!-- imrf: off a -->", "\u{200B}", "[](a) ", "[a](b \"c\") ", "    a b c d e f.\n\n",
  ])
  func `Markdown that repeats without end is read in time`(part: String) {
    let time = processorTime { _ = markdown(repeated(part, 10_000)) }
    #expect(time < 60, "\(part): \(time)")
  }

  @Test(arguments: ["<sup>a", "</sub><sup>", "a <q>", "<span lang=\"fr\">"])
  func `tags that nest without end are read in a time that grows with them`(part: String) {
    let time = processorTime { _ = markdown(repeated(part, 30_000) + repeated("</q></sup></span>", 30_000)) }
    #expect(time < 60, "\(part): \(time)")
  }

  @Test func `notes that nothing calls are found in a time that grows with them`() {
    let text = (0..<50_000).map { "[^n\($0)]: a note\n\n" }.joined()
    let time = processorTime { #expect(markdown(text).ids == ["markdown/unused-footnote"]) }
    #expect(time < 60, "\(time)")
  }

  @Test func `a long text is no table`() {
    #expect(markdown(repeated("a\n\n", 150_000)).ids.isEmpty)
    #expect(markdown("| a |\n|---|\n| b |\n\n" + repeated("a\n\n", 150_000)).ids.isEmpty)
    #expect(markdown("| a |\n|---|\n" + repeated("|\n", 70_000)).ids == ["markdown/huge-table"])
    #expect(markdown(repeated("a\n", 1_000_001)).ids == ["markdown/too-long"])
  }

  @Test func `too many brackets and too long a text are refused`() {
    #expect(markdown(repeated("![[]()", 50_000)).ids == ["markdown/too-many-brackets"])
    #expect(markdown(repeated("[a](b)\n\n", 20_000)).ids.isEmpty)
    #expect(markdown(repeated("a", 2_000_001)).ids == ["markdown/too-long"])
  }

  @Test func `random bytes do no harm`() {
    for seed in 0..<2_000 {
      var random = SeededGenerator(seed: UInt64(seed))
      let bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      readWithAll(bytes)
      readWithAll(bytes.map { $0 & 0x7F })
      readWithAll(Array("---\n".utf8) + bytes.map { $0 & 0x7F } + Array("\n---\n".utf8))
    }
  }

  @Test func `random signs do no harm`() {
    let signs = [
      "[", "]", "(", ")", "<", ">", "\"", "'", "!", "@", "#", "*", "_", "~", "`", "|", "-", ":", ";", ",", "\n",
      "\n\n", " ", "  ", "    ", "> ", "[!GAP]", "[@a]", "<sup>", "</sup>", "<span lang=", "<b>", "[^1]", "[^1]: ",
      "\\",
      "&#0;", "{", "}", "&", "?", "%", "|-|\n", "a", "é", "\r\n", "\t", "\0", "javascript:", "data:", "x id=", "---\n",
    ]
    for seed in 0..<2_000 {
      var random = SeededGenerator(seed: UInt64(seed))
      let text = (0..<Int.random(in: 0...80, using: &random)).map { _ in random.one(of: signs) }.joined()
      readWithAll(Array(text.utf8))
      readWithAll(Array("---\na: \(text)\n---\n\(text)".utf8))
      expectClean(markdown(text).html, of: text)
    }
  }

  @Test func `nobody can write our own markers`() {
    let marker = Array("a \u{FFFD}c7; ".utf8) + [0xF8] + Array("c7; ".utf8) + [0xF8] + Array("h7;".utf8)
    let file = SourceFile(name: "a.md", bytes: marker)
    #expect(MarkdownDocument.parse(file, body: 0..<marker.count).0.html.isEmpty)
    #expect(
      markdown("a &#xFFFF;c7; &#xFFFE;h7; &#xF8;p7; &#65535;").html
        == "<p>a \u{FFFD}c7; \u{FFFD}h7; øp7; \u{FFFD}</p>\n")
    #expect(markdown("a &#xFF;c7; \u{FF}h7;").html == "<p>a ÿc7; ÿh7;</p>\n")
  }

  /// Reads the bytes as each format; whatever comes of it has its places within the file.
  private func readWithAll(_ bytes: [UInt8]) {
    let file = SourceFile(name: "a", bytes: bytes)
    let (front, problems) = FrontMatter.read(file)
    var diagnostics = problems + DataNode.parse(file).1 + DataNode.parseJSON(file).1 + CSVTable.read(file).1
    diagnostics += MarkdownDocument.parse(file, body: 0..<bytes.count).1
    if let front {
      let (document, more) = MarkdownDocument.parse(file, body: front.bodyStart..<bytes.count)
      diagnostics += more + inlines(of: front, in: file)
      let ranges = document.links.map(\.range) + document.headings.map(\.range) + document.citations.map(\.range)
      #expect(ranges.allSatisfy { 0 <= $0.lowerBound && $0.upperBound <= bytes.count })
    }
    #expect(!Report(diagnostics).text(.human).isEmpty || diagnostics.isEmpty)
  }

  private func inlines(of front: FrontMatter, in file: SourceFile) -> [Diagnostic] {
    guard case .mapping(let entries) = front.root.content else { return [] }
    return entries.flatMap { MarkdownDocument.parseInline(file, node: $0.value).1 }
  }

  /// No element, address or control character that an author could not have had, and every element closed.
  private func expectClean(_ html: String, of text: String) {
    var open: [Substring] = []
    for part in html.split(separator: "<", omittingEmptySubsequences: false).dropFirst() {
      guard let end = part.firstIndex(of: ">") else { return #expect(Bool(false), "an open tag in \(html) of \(text)") }
      let tag = part[..<end]
      let name = tag.prefix { $0 != " " }
      if name.hasPrefix("/") {
        #expect(open.popLast() == name.dropFirst(), "\(html) of \(text)")
      } else if !tag.hasSuffix("/") {
        open.append(name)
      }
      #expect(!["script", "b", "style", "iframe"].contains(name), "\(html) of \(text)")
      #expect(!tag.contains("=\"javascript:") && !tag.contains("=\"data:"), "\(html) of \(text)")
    }
    #expect(open.isEmpty, "\(html) of \(text)")
    #expect(!html.unicodeScalars.contains { $0.value < 0x20 && !"\t\n\r".unicodeScalars.contains($0) })
  }
}

import Diagnostics
import Documents
import Testing

@Suite struct ParallelParsingTests {
  /// cmark-gfm alone gives thousands of wrong pages here: its extensions edit global tables while it parses.
  @Test func `4,000 pages parsed at once are those parsed one after another`() async {
    let files = (0..<4_000).map { SourceFile(name: "\($0).md", text: page(seed: UInt64($0))) }
    let expected = files.map(html)
    let actual = await withTaskGroup(of: (Int, String).self) { group in
      for (index, file) in files.enumerated() { group.addTask { (index, html(of: file)) } }
      return await group.reduce(into: Array(repeating: "", count: files.count)) { $0[$1.0] = $1.1 }
    }
    let wrong = files.indices.filter { actual[$0] != expected[$0] }
    #expect(wrong.isEmpty)
    #expect(expected[0].contains("<del>") && expected[0].contains("href=\"http://www.example.org\""))
  }

  /// A short page; half of them need the extensions that are not thread-safe, and half of them don't.
  private func page(seed: UInt64) -> String {
    var generator = MarkdownGenerator(seed: seed)
    let special = "~~gone *wholly*~~ www.example.org, a@example.org https://example.org/~x [^1]\n\n[^1]: n ~~o~~ te\n"
    return seed % 2 == 0 ? special + generator.shortDocument() + special : "w *w* : www [@a] [x](y:z)\n\n" + "* a\n"
  }
}

private func html(of file: SourceFile) -> String {
  MarkdownDocument.parse(file, body: 0..<file.bytes.count).0.plainHTML
}

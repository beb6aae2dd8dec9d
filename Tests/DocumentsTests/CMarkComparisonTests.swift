import Diagnostics
import Documents
import TestSupport
import Testing

@Suite struct CMarkComparisonTests {
  @Test func `fixtures become what cmark-gfm makes of them`() throws {
    let files = Fixture.all(in: "markdown/gfm").map(\.file)
    try compare(files.map { String(decoding: $0.bytes, as: UTF8.self) }, named: files.map(\.name))
    #expect(!files.isEmpty)
  }

  @Test(arguments: 0..<6)
  func `500 random documents become what cmark-gfm makes of them`(batch: Int) throws {
    let documents = (batch * 500..<(batch + 1) * 500).map { seed in
      var generator = MarkdownGenerator(seed: UInt64(seed))
      return generator.document()
    }
    try compare(documents, named: documents.indices.map(String.init))
  }

  /// The HTML without calls of notes, and these.
  private func takingCalls(from html: String) -> [String] {
    let call = /<sup class="footnote-ref">.*?<\/sup>/
    return [html.replacing(call, with: "")] + html.matches(of: call).map { String($0.0) }
  }

  /// Whether a note has a way back to a call that isn't there, since the words of a picture show none: there we do better, as
  /// the fixture `uncalled-footnotes` shows.
  private func hasDeadWayBack(_ html: String) -> Bool {
    html.matches(of: /<a href="#([^"]*)" class="footnote-backref"/).contains { !html.contains(" id=\"\($0.1)\"") }
  }

  /// The HTML with the signs of emphasis in place of its tags, with lists that begin anew as one, without noncharacters, and without
  /// the names of the ways back from notes, of which each has one of its own here.
  private func asWritten(_ html: String) -> String {
    let html = String(
      String.UnicodeScalarView(html.unicodeScalars.map { $0.properties.isNoncharacterCodePoint ? "\u{FFFD}" : $0 }))
    return html.replacing(/<\/?strong>/, with: "**").replacing(/<\/?em>/, with: "*").replacing(/<\/?del>/, with: "~~")
      .replacing(/\ aria-label="Back to [^"]*"/, with: "").replacing(/<\/ol>\n<ol( start="[0-9]+")?>\n/, with: "")
  }

  private func compare(_ documents: [String], named names: [String]) throws {
    let expected = try CMarkProgram.render(documents).map(withoutOmissions)
    for (index, text) in documents.enumerated() where !hasDeadWayBack(expected[index]) {
      let file = SourceFile(name: names[index], text: text)
      let html = MarkdownDocument.parse(file, body: 0..<file.bytes.count).0.plainHTML
      // A title that is read as Markdown has no counterpart.
      if html.contains("<figure>") { continue }
      let actual = undoingRules(html)
      // A call stands behind the link that it is written in; all calls are there, in their order.
      // What we read as it was meant: emphasis beside punctuation, and the numbers of lists.
      let (own, other) = (takingCalls(from: asWritten(actual)), takingCalls(from: asWritten(expected[index])))
      guard own != other else { continue }
      let lines = zip(expected[index].split(separator: "\n"), actual.split(separator: "\n")).first { $0 != $1 }
      Issue.record("\(names[index]):\ncmark-gfm: \(lines?.0 ?? "the end")\nours: \(lines?.1 ?? "the end")\n\(text)")
      return
    }
  }
}

import Diagnostics
import Documents
import Testing

@Suite struct FrontMatterTests {
  private func read(_ text: String) throws -> (front: FrontMatter, file: SourceFile) {
    let file = SourceFile(name: "a.md", text: text)
    let (front, diagnostics) = FrontMatter.read(file)
    #expect(diagnostics.isEmpty)
    return (try #require(front), file)
  }

  @Test(arguments: [
    "---\na: 1\n---\nText", "---\na: 1\n...\nText", "---  \na: 1\n---\t\nText", "\u{FEFF}---\na: 1\n---\nText",
    "---\r\na: 1\r\n---\r\nText", "---\ra: 1\r---\rText",
  ])
  func `ends where the Markdown begins`(text: String) throws {
    let (front, file) = try read(text)
    #expect(front.root.text == "{a: 1}")
    #expect(file.text(in: front.bodyStart..<file.bytes.count) == "Text")
  }

  @Test(arguments: ["---\n---\n", "---\n\n---\n", "---\n# a comment\n---\n", "---\n---"])
  func `may be empty`(text: String) throws {
    let (front, file) = try read(text)
    #expect(front.root.text == "{}")
    #expect(front.bodyStart == file.bytes.count)
  }

  @Test(arguments: ["", "Text", "----\na: 1\n---\n", "\n---\na: 1\n---\n", " ---\n---\n", "\u{FEFF}Text", "--"])
  func `must be there`(text: String) throws {
    let (front, diagnostics) = FrontMatter.read(SourceFile(name: "a.md", text: text))
    #expect(front == nil)
    #expect(diagnostics.map(\.id) == ["front-matter/missing"])
  }

  @Test func `values know the bytes that they were written in`() throws {
    let (front, file) = try read(
      """
      ---
      title: "Größe: 移民"
      list: [a,  'b']   # comment
      block:
        - x: 1
          y:
        -   deeper

      # a comment between
      text: |
        two
        lines

      folded: plain text
        goes on
      map: {}
      ---
      """)
    #expect(
      front.root.text == #"{title: "Größe: 移民", list: [a, "b"], block: [{x: 1, y: }, deeper], "#
        + "text: \"two\nlines\n\", folded: plain text goes on, map: {}}")
    #expect(
      front.root.sources(in: file).dropFirst() == [
        "title", "\"Größe: 移民\"", "list", "[a,  'b']", "a", "'b'", "block", "- x: 1\n    y:\n  -   deeper",
        "x: 1\n    y:",
        "x", "1", "y", "", "deeper", "text", "|\n  two\n  lines", "folded", "plain text\n  goes on", "map", "{}",
      ])
  }

  @Test func `plain and quoted scalars can be told apart`() throws {
    let (front, _) = try read("---\na: 8\nb: \"8\"\nc: '8'\nd: true\n---\n")
    #expect(front.root.text == #"{a: 8, b: "8", c: "8", d: true}"#)
  }

  @Test func `a whole YAML file is read likewise`() throws {
    let file = SourceFile(name: "sources.yaml", text: "\u{FEFF}- id: a\n- id: b\n")
    let (root, diagnostics) = DataNode.parse(file)
    #expect(root?.text == "[{id: a}, {id: b}]")
    #expect(diagnostics.isEmpty)
    #expect(DataNode.parse(SourceFile(name: "empty.yaml", text: "")).0?.text == "")
  }

  @Test func `a second document is an error`() {
    let file = SourceFile(name: "sources.yaml", text: "a: 1\n---\nb: 2\n")
    let (root, diagnostics) = DataNode.parse(file)
    #expect(root == nil)
    #expect(diagnostics.map(\.id) == ["yaml/several-documents"])
  }
}

import Diagnostics
import Documents
import Testing

@Suite struct JSONTests {
  @Test(arguments: [
    (#"{"a": [1, -2.5e+10, true, null, "x"], "b": {}}"#, #"{a: [1, -2.5e+10, true, null, "x"], b: {}}"#),
    (#" "\u00e9\ud83d\ude00\n\"\\\/" "#, "\"é😀\n\"\\/\""), ("[]", "[]"), ("\u{FEFF}0", "0"), ("-0.0", "-0.0"),
    ("[\r\n\t1\n]", "[1]"), (#"{"": ""}"#, #"{: ""}"#),
  ])
  func `reads`(json: String, expected: String) {
    let (root, diagnostics) = DataNode.parseJSON(SourceFile(name: "a.json", text: json))
    #expect(root?.text == expected)
    #expect(diagnostics.isEmpty)
  }

  @Test(arguments: [
    "", " ", "{", "[1,]", "[1 2]", #"{"a":1,}"#, #"{a: 1}"#, #"{"a" 1}"#, "01", "1.", ".5", "+1", "1e", "0x1", "NaN",
    "tru",
    "'a'", "\"a", "\"a\n\"", "\"\u{1}\"", #""\x""#, #""\u12""#, #""\u+123""#, #""\ud83d""#, #""\ude00\ud83d""#,
    #""\ud83dx""#, "[1] 2", "nullx", "// comment\n1", "]", "\"\\", "\u{A0}1",
  ])
  func `refuses`(json: String) {
    let (root, diagnostics) = DataNode.parseJSON(SourceFile(name: "a.json", text: json))
    #expect(root == nil)
    #expect(diagnostics.map(\.id) == ["json/syntax"])
  }

  @Test func `says where and what was expected`() {
    let (_, diagnostics) = DataNode.parseJSON(SourceFile(name: "a.json", text: "{\n  \"a\": [1, 2\n}\n"))
    #expect(
      Report(diagnostics).text(.human) == """
        error: this is not JSON [json/syntax]
          --> a.json:3:1
           |
         3 | }
           | ^ expected `,` or `]`

        1 error

        """)
  }

  @Test func `keys that stand twice are errors, and the first one counts`() {
    let (root, diagnostics) = DataNode.parseJSON(SourceFile(name: "a.json", text: #"{"a": 1, "a": 2}"#))
    #expect(root?.text == "{a: 1}")
    #expect(diagnostics.map(\.id) == ["yaml/duplicate-key"])
  }

  @Test func `values know the bytes that they were written in`() {
    let file = SourceFile(name: "a.json", text: #"{"ü": ["b", 12 ]}"#)
    let sources = DataNode.parseJSON(file).0?.sources(in: file)
    #expect(sources == [#"{"ü": ["b", 12 ]}"#, "\"ü\"", #"["b", 12 ]"#, "\"b\"", "12"])
  }

  @Test(arguments: [64, 65, 100_000])
  func `nesting has a limit`(depth: Int) {
    let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    let diagnostics = DataNode.parseJSON(SourceFile(name: "a.json", text: text)).1
    #expect(diagnostics.map(\.id) == (depth > 64 ? ["yaml/too-deep"] : []))
  }
}

import Diagnostics
import Testing

@Suite("Places are shown as an editor shows them")
struct LocationTests {
  @Test(
    "Columns count what a reader sees as one character",
    arguments: [
      ("naïve X", 7), ("nai\u{308}ve X", 7), ("السلام X", 8), ("👩‍👩‍👧‍👦 X", 3), ("🇪🇨🇹🇯 X", 4), ("文 X", 3), ("X", 1),
    ])
  func column(line: String, expected: Int) throws {
    #expect(try place(of: "X", in: "first\n" + line) == [2, expected])
  }

  @Test("Lines end in LF, CR LF or CR", arguments: ["a\nb\nX", "a\r\nb\r\nX", "a\rb\rX", "a\r\nb\nX"])
  func lines(text: String) throws {
    #expect(try place(of: "X", in: text) == [3, 1])
  }

  @Test("A byte-order mark takes no column")
  func byteOrderMark() throws {
    #expect(try place(of: "X", in: "\u{FEFF}a X") == [1, 3])
  }

  @Test("The end of a file is a place, and so is what lies beyond it")
  func endOfFile() {
    let file = SourceFile(name: "a", text: "one\n")
    #expect(SourceRange(file, 4..<4).start.line == 2)
    #expect(SourceRange(file, 90..<99).start.line == 2)
  }

  /// Line and column of the first `mark`.
  private func place(of mark: Character, in text: String) throws -> [Int] {
    let index = try #require(text.firstIndex(of: mark))
    let offset = text.utf8.distance(from: text.startIndex, to: index)
    let start = SourceRange(SourceFile(name: "a", text: text), offset..<offset + 1).start
    return [start.line, start.column]
  }
}

import Diagnostics
import Documents
import TestSupport
import Testing

@Suite struct EncodingTests {
  @Test(arguments: [
    "", "ASCII", "é", "移民", "👩‍👩‍👧", "\u{FEFF}", "\u{0}", "\u{7FF}\u{800}\u{FFFF}\u{10000}\u{10FFFF}\u{D7FF}\u{E000}",
  ])
  func `UTF-8 is fine`(text: String) {
    #expect(SourceFile(name: "a.md", text: text).checkUTF8() == nil)
  }

  @Test(arguments: [
    ([0x80], 0), ([0x61, 0xE9], 1), ([0x61, 0xE9, 0x62], 1), ([0xC0, 0x80], 0), ([0xC1, 0xBF], 0),
    ([0xE0, 0x9F, 0xBF], 0),
    ([0xED, 0xA0, 0x80], 0), ([0xF0, 0x8F, 0xBF, 0xBF], 0), ([0xF4, 0x90, 0x80, 0x80], 0),
    ([0xF5, 0x80, 0x80, 0x80], 0),
    ([0xC3, 0xA9, 0xFF], 2), ([0xE7, 0xA7], 0), ([0xF0, 0x9F, 0x98], 0), ([0x61, 0xFE], 1), ([0xE7, 0xA7, 0x41], 0),
  ])
  func `says where UTF-8 ends`(bytes: [UInt8], offset: Int) {
    let file = SourceFile(name: "a.md", bytes: bytes)
    #expect(file.checkUTF8()?.place == .bytes(offset..<(offset + 1), of: file))
  }

  @Test func `agrees with the standard library on random bytes`() {
    var random = SeededGenerator(seed: 8)
    let starts: [UInt8] = [
      0x41, 0x80, 0xBF, 0xC2, 0xC3, 0xE0, 0xE7, 0xED, 0xEF, 0xF0, 0xF3, 0xF4, 0x9F, 0xA0, 0x90, 0x8F,
    ]
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...6, using: &random)).map { _ in random.one(of: starts) }
      let isValid = SourceFile(name: "a.md", bytes: bytes).checkUTF8() == nil
      #expect(isValid == (String(validating: bytes, as: UTF8.self) != nil), "\(bytes)")
    }
  }

  @Test func `every reader refuses what is not UTF-8`() {
    let file = SourceFile(name: "a", bytes: [0x2D, 0x2D, 0x2D, 0x0A, 0xFF])
    let diagnostics =
      FrontMatter.read(file).1 + DataNode.parse(file).1 + DataNode.parseJSON(file).1 + CSVTable.read(file).1
    #expect(diagnostics.map(\.id) == Array(repeating: "encoding/not-utf8", count: 4))
  }
}

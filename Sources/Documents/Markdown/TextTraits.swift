/// Which signs a text has in it, found in one pass: most rules are about signs that most texts don't have.
struct TextTraits {
  /// Whether there may be control characters that no text needs, as they are or as a character reference.
  private(set) var mayHaveControls = false
  /// Whether there may be signs without a width.
  private(set) var mayHaveInvisibles = false
  /// A `~`; for even a single one changes how cmark reads an asterisk beside it.
  private(set) var needsStrikethrough = false
  /// `ww`, `:/`, or `@` after something that the name of an e-mail address can end with, so that the citation `[@key]`
  /// needs no extension.
  private(set) var needsAutolink = false
  /// `[@` or `[^`: there may be citations or calls of footnotes.
  private(set) var mayHaveReferences = false
  /// `]:`: there may be lines that say where a link leads.
  private(set) var mayHaveDefinitions = false
  /// There may be signs that mean something in other programs.
  private(set) var mayHaveOtherMarks = false

  init(_ text: ArraySlice<UInt8>) {
    unsafe text.withUnsafeBufferPointer { bytes in
      var previous: UInt8 = 0
      for index in bytes.indices {
        let byte = unsafe bytes[index]
        switch byte {
        case UInt8(ascii: "~"):
          needsStrikethrough = true
          mayHaveOtherMarks = true
        case UInt8(ascii: "w") where previous == byte: needsAutolink = true
        case UInt8(ascii: "/") where previous == UInt8(ascii: ":"): needsAutolink = true
        case UInt8(ascii: "@") where canEndName(previous): needsAutolink = true
        case UInt8(ascii: "@") where previous == UInt8(ascii: "["): mayHaveReferences = true
        case UInt8(ascii: "^") where previous == UInt8(ascii: "["): mayHaveReferences = true
        case UInt8(ascii: ":") where previous == UInt8(ascii: "]"): mayHaveDefinitions = true
        case UInt8(ascii: "^"), UInt8(ascii: "{"): mayHaveOtherMarks = true
        case UInt8(ascii: "["), UInt8(ascii: "="), UInt8(ascii: "%"), UInt8(ascii: "'"), UInt8(ascii: "$"):
          if previous == byte { mayHaveOtherMarks = true }
        // The last bytes of U+200B and U+FEFF.
        case 0x8B where previous == 0x80, 0xBF where previous == 0xBB: mayHaveInvisibles = true
        // The last bytes of ＊, ＠, ［ and 【.
        case 0x8A, 0x90, 0xA0, 0xBB: if previous == 0xBC || previous == 0x80 { mayHaveOtherMarks = true }
        case UInt8(ascii: "a")...UInt8(ascii: "z") where previous == UInt8(ascii: ":"): mayHaveOtherMarks = true
        case UInt8(ascii: "#") where previous == UInt8(ascii: "&"): mayHaveControls = true
        case 0..<0x20 where !isWhiteSpace(byte), 0x7F, 0xC2, 0xEF: mayHaveControls = true
        default: break
        }
        previous = byte
      }
    }
  }

  private func canEndName(_ byte: UInt8) -> Bool {
    isASCIILetter(byte) || isDigit(byte) || ".+-_".utf8.contains(byte)
  }
}

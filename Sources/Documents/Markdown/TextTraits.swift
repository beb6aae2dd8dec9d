/// Which signs a text has in it, found in one pass: most rules are about signs that most texts don't have.
struct TextTraits {
  /// Whether there may be control characters that no text needs, as they are or as a character reference.
  private(set) var mayHaveControls = false
  /// A `~`; for even a single one changes how cmark reads an asterisk beside it.
  private(set) var needsStrikethrough = false
  /// `ww`, `:/`, or `@` after something that the name of an e-mail address can end with, so that the citation `[@key]`
  /// needs no extension.
  private(set) var needsAutolink = false
  /// `[@` or `[^`: there may be citations or calls of footnotes.
  private(set) var mayHaveReferences = false

  init(_ text: ArraySlice<UInt8>) {
    unsafe text.withUnsafeBufferPointer { bytes in
      var previous: UInt8 = 0
      for index in bytes.indices {
        let byte = unsafe bytes[index]
        switch byte {
        case UInt8(ascii: "~"): needsStrikethrough = true
        case UInt8(ascii: "w") where previous == byte: needsAutolink = true
        case UInt8(ascii: "/") where previous == UInt8(ascii: ":"): needsAutolink = true
        case UInt8(ascii: "@") where canEndName(previous): needsAutolink = true
        case UInt8(ascii: "@") where previous == UInt8(ascii: "["): mayHaveReferences = true
        case UInt8(ascii: "^") where previous == UInt8(ascii: "["): mayHaveReferences = true
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

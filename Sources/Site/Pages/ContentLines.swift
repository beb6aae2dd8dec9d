/// The lines of a calendar as programs must find them (RFC 5545, section 3.1).
enum ContentLines {
  /// The most bytes of a line, without its end.
  private static let longest = 75

  /// A finished calendar, whose lines end as they must and go on in the next one where they are too long.
  ///
  /// Lines with nothing in them, which templates leave, are none.
  static func folded(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    for line in text.split(separator: UInt8(ascii: "\n")) where !line.allSatisfy({ $0 <= UInt8(ascii: " ") }) {
      var rest = line
      var room = longest
      while rest.count > room {
        var end = rest.startIndex + room
        // No letter is cut in two: those bytes of it that follow the first begin with the bits 10.
        while rest[end] & 0xC0 == 0x80 { end -= 1 }
        out += rest[..<end] + Array("\r\n ".utf8)
        rest = rest[end...]
        room = longest - 1
      }
      out += rest + Array("\r\n".utf8)
    }
    return out
  }
}

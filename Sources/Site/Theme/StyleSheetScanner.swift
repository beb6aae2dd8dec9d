/// Takes a style sheet apart (CSS Syntax Module Level 3, section 4), as far as somebody here asks for its parts.
struct StyleSheetScanner {
  /// A part of a style sheet; white space is none.
  enum Token {
    /// What stands between `/*` and `*/`, with these.
    case comment(Range<Int>, isClosed: Bool)
    /// What stands in quotation marks, without these. A mark that isn't closed on its line ends there.
    case string(Range<Int>, isClosed: Bool)
    /// What stands in `url(…)` without quotation marks.
    case address(Range<Int>, isClosed: Bool)
    /// A name or a number: `margin`, `12pt`, `--ink`, `@media`.
    case word(Range<Int>)
    /// Any other sign.
    case sign(UInt8, at: Int)
  }

  private let bytes: [UInt8]
  private var offset = 0
  /// Whether a bare address may come: behind `url(`.
  private var expectsAddress = false
  /// Where a word `url` has ended.
  private var urlEnd: Int?

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> Token? {
    while let byte = byte(at: offset), byte <= UInt8(ascii: " ") { offset += 1 }
    guard let byte = byte(at: offset) else { return nil }
    defer { expectsAddress = byte == UInt8(ascii: "(") && urlEnd == offset - 1 }
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return string(byte) }
    if expectsAddress, byte != UInt8(ascii: ")") { return address() }
    if byte == UInt8(ascii: "/"), self.byte(at: offset + 1) == UInt8(ascii: "*") { return comment() }
    if byte == UInt8(ascii: "@") || isWordPart(byte) { return word() }
    offset += 1
    return .sign(byte, at: offset - 1)
  }

  private mutating func comment() -> Token {
    let start = offset
    let end = bytes[(start + 2)...].firstRange(of: [UInt8(ascii: "*"), UInt8(ascii: "/")])?.upperBound
    offset = end ?? bytes.count
    return .comment(start..<offset, isClosed: end != nil)
  }

  private mutating func string(_ mark: UInt8) -> Token {
    offset += 1
    let start = offset
    while let byte = byte(at: offset), byte != mark {
      if isLineEnd(byte) { return .string(start..<offset, isClosed: false) }
      pass(byte)
    }
    let end = offset
    offset = min(offset + 1, bytes.count)
    return .string(start..<end, isClosed: end < offset)
  }

  private mutating func address() -> Token {
    let start = offset
    while let byte = byte(at: offset), byte != UInt8(ascii: ")") { pass(byte) }
    var end = offset
    while bytes[end - 1] <= UInt8(ascii: " ") { end -= 1 }
    return .address(start..<end, isClosed: offset < bytes.count)
  }

  private mutating func word() -> Token {
    let start = offset
    offset += bytes[start] == UInt8(ascii: "@") ? 1 : 0
    while let byte = byte(at: offset), isWordPart(byte) { pass(byte) }
    if bytes[start..<offset].map({ $0 | 0x20 }).elementsEqual("url".utf8) { urlEnd = offset }
    return .word(start..<offset)
  }

  /// Goes on behind a byte; a backslash takes the meaning of the next one away, and may stand before the end of a line.
  private mutating func pass(_ byte: UInt8) {
    let isEscape = byte == UInt8(ascii: "\\")
    if isEscape, self.byte(at: offset + 1) == UInt8(ascii: "\r"), self.byte(at: offset + 2) == UInt8(ascii: "\n") {
      offset += 1
    }
    offset = min(offset + (isEscape ? 2 : 1), bytes.count)
  }

  private func byte(at offset: Int) -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private func isLineEnd(_ byte: UInt8) -> Bool { [0x0A, 0x0C, 0x0D].contains(byte) }

  private func isWordPart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x80...,
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "\\"):
      true
    default: false
    }
  }
}

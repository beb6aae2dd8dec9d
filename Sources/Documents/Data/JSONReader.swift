public import Diagnostics

extension DataNode {
  /// Reads a JSON file, strictly as RFC 8259 has it; nil if it can't be read, and the diagnostics say why.
  ///
  /// A reader of its own, because libyaml refuses characters beyond U+FFFF written as two `\u` escapes.
  public static func parseJSON(_ file: SourceFile) -> (DataNode?, [Diagnostic]) {
    if let diagnostic = file.checkUTF8() { return (nil, [diagnostic]) }
    var reader = JSONReader(file: file, offset: file.textStart)
    do {
      let root = try reader.document()
      return (root, reader.diagnostics)
    } catch {
      return (nil, reader.diagnostics + [error])
    }
  }
}

/// Reads values from left to right; throws at the first byte that is not JSON.
private struct JSONReader {
  let file: SourceFile
  var offset: Int
  var diagnostics: [Diagnostic] = []

  /// The byte at the offset; nil at the end.
  private var byte: UInt8? { offset < file.bytes.count ? file.bytes[offset] : nil }

  mutating func document() throws(Diagnostic) -> DataNode {
    let root = try value(depth: 0)
    if byte != nil { throw unexpected("the end of the file") }
    return root
  }

  /// A value with the white space around it.
  private mutating func value(depth: Int) throws(Diagnostic) -> DataNode {
    skipWhiteSpace()
    defer { skipWhiteSpace() }
    switch byte {
    case UInt8(ascii: "{") where depth == maximumDepth, UInt8(ascii: "[") where depth == maximumDepth:
      throw .tooDeep(in: file, at: offset..<(offset + 1))
    case UInt8(ascii: "{"): return try object(depth: depth + 1)
    case UInt8(ascii: "["): return try array(depth: depth + 1)
    case UInt8(ascii: "\""):
      let start = offset
      return DataNode(.scalar(try string(), isPlain: false), at: start..<offset)
    default: return try word()
    }
  }

  private mutating func object(depth: Int) throws(Diagnostic) -> DataNode {
    let start = offset
    var entries: [DataEntry] = []
    var keys = KeyChecker()
    offset += 1
    skipWhiteSpace()
    while !skip("}") {
      if !entries.isEmpty { try expect(",", "`,` or `}`") }
      skipWhiteSpace()
      let keyStart = offset
      guard byte == UInt8(ascii: "\"") else { throw unexpected("a key in quotation marks") }
      let key = try string()
      let keyRange = keyStart..<offset
      skipWhiteSpace()
      try expect(":", "`:`")
      let entry = DataEntry(key: key, keyRange: keyRange, value: try value(depth: depth))
      if let first = keys.insert(key, at: keyRange) {
        diagnostics.append(.duplicateKey(key, in: file, at: keyRange, first: first))
      } else {
        entries.append(entry)
      }
    }
    return DataNode(.mapping(entries), at: start..<offset)
  }

  private mutating func array(depth: Int) throws(Diagnostic) -> DataNode {
    let start = offset
    var items: [DataNode] = []
    offset += 1
    skipWhiteSpace()
    while !skip("]") {
      if !items.isEmpty { try expect(",", "`,` or `]`") }
      items.append(try value(depth: depth))
    }
    return DataNode(.sequence(items), at: start..<offset)
  }

  /// A number, `true`, `false` or `null`.
  private mutating func word() throws(Diagnostic) -> DataNode {
    let start = offset
    let isEnd: (UInt8) -> Bool = { isWhiteSpace($0) || ",:]}[{\"".utf8.contains($0) }
    let end = file.bytes[start...].firstIndex(where: isEnd) ?? file.bytes.count
    let text = file.text(in: start..<end)
    guard ["true", "false", "null"].contains(text) || isJSONNumber(file.bytes[start..<end]) else {
      throw unexpected("a value")
    }
    offset = end
    return DataNode(.scalar(text, isPlain: true), at: start..<end)
  }

  /// The text of a string; the offset is at its opening quotation mark.
  private mutating func string() throws(Diagnostic) -> String {
    offset += 1
    var text: [UInt8] = []
    while let byte, byte != UInt8(ascii: "\"") {
      if byte < 0x20 { throw unexpected("no line break or control character in a text") }
      if byte == UInt8(ascii: "\\") {
        try text.append(contentsOf: String(escape()).utf8)
      } else {
        text.append(byte)
        offset += 1
      }
    }
    try expect("\"", "`\"` at the end of the text")
    return String(decoding: text, as: UTF8.self)
  }

  /// The character that a backslash and what follows it stand for.
  private mutating func escape() throws(Diagnostic) -> Character {
    offset += 1
    guard let byte else { throw unexpected("a character") }
    if byte == UInt8(ascii: "u") { return Character(try unicodeEscape()) }
    guard let index = Array("\"\\/bfnrt".utf8).firstIndex(of: byte) else {
      throw unexpected("one of `\"`, `\\`, `/`, `b`, `f`, `n`, `r`, `t`, `u`")
    }
    offset += 1
    let meanings: [Character] = ["\"", "\\", "/", "\u{8}", "\u{C}", "\n", "\r", "\t"]
    return meanings[index]
  }

  /// One `\uXXXX`, or two that are the halves of one character beyond U+FFFF (RFC 8259, section 7).
  private mutating func unicodeEscape() throws(Diagnostic) -> Unicode.Scalar {
    let start = offset
    let high = try hexadecimal()
    if let scalar = Unicode.Scalar(high) { return scalar }
    if high < 0xDC00, skip("\\"), byte == UInt8(ascii: "u") {
      let low = try hexadecimal()
      let code = 0x10000 + ((UInt32(high) - 0xD800) << 10)
      if 0xDC00...0xDFFF ~= low, let scalar = Unicode.Scalar(code + UInt32(low) - 0xDC00) { return scalar }
    }
    offset = start
    throw unexpected("a whole character: this is half of a pair")
  }

  /// The four digits after a `u`.
  private mutating func hexadecimal() throws(Diagnostic) -> UInt16 {
    offset += 1
    let digits = file.text(in: offset..<min(offset + 4, file.bytes.count))
    let isSigned = digits.utf8.first == UInt8(ascii: "+") || digits.utf8.first == UInt8(ascii: "-")
    guard digits.utf8.count == 4, !isSigned, let code = UInt16(digits, radix: 16) else {
      throw unexpected("four hexadecimal digits")
    }
    offset += 4
    return code
  }

  private mutating func skipWhiteSpace() {
    while let byte, isWhiteSpace(byte) { offset += 1 }
  }

  private mutating func skip(_ wanted: Unicode.Scalar) -> Bool {
    guard byte == UInt8(ascii: wanted) else { return false }
    offset += 1
    return true
  }

  private mutating func expect(_ wanted: Unicode.Scalar, _ words: String) throws(Diagnostic) {
    if !skip(wanted) { throw unexpected(words) }
  }

  private func unexpected(_ expected: String) -> Diagnostic {
    .jsonSyntax(expected: expected, in: file, at: offset)
  }
}

/// Whether the text is a number: `-`, digits without a leading zero, a fraction, an exponent (RFC 8259, section 6).
func isJSONNumber(_ text: ArraySlice<UInt8>) -> Bool {
  var rest = text
  func skip(_ signs: String) -> Bool {
    guard let first = rest.first, signs.utf8.contains(first) else { return false }
    rest = rest.dropFirst()
    return true
  }
  func skipDigits() -> Bool {
    let count = rest.prefix(while: isDigit).count
    rest = rest.dropFirst(count)
    return count > 0
  }
  _ = skip("-")
  guard skip("0") || skipDigits() else { return false }
  if skip("."), !skipDigits() { return false }
  if skip("eE") {
    _ = skip("+-")
    guard skipDigits() else { return false }
  }
  return rest.isEmpty
}

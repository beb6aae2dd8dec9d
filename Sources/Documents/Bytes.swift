/// Whether the byte is a space, a tab or part of a line break.
func isWhiteSpace(_ byte: UInt8) -> Bool { isBlank(byte) || isLineBreak(byte) }

/// Whether the byte is a space or a tab.
func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

/// The first byte from a place on that is neither white space nor part of a no-break space, wide or narrow.
func endOfBlanks(in text: ArraySlice<UInt8>, from start: Int) -> Int {
  var position = start
  while position < text.endIndex {
    if isWhiteSpace(text[position]) {
      position += 1
    } else if text[position] >= 0x80, let space = noBreakSpaces.first(where: text[position...].starts) {
      position += space.count
    } else {
      break
    }
  }
  return position
}

/// The spaces at which no line breaks: U+00A0, and the narrow one, U+202F.
let noBreakSpaces = ["\u{A0}", "\u{202F}"].map { Array($0.utf8) }

extension ArraySlice<UInt8> {
  /// Whether it ends with some bytes.
  func hasEnd(_ bytes: [UInt8]) -> Bool { suffix(bytes.count).elementsEqual(bytes) }
}

/// Whether the byte is a line feed or a carriage return.
func isLineBreak(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

/// Whether the byte is a digit from 0 to 9.
func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

/// Whether the byte is a letter from a to z, small or capital.
public func isASCIILetter(_ byte: UInt8) -> Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 }

extension ArraySlice<UInt8> {
  /// Where some bytes first stand; many times as fast as the search that the standard library has for any collection.
  public func firstRange(of wanted: [UInt8]) -> Range<Int>? {
    guard let first = wanted.first, count >= wanted.count else { return nil }
    for offset in startIndex...(endIndex - wanted.count) where self[offset] == first {
      if self[offset...].starts(with: wanted) { return offset..<(offset + wanted.count) }
    }
    return nil
  }
}

extension [UInt8] {
  /// Where some bytes first stand.
  public func firstRange(of wanted: [UInt8]) -> Range<Int>? { self[...].firstRange(of: wanted) }
}

/// The text with U+FFFD for control characters that no text needs: HTML and XML forbid them, and terminals obey some.
///
/// They are U+0000 to U+001F but for tabs and line breaks, U+007F to U+009F, and U+FFFE, U+FFFF and U+FDD0 to U+FDEF, which are
/// no characters; for the references to the first two of these, cmark writes the bytes FE and FF.
func replacingControls(_ text: [UInt8]) -> [UInt8] {
  guard let first = firstControl(in: text[...]) else { return text }
  var result = Array(text[..<first])
  var rest = text[first...]
  while let control = firstControl(in: rest) {
    result += rest[..<control]
    result += Array("\u{FFFD}".utf8)
    rest = rest[(control + utf8Length(beginningWith: rest[control]))...]
  }
  return result + rest
}

private func utf8Length(beginningWith byte: UInt8) -> Int { byte == 0xEF ? 3 : byte == 0xC2 ? 2 : 1 }

/// The offset of the first control character that no text needs.
func firstControl(in text: ArraySlice<UInt8>) -> Int? {
  text.indices.first { offset in
    switch text[offset] {
    case 0..<0x20: !isWhiteSpace(text[offset])
    case 0x7F, 0xFE, 0xFF: true
    case 0xC2: offset + 1 < text.endIndex && 0x80...0x9F ~= text[offset + 1]
    case 0xEF:
      offset + 2 < text.endIndex
        && (text[offset + 1] == 0xBF && text[offset + 2] >= 0xBE
          || text[offset + 1] == 0xB7 && 0x90...0xAF ~= text[offset + 2])
    default: false
    }
  }
}

/// The place of the first sign without a width that no script needs: a byte order mark, or a space of no width that
/// doesn't stand between letters of Thai, Lao, Burmese or Khmer, where it parts words.
func firstInvisible(in text: ArraySlice<UInt8>) -> Range<Int>? {
  func needsSpace(_ letter: ArraySlice<UInt8>) -> Bool {
    guard let first = letter.first, let second = letter.dropFirst().first else { return false }
    return first == 0xE0 && 0xB8...0xBF ~= second || first == 0xE1 && (0x80...0x82 ~= second || 0x9E...0x9F ~= second)
  }
  for offset in text.indices.dropLast(2) where text[offset] == 0xE2 || text[offset] == 0xEF {
    let sign = text[offset..<(offset + 3)]
    let isSpace =
      sign.elementsEqual("\u{200B}".utf8) && !needsSpace(text[..<offset].suffix(3))
      && !needsSpace(text[(offset + 3)...].prefix(3))
    if isSpace || sign.elementsEqual("\u{FEFF}".utf8) { return offset..<(offset + 3) }
  }
  return nil
}

/// The text with single spaces for white space, none at its ends, and without control characters.
func words(of text: ArraySlice<UInt8>) -> String {
  let words = text.split(whereSeparator: isWhiteSpace).joined(separator: [UInt8(ascii: " ")])
  return String(decoding: replacingControls(Array(words)), as: UTF8.self)
}

extension SourceFile {
  /// The offset of the first byte that is not part of well-formed UTF-8; nil if all of it is.
  public var firstInvalidByte: Int? {
    // A pass without a branch first: most files are ASCII.
    if bytes.reduce(0, |) < 0x80 { return nil }
    var offset = 0
    while offset < bytes.count {
      if bytes[offset] < 0x80 {
        offset += 1
        continue
      }
      let length = lengthOfScalar(in: bytes, at: offset)
      if length == 0 { return offset }
      offset += length
    }
    return nil
  }
}

/// How many bytes the scalar at `offset` takes, which is not ASCII; 0 if it is not well-formed.
///
/// The ranges are those of the Unicode standard, table 3-7: no overlong forms, no surrogates, nothing past U+10FFFF.
private func lengthOfScalar(in bytes: [UInt8], at offset: Int) -> Int {
  let (length, second): (Int, ClosedRange<UInt8>) =
    switch bytes[offset] {
    case 0xC2...0xDF: (2, 0x80...0xBF)
    case 0xE0: (3, 0xA0...0xBF)
    case 0xED: (3, 0x80...0x9F)
    case 0xE1...0xEF: (3, 0x80...0xBF)
    case 0xF0: (4, 0x90...0xBF)
    case 0xF1...0xF3: (4, 0x80...0xBF)
    case 0xF4: (4, 0x80...0x8F)
    default: (0, 0...0)
    }
  guard length > 0, offset + length <= bytes.count, second.contains(bytes[offset + 1]) else { return 0 }
  return bytes[(offset + 2)..<(offset + length)].allSatisfy { $0 & 0xC0 == 0x80 } ? length : 0
}

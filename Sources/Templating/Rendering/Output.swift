/// The bytes of a page, written from front to back.
public struct Output: Sendable {
  /// What has been written so far, as UTF-8.
  public private(set) var bytes: [UInt8] = []

  /// Makes an empty output.
  public init() {}

  /// Appends bytes as they stand, which must be UTF-8 where the page is text.
  public mutating func append(bytes: [UInt8]) { self.bytes.append(contentsOf: bytes) }

  /// Forgets what was written and keeps the memory for the next page.
  public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Appends text as it stands.
  public mutating func append(_ text: String) {
    // SAFETY: the buffer is read inside the closure only.
    let isDone: Void? = unsafe text.utf8.withContiguousStorageIfAvailable { unsafe bytes.append(contentsOf: $0) }
    if isDone == nil { bytes.append(contentsOf: text.utf8) }
  }

  /// Appends the digits of a whole number.
  mutating func append(_ number: Int) {
    guard (0..<10).contains(number) else { return append(String(number)) }
    bytes.append(UInt8(ascii: "0") + UInt8(number))
  }

  /// Appends text with the five characters that mean something in HTML written as references.
  ///
  /// The references are those of MarkupSafe, and hold in content and in quoted attributes alike.
  public mutating func appendEscaped(_ text: String) {
    // SAFETY: the buffer is read inside the closure only; `bytes` grows apart from it.
    let isDone: Void? = unsafe text.utf8.withContiguousStorageIfAvailable { unsafe appendEscaped($0) }
    if isDone == nil { unsafe Array(text.utf8).withUnsafeBufferPointer { unsafe appendEscaped($0) } }
  }

  /// Appends a part of some text.
  mutating func append(_ text: [UInt8], _ start: Int, _ end: Int) {
    // SAFETY: the buffer is read inside the closure only, and its slice is checked against its bounds.
    unsafe text.withUnsafeBufferPointer { buffer in
      unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start..<end]))
    }
  }

  /// Cuts off what was written since `start` and gives it back as text.
  mutating func take(from start: Int) -> String {
    let text = String(decoding: bytes[start...], as: UTF8.self)
    bytes.removeSubrange(start...)
    return text
  }

  /// Forgets what was written since `start`.
  mutating func drop(from start: Int) { bytes.removeSubrange(start...) }

  private mutating func append(_ reference: StaticString) {
    reference.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
  }

  private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    while let index = unsafe firstSpecial(in: text, from: start) {
      unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
      append(reference(for: unsafe text[index]))
      start = index + 1
    }
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
  }
}

/// The text with `&`, `<`, `>`, `"` and `'` written as references.
public func escapedHTML(_ text: String) -> String {
  guard text.utf8.contains(where: isSpecial) else { return text }
  var output = Output()
  output.appendEscaped(text)
  return output.take(from: 0)
}

/// The offset of the first special character at or after another, found eight bytes at a time.
private func firstSpecial(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
  var index = start
  let raw = UnsafeRawBufferPointer(text)
  while index + 8 <= text.count {
    // SAFETY: the eight bytes from the index on lie in the buffer.
    let word = UInt64(littleEndian: unsafe raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    let marks = specialMarks(word)
    if marks != 0 { return index + marks.trailingZeroBitCount / 8 }
    index += 8
  }
  while index < text.count {
    if isSpecial(unsafe text[index]) { return index }
    index += 1
  }
  return nil
}

/// Marks the first special byte of eight by its highest bit: `&` and `'` differ in one bit only, and so do `<` and `>`.
private func specialMarks(_ word: UInt64) -> UInt64 {
  let ones: UInt64 = 0x0101_0101_0101_0101
  func zeroBytes(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & (ones << 7) }
  let quotes = zeroBytes(word ^ (ones &* 0x22))
  let ampersands = zeroBytes((word & ~ones) ^ (ones &* 0x26))
  let angles = zeroBytes((word & ~(ones << 1)) ^ (ones &* 0x3C))
  return quotes | ampersands | angles
}

/// Whether it is one of `"&'<>`: each has its bit in a mask, because all of them lie below 64.
private func isSpecial(_ byte: UInt8) -> Bool {
  byte < 64 && (0x5000_00C4_0000_0000 as UInt64) >> UInt64(byte) & 1 == 1
}

private func reference(for byte: UInt8) -> StaticString {
  switch byte {
  case UInt8(ascii: "&"): "&amp;"
  case UInt8(ascii: "<"): "&lt;"
  case UInt8(ascii: ">"): "&gt;"
  case UInt8(ascii: "\""): "&#34;"
  default: "&#39;"
  }
}

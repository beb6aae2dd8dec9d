/// The bytes of a page, written from front to back.
public struct Output: Sendable {
  /// What has been written so far, and room behind it: copying into room takes half the time of an array's own `append`.
  private var storage: [UInt8] = []
  /// How many bytes have been written so far.
  public private(set) var count = 0

  /// Makes an empty output.
  public init() {}

  /// What has been written so far, as UTF-8, from index 0.
  public var bytes: ArraySlice<UInt8> { storage[..<count] }

  /// Appends bytes as they stand, which must be UTF-8 where the page is text.
  public mutating func append(bytes: [UInt8]) { append(bytes.span) }

  /// Forgets what was written and keeps the memory for the next page.
  public mutating func removeAll() { count = 0 }

  /// Puts bytes in the place of all that was written since `start`, which was the `count` at the time.
  public mutating func replace(from start: Int, with bytes: [UInt8]) {
    drop(from: start)
    append(bytes: bytes)
  }

  /// Appends text as it stands.
  public mutating func append(_ text: consuming String) {
    // SAFETY: the buffer is read inside the closure only.
    text.withUTF8 { append(unsafe Span(_unsafeElements: $0)) }
  }

  /// Appends text with the five characters that mean something in HTML written as references.
  ///
  /// The references are those of MarkupSafe, and hold in content and in quoted attributes alike.
  public mutating func appendEscaped(_ text: consuming String) {
    // SAFETY: the buffer is read inside the closure only.
    text.withUTF8 { appendEscaped(unsafe Span(_unsafeElements: $0)) }
  }

  /// Appends the digits of a whole number.
  mutating func append(_ number: Int) {
    // SAFETY: no number has more than 19 digits and a sign; what is read from `start` on was written.
    unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { signs in
      var start = signs.count
      var rest = number.magnitude
      repeat {
        start -= 1
        unsafe signs[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      } while rest > 0
      if number < 0 {
        start -= 1
        unsafe signs[start] = UInt8(ascii: "-")
      }
      append(unsafe Span(_unsafeElements: UnsafeBufferPointer(rebasing: signs[start...])))
    }
  }

  /// Appends a part of some text.
  mutating func append(_ text: [UInt8], _ start: Int, _ end: Int) { append(text.span.extracting(start..<end)) }

  /// Appends bytes as they stand.
  private mutating func append(_ bytes: Span<UInt8>) {
    if storage.count - count < bytes.count { makeRoom(for: bytes.count) }
    // SAFETY: both buffers are used inside the closures only, and behind `count` there is room for all bytes.
    unsafe storage.withUnsafeMutableBytes { room in
      unsafe bytes.withUnsafeBytes { bytes in
        unsafe UnsafeMutableRawBufferPointer(rebasing: room[count...]).copyMemory(from: bytes)
      }
    }
    count += bytes.count
  }

  /// Cuts off what was written since `start` and gives it back as text.
  mutating func take(from start: Int) -> String {
    defer { drop(from: start) }
    return String(decoding: storage[start..<count], as: UTF8.self)
  }

  /// Forgets what was written since `start`.
  mutating func drop(from start: Int) { count = start }

  /// Doubles the memory at least, so that it is rarely asked for.
  @inline(never)
  private mutating func makeRoom(for more: Int) {
    // An array, which is copied as a whole: without optimization, repeated elements are appended one by one.
    storage += [UInt8](repeating: 0, count: max(more, storage.count, 4096))
  }

  private mutating func append(_ reference: StaticString) {
    // SAFETY: the buffer is read inside the closure only.
    reference.withUTF8Buffer { append(unsafe Span(_unsafeElements: $0)) }
  }

  private mutating func appendEscaped(_ text: Span<UInt8>) {
    var start = 0
    while let index = firstSpecial(in: text, from: start) {
      append(text.extracting(start..<index))
      append(reference(for: text[index]))
      start = index + 1
    }
    append(text.extracting(start...))
  }
}

/// The text with `&`, `<`, `>`, `"` and `'` written as references, those of MarkupSafe.
public func escapedHTML(_ text: String) -> String {
  guard text.utf8.contains(where: isSpecial) else { return text }
  var output = Output()
  output.appendEscaped(text)
  return output.take(from: 0)
}

/// The offset of the first special character at or after another, found eight bytes at a time.
private func firstSpecial(in text: Span<UInt8>, from start: Int) -> Int? {
  var index = start
  while index + 8 <= text.count {
    // SAFETY: any eight bytes are a number, and that they lie in the text is checked.
    let word = UInt64(littleEndian: unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
    let marks = specialMarks(word)
    if marks != 0 { return index + marks.trailingZeroBitCount / 8 }
    index += 8
  }
  while index < text.count {
    if isSpecial(text[index]) { return index }
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

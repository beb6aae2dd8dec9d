/// The bytes of a page, written from front to back.
public struct Output: Sendable {
  /// What has been written so far, as UTF-8.
  public private(set) var bytes: [UInt8] = []

  /// Makes an empty output.
  public init() {}

  /// Makes room, so that a page of the size expected grows without being moved.
  public mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  /// Appends bytes as they stand, which must be UTF-8 where the page is text.
  public mutating func append(bytes: [UInt8]) { self.bytes.append(contentsOf: bytes) }

  /// Forgets what was written and keeps the memory for the next page.
  public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Appends text as it stands.
  public mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Appends text with the five characters that mean something in HTML written as references.
  ///
  /// The references are those of MarkupSafe, and hold in content and in quoted attributes alike.
  public mutating func appendEscaped(_ text: String) {
    // SAFETY: the buffer is read inside the closure only; `bytes` grows apart from it.
    let isDone: Void? = unsafe text.utf8.withContiguousStorageIfAvailable { unsafe appendEscaped($0) }
    if isDone == nil { unsafe Array(text.utf8).withUnsafeBufferPointer { unsafe appendEscaped($0) } }
  }

  mutating func append(_ run: ArraySlice<UInt8>) { bytes.append(contentsOf: run) }

  /// Cuts off what was written since `start` and gives it back as text.
  mutating func take(from start: Int) -> String {
    let text = String(decoding: bytes[start...], as: UTF8.self)
    bytes.removeSubrange(start...)
    return text
  }

  /// Forgets what was written since `start`.
  mutating func drop(from start: Int) { bytes.removeSubrange(start...) }

  private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    for index in 0..<text.count {
      let byte = unsafe text[index]
      guard isSpecial(byte) else { continue }
      unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
      bytes.append(contentsOf: reference(for: byte).utf8)
      start = index + 1
    }
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
  }
}

/// The text with `&`, `<`, `>`, `"` and `'` written as references.
func escapedHTML(_ text: String) -> String {
  guard text.utf8.contains(where: isSpecial) else { return text }
  var output = Output()
  output.appendEscaped(text)
  return output.take(from: 0)
}

/// Whether it is one of `"&'<>`: each has its bit in a mask, because all of them lie below 64.
private func isSpecial(_ byte: UInt8) -> Bool {
  byte < 64 && (0x5000_00C4_0000_0000 as UInt64) >> UInt64(byte) & 1 == 1
}

private func reference(for byte: UInt8) -> String {
  switch byte {
  case UInt8(ascii: "&"): "&amp;"
  case UInt8(ascii: "<"): "&lt;"
  case UInt8(ascii: ">"): "&gt;"
  case UInt8(ascii: "\""): "&#34;"
  default: "&#39;"
  }
}

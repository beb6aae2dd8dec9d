/// The path that a relative address leads to from a file, or nil if it leads out of the source folder.
///
/// By bytes: a large site has a million links.
public func resolvedPath(_ address: String, from file: String) -> String? {
  var path = Path(room: file.utf8.count + address.utf8.count)
  var isInside = file.utf8.lastIndex(of: Path.slash).map { path.add(file.utf8[..<$0]) } ?? true
  isInside = isInside && path.add(address.utf8[...])
  return isInside ? String(decoding: path.bytes, as: UTF8.self) : nil
}

/// A path that is being put together, name by name.
private struct Path {
  static let slash = UInt8(ascii: "/")
  private static let dot = UInt8(ascii: ".")
  private(set) var bytes: [UInt8] = []

  init(room: Int) { bytes.reserveCapacity(room) }

  /// Goes on along the names of an address; false if it goes out of where it began.
  mutating func add(_ address: Substring.UTF8View) -> Bool {
    var start = address.startIndex
    while start < address.endIndex {
      let end = address[start...].firstIndex(of: Self.slash) ?? address.endIndex
      if !add(name: address[start..<end]) { return false }
      start = end < address.endIndex ? address.index(after: end) : end
    }
    return true
  }

  private mutating func add(name: Substring.UTF8View) -> Bool {
    let count = name.count
    if count == 0 || count == 1 && name.first == Self.dot { return true }
    if count == 2, name.allSatisfy({ $0 == Self.dot }) {
      if bytes.isEmpty { return false }
      bytes.removeSubrange((bytes.lastIndex(of: Self.slash) ?? 0)...)
      return true
    }
    if !bytes.isEmpty { bytes.append(Self.slash) }
    bytes.append(contentsOf: name)
    return true
  }
}

/// The relative address that leads from a file to another.
public func relativePath(to target: String, from file: String) -> String {
  let from = file.split(separator: "/").dropLast()
  let to = target.split(separator: "/")
  let shared = zip(from, to.dropLast()).prefix { $0 == $1 }.count
  return (Array(repeating: "..", count: from.count - shared) + to.dropFirst(shared)).joined(separator: "/")
}

/// The text with `%20` and the like as the characters that they stand for (RFC 3986, section 2.1).
public func percentDecoded(_ text: Substring) -> String {
  guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
  let bytes = Array(text.utf8)
  var out: [UInt8] = []
  var index = 0
  while index < bytes.count {
    let digits = bytes[min(index + 1, bytes.count)..<min(index + 3, bytes.count)]
    if bytes[index] == UInt8(ascii: "%"), digits.count == 2, digits.allSatisfy(isHexDigit),
      let byte = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
    {
      out.append(byte)
      index += 3
    } else {
      out.append(bytes[index])
      index += 1
    }
  }
  return String(decoding: out, as: UTF8.self)
}

private func isHexDigit(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
    UInt8(ascii: "A")...UInt8(ascii: "F"):
    true
  default: false
  }
}

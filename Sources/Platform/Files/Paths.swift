/// The path that a relative address leads to from a file, or nil if it leads out of the source folder.
///
/// By bytes: a large site has a million links.
public func resolvedPath(_ address: String, from file: String) -> String? {
  let slash = UInt8(ascii: "/")
  var parts = Array(file.utf8.split(separator: slash).dropLast())
  for part in address.utf8.split(separator: slash) where !part.elementsEqual(".".utf8) {
    if !part.elementsEqual("..".utf8) {
      parts.append(part)
    } else if parts.popLast() == nil {
      return nil
    }
  }
  return parts.map { Substring($0) }.joined(separator: "/")
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

/// The path that a relative address leads to from a file, or nil if it leads out of the source folder.
public func resolvedPath(_ address: String, from file: String) -> String? {
  var parts = file.split(separator: "/").dropLast().map(String.init)
  for part in address.split(separator: "/") where part != "." {
    if part != ".." {
      parts.append(String(part))
    } else if parts.popLast() == nil {
      return nil
    }
  }
  return parts.joined(separator: "/")
}

/// The relative address that leads from a file to another.
public func relativePath(to target: String, from file: String) -> String {
  let from = file.split(separator: "/").dropLast()
  let to = target.split(separator: "/")
  let shared = zip(from, to.dropLast()).prefix { $0 == $1 }.count
  return (Array(repeating: "..", count: from.count - shared) + to.dropFirst(shared)).joined(separator: "/")
}

/// The text with `%20` and the like as the characters that they stand for (RFC 3986, section 2.1).
func percentDecoded(_ text: Substring) -> String {
  guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
  let bytes = Array(text.utf8)
  var out: [UInt8] = []
  var index = 0
  while index < bytes.count {
    let digits = index + 2 < bytes.count ? String(decoding: bytes[index + 1...index + 2], as: UTF8.self) : ""
    if bytes[index] == UInt8(ascii: "%"), let byte = UInt8(digits, radix: 16) {
      out.append(byte)
      index += 3
    } else {
      out.append(bytes[index])
      index += 1
    }
  }
  return String(decoding: out, as: UTF8.self)
}

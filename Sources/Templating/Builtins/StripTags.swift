/// The words of a piece of HTML: without comments and tags, white space run together, references resolved.
func withoutTags(_ html: String) -> String {
  withoutReferences(withoutMarks(html).words.joined(separator: " "))
}

/// The text between comments and tags; from one that is never closed on it stays as it is.
private func withoutMarks(_ html: String) -> String {
  let bytes = Array(html.utf8)
  let endOfComment = PartSearch("-->".utf8)
  var out: [UInt8] = []
  var position = 0
  while let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
    let isComment = bytes[start...].starts(with: "<!--".utf8)
    let end = isComment ? endOfComment.first(in: bytes, from: start + 4) : endOfTag(in: bytes, from: start)
    guard let end else { break }
    out += bytes[position..<start]
    position = end.upperBound
  }
  return String(decoding: out + bytes[position...], as: UTF8.self)
}

private func endOfTag(in bytes: [UInt8], from start: Int) -> Range<Int>? {
  bytes[start...].firstIndex(of: UInt8(ascii: ">")).map { $0..<$0 + 1 }
}

/// The text with the references resolved that are written by number or stand for `& < > " '` and the unbroken space.
private func withoutReferences(_ text: String) -> String {
  var out = String.UnicodeScalarView()
  var rest = text.unicodeScalars[...]
  while let start = rest.firstIndex(of: "&") {
    out.append(contentsOf: rest[..<start])
    rest = rest[start...].dropFirst()
    if let end = rest.prefix(12).firstIndex(of: ";"), let character = character(for: Substring(rest[..<end])) {
      out.append(character)
      rest = rest[end...].dropFirst()
    } else {
      out.append("&")
    }
  }
  out.append(contentsOf: rest)
  return String(out)
}

private func character(for name: Substring) -> Unicode.Scalar? {
  let named: [Substring: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
  ]
  if let character = named[name] { return character }
  guard name.hasPrefix("#") else { return nil }
  let isHex = name.dropFirst().first.map { $0 == "x" || $0 == "X" } ?? false
  let number = isHex ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst())
  return number.flatMap(Unicode.Scalar.init)
}

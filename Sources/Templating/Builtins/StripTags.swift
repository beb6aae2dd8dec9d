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
    out.append(contentsOf: takeReference(&rest) ?? ["&"])
  }
  out.append(contentsOf: rest)
  return String(out)
}

/// The characters for a reference behind its `&`, which most may do without the `;` that ends it.
private func takeReference(_ rest: inout Substring.UnicodeScalarView) -> [Unicode.Scalar]? {
  if rest.first == "#" { return takeNumber(&rest) }
  let reference = references.first { rest.starts(with: $0.name.unicodeScalars) }
  guard let reference else { return nil }
  rest = rest.dropFirst(reference.name.unicodeScalars.count)
  return [reference.character]
}

/// Longer names before those that they begin with.
private let references: [(name: String, character: Unicode.Scalar)] = [
  ("amp;", "&"), ("amp", "&"), ("lt;", "<"), ("lt", "<"), ("gt;", ">"), ("gt", ">"), ("quot;", "\""), ("quot", "\""),
  ("apos;", "'"), ("nbsp;", "\u{A0}"), ("nbsp", "\u{A0}"),
]

private func takeNumber(_ rest: inout Substring.UnicodeScalarView) -> [Unicode.Scalar]? {
  let isHex = rest.dropFirst().first.map { $0 == "x" || $0 == "X" } ?? false
  let start = rest.dropFirst(isHex ? 2 : 1)
  let digits = start.prefix { isHex ? $0.properties.isASCIIHexDigit : ("0"..."9").contains($0) }
  if digits.isEmpty { return nil }
  rest = start[digits.endIndex...]
  if rest.first == ";" { rest.removeFirst() }
  return character(UInt32(String(digits), radix: isHex ? 16 : 10) ?? .max)
}

/// What browsers show for a number, as the rules of HTML have it for those that are no characters.
private func character(_ number: UInt32) -> [Unicode.Scalar] {
  if (0x80...0x9F).contains(number) { return [windows1252[Int(number) - 0x80]] }
  guard number != 0, let scalar = Unicode.Scalar(number) else { return ["\u{FFFD}"] }
  let isSpace = [0x09, 0x0A, 0x0C, 0x0D].contains(number)
  let isNothing = scalar.properties.generalCategory == .control || scalar.properties.isNoncharacterCodePoint
  return isNothing && !isSpace ? [] : [scalar]
}

/// The characters that old pages mean by the numbers 128 to 159.
private let windows1252 = Array(
  "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)

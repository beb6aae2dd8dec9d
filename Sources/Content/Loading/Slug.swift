/// A name as it stands in an address: small letters and digits, with a hyphen for everything between them.
///
/// Apostrophes vanish, also those that printers set (’). Nil if the name has other letters, which need an id of their own.
public func asciiSlug(_ name: String) -> String? {
  var slug: [UInt8] = []
  for letter in name.lowercased().unicodeScalars where letter != "'" && letter != "’" {
    let isDash = "\u{2010}"..."\u{2015}" ~= letter
    guard letter.isASCII || isDash else { return nil }
    let byte = isDash ? UInt8(ascii: "-") : UInt8(letter.value)
    if isSlugByte(byte), byte != UInt8(ascii: "-") {
      slug.append(byte)
    } else if slug.last != UInt8(ascii: "-"), !slug.isEmpty {
      slug.append(UInt8(ascii: "-"))
    }
  }
  if slug.last == UInt8(ascii: "-") { slug.removeLast() }
  return slug.isEmpty ? nil : String(decoding: slug, as: UTF8.self)
}

/// Whether a text is an id as it stands: small letters, digits and hyphens.
func isSlug(_ text: Substring) -> Bool {
  !text.isEmpty && text.utf8.allSatisfy(isSlugByte)
}

private func isSlugByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
  default: false
  }
}

/// The form in which a browser asks for an address of the web; nil if the address is none.
///
/// It removes tabs and line breaks and writes bytes that no address may hold as hexadecimal digits (WHATWG URL, section
/// 4.4); scheme and host are in small letters (RFC 3986, section 6.2.2.1).
func browserForm(_ text: String) -> String? {
  var address = text.utf8.filter { !"\t\r\n".utf8.contains($0) }[...]
  while address.first == UInt8(ascii: " ") { address.removeFirst() }
  while address.last == UInt8(ascii: " ") { address.removeLast() }
  if address.starts(with: "//".utf8) { address = Array("https:".utf8) + address }
  guard let scheme = ["https://", "http://"].first(where: { hasPrefix(address, $0) }) else { return nil }
  let host = address.dropFirst(scheme.utf8.count).prefix { !"/?#".utf8.contains($0) }
  if host.isEmpty { return nil }
  let path = address[host.endIndex...].flatMap(escapedForAddress)
  return scheme + String(decoding: host, as: UTF8.self).lowercased() + String(decoding: path, as: UTF8.self)
}

/// Whether bytes begin with a text in small letters, be they small or capital.
func hasPrefix(_ bytes: ArraySlice<UInt8>, _ text: String) -> Bool {
  bytes.count >= text.utf8.count && zip(bytes, text.utf8).allSatisfy { $0 == $1 || isLetter($0) && $0 | 0x20 == $1 }
}

func isLetter(_ byte: UInt8) -> Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 }

private func escapedForAddress(_ byte: UInt8) -> [UInt8] {
  guard byte <= UInt8(ascii: " ") || byte >= 0x7F || "\"<>[\\]^`{|}".utf8.contains(byte) else { return [byte] }
  let digits = Array("0123456789ABCDEF".utf8)
  return [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
}

/// The addresses of other sites that a page links to or loads something from.
struct PageAddresses {
  /// The addresses in the form in which a browser asks for them, as often as they stand there.
  private(set) var all: [String] = []

  private let html: [UInt8]
  private var offset = 0

  /// Reads the tags of a page, as far as the WHATWG's rules for well-formed ones go (HTML, section 13.2.5).
  init(_ html: [UInt8]) {
    self.html = html
    while let start = html[offset...].firstIndex(of: UInt8(ascii: "<")) {
      offset = start + 1
      if html[offset...].starts(with: "!--".utf8) {
        skip(to: "-->")
      } else if offset < html.count, isLetter(html[offset]) {
        readTag()
      }
    }
  }

  private typealias Attribute = (name: String, value: String)

  private mutating func readTag() {
    let name = take { isLetter($0) || $0 == UInt8(ascii: "-") }.lowercased()
    var attributes: [Attribute] = []
    while let attribute = nextAttribute() { attributes.append(attribute) }
    note(attributes)
    // What stands in these is no HTML.
    if ["script", "style", "textarea", "title"].contains(name) { skip(to: "</" + name) }
  }

  /// The next attribute of a tag; nil at its end.
  private mutating func nextAttribute() -> Attribute? {
    _ = take { isSpace($0) || $0 == UInt8(ascii: "/") }
    guard offset < html.count, html[offset] != UInt8(ascii: ">") else { return nil }
    // Even a name that begins with an equals sign is one, so that every call advances.
    let first = html[offset]
    offset += 1
    let name = String(decoding: [first], as: UTF8.self) + take { !isSpace($0) && !"=/>".utf8.contains($0) }
    _ = take(isSpace)
    guard offset < html.count, html[offset] == UInt8(ascii: "=") else { return (name.lowercased(), "") }
    offset += 1
    _ = take(isSpace)
    return (name.lowercased(), value())
  }

  private mutating func value() -> String {
    guard offset < html.count, html[offset] == UInt8(ascii: "\"") || html[offset] == UInt8(ascii: "'") else {
      return unescapedHTML(take { !isSpace($0) && $0 != UInt8(ascii: ">") })
    }
    let quote = html[offset]
    offset += 1
    let value = take { $0 != quote }
    offset = min(offset + 1, html.count)
    return unescapedHTML(value)
  }

  /// Keeps what a tag leads to, but for a connection that is only prepared: nothing need stand at its address.
  private mutating func note(_ attributes: [Attribute]) {
    if attributes.contains(where: { $0.name == "rel" && ["preconnect", "dns-prefetch"].contains($0.value) }) { return }
    for attribute in attributes where ["href", "src", "poster"].contains(attribute.name) {
      if let address = browserForm(attribute.value) { all.append(address) }
    }
  }

  private mutating func take(_ isWanted: (UInt8) -> Bool) -> String {
    let taken = html[offset...].prefix(while: isWanted)
    offset = taken.endIndex
    return String(decoding: taken, as: UTF8.self)
  }

  /// Goes on where a text begins, in small or capital letters, or at the end.
  private mutating func skip(to text: String) {
    while offset < html.count, !hasPrefix(html[offset...], text) { offset += 1 }
  }
}

private func isSpace(_ byte: UInt8) -> Bool { " \t\r\n\u{C}".utf8.contains(byte) }

/// The text with its character references as the characters that they stand for, as far as addresses have them.
func unescapedHTML(_ text: String) -> String {
  guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
  var parts = text.split(separator: "&", omittingEmptySubsequences: false)[...]
  var result = String(parts.removeFirst())
  for part in parts {
    let name = part.prefix { $0 != ";" }
    if name.endIndex < part.endIndex, let character = character(of: name) {
      result += character + part[name.endIndex...].dropFirst()
    } else {
      result += "&" + part
    }
  }
  return result
}

private func character(of name: Substring) -> String? {
  switch name {
  case "amp": return "&"
  case "lt": return "<"
  case "gt": return ">"
  case "quot": return "\""
  default:
    guard name.hasPrefix("#") else { return nil }
    let isHexadecimal = name.dropFirst().first.map { "xX".contains($0) } ?? false
    let number = UInt32(name.dropFirst(isHexadecimal ? 2 : 1), radix: isHexadecimal ? 16 : 10)
    return number.flatMap(Unicode.Scalar.init).map { String($0) }
  }
}

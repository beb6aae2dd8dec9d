import Documents

/// The addresses of other sites that a page links to or loads something from.
struct PageAddresses {
  /// The addresses in the form in which a browser asks for them, as often as they stand there.
  private(set) var all: [String] = []

  /// Reads the tags of a page; a connection that is only prepared leads nowhere: nothing need stand at its address.
  init(_ html: [UInt8]) {
    var scanner = TagScanner(html)
    while let tag = scanner.next() {
      let rel = tag.rel?.value ?? 0..<0
      if ["preconnect", "dns-prefetch"].contains(where: { scanner.isWord(rel, $0) }) { continue }
      for attribute in [tag.address, tag.poster].compactMap({ $0 }) {
        let text = unescapedHTML(String(decoding: html[attribute.value], as: UTF8.self))
        if let address = browserForm(text) { all.append(address) }
      }
    }
  }
}

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

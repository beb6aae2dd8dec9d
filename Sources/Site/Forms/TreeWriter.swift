/// Writes a tree as HTML that is well-formed XML too: programs that read the one or the other find the same in it.
///
/// What is given as the end of the body stands behind all else in it.
func serialized(_ nodes: [HTMLNode], bodyEnd: [HTMLNode] = []) -> [UInt8] {
  var writer = TreeWriter(bodyEnd: bodyEnd)
  writer.write(nodes)
  return writer.output
}

/// What a page begins with: it is right in HTML (Living Standard, section 13.1.1), and lets readers of XML know the names of
/// characters.
let doctype = Array("<!DOCTYPE html SYSTEM \"about:legacy-compat\">\n".utf8)

private struct TreeWriter {
  let bodyEnd: [HTMLNode]
  private(set) var output: [UInt8] = []

  init(bodyEnd: [HTMLNode]) { self.bodyEnd = bodyEnd }

  mutating func write(_ nodes: [HTMLNode]) {
    for node in nodes {
      switch node {
      case .text(let text): append(text: text)
      case .element(let element): write(element)
      }
    }
  }

  private mutating func write(_ element: HTMLElement) {
    guard isXMLName(element.name) else { return write(element.children) }
    output += "<\(element.name)".utf8
    if element.name == "svg" { output += " xmlns=\"http://www.w3.org/2000/svg\"".utf8 }
    for (name, value) in element.attributes {
      // Drawings of today need no other vocabulary for links (SVG 2, section 16.1.3).
      let name = name == "xlink:href" ? "href" : name
      guard isXMLName(name), name != "xmlns" else { continue }
      output += " \(name)=\"".utf8
      append(text: value)
      output += "\"".utf8
    }
    if element.children.isEmpty, voidElements.contains(element.name) { return output += "/>".utf8 }
    output += ">".utf8
    write(element.children)
    if element.name == "body" { write(bodyEnd) }
    output += "</\(element.name)>".utf8
  }

  /// Writes text in which `&` may begin a character reference.
  private mutating func append(text: String) {
    var rest = text.utf8[...]
    while let byte = rest.first {
      switch byte {
      case UInt8(ascii: "&"): output += (beginsReference(rest) ? "&" : "&amp;").utf8
      case UInt8(ascii: "<"): output += "&lt;".utf8
      case UInt8(ascii: ">"): output += "&gt;".utf8
      case UInt8(ascii: "\""): output += "&quot;".utf8
      // No character of XML (1.0, section 2.2).
      case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F: output += "\u{FFFD}".utf8
      default: output.append(byte)
      }
      rest.removeFirst()
    }
  }

  /// `&name;`, or `&#123;` for a character that there is.
  private func beginsReference(_ text: Substring.UTF8View) -> Bool {
    let body = text.dropFirst().prefix { isNamePart($0) || $0 == UInt8(ascii: "#") }
    guard !body.isEmpty, text.dropFirst(1 + body.count).first == UInt8(ascii: ";") else { return false }
    guard body.first == UInt8(ascii: "#") else { return !body.contains(UInt8(ascii: "#")) }
    let reference = "&\(Substring(body));"
    return unescapedHTML(reference).unicodeScalars.allSatisfy { $0.value >= 0x20 }
      && unescapedHTML(reference) != reference
  }
}

/// Whether a name of HTML is one of XML that belongs to no other vocabulary.
private func isXMLName(_ name: String) -> Bool {
  guard let first = name.utf8.first, isNamePart(first), !(0x30...0x39).contains(first) else { return false }
  return name.utf8.allSatisfy {
    isNamePart($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".")
  }
}

private func isNamePart(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"):
    true
  default: false
  }
}

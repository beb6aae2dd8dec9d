import Documents

extension MarkdownDocument {
  /// The HTML with its holes filled the plain way: no prefix, levels and addresses as written, citations as `[key, p. 3]`.
  var plainHTML: String {
    var output: [UInt8] = []
    html.write(to: &output) { hole, output in output += text(in: hole).utf8 }
    return String(decoding: output, as: UTF8.self)
  }

  private func text(in hole: HTMLFragment.Hole) -> String {
    switch hole {
    case .idPrefix, .paragraph: ""
    case .headingLevel(let level): String(level)
    case .link(let index): plainAddress(links[index].address)
    case .citation(let index):
      "<cite>" + citations[index].items.map { $0.key + ($0.locator.map { ", \($0)" } ?? "") }.joined(separator: "; ")
        + "</cite>"
    case .calloutTitle(let callout): callout.name
    }
  }

  private func plainAddress(_ address: Address) -> String {
    guard case .relative(let text) = address else { return "not a relative address" }
    return escapedAddress(text)
  }
}

/// An address as cmark escapes it: what no address may hold in hexadecimal, `&` and `'` as HTML.
private func escapedAddress(_ text: String) -> String {
  let safe = Set("-_.+!*(),%#@?=;:/$~".utf8)
  return text.utf8.reduce(into: "") { out, byte in
    let scalar = Unicode.Scalar(byte)
    switch scalar {
    case "&": out += "&amp;"
    case "'": out += "&#x27;"
    case "a"..."z", "A"..."Z", "0"..."9": out.unicodeScalars.append(scalar)
    default:
      if safe.contains(byte) {
        out.unicodeScalars.append(scalar)
      } else {
        out += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
  }
}

extension Filter {
  /// Filters between text, HTML, addresses and JSON.
  static let onMarkup: [Filter] = [
    Filter("escape", on: .printable("value")) { .markup($0.html) },
    Filter("forceescape", on: .printable("value")) { .markup(escapedHTML($0.string)) },
    Filter("safe", on: .printable("value")) { .markup($0.string) },
    Filter("striptags", on: .printable("value")) { .text(withoutTags($0.string)) },
    Filter("urlencode", on: .any("value"), body: urlencode),
    Filter("xmlattr", on: .map("value"), .bool("autospace", default: true), body: xmlattr),
    Filter("tojson", on: .any("value"), .optional(.int("indent")), calling: tojson),
  ]
}

/// The words of a piece of HTML: without comments and tags, white space run together, references resolved.
private func withoutTags(_ html: String) -> String {
  let words = cutting(cutting(html, from: "<!--", to: "-->"), from: "<", to: ">")
    .split(whereSeparator: \.isWhitespace)
  return unescapedHTML(words.joined(separator: " "))
}

private func cutting(_ text: String, from start: String, to end: String) -> String {
  let bytes = Array(text.utf8)
  var out: [UInt8] = []
  var position = 0
  while let opening = rangeOfBytes(Array(start.utf8), in: bytes, from: position),
    let closing = rangeOfBytes(Array(end.utf8), in: bytes, from: opening.upperBound)
  {
    out += bytes[position..<opening.lowerBound]
    position = closing.upperBound
  }
  return String(decoding: out + bytes[position...], as: UTF8.self)
}

/// The text with the references resolved that are written by number or stand for `& < > " '` and the unbroken space.
public func unescapedHTML(_ text: String) -> String {
  var out = ""
  var rest = text[...]
  while let start = rest.firstIndex(of: "&") {
    out += rest[..<start]
    rest = rest[start...]
    guard let end = rest.prefix(12).firstIndex(of: ";"), let character = character(for: rest[..<end].dropFirst())
    else {
      out.append(rest.removeFirst())
      continue
    }
    out.append(character)
    rest = rest[rest.index(after: end)...]
  }
  return out + rest
}

private func character(for name: Substring) -> Character? {
  let named: [Substring: Character] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
  ]
  if let character = named[name] { return character }
  guard name.hasPrefix("#") else { return nil }
  let isHex = name.dropFirst().first.map { $0 == "x" || $0 == "X" } ?? false
  let number = isHex ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst())
  return number.flatMap(Unicode.Scalar.init).map(Character.init)
}

/// A text as a part of an address, or a map as the part behind its question mark.
private func urlencode(_ value: Value) throws -> Value {
  switch value {
  case .map(let map):
    return .text(try map.pairs.map { try query($0.key, $0.value) }.joined(separator: "&"))
  case .list(let pairs):
    return .text(
      try pairs.map { pair in
        guard let items = pair.sequence, items.count == 2 else { throw Fault.unpacking(pair, wanted: 2) }
        return try query(try items[0].printed(), items[1])
      }.joined(separator: "&"))
  default: return .text(percentEncoded(try value.printed(), keepingSlashes: true))
  }
}

private func query(_ name: String, _ value: Value) throws(Fault) -> String {
  let parts = [name, try value.printed()].map { part in
    percentEncoded(part, keepingSlashes: false).split(separator: "%20", omittingEmptySubsequences: false)
      .joined(separator: "+")
  }
  return parts.joined(separator: "=")
}

/// RFC 3986, section 2.3: letters, digits and `-._~` stand for themselves.
private func percentEncoded(_ text: String, keepingSlashes: Bool) -> String {
  text.utf8.reduce(into: "") { out, byte in
    let scalar = Unicode.Scalar(byte)
    let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
    if isPlain || "-._~".unicodeScalars.contains(scalar) || (keepingSlashes && scalar == "/") {
      out.unicodeScalars.append(scalar)
    } else {
      out += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
  }
}

/// A map as attributes of a tag; those without a value are left out.
private func xmlattr(_ attributes: ValueMap, _ hasSpace: Bool) throws -> Value {
  var parts: [String] = []
  for (name, value) in attributes.pairs where !value.isNone && !value.isUndefined {
    if name.isEmpty || name.contains(where: { $0.isWhitespace || "/>=\"'<".contains($0) }) {
      throw Fault.attributeName(name)
    }
    parts.append("\(escapedHTML(name))=\"\(try Text(value).html)\"")
  }
  let joined = parts.joined(separator: " ")
  return .markup(joined.isEmpty || !hasSpace ? joined : " " + joined)
}

/// JSON that may stand in a `script` element or an attribute in single quotes.
private func tojson(_ call: Call, _ value: Value, _ indent: Int?) throws -> Value {
  try call.limits.checkText(indent ?? 0, times: 100)
  var writer = JSONWriter(indent: indent.map { max($0, 0) }, limits: call.limits)
  try writer.write(value, depth: 0)
  return .markup(writer.text)
}

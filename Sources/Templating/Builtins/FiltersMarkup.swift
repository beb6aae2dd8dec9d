extension Filter {
  /// Filters between text, HTML, addresses and JSON.
  static let onMarkup: [Filter] = [
    Filter("escape", on: .printed("value")) { .markup($0.html) }.keepingEscapes,
    Filter("forceescape", on: .printed("value")) { .markup(escapedHTML($0.string)) }.keepingEscapes,
    Filter("safe", on: .printed("value")) { .markup($0.string) }.keepingEscapes,
    Filter("striptags", on: .printable("value")) { .text(withoutTags($0.string)) },
    Filter("urlencode", on: .any("value"), body: urlencode).keepingEscapes,
    Filter(
      "urlize", on: .printable("value"), .optional(.int("trim_url_limit")), .bool("nofollow", default: false),
      .optional(.text("target")), .optional(.text("rel")), .optional(.list("extra_schemes")), calling: urlize
    ).keepingEscapes,
    Filter("xmlattr", on: .map("value"), .bool("autospace", default: true), calling: xmlattr).keepingEscapes,
    Filter("tojson", on: .any("value"), .optional(.int("indent")), calling: tojson).keepingEscapes,
  ]
}

/// A text as a part of an address, or a map or pairs as the part behind its question mark.
private func urlencode(_ value: Value) throws -> Value {
  if case .map(let map) = value { return .text(try query(map.items)) }
  guard value.string == nil, let pairs = value.sequence else {
    return .text(percentEncoded(try Text(value).string, keepingSlashes: true))
  }
  return .text(try query(pairs))
}

private func query(_ pairs: some Collection<Value>) throws(Fault) -> String {
  var parts: [String] = []
  for pair in pairs {
    guard let items = pair.sequence, items.count == 2 else { throw .unpacking(pair, wanted: 2) }
    parts.append(queryPart(try Text(items[0]).string) + "=" + queryPart(try Text(items[1]).string))
  }
  return parts.joined(separator: "&")
}

private func queryPart(_ text: String) -> String {
  percentEncoded(text, keepingSlashes: false).split(separator: "%20", omittingEmptySubsequences: false)
    .joined(separator: "+")
}

/// RFC 3986, section 2.3: letters, digits and `-._~` stand for themselves.
private func percentEncoded(_ text: String, keepingSlashes: Bool) -> String {
  let text = text.utf8.contains { $0 >= 0xEF } ? String(text.unicodeScalars.filter { !$0.isNoncharacter }) : text
  let digits = Array("0123456789ABCDEF".utf8)
  var out: [UInt8] = []
  out.reserveCapacity(text.utf8.count)
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
      out.append(byte)
    case UInt8(ascii: "/") where keepingSlashes: out.append(byte)
    default: out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: out, as: UTF8.self)
}

/// A map as attributes of a tag; those without a value are left out.
private func xmlattr(_ call: Call, _ attributes: ValueMap, _ hasSpace: Bool) throws -> Value {
  var parts: [String] = []
  for (key, value) in attributes.pairs where !value.isNone && !value.isUndefined {
    guard let name = key.text, !name.unicodeScalars.contains(where: endsAttributeName) else {
      throw Fault.attributeName(try Text(key.value).string)
    }
    parts.append("\(try Text(key.value).html)=\"\(try Text(value).html)\"")
  }
  let joined = parts.joined(separator: " ")
  return Text(joined.isEmpty || !hasSpace ? joined : " " + joined, isMarkup: call.isEscaping).value
}

/// Whether a character would end the name of an attribute, so that what follows were read as something else.
private func endsAttributeName(_ character: Unicode.Scalar) -> Bool {
  character == " " || (0x09...0x0D).contains(character.value) || "/>=".unicodeScalars.contains(character)
}

/// JSON that may stand in a `script` element or an attribute in single quotes.
private func tojson(_ call: Call, _ value: Value, _ indent: Int?) throws -> Value {
  try call.limits.checkText(indent ?? 0, times: 100)
  var writer = JSONWriter(indent: indent.map { max($0, 0) }, limits: call.limits)
  try writer.write(value, depth: 0)
  return .markup(writer.text)
}

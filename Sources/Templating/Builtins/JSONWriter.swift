/// Writes JSON (RFC 8259) as Jinja does: names sorted, ASCII only, and `< > & '` as escapes, so that it is safe in HTML.
struct JSONWriter {
  /// Spaces for each step inwards; nil puts all on one line.
  let indent: Int?
  let limits: Limits
  private(set) var text = ""

  init(indent: Int?, limits: Limits) {
    self.indent = indent
    self.limits = limits
  }

  mutating func write(_ value: Value, depth: Int) throws(Fault) {
    switch value {
    case .none: text += "null"
    case .bool(let bool): text += bool ? "true" : "false"
    case .int(let int): text += String(int)
    case .double(let double): text += number(double)
    case .text(let string), .markup(let string), .wrapped(let string, _, _): text += quoted(string)
    case .list(let list): try writeList(list, depth: depth)
    case .tuple(let tuple): try writeList(tuple.values, depth: depth)
    case .map(let map): try writeMap(map, depth: depth)
    case .object(let object):
      guard let list = object.sequence else { throw .notJSON(value) }
      try writeList(list, depth: depth)
    case .undefined, .callable: throw .notJSON(value)
    }
    try limits.checkText(bytes: text.utf8.count)
  }

  private mutating func writeList(_ list: some Collection<Value>, depth: Int) throws(Fault) {
    if list.isEmpty { return text += "[]" }
    text += "["
    for (index, item) in list.enumerated() {
      startItem(index, depth: depth + 1)
      try write(item, depth: depth + 1)
    }
    end("]", depth: depth)
  }

  private mutating func writeMap(_ map: ValueMap, depth: Int) throws(Fault) {
    if map.count == 0 { return text += "{}" }
    text += "{"
    for (index, pair) in try sorted(map).enumerated() {
      startItem(index, depth: depth + 1)
      text += quoted(try name(pair.key.value)) + ": "
      try write(pair.value, depth: depth + 1)
    }
    end("}", depth: depth)
  }

  private func sorted(_ map: ValueMap) throws(Fault) -> [(key: MapKey, value: Value)] {
    do {
      return try map.pairs.sorted { try Value.isLess($0.key.value, $1.key.value) }
    } catch let fault as Fault {
      throw fault
    } catch {
      return map.pairs
    }
  }

  /// The name of an entry, which in JSON is a text.
  private func name(_ key: Value) throws(Fault) -> String {
    switch key {
    case .text(let string), .markup(let string), .wrapped(let string, _, _): string
    case .none: "null"
    case .bool(let bool): bool ? "true" : "false"
    case .int(let int): String(int)
    case .double(let double): number(double)
    default: throw .notJSON(key)
    }
  }

  /// As JavaScript writes it, which knows two words that JSON doesn't.
  private func number(_ double: Double) -> String {
    if double.isNaN { return "NaN" }
    return double.isInfinite ? (double < 0 ? "-Infinity" : "Infinity") : double.printed
  }

  private mutating func startItem(_ index: Int, depth: Int) {
    if index > 0 { text += indent == nil ? ", " : "," }
    breakLine(depth)
  }

  private mutating func end(_ bracket: String, depth: Int) {
    breakLine(depth)
    text += bracket
  }

  private mutating func breakLine(_ depth: Int) {
    guard let indent else { return }
    text += "\n" + String(repeating: " ", count: indent * depth)
  }

  private func quoted(_ string: String) -> String {
    string.unicodeScalars.reduce(into: "\"") { out, scalar in
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case "\u{8}": out += "\\b"
      case "\u{C}": out += "\\f"
      case "<", ">", "&", "'": out += escape(scalar)
      case " "..."~": out.unicodeScalars.append(scalar)
      case _ where scalar.isNoncharacter: break
      default: out += escape(scalar)
      }
    } + "\""
  }

  /// `\u003c`; two of them beyond the basic plane.
  private func escape(_ scalar: Unicode.Scalar) -> String {
    UTF16.encode(scalar).map { units in
      units.map { "\\u" + String($0, radix: 16).padded(to: 4, ">", with: "0") }.joined()
    } ?? ""
  }
}

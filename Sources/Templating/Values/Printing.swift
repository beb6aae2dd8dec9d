extension Value {
  /// What `{{ it }}` prints, before escaping: the words of Python's `str`.
  public func printed() throws(Fault) -> String {
    switch self {
    case .text(let string), .markup(let string): return string
    case .undefined: return ""
    case .object(let object):
      guard let text = object.text else { throw .unprintable(self) }
      return text
    case .callable: throw .unprintable(self)
    default: return try quoted()
    }
  }

  /// How it appears inside a printed list: the words of Python's `repr`.
  private func quoted() throws(Fault) -> String {
    switch self {
    case .undefined, .none: return "None"
    case .bool(let bool): return bool ? "True" : "False"
    case .int(let int): return String(int)
    case .double(let double): return double.description
    case .text(let string): return quotation(of: string)
    case .markup(let string): return "Markup(\(quotation(of: string)))"
    case .list(let list): return "[" + (try joined(list) { value throws(Fault) in try value.quoted() }) + "]"
    case .map(let map):
      return "{" + (try joined(map.pairs) { pair throws(Fault) in try quotedPair(pair) }) + "}"
    case .object, .callable: return try printed()
    }
  }
}

private func quotedPair(_ pair: (key: String, value: Value)) throws(Fault) -> String {
  quotation(of: pair.key) + ": " + (try Value.list([pair.value]).printed().dropFirst().dropLast())
}

private func joined<Element>(_ items: [Element], _ text: (Element) throws(Fault) -> String) throws(Fault) -> String {
  var out = ""
  for (index, item) in items.enumerated() { out += (index > 0 ? ", " : "") + (try text(item)) }
  return out
}

/// The text in quotation marks as Python writes it: single ones, unless only they occur in it.
private func quotation(of text: String) -> String {
  let mark: Unicode.Scalar = text.contains("'") && !text.contains("\"") ? "\"" : "'"
  var out = String.UnicodeScalarView([mark])
  for scalar in text.unicodeScalars {
    switch scalar {
    case mark, "\\": out.append(contentsOf: ["\\", scalar])
    case "\n": out.append(contentsOf: "\\n".unicodeScalars)
    case "\r": out.append(contentsOf: "\\r".unicodeScalars)
    case "\t": out.append(contentsOf: "\\t".unicodeScalars)
    default: out.append(scalar)
    }
  }
  out.append(mark)
  return String(out)
}

extension Output {
  /// Writes a value, escaped unless it is HTML or `isEscaped` is off.
  mutating func write(_ value: Value, isEscaped: Bool) throws(Fault) {
    switch value {
    case .text(let string): isEscaped ? appendEscaped(string) : append(string)
    case .markup(let string): append(string)
    case .int(let int): append(int)
    case .undefined: throw .missingValue
    default:
      let string = try value.printed()
      isEscaped ? appendEscaped(string) : append(string)
    }
  }
}

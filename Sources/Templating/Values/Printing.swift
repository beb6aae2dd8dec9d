extension Value {
  /// What `{{ it }}` prints, before escaping: the words of Python's `str`.
  ///
  /// - Throws: a fault if it is undefined, or has no words, such as a macro or an object without a text.
  public func printed() throws(Fault) -> String {
    switch self {
    case .text(let string), .markup(let string): return string
    case .wrapped(let string, let before, let after): return before + string + after
    case .undefined: throw .missingValue
    default: return try represented()
    }
  }

  /// How it appears inside a printed list: the words of Python's `repr`.
  func represented() throws(Fault) -> String {
    switch self {
    case .undefined: throw .missingValue
    case .none: return "None"
    case .bool(let bool): return bool ? "True" : "False"
    case .int(let int): return String(int)
    case .double(let double): return double.printed
    case .text(let string), .wrapped(let string, _, _): return quotation(of: string)
    case .markup(let string): return "Markup(\(quotation(of: string)))"
    case .list(let list): return "[" + (try joined(list)) + "]"
    case .tuple(let tuple): return "(" + (try joined(tuple.values)) + (tuple.values.count == 1 ? ",)" : ")")
    case .map(let map): return try represented(map)
    case .object(let object):
      guard let text = object.text else { throw .unprintable(self) }
      return text
    case .callable: throw .unprintable(self)
    }
  }

  /// A text that is printed in the place of this value: between what this one is printed between.
  func wrapping(_ text: String) -> String {
    if case .wrapped(_, let before, let after) = self { before + text + after } else { text }
  }

  private func joined(_ items: some Collection<Value>) throws(Fault) -> String {
    var out = ""
    for (index, item) in items.enumerated() { out += (index > 0 ? ", " : "") + (try item.represented()) }
    return out
  }

  private func represented(_ map: ValueMap) throws(Fault) -> String {
    var out = "{"
    for (index, (key, value)) in map.pairs.enumerated() {
      out += (index > 0 ? ", " : "") + (try key.value.represented()) + ": " + (try value.represented())
    }
    return out + "}"
  }
}

extension Double {
  /// The fewest digits that mean this number, as Python prints them: with a power of ten from 1e16 on.
  var printed: String {
    guard magnitude >= 0x1p53, magnitude < 1e16 else { return description }
    return String(Int(self)) + ".0"
  }
}

/// The text in quotation marks as Python writes it: single ones, unless only they occur in it.
func quotation(of text: String) -> String {
  let mark: Unicode.Scalar =
    text.utf8.contains(UInt8(ascii: "'")) && !text.utf8.contains(UInt8(ascii: "\"")) ? "\"" : "'"
  var out = String.UnicodeScalarView([mark])
  for scalar in text.unicodeScalars {
    switch scalar {
    case mark, "\\": out.append(contentsOf: ["\\", scalar])
    case "\n": out.append(contentsOf: "\\n".unicodeScalars)
    case "\r": out.append(contentsOf: "\\r".unicodeScalars)
    case "\t": out.append(contentsOf: "\\t".unicodeScalars)
    case _ where !scalar.isPrintable: out.append(contentsOf: escape(scalar).unicodeScalars)
    default: out.append(scalar)
    }
  }
  out.append(mark)
  return String(out)
}

/// A character by its number: `\x1b`, `\u200b`, `\U000e0001`.
func escape(_ scalar: Unicode.Scalar) -> String {
  let digits = String(scalar.value, radix: 16)
  let (letter, width) = scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
  return "\\" + letter + digits.padded(to: width, ">", with: "0")
}

/// A representation with its characters beyond ASCII by their numbers.
func inASCII(_ text: String) -> String {
  String(text.unicodeScalars.flatMap { $0.isASCII ? [$0] : Array(escape($0).unicodeScalars) })
}

extension Output {
  /// Writes a value, escaped unless it is HTML or `isEscaped` is off.
  mutating func write(_ value: consuming Value, isEscaped: Bool) throws(Fault) {
    switch value {
    case .text(let string): isEscaped ? appendEscaped(string) : append(string)
    case .markup(let string): append(string)
    case .int(let int): append(int)
    default:
      // What stands around a text has nothing to escape.
      let string = try value.printed()
      isEscaped ? appendEscaped(string) : append(string)
    }
  }
}

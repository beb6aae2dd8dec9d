import Templating

/// Reads JSON into the values of templates, keeping the order of names; for fixtures, which are right by assumption.
struct JSONReader {
  enum Failure: Error { case unexpected(at: Int) }

  private var rest: Substring.UnicodeScalarView
  private let count: Int

  static func value(of text: String) throws -> Value {
    var reader = JSONReader(text)
    let value = try reader.value()
    reader.skipSpace()
    guard reader.rest.isEmpty else { throw reader.failure }
    return value
  }

  /// The names and values of a map, as a page takes them.
  static func names(in text: String) throws -> [(name: String, value: Value)] {
    let value = try value(of: text)
    guard case .map(let map) = value else { throw Failure.unexpected(at: 0) }
    return Array(zip(map.names, map.values))
  }

  private init(_ text: String) {
    rest = text.unicodeScalars[...]
    count = text.unicodeScalars.count
  }

  private var failure: Failure { .unexpected(at: count - rest.count) }

  private mutating func value() throws -> Value {
    skipSpace()
    switch rest.first {
    case "{": return .map(try map())
    case "[": return .list(try list())
    case "\"": return .text(try string())
    default: return try word()
    }
  }

  private mutating func map() throws -> ValueMap {
    var map = ValueMap()
    rest.removeFirst()
    while !take("}") {
      let name = try string()
      guard take(":") else { throw failure }
      map[name] = try value()
      _ = take(",")
    }
    return map
  }

  private mutating func list() throws -> [Value] {
    var list: [Value] = []
    rest.removeFirst()
    while !take("]") {
      list.append(try value())
      _ = take(",")
    }
    return list
  }

  private mutating func string() throws -> String {
    guard take("\"") else { throw failure }
    var out = String.UnicodeScalarView()
    while let scalar = rest.popFirst(), scalar != "\"" {
      out.append(scalar == "\\" ? try escaped() : scalar)
    }
    return String(out)
  }

  private mutating func escaped() throws -> Unicode.Scalar {
    switch rest.popFirst() {
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "u":
      let digits = rest.prefix(4)
      rest = rest.dropFirst(4)
      guard let scalar = UInt32(String(digits), radix: 16).flatMap(Unicode.Scalar.init) else { throw failure }
      return scalar
    case let scalar?: return scalar
    case nil: throw failure
    }
  }

  private mutating func word() throws -> Value {
    let word = String(rest.prefix { !",]} \n".unicodeScalars.contains($0) })
    rest = rest.dropFirst(word.unicodeScalars.count)
    switch word {
    case "true": return true
    case "false": return false
    case "null": return .none
    default:
      if let int = Int(word) { return .int(int) }
      guard let double = Double(word) else { throw failure }
      return .double(double)
    }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    skipSpace()
    guard rest.first == scalar else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func skipSpace() {
    rest = rest.drop { $0 == " " || $0 == "\n" || $0 == "\t" }
  }
}

/// A value by which others are found: the name of an entry of a map, or what `unique` has seen.
///
/// As in Python, numbers are the same key if they are equal, whatever their kind, and lists and maps are none.
struct MapKey: Hashable, Sendable {
  let value: Value
  /// The fingerprint of a text; 0 for all other values.
  let fingerprint: UInt64

  /// The key that is a text.
  init(_ text: String) {
    value = .text(text)
    fingerprint = Templating.fingerprint(of: text)
  }

  init(_ value: Value) throws(Fault) {
    switch value {
    case .list, .map, .undefined, .callable: throw .unusableKey(value)
    case .tuple(let tuple): for item in tuple.values { _ = try MapKey(item) }
    case .none, .bool, .int, .double, .text, .wrapped, .markup, .object: break
    }
    if case .wrapped(let text, _, _) = value { self.value = .text(text) } else { self.value = value }
    fingerprint = value.string.map(Templating.fingerprint) ?? 0
  }

  /// The characters, if it is a text.
  var text: String? {
    switch value {
    case .text(let string), .markup(let string): string
    default: nil
    }
  }

  static func == (left: MapKey, right: MapKey) -> Bool {
    left.fingerprint == right.fingerprint && Value.isEqual(left.value, right.value)
  }

  /// Whether it is the text of a name.
  func isText(_ name: Name) -> Bool { fingerprint == name.fingerprint && text == name.text }

  func hash(into hasher: inout Hasher) { Self.hash(value, into: &hasher) }

  private static func hash(_ value: Value, into hasher: inout Hasher) {
    switch value {
    case .text(let string), .markup(let string), .wrapped(let string, _, _): hasher.combine(string)
    case .bool(let bool): hasher.combine(bool ? 1 : 0)
    case .int(let int): hasher.combine(int)
    case .double(let double): Int(exactly: double).map { hasher.combine($0) } ?? hasher.combine(double)
    case .tuple(let tuple): for item in tuple.values { hash(item, into: &hasher) }
    case .object(let object): object.hash(into: &hasher)
    case .undefined, .none, .list, .map, .callable: break
    }
  }
}

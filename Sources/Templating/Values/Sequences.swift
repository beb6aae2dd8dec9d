extension Value {
  /// What a loop over it goes through: the values of a list, the names of a map, the characters of a text.
  var sequence: [Value]? {
    switch self {
    case .list(let list): list
    case .map(let map): map.keys.map { .text($0) }
    case .text(let string), .markup(let string): string.map { with(String($0)) }
    case .object(let object): object.sequence
    default: nil
    }
  }

  /// How many values, names or characters it has.
  var length: Int? {
    switch self {
    case .list(let list): list.count
    case .map(let map): map.count
    case .text(let string), .markup(let string): string.count
    case .object(let object): object.sequence?.count
    default: nil
    }
  }

  /// The same kind of text with other characters.
  func with(_ string: String) -> Value {
    if case .markup = self { .markup(string) } else { .text(string) }
  }

  /// A value as the name of a map's entry: names are texts, and numbers stand for their digits.
  static func key(_ value: Value) throws(Fault) -> String {
    switch value {
    case .text(let string), .markup(let string): string
    case .int, .double, .bool, .none: try value.printed()
    default: throw .unusableKey(value)
    }
  }

  /// `self[key]` by position or name; nil if there is nothing of the kind.
  func item(_ key: Value) throws(Fault) -> Value? {
    switch (self, key) {
    case (.map(let map), _): return map[try Value.key(key)]
    case (.object(let object), .text(let name)), (.object(let object), .markup(let name)):
      return Symbol(known: name).flatMap(object.member)
    case (_, .int(let position)):
      guard let items = sequence else { return nil }
      let index = position < 0 ? items.count + position : position
      return items.indices.contains(index) ? items[index] : nil
    default: return nil
    }
  }

  /// `self.name`: a member of an object or an entry of a map; nil if there is no such name.
  func member(_ name: Name) -> Value? {
    var value = self
    return Value.member(name, of: &value)
  }

  /// A member of a value that is looked at where it lies: without `inout` it would be copied, and its references counted.
  @inline(__always)
  static func member(_ name: Name, of value: inout Value) -> Value? {
    switch value {
    case .object(let object): object.member(name.symbol)
    case .map(let map): map[name.text]
    case .callable(let callable): callable.member(name.text)
    default: nil
    }
  }

  /// The names that it has, for "did you mean".
  var names: [String] {
    switch self {
    case .object(let object): object.memberNames
    case .map(let map): map.keys
    case .callable(let callable): callable.memberNames
    default: []
    }
  }

  /// `self[start:stop:step]` as Python cuts lists and texts.
  func slice(_ start: Value, _ stop: Value, _ step: Value) throws(Fault) -> Value {
    let stride = try Value.bound(step) ?? 1
    guard let items = sequence else { throw .unsliceable(self) }
    guard stride != 0 else { throw .sliceStepZero }
    let picked = sliceIndices(items.count, try Value.bound(start), try Value.bound(stop), stride).map { items[$0] }
    guard string != nil else { return .list(picked) }
    return with(picked.compactMap(\.string).joined())
  }

  private static func bound(_ value: Value) throws(Fault) -> Int? {
    switch value {
    case .none: nil
    case .int(let int): int
    default: throw .sliceBound(value)
    }
  }
}

/// A name in a template: its symbol for objects, its text for maps.
struct Name: Sendable {
  let symbol: Symbol
  let text: String

  init(_ text: String) {
    self.text = text
    symbol = Symbol(text)
  }
}

/// The positions that a slice picks out of so many, by the rules of Python's `slice.indices`.
private func sliceIndices(_ count: Int, _ start: Int?, _ stop: Int?, _ step: Int) -> [Int] {
  let (low, high) = step > 0 ? (0, count) : (-1, count - 1)
  func clamp(_ bound: Int?, or standard: Int) -> Int {
    guard let bound else { return standard }
    return min(max(bound < 0 ? bound + count : bound, low), high)
  }
  let first = clamp(start, or: step > 0 ? low : high)
  let last = clamp(stop, or: step > 0 ? high : low)
  return Array(stride(from: first, to: last, by: step))
}

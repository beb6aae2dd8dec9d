/// How one value stands to another; numbers that are no numbers stand to none.
enum Order { case before, same, after }

extension Value {
  /// `left == right`: numbers by size whatever their kind, texts by characters, lists and maps by what they hold.
  static func isEqual(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.undefined, .undefined), (.none, .none): return true
    case (.list(let first), .list(let second)): return first.elementsEqual(second, by: isEqual)
    case (.tuple(let first), .tuple(let second)): return first.values.elementsEqual(second.values, by: isEqual)
    case (.map(let first), .map(let second)): return areEqual(first, second)
    case (.object(let first), .object(let second)): return first.isEqual(to: second)
    case (.int(let first), .int(let second)): return first == second
    default:
      if let first = left.string, let second = right.string { return first == second }
      guard let first = left.number, let second = right.number else { return false }
      return Number.order(first, second) == .same
    }
  }

  /// `left < right`, for two numbers, two texts, two lists or two tuples.
  static func isLess(_ left: Value, _ right: Value) throws(Fault) -> Bool {
    if case (.int(let first), .int(let second)) = (left, right) { return first < second }
    return try order(left, right) == .before
  }

  /// `left <= right`, for what has an order.
  static func isLessOrEqual(_ left: Value, _ right: Value) throws(Fault) -> Bool {
    let order = try order(left, right)
    return order == .before || order == .same
  }

  /// How two values stand to each other that have an order; nil if one is no number, though of that kind.
  static func order(_ left: Value, _ right: Value) throws(Fault) -> Order? {
    if let first = left.number, let second = right.number { return Number.order(first, second) }
    if let first = left.string, let second = right.string { return order(first, second) }
    switch (left, right) {
    case (.list(let first), .list(let second)): return try order(first, second)
    case (.tuple(let first), .tuple(let second)): return try order(first.values, second.values)
    default: throw .incomparable(left, right)
    }
  }

  /// The order of the first two values that differ, or else of the lengths.
  static func order<Values: RandomAccessCollection<Value>>(_ left: Values, _ right: Values) throws(Fault) -> Order? {
    for (one, other) in zip(left, right) where !isEqual(one, other) { return try order(one, other) }
    return Number.order(.int(left.count), .int(right.count))
  }

  /// The order of Python: by the numbers of the characters, whatever the language.
  private static func order(_ left: String, _ right: String) -> Order {
    if left == right { return .same }
    return left.utf8.lexicographicallyPrecedes(right.utf8) ? .before : .after
  }

  /// `needle in self`: a part of a text, a value of a list, a name of a map.
  func contains(_ needle: Value) throws(Fault) -> Bool {
    switch self {
    case .text(let string), .markup(let string), .wrapped(let string, _, _):
      guard let part = needle.string else { throw .needle(needle, in: self) }
      return PartSearch(part.utf8).first(in: Array(string.utf8)) != nil
    case .map(let map): return map[try MapKey(needle)] != nil
    default:
      guard let items = sequence else { throw .needle(needle, in: self) }
      return items.contains { Value.isEqual($0, needle) }
    }
  }

  private static func areEqual(_ left: ValueMap, _ right: ValueMap) -> Bool {
    left.count == right.count
      && left.pairs.allSatisfy { pair in right[pair.key].map { isEqual($0, pair.value) } ?? false }
  }
}

extension Number {
  /// The order of two numbers by their exact size, also where a whole number has more digits than a fraction can hold.
  static func order(_ left: Number, _ right: Number) -> Order? {
    switch (left, right) {
    case (.int(let first), .int(let second)): Self.order(first, second)
    case (.double(let first), .double(let second)): Self.order(first, second)
    case (.int(let first), .double(let second)): Self.order(first, second)
    case (.double(let first), .int(let second)):
      switch Self.order(second, first) {
      case .before: .after
      case .after: .before
      case let order: order
      }
    }
  }

  private static func order<Size: Comparable>(_ left: Size, _ right: Size) -> Order? {
    left < right ? .before : left == right ? .same : left > right ? .after : nil
  }

  private static func order(_ left: Int, _ right: Double) -> Order? {
    guard let whole = Int(exactly: right.rounded(.down)) else { return order(Double(left), right) }
    return left == whole && Double(whole) < right ? .before : order(left, whole)
  }
}

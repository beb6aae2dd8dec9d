extension Value {
  /// `left == right`: numbers by size whatever their kind, texts by characters, lists and maps by what they hold.
  static func isEqual(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.undefined, .undefined), (.none, .none): return true
    case (.list(let first), .list(let second)): return first.elementsEqual(second, by: isEqual)
    case (.map(let first), .map(let second)): return areEqual(first, second)
    case (.object(let first), .object(let second)): return first.isEqual(to: second)
    case (.int(let first), .int(let second)): return first == second
    default: break
    }
    if let first = left.string, let second = right.string { return first == second }
    if let first = left.number, let second = right.number { return first.double == second.double }
    return false
  }

  /// `left < right`, for two numbers, two texts or two lists.
  static func isLess(_ left: Value, _ right: Value) throws(Fault) -> Bool {
    if case (.int(let first), .int(let second)) = (left, right) { return first < second }
    if let first = left.number, let second = right.number { return first.double < second.double }
    if let first = left.string, let second = right.string { return precedes(first, second) }
    guard case (.list(let first), .list(let second)) = (left, right) else { throw .incomparable(left, right) }
    for (one, other) in zip(first, second) where !isEqual(one, other) { return try isLess(one, other) }
    return first.count < second.count
  }

  /// `needle in self`: a part of a text, a value of a list, a name of a map.
  func contains(_ needle: Value) throws(Fault) -> Bool {
    switch self {
    case .text(let string), .markup(let string):
      guard let part = needle.string else { throw .needle(needle, in: self) }
      return rangeOfBytes(Array(part.utf8), in: Array(string.utf8), from: 0) != nil
    case .map(let map): return try map[Value.key(needle)] != nil
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

/// The order of Python: by the numbers of the characters, whatever the language.
private func precedes(_ left: String, _ right: String) -> Bool {
  left.utf8.lexicographicallyPrecedes(right.utf8)
}

/// Where the bytes of `part` first occur at or after an offset.
func rangeOfBytes(_ part: [UInt8], in bytes: [UInt8], from start: Int) -> Range<Int>? {
  guard let first = part.first else { return start <= bytes.count ? start..<start : nil }
  var index = start
  while index + part.count <= bytes.count {
    if bytes[index] == first, bytes[index..<index + part.count].elementsEqual(part) {
      return index..<index + part.count
    }
    index += 1
  }
  return nil
}

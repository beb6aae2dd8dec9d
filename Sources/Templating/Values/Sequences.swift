extension Value {
  /// What a loop over it goes through: the values of a list, the names of a map, the characters of a text.
  ///
  /// A character of HTML by itself is no HTML any more, as in MarkupSafe.
  var sequence: ValueList? {
    switch self {
    case .list(let list): list
    case .tuple(let tuple): ValueList(tuple.values)
    case .map(let map): ValueList(map.keys)
    case .text(let string), .markup(let string), .wrapped(let string, _, _):
      ValueList(string.unicodeScalars.map { .text(String($0)) })
    case .object(let object): object.sequence
    default: nil
    }
  }

  /// How many values, names or characters it has.
  var length: Int? {
    switch self {
    case .list(let list): list.count
    case .tuple(let tuple): tuple.values.count
    case .map(let map): map.count
    case .text(let string), .markup(let string), .wrapped(let string, _, _): string.length
    case .object(let object): object.sequence?.count
    default: nil
    }
  }

  /// The same kind of text with other characters.
  func with(_ string: String) -> Value {
    if case .markup = self { .markup(string) } else { .text(string) }
  }

  /// `self[key]` by position or name; nil if there is nothing of the kind.
  func item(_ key: Value) throws(Fault) -> Value? {
    switch (self, key) {
    case (.map(let map), _): return map[try MapKey(key)]
    case (.object(let object), .text(let name)), (.object(let object), .markup(let name)),
      (.object(let object), .wrapped(let name, _, _)):
      return Symbol(known: name).flatMap(object.member)
    case (.text(let string), .int(let position)), (.markup(let string), .int(let position)),
      (.wrapped(let string, _, _), .int(let position)):
      return character(at: position, of: string).map(with)
    case (_, .bool(let bool)): return try item(.int(bool ? 1 : 0))
    case (_, .int(let position)):
      guard let items = sequence else { return nil }
      let index = position < 0 ? items.count + position : position
      return items.indices.contains(index) ? items[index] : nil
    default: return nil
    }
  }

  /// `self.name`: a member of an object, a value of a tuple with names or an entry of a map; nil if there is no such name.
  func member(_ name: Name) -> Value? {
    var value = self
    return Value.member(name, of: &value)
  }

  /// A member of a value that is looked at where it lies: without `inout` it would be copied, and its references counted.
  @inline(__always)
  static func member(_ name: Name, of value: inout Value) -> Value? {
    switch value {
    case .object(let object): object.member(name.symbol)
    case .map(let map): map.value(of: name)
    case .callable(let callable): callable.member(name.text)
    case .tuple(let tuple): tuple.member(name.symbol)
    default: nil
    }
  }

  /// The names that it has, for "did you mean".
  var names: [String] {
    switch self {
    case .object(let object): object.memberNames
    case .map(let map): map.names
    case .tuple(let tuple): tuple.names.map(\.name)
    case .callable(let callable): callable.memberNames
    default: []
    }
  }

  /// `self[start:stop:step]` as Python cuts lists, tuples and texts.
  func slice(_ start: Value, _ stop: Value, _ step: Value) throws(Fault) -> Value {
    let stride = try Value.bound(step) ?? 1
    guard stride != 0 else { throw .sliceStepZero }
    let (start, stop) = (try Value.bound(start), try Value.bound(stop))
    func picked<Items: RandomAccessCollection<Element>, Element>(_ items: Items) -> [Element] where Items.Index == Int {
      sliceIndices(items.count, start, stop, stride).map { items[$0] }
    }
    switch self {
    case .text(let string), .markup(let string), .wrapped(let string, _, _):
      return with(String(picked(Array(string.unicodeScalars))))
    case .tuple(let tuple): return .tuple(picked(tuple.values))
    case .map: throw .unsliceable(self)
    default:
      guard let items = sequence else { throw .unsliceable(self) }
      return .list(picked(items))
    }
  }

  private static func bound(_ value: Value) throws(Fault) -> Int? {
    switch value {
    case .none: nil
    case .int(let int): int
    case .bool(let bool): bool ? 1 : 0
    default: throw .sliceBound(value)
    }
  }
}

private func character(at position: Int, of text: String) -> String? {
  let index = position < 0 ? text.length + position : position
  return index < 0 ? nil : text.unicodeScalars.dropFirst(index).first.map { String($0) }
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

extension Filter {
  /// Filters that put values in order or find equal ones.
  static let ofOrder: [Filter] = [
    Filter(
      "sort", on: .list("value"), .bool("reverse", default: false), .bool("case_sensitive", default: false),
      .optional(.text("attribute")), body: sort
    ).keepingEscapes,
    Filter(
      "unique", on: .list("value"), .bool("case_sensitive", default: false), .optional(.text("attribute")),
      body: unique
    ).keepingEscapes,
    Filter(
      "groupby", on: .list("value"), .text("attribute"), .any("default", default: .none),
      .bool("case_sensitive", default: false), body: groupby
    ).keepingEscapes,
    Filter(
      "dictsort", on: .map("value"), .bool("case_sensitive", default: false), .text("by", default: "key"),
      .bool("reverse", default: false), body: dictsort
    ).keepingEscapes,
  ]
}

private func sort(_ items: ValueList, _ isReversed: Bool, _ isCaseSensitive: Bool, _ attribute: String?) throws -> Value
{
  let paths = attribute?.split(separator: ",", omittingEmptySubsequences: false).map { AttributePath(String($0)) }
  let keyed = try items.map { item in
    let own = try paths?.map { try $0.value(in: item) } ?? [item]
    let keys = isCaseSensitive ? own : own.map(\.withoutCase)
    return (key: keys.count == 1 ? keys[0] : .list(keys), item: item)
  }
  // Equal keys need no order: two values `none` may stand side by side.
  return .list(try sorted(keyed, isReversed) { try !Value.isEqual($0, $1) && Value.isLess($0, $1) })
}

/// The items by their keys; items with equal keys keep their order, also when sorting downwards, as in Python.
private func sorted(
  _ keyed: [(key: Value, item: Value)], _ isReversed: Bool, _ isBefore: (Value, Value) throws -> Bool
) rethrows -> [Value] {
  try keyed.sorted { left, right in
    isReversed ? try isBefore(right.key, left.key) : try isBefore(left.key, right.key)
  }.map(\.item)
}

private func unique(_ items: ValueList, _ isCaseSensitive: Bool, _ attribute: String?) throws -> Value {
  let path = attribute.map(AttributePath.init)
  var seen: Set<MapKey> = []
  return .list(
    try items.filter { item in
      let own = try path?.value(in: item) ?? item
      return seen.insert(try key(isCaseSensitive ? own : own.withoutCase)).inserted
    })
}

private func key(_ value: Value) throws(Fault) -> MapKey {
  do { return try MapKey(value) } catch { throw .notUnique(value) }
}

private func groupby(
  _ items: ValueList, _ attribute: String, _ standard: Value, _ isCaseSensitive: Bool
) throws -> Value {
  let path = AttributePath(attribute)
  let keyed = try items.map { item in
    let own = try path.value(in: item, or: standard.isNone ? nil : standard)
    return (key: isCaseSensitive ? own : own.withoutCase, own: own, item: item)
  }
  let ordered = try keyed.sorted { try Value.isLess($0.key, $1.key) }
  var groups: [Value] = []
  var start = 0
  for end in ordered.indices.map({ $0 + 1 }) {
    if end < ordered.count, Value.isEqual(ordered[start].key, ordered[end].key) { continue }
    groups.append(.tuple(ValueTuple([ordered[start].own, .list(ordered[start..<end].map(\.item))], names: groupNames)))
    start = end
  }
  return .list(groups)
}

/// What the values of a group can be called.
private let groupNames = [Symbol("grouper"), Symbol("list")]

private func dictsort(_ map: ValueMap, _ isCaseSensitive: Bool, _ by: String, _ isReversed: Bool) throws -> Value {
  guard by == "key" || by == "value" else { throw Fault.dictsortOrder(by) }
  let keyed = zip(map.pairs, map.items).map { pair, item in
    let own = by == "key" ? pair.key.value : pair.value
    return (key: isCaseSensitive ? own : own.withoutCase, item: item)
  }
  return .list(try sorted(keyed, isReversed) { try Value.isLess($0, $1) })
}

extension Value {
  /// The value for a comparison that takes capitals and small letters for the same.
  var withoutCase: Value { string.map { .text($0.lowered) } ?? self }
}

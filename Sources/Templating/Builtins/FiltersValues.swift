extension Filter {
  /// The filters that every template has.
  static let builtins = onText + onMarkup + onNumbers + onLists + ofSelection + onValues

  /// Other names for them.
  static let aliases = [("e", "escape"), ("d", "default"), ("count", "length")]

  /// Filters on values of any kind and on maps.
  private static let onValues: [Filter] = [
    Filter("default", on: .maybe("value"), .any("default_value", default: .text("")), .bool("boolean", default: false))
    {
      value, standard, replacesFalse in
      value.isUndefined || (replacesFalse && !value.isTrue) ? standard : value
    },
    Filter("attr", on: .any("value"), .text("name")) { $0.member(Name($1)) ?? .undefined },
    Filter("items", on: .map("value")) { .list(pairs(of: $0)) },
    Filter(
      "dictsort", on: .map("value"), .bool("case_sensitive", default: false), .text("by", default: "key"),
      .bool("reverse", default: false), body: dictsort),
  ]
}

/// Each name with its value as a list of two.
func pairs(of map: ValueMap) -> [Value] { map.pairs.map { .list([.text($0.key), $0.value]) } }

private func dictsort(_ map: ValueMap, _ isCaseSensitive: Bool, _ by: String, _ isReversed: Bool) throws -> Value {
  guard by == "key" || by == "value" else { throw Fault.dictsortOrder(by) }
  func key(_ pair: (key: String, value: Value)) -> Value {
    let value = by == "key" ? .text(pair.key) : pair.value
    guard !isCaseSensitive, let string = value.string else { return value }
    return .text(string.lowercased())
  }
  let sorted = try map.pairs.sorted { left, right in
    isReversed ? try Value.isLess(key(right), key(left)) : try Value.isLess(key(left), key(right))
  }
  return .list(sorted.map { .list([.text($0.key), $0.value]) })
}

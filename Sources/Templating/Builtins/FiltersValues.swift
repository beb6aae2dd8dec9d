extension Filter {
  /// The filters that every template has.
  static let builtins = onText + onMarkup + onNumbers + onLists + ofOrder + ofSelection + onValues

  /// Other names for them.
  static let aliases = [("e", "escape"), ("d", "default"), ("count", "length")]

  /// Filters on values of any kind and on maps.
  private static let onValues: [Filter] = [
    Filter("default", on: .maybe("value"), .any("default_value", default: .text("")), .bool("boolean", default: false))
    {
      value, standard, replacesFalse in
      value.isUndefined || (replacesFalse && !value.isTrue) ? standard : value
    }.keepingEscapes,
    Filter("attr", on: .any("value"), .text("name"), body: attribute).keepingEscapes,
    Filter("items", on: .maybe("value"), body: items).keepingEscapes,
  ]
}

/// A member by name, which an entry of a map is none.
private func attribute(_ value: Value, _ name: String) -> Value {
  if case .map = value { return .undefined }
  return value.member(Name(name)) ?? .undefined
}

private func items(_ value: Value) throws -> Value {
  switch value {
  case .undefined: .list([])
  case .map(let map): .list(map.items)
  default: throw Fault.itemsKind(value)
  }
}

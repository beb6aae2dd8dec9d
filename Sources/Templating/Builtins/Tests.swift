extension Test {
  /// The tests that every template has.
  static let builtins: [Test] = kinds + comparisons + registered

  /// Other names for them.
  static let aliases = [
    ("==", "eq"), ("equalto", "eq"), ("!=", "ne"), ("<", "lt"), ("lessthan", "lt"), ("<=", "le"), (">", "gt"),
    ("greaterthan", "gt"), (">=", "ge"),
  ]

  /// Tests of what a value is.
  private static let kinds: [Test] = [
    Test("defined", on: .maybe("value")) { !$0.isUndefined },
    Test("undefined", on: .maybe("value")) { $0.isUndefined },
    Test("none", on: .any("value")) { $0.isNone },
    Test("boolean", on: .any("value")) { if case .bool = $0 { true } else { false } },
    Test("true", on: .any("value")) { if case .bool(true) = $0 { true } else { false } },
    Test("false", on: .any("value")) { if case .bool(false) = $0 { true } else { false } },
    Test("integer", on: .any("value")) { if case .int = $0 { true } else { false } },
    Test("float", on: .any("value")) { if case .double = $0 { true } else { false } },
    Test("number", on: .any("value")) { $0.number != nil },
    Test("string", on: .any("value")) { $0.string != nil },
    Test("escaped", on: .any("value")) { if case .markup = $0 { true } else { false } },
    Test("mapping", on: .any("value")) { if case .map = $0 { true } else { false } },
    Test("sequence", on: .any("value")) { $0.sequence != nil },
    Test("iterable", on: .any("value")) { $0.sequence != nil },
    Test("callable", on: .any("value")) { if case .callable = $0 { true } else { false } },
  ]

  /// Tests of what a value is beside others.
  private static let comparisons: [Test] = [
    Test("odd", on: .number("value")) { Value.isEqual(try .remainder($0.value, 2), 1) },
    Test("even", on: .number("value")) { Value.isEqual(try .remainder($0.value, 2), 0) },
    Test("divisibleby", on: .number("value"), .number("num")) { value, number in
      Value.isEqual(try .remainder(value.value, number.value), 0)
    },
    Test("eq", on: .any("value"), .any("other")) { Value.isEqual($0, $1) },
    Test("ne", on: .any("value"), .any("other")) { !Value.isEqual($0, $1) },
    Test("lt", on: .any("value"), .any("other")) { try Value.isLess($0, $1) },
    Test("le", on: .any("value"), .any("other")) { try Value.isLessOrEqual($0, $1) },
    Test("gt", on: .any("value"), .any("other")) { try Value.isLess($1, $0) },
    Test("ge", on: .any("value"), .any("other")) { try Value.isLessOrEqual($1, $0) },
    Test("in", on: .any("value"), .any("list")) { try $1.contains($0) },
    Test("sameas", on: .any("value"), .any("other")) { isSame($0, $1) },
    Test("lower", on: .printable("value")) { $0.string.isLower },
    Test("upper", on: .printable("value")) { $0.string.isUpper },
  ]

  /// Tests of what templates can call.
  private static let registered: [Test] = [
    Test("filter", on: .any("value")) { call, name in try isKnown(name, among: call.registry.filters) },
    Test("test", on: .any("value")) { call, name in try isKnown(name, among: call.registry.tests) },
  ]
}

private func isKnown<Callee>(_ name: Value, among callees: [String: Callee]) throws(Fault) -> Bool {
  try MapKey(name).text.map { callees[$0] != nil } ?? false
}

/// Whether two values are of one kind and equal, so that `1` is not the same as `true` or `1.0`.
private func isSame(_ left: Value, _ right: Value) -> Bool {
  switch (left, right) {
  case (.text, .wrapped), (.wrapped, .text), (.wrapped, .wrapped), (.text, .text), (.markup, .markup), (.int, .int),
    (.double, .double), (.bool, .bool), (.none, .none), (.list, .list), (.tuple, .tuple), (.map, .map),
    (.object, .object):
    Value.isEqual(left, right)
  default: false
  }
}

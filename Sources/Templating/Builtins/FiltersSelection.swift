extension Filter {
  /// Filters that pick from lists or change each of their values.
  static let ofSelection: [Filter] = [
    Filter(
      "map", on: .list("value"), .optional(.filterName("filter")), .rest("arguments"),
      .optional(.text("attribute")), .maybe("default", default: .some(.undefined)), .named("named"), calling: map),
    Filter("select", on: .list("value"), .testName("test", default: ""), .rest("arguments")) {
      call, items, test, rest in
      try selected(call, items, test, rest, wanted: true) { $0 }
    },
    Filter("reject", on: .list("value"), .testName("test", default: ""), .rest("arguments")) {
      call, items, test, rest in
      try selected(call, items, test, rest, wanted: false) { $0 }
    },
    Filter(
      "selectattr", on: .list("value"), .text("attribute"), .testName("test", default: ""), .rest("arguments"),
      calling: { call, items, attribute, test, rest in
        try selected(call, items, attribute, test, rest, wanted: true)
      }),
    Filter(
      "rejectattr", on: .list("value"), .text("attribute"), .testName("test", default: ""), .rest("arguments"),
      calling: { call, items, attribute, test, rest in
        try selected(call, items, attribute, test, rest, wanted: false)
      }),
  ]
}

private func map(
  _ call: Call, _ items: [Value], _ filter: String?, _ arguments: [Value], _ attribute: String?, _ standard: Value,
  _ named: ValueMap
) throws -> Value {
  if let attribute {
    let path = AttributePath(attribute)
    return .list(try items.map { try path.value(in: $0, or: standard.isUndefined ? nil : standard) })
  }
  guard let filter else { throw Fault.mapWithoutFilter }
  let found = try call.registry.filter(filter)
  let given = Arguments(positional: arguments, named: named.pairs.map { ($0.key, $0.value) })
  let bound = try found.signature.bind(given).map(\.value)
  return .list(try items.map { try found.apply(to: $0, bound, call) })
}

/// The items whose value passes a test, or fails it; without a test, whose value is true.
private func selected(
  _ call: Call, _ items: [Value], _ test: String, _ arguments: [Value], wanted: Bool,
  _ value: (Value) throws(Fault) -> Value
) throws(Fault) -> Value {
  if test.isEmpty { return .list(try filtered(items) { item throws(Fault) in try value(item).isTrue == wanted }) }
  let found = try call.registry.test(test)
  let bound = try found.signature.bind(Arguments(positional: arguments)).map(\.value)
  return .list(
    try filtered(items) { item throws(Fault) in
      try found.holds(for: try value(item), bound, call) == wanted
    })
}

private func selected(
  _ call: Call, _ items: [Value], _ attribute: String, _ test: String, _ arguments: [Value], wanted: Bool
) throws(Fault) -> Value {
  let path = AttributePath(attribute)
  let isLenient = call.registry.tests[test]?.input.isLenient ?? false
  return try selected(call, items, test, arguments, wanted: wanted) { item throws(Fault) in
    try path.value(in: item, or: isLenient ? .undefined : nil)
  }
}

private func filtered(_ items: [Value], _ isKept: (Value) throws(Fault) -> Bool) throws(Fault) -> [Value] {
  var kept: [Value] = []
  for item in items where try isKept(item) { kept.append(item) }
  return kept
}

/// The way from a value to another inside it, as filters take it in a text: `place.city`, `countries.0`.
struct AttributePath {
  private enum Step {
    case name(Name)
    case position(Int)

    func value(in value: Value) throws(Fault) -> Value? {
      switch self {
      case .name(let name): value.member(name)
      case .position(let position): try value.item(.int(position))
      }
    }

    func missing(in value: Value) -> Fault {
      switch self {
      case .name(let name): .missingMember(name.text, of: value)
      case .position(let position): .missingItem(.int(position), of: value)
      }
    }
  }

  private let steps: [Step]

  init(_ text: String) {
    steps = text.split(separator: ".").map { step in Int(step).map { .position($0) } ?? .name(Name(String(step))) }
  }

  /// The value at the end of the way; a missing step is a fault unless something may stand in for it.
  func value(in start: Value, or standard: Value? = nil) throws(Fault) -> Value {
    var value = start
    for step in steps {
      guard let next = try step.value(in: value) else {
        guard let standard else { throw step.missing(in: value) }
        return standard
      }
      value = next
    }
    return value
  }
}

extension Filter {
  /// Filters that pick from lists or change each of their values.
  static let ofSelection: [Filter] = [
    Filter(
      "map", on: .listOrNothing("value"), .optional(.filterName("filter")), .rest("arguments"),
      .optional(.text("attribute")), .maybe("default", default: .some(.undefined)), .named("named"), calling: map
    ).keepingEscapes,
    Filter(
      "select", on: .listOrNothing("value"), .testName("test", default: ""), .rest("arguments"), .named("named"),
      calling: { call, items, test, rest, named in
        .list(try selection(call, test, rest, named).picked(from: items, wanted: true))
      }
    ).keepingEscapes,
    Filter(
      "reject", on: .listOrNothing("value"), .testName("test", default: ""), .rest("arguments"), .named("named"),
      calling: { call, items, test, rest, named in
        .list(try selection(call, test, rest, named).picked(from: items, wanted: false))
      }
    ).keepingEscapes,
    Filter(
      "selectattr", on: .listOrNothing("value"), .text("attribute"), .testName("test", default: ""), .rest("arguments"),
      .named("named"),
      calling: { call, items, attribute, test, rest, named in
        .list(try selection(call, test, rest, named, of: attribute).picked(from: items, wanted: true))
      }
    ).keepingEscapes,
    Filter(
      "rejectattr", on: .listOrNothing("value"), .text("attribute"), .testName("test", default: ""), .rest("arguments"),
      .named("named"),
      calling: { call, items, attribute, test, rest, named in
        .list(try selection(call, test, rest, named, of: attribute).picked(from: items, wanted: false))
      }
    ).keepingEscapes,
  ]
}

private func map(
  _ call: Call, _ items: ValueList, _ filter: String?, _ arguments: [Value], _ attribute: String?, _ standard: Value,
  _ named: ValueMap
) throws -> Value {
  guard let filter else {
    guard let attribute else { throw Fault.mapWithoutFilter }
    let path = AttributePath(attribute)
    return .list(try items.map { try path.value(in: $0, or: standard.isUndefined ? nil : standard) })
  }
  let found = try call.registry.filter(filter)
  var given = Arguments(positional: arguments, named: named.named)
  if let attribute { given.named.append(("attribute", .text(attribute))) }
  if !standard.isUndefined { given.named.append(("default", standard)) }
  let bound = try found.signature.bind(given).map(\.value)
  return .list(try items.map { try found.apply(to: $0, bound, call) })
}

/// How `select` and its like choose: by a test of the values, or of a member of each.
private struct Selection {
  let call: Call
  /// The test with its arguments; without one, what counts as true passes.
  let test: (test: Test, arguments: [Value])?
  let path: AttributePath?

  func picked(from items: ValueList, wanted: Bool) throws(Fault) -> [Value] {
    var picked: [Value] = []
    for item in items where try passes(item) == wanted { picked.append(item) }
    return picked
  }

  private func passes(_ item: Value) throws(Fault) -> Bool {
    let isLenient = test?.test.input.isLenient ?? false
    let value = try path?.value(in: item, or: isLenient ? .undefined : nil) ?? item
    guard let (test, arguments) = test else { return value.isTrue }
    return try test.holds(for: value, arguments, call)
  }
}

private func selection(
  _ call: Call, _ test: String, _ arguments: [Value], _ named: ValueMap, of attribute: String? = nil
) throws(Fault) -> Selection {
  let path = attribute.map(AttributePath.init)
  if test.isEmpty { return Selection(call: call, test: nil, path: path) }
  let found = try call.registry.test(test)
  let bound = try found.signature.bind(Arguments(positional: arguments, named: named.named)).map(\.value)
  return Selection(call: call, test: (found, bound), path: path)
}

extension ValueMap {
  /// The entries as named arguments.
  fileprivate var named: [(name: String, argument: Value)] { zip(names, values).map { ($0, $1) } }
}

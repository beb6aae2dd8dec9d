import Synchronization

extension Function {
  /// The functions that every template has.
  static let builtins: [Function] = [
    Function("range", .int("start"), .optional(.int("stop")), .optional(.int("step")), calling: range),
    Function("dict", .rest("entries"), .named("more"), body: dict),
    Function("namespace", .rest("members"), .named("more")) { members, more in
      .object(try Namespace(try map(of: members, and: more, for: "namespace")))
    },
    Function("cycler", .rest("values")) { values in .object(try Cycler(values)) },
    Function("joiner", .any("sep", default: .text(", "))) { separator in joiner(separator) },
  ]
}

private func dict(_ entries: [Value], _ more: ValueMap) throws -> Value {
  .map(try map(of: entries, and: more, for: "dict"))
}

/// A map of another map or of pairs, if either is given, and of named values.
private func map(of entries: [Value], and more: ValueMap, for callee: String) throws(Fault) -> ValueMap {
  guard entries.count < 2 else { throw .mapOfSeveral(callee) }
  var map = try entries.first.map { entries throws(Fault) in try ValueMap(of: entries) } ?? ValueMap()
  for (key, value) in more.pairs { map[key] = value }
  return map
}

extension ValueMap {
  /// The map that a value is, or that is made of the pairs in it.
  fileprivate init(of entries: Value) throws(Fault) {
    if case .map(let map) = entries {
      self = map
      return
    }
    guard let pairs = entries.sequence else { throw .notIterable(entries) }
    self.init()
    for pair in pairs {
      guard let items = pair.sequence, items.count == 2 else { throw .unpacking(pair, wanted: 2) }
      self[try MapKey(items[0])] = items[1]
    }
  }
}

/// `range(stop)`, `range(start, stop)` or `range(start, stop, step)`.
private func range(_ call: Call, _ first: Int, _ second: Int?, _ third: Int?) throws -> Value {
  let start = second == nil ? 0 : first
  let stop = second ?? first
  let step = third ?? 1
  guard step != 0 else { throw Fault.rangeStepZero }
  let span = step > 0 ? stop.subtractingReportingOverflow(start) : start.subtractingReportingOverflow(stop)
  let count = span.overflow ? Int.max : max(span.partialValue, 0) / Int(clamping: step.magnitude)
  try call.limits.checkList(count: count)
  return .list(stride(from: start, to: stop, by: step).map { .int($0) })
}

/// A function that gives nothing the first time, and then the separator.
private func joiner(_ separator: Value) -> Value {
  let turn = Turn()
  return .callable(Function("joiner") { turn.next() == 0 ? "" : separator })
}

/// Counts how often something was asked.
private final class Turn: Sendable {
  private let count = Mutex(0)

  var current: Int { count.withLock { $0 } }

  func next() -> Int {
    count.withLock { count in
      defer { count &+= 1 }
      return count
    }
  }

  func reset() { count.withLock { $0 = 0 } }
}

/// What `cycler` makes: values that come round again and again.
private struct Cycler: ValueHolder {
  let values: [Value]
  let turn = Turn()

  private static let members = MemberTable<Cycler>(
    "cycler",
    [
      Member("current") { $0.values[$0.turn.current % $0.values.count] },
      Member("next") { cycler in
        .callable(Function("next") { cycler.values[cycler.turn.next() % cycler.values.count] })
      },
      Member("reset") { cycler in
        .callable(
          Function("reset") {
            cycler.turn.reset()
            return .none
          })
      },
    ])

  init(_ values: [Value]) throws(Fault) {
    if values.isEmpty { throw .cyclerWithoutValues }
    self.values = values
  }

  var typeName: String { Self.members.typeName }

  var memberNames: [String] { Self.members.names }

  func member(_ name: Symbol) -> Value? { Self.members.value(of: name, in: self) }

  func isKeepable(depth: Int) -> Bool { Value.areKeepable(values, depth: depth) }
}

/// What `namespace` makes: the one thing whose members a template can set, also from inside a loop.
///
/// It holds nothing that could hold it, so that no rendering leaves a circle of values behind, and nothing so deep that
/// walking it would overflow the stack.
final class Namespace: ValueHolder {
  private let members: Mutex<ValueMap>

  init(_ members: ValueMap) throws(Fault) {
    if !members.values.allSatisfy(\.isKeepable) { throw .unkeepable }
    self.members = Mutex(members)
  }

  var typeName: String { "namespace" }

  var memberNames: [String] { members.withLock { $0.names } }

  func member(_ name: Symbol) -> Value? { members.withLock { $0[name.name] } }

  func member(_ name: String) -> Value? { members.withLock { $0[name] } }

  func isEqual(to other: any TemplateObject) -> Bool { other as? Namespace === self }

  func isKeepable(depth: Int) -> Bool { false }

  func set(_ name: String, to value: Value) throws(Fault) {
    if !value.isKeepable { throw .unkeepable }
    members.withLock { $0[name] = value }
  }
}

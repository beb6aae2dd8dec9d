import Synchronization

/// The `loop` of one turn as a value, for macros and includes.
struct LoopObject: TemplateObject {
  let state: LoopState
  let lastValues: LastValues

  private static let symbols = LoopProperty.allCases.map { (symbol: Symbol($0.rawValue), property: $0) }
  private static let cycle = Symbol("cycle")
  private static let changed = Symbol("changed")

  var typeName: String { "loop" }

  var memberNames: [String] { LoopProperty.allCases.map(\.rawValue) + ["cycle", "changed"] }

  func member(_ name: Symbol) -> Value? {
    switch name {
    case Self.cycle: function("cycle", cycle)
    case Self.changed: function("changed") { .bool(lastValues.change(to: $0)) }
    default: Self.symbols.first { $0.symbol == name }.map { state.property($0.property) }
    }
  }

  private func function(_ name: String, _ body: @escaping @Sendable ([Value]) throws(Fault) -> Value) -> Value {
    .callable(Callable(Function(name, .rest("values")) { values in try body(values) }))
  }

  private func cycle(_ values: [Value]) throws(Fault) -> Value {
    if values.isEmpty { throw .cycleWithoutValues }
    return values[state.index % values.count]
  }
}

/// The values that `loop.changed` was given in the last turn, shared by all that know the loop.
final class LastValues: Sendable {
  private let values = Mutex<[Value]?>(nil)

  /// Whether the values differ from the last ones, in whose place they come.
  ///
  /// What could hold the loop itself is not remembered and always counts as changed, so that no rendering leaves a
  /// circle of values behind.
  func change(to new: [Value]) -> Bool {
    let isKeepable = new.allSatisfy(\.isKeepable)
    return values.withLock { last in
      defer { last = isKeepable ? new : nil }
      return !(last?.elementsEqual(new, by: Value.isEqual) ?? false)
    }
  }
}

/// A recursive loop at one level: its code, what that sees, and how deep it is.
final class Recursion: Sendable {
  let loop: Macro
  /// How many loops of the same code lie around it.
  let depth: Int

  init(_ loop: Macro, depth: Int) {
    self.loop = loop
    self.depth = depth
  }
}

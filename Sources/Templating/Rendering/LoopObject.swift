/// The `loop` of one turn as a value, for macros and includes.
struct LoopObject: ValueHolder {
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

  func isKeepable(depth: Int) -> Bool { false }

  private func function(_ name: String, _ body: @escaping @Sendable ([Value]) throws(Fault) -> Value) -> Value {
    .callable(Function(name, .rest("values")) { values in try body(values) })
  }

  private func cycle(_ values: [Value]) throws(Fault) -> Value {
    if values.isEmpty { throw .cycleWithoutValues }
    return values[state.index % values.count]
  }
}

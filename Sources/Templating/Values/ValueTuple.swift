/// Values that belong together: `("Geneva", 8)`, an entry of a map, a group of `groupby`.
public struct ValueTuple: Sendable {
  /// The values in order.
  public let values: [Value]
  /// What the values can be called, if they have names.
  let names: [Symbol]

  /// Makes a tuple of values without names.
  public init(_ values: [Value]) { self.init(values, names: []) }

  init(_ values: [Value], names: [Symbol]) {
    self.values = values
    self.names = names
  }

  /// The value of a name.
  func member(_ name: Symbol) -> Value? { names.firstIndex(of: name).map { values[$0] } }
}

extension Value {
  /// A tuple of values without names.
  static func tuple(_ values: [Value]) -> Value { .tuple(ValueTuple(values)) }
}

/// Values by name, in the order in which they were set.
///
/// The names lie apart from the values: looking for one compares numbers and touches no value.
struct Variables {
  private(set) var symbols: [Symbol] = []
  private(set) var values: [Value] = []

  var count: Int { symbols.count }

  func value(of symbol: Symbol) -> Value? { symbols.lastIndex(of: symbol).map { values[$0] } }

  mutating func append(_ symbol: Symbol, _ value: Value) {
    symbols.append(symbol)
    values.append(value)
  }

  /// Sets a variable that was added at a place or later, or adds it.
  mutating func set(_ symbol: Symbol, to value: Value, from start: Int) {
    if let index = symbols[start...].firstIndex(of: symbol) { values[index] = value } else { append(symbol, value) }
  }

  /// Those that were added at a place or later, as far as they are wanted.
  func suffix(from start: Int, where isWanted: (Symbol) -> Bool) -> Variables {
    var wanted = Variables()
    for index in symbols.indices[start...] where isWanted(symbols[index]) {
      wanted.append(symbols[index], values[index])
    }
    return wanted
  }
}

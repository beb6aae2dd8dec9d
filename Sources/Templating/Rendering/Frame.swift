/// Where a rendering is within one piece of code.
struct Frame {
  let code: Code
  /// Where its locals begin on the stack.
  let base: Int
  /// Where its loops begin.
  let loopBase: Int
  /// The scope in which it looks up names that are no locals.
  let scope: Int
  /// How many templates of the scope's lineage lie before the one that this block is from.
  let generation: Int
  /// The number of the next instruction.
  var counter = 0
}

/// The variables of one run of a template, and the templates that it is made of.
struct Scope {
  /// The template that was asked for, the one that it extends, and so on.
  var lineage: [Int]
  /// Variables, of which the last of a name counts; the first ones were there before the template ran.
  private(set) var variables: Variables
  private let inherited: Int

  init(lineage: [Int], variables: Variables = Variables()) {
    self.lineage = lineage
    self.variables = variables
    inherited = variables.count
  }

  func value(of symbol: Symbol) -> Value? { variables.value(of: symbol) }

  mutating func set(_ symbol: Symbol, to value: Value) { variables.set(symbol, to: value, from: inherited) }

  /// What the template itself has defined, as far as it is wanted.
  func own(where isWanted: (Symbol) -> Bool) -> Variables { variables.suffix(from: inherited, where: isWanted) }
}

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
  private(set) var variables: [(symbol: Symbol, value: Value)]
  private let inherited: Int

  init(lineage: [Int], variables: [(symbol: Symbol, value: Value)] = []) {
    self.lineage = lineage
    self.variables = variables
    inherited = variables.count
  }

  func value(of symbol: Symbol) -> Value? {
    variables.last { $0.symbol == symbol }?.value
  }

  mutating func set(_ symbol: Symbol, to value: Value) {
    if let index = variables[inherited...].firstIndex(where: { $0.symbol == symbol }) {
      variables[index].value = value
    } else {
      variables.append((symbol, value))
    }
  }

  /// What the template itself has defined.
  var own: ArraySlice<(symbol: Symbol, value: Value)> { variables[inherited...] }
}

/// One loop that is running.
struct LoopState {
  let items: [Value]
  /// The position of the present value; -1 before the first.
  var index = -1
  /// The values that `loop.changed` was given in the last turn, once somebody asks.
  var lastValues: LastValues?
  /// What `loop(children)` runs.
  var recursion: Recursion?
  /// The values that fitted the loop's condition so far.
  var kept: [Value] = []

  init(_ items: [Value]) { self.items = items }

  /// What `loop.name` is.
  func property(_ property: LoopProperty) -> Value {
    switch property {
    case .index: .int(index + 1)
    case .index0: .int(index)
    case .revindex: .int(items.count - index)
    case .revindex0: .int(items.count - index - 1)
    case .first: .bool(index == 0)
    case .last: .bool(index == items.count - 1)
    case .length: .int(items.count)
    case .previtem: index > 0 ? items[index - 1] : .undefined
    case .nextitem: index + 1 < items.count ? items[index + 1] : .undefined
    case .depth: .int((recursion?.depth ?? 0) + 1)
    case .depth0: .int(recursion?.depth ?? 0)
    }
  }

  /// What remembers the values of the last turn for all that know the loop.
  mutating func remembering() -> LastValues {
    let values = lastValues ?? LastValues()
    lastValues = values
    return values
  }
}

/// What `import` gives: the macros and variables of another template.
struct ModuleObject: TemplateObject {
  let members: [(symbol: Symbol, value: Value)]

  var typeName: String { "template" }

  var memberNames: [String] { members.map(\.symbol.name) }

  func member(_ name: Symbol) -> Value? { members.last { $0.symbol == name }?.value }
}

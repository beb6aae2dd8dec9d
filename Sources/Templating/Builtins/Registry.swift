/// All that templates can call by name.
struct Registry: Sendable {
  private(set) var filters: [String: Filter] = [:]
  private(set) var tests: [String: Test] = [:]
  private(set) var functions: [(symbol: Symbol, value: Value)] = []

  /// Makes the registry of what every template has.
  init() {
    for filter in Filter.builtins { add(filter) }
    for (alias, name) in Filter.aliases { filters[alias] = filters[name] }
    for test in Test.builtins { add(test) }
    for (alias, name) in Test.aliases { tests[alias] = tests[name] }
    for function in Function.builtins { add(function) }
  }

  mutating func add(_ filter: Filter) { filters[filter.name] = filter }

  mutating func add(_ test: Test) { tests[test.name] = test }

  mutating func add(_ function: Function) {
    let symbol = Symbol(function.name)
    functions.removeAll { $0.symbol == symbol }
    functions.append((symbol, .callable(function)))
  }

  /// The function of a name, if there is one.
  func function(_ name: String) -> Function? {
    guard let symbol = Symbol(known: name),
      case .callable(let callable)? = functions.first(where: { $0.symbol == symbol })?.value
    else { return nil }
    return callable as? Function
  }

  func filter(_ name: String) throws(Fault) -> Filter {
    guard let filter = filters[name] else { throw .unknownFilter(name, known: filters.keys.sorted()) }
    return filter
  }

  func test(_ name: String) throws(Fault) -> Test {
    guard let test = tests[name] else { throw .unknownTest(name, known: tests.keys.sorted()) }
    return test
  }
}

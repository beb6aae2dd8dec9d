import Diagnostics

/// Operators, filters and tests.
extension Renderer {
  mutating func compute(_ step: Instruction.Compute, _ code: Code) throws(Fault) {
    switch step {
    case .unary(let sign): stack.append(try compute(sign, pop()))
    case .binary(let sign):
      let right = pop()
      stack.append(try compute(sign, pop(), right))
    case .comparison(let comparison):
      let right = pop()
      stack.append(.bool(try holds(comparison, pop(), right)))
    case .comparisonInChain(let comparison, let otherwise): try compareInChain(comparison, otherwise)
    case .join(let count, let isEscaping):
      stack.append(try .join(pop(count), isEscaping: isEscaping, within: call.limits))
    case .list(let count): stack.append(.list(pop(count)))
    case .tuple(let count): stack.append(.tuple(pop(count)))
    case .map(let count): try makeMap(count)
    case .filter(let number): try apply(code.pool.filters[number])
    case .test(let number): try apply(code.pool.tests[number])
    }
  }

  private func compute(_ sign: UnaryOperator, _ value: Value) throws(Fault) -> Value {
    switch sign {
    case .minus: try value.negated()
    case .plus: try value.affirmed()
    case .not: .bool(!value.isTrue)
    }
  }

  private func compute(_ sign: BinaryOperator, _ left: Value, _ right: Value) throws(Fault) -> Value {
    switch sign {
    case .add: try .add(left, right, within: call.limits)
    case .subtract: try .subtract(left, right)
    case .multiply: try .multiply(left, right, within: call.limits)
    case .divide: try .divide(left, right)
    case .floorDivide: try .divideRoundingDown(left, right)
    case .remainder: try remainder(left, right)
    case .power: try .raise(left, right)
    }
  }

  /// `%` fills in a text if there is one on its left.
  private func remainder(_ left: Value, _ right: Value) throws(Fault) -> Value {
    guard left.string != nil else { return try .remainder(left, right) }
    return try formatted(Text(left), with: right, limits: call.limits)
  }

  private func holds(_ comparison: Comparison, _ left: Value, _ right: Value) throws(Fault) -> Bool {
    switch comparison {
    case .equal: Value.isEqual(left, right)
    case .notEqual: !Value.isEqual(left, right)
    case .less: try Value.isLess(left, right)
    case .greater: try Value.isLess(right, left)
    case .lessOrEqual: try Value.isLessOrEqual(left, right)
    case .greaterOrEqual: try Value.isLessOrEqual(right, left)
    case .contained: try right.contains(left)
    case .notContained: try !right.contains(left)
    }
  }

  private mutating func compareInChain(_ comparison: Comparison, _ otherwise: Int) throws(Fault) {
    let right = pop()
    if try holds(comparison, pop(), right) {
      stack.append(right)
    } else {
      stack.append(false)
      frame.counter = otherwise
    }
  }

  private mutating func makeMap(_ count: Int) throws(Fault) {
    let flat = pop(count * 2)
    var map = ValueMap()
    for index in stride(from: 0, to: flat.count, by: 2) { map[try MapKey(flat[index])] = flat[index + 1] }
    stack.append(.map(map))
  }

  private mutating func apply(_ site: Pool.FilterSite) throws(Fault) {
    let arguments = try take(site.arguments, for: site.filter.signature)
    call.isEscaping = site.isEscaping
    let result = try site.filter.apply(to: pop(), arguments, call)
    if result.isUndefined, !site.isLenient { throw .emptyResult(of: site.filter.name) }
    stack.append(result)
  }

  private mutating func apply(_ site: Pool.TestSite) throws(Fault) {
    let arguments = try take(site.arguments, for: site.test.signature)
    stack.append(.bool(try site.test.holds(for: pop(), arguments, call)))
  }

  private mutating func take(_ arguments: Pool.SiteArguments, for signature: Signature) throws(Fault) -> [Value] {
    switch arguments {
    case .onStack(let count): pop(count)
    case .constant(let values): values
    case .unpacked(let shape): try signature.bind(try popArguments(shape)).map(\.value)
    }
  }
}

import Diagnostics

extension Expression {
  /// Stands for what could not be read.
  static var invalid: Expression { Expression(.invalid, 0..<0) }

  /// Names that can't be given a value.
  static let reservedNames: Set<String> = [
    "true", "false", "none", "True", "False", "None", "and", "or", "not", "in", "is", "if", "else", "elif",
  ]
}

/// Expressions by rising strength of their operators, as Jinja orders them.
extension Parser {
  /// An expression that may be several with commas between them, which make a tuple.
  mutating func parseTuple(allowingConditional: Bool = true) throws(Failure) -> Expression {
    let start = currentRange.lowerBound
    let first = allowingConditional ? try parseExpression() : try parseOr()
    guard current == .sign(.comma) else { return first }
    var items = [first]
    while take(.comma), !endsTuple {
      items.append(allowingConditional ? try parseExpression() : try parseOr())
    }
    return try make(.tuple(items), from: start)
  }

  private var endsTuple: Bool {
    current.endsTag || current == .sign(.closeParenthesis) || current == .name("if")
  }

  /// An expression of any kind.
  mutating func parseExpression() throws(Failure) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw failure(.tooDeep(limit: Self.deepest), at: currentRange) }
    let start = currentRange.lowerBound
    var value = try parseOr()
    while take("if") {
      let condition = try parseOr()
      let otherwise = take("else") ? try parseExpression() : nil
      value = try make(.conditional(value, condition: condition, otherwise: otherwise), from: start)
    }
    return value
  }

  mutating func parseOr() throws(Failure) -> Expression {
    let start = currentRange.lowerBound
    var left = try parseAnd()
    while take("or") { left = try make(.or(left, try parseAnd()), from: start) }
    return left
  }

  private mutating func parseAnd() throws(Failure) -> Expression {
    let start = currentRange.lowerBound
    var left = try parseNot()
    while take("and") { left = try make(.and(left, try parseNot()), from: start) }
    return left
  }

  private mutating func parseNot() throws(Failure) -> Expression {
    let start = currentRange.lowerBound
    guard take("not") else { return try parseComparison() }
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw failure(.tooDeep(limit: Self.deepest), at: currentRange) }
    return try make(.unary(.not, try parseNot()), from: start)
  }

  private mutating func parseComparison() throws(Failure) -> Expression {
    let start = currentRange.lowerBound
    let left = try parseSum()
    var rights: [(comparison: Comparison, right: Expression)] = []
    while let comparison = takeComparison() { rights.append((comparison, try parseSum())) }
    return rights.isEmpty ? left : try make(.comparison(left, rights), from: start)
  }

  private mutating func takeComparison() -> Comparison? {
    if case .sign(let sign) = current, let comparison = Comparison(sign) {
      advance()
      return comparison
    }
    if take("in") { return .contained }
    guard current == .name("not"), tokens[position + 1].kind == .name("in") else { return nil }
    position += 2
    return .notContained
  }

  private mutating func parseSum() throws(Failure) -> Expression {
    try parseChain(BinaryOperator.sum) { parser throws(Failure) in try parser.parseJoin() }
  }

  private mutating func parseJoin() throws(Failure) -> Expression {
    let start = currentRange.lowerBound
    var items = [try parseProduct()]
    while take(.join) { items.append(try parseProduct()) }
    return items.count == 1 ? items[0] : try make(.join(items), from: start)
  }

  private mutating func parseProduct() throws(Failure) -> Expression {
    try parseChain(BinaryOperator.product) { parser throws(Failure) in
      try parser.parseChain(BinaryOperator.power) { parser throws(Failure) in try parser.parseUnary() }
    }
  }

  /// Operands with operators of one strength between them, taken from the left.
  private mutating func parseChain(
    _ operation: (Sign) -> BinaryOperator?, _ operand: (inout Parser) throws(Failure) -> Expression
  ) throws(Failure) -> Expression {
    let start = currentRange.lowerBound
    var left = try operand(&self)
    while case .sign(let sign) = current, let binary = operation(sign) {
      advance()
      left = try make(.binary(binary, left, try operand(&self)), from: start)
    }
    return left
  }

  private mutating func parseUnary(withFilters: Bool = true) throws(Failure) -> Expression {
    let start = currentRange.lowerBound
    var value: Expression
    if current == .sign(.minus) || current == .sign(.plus) {
      let sign: UnaryOperator = current == .sign(.minus) ? .minus : .plus
      advance()
      depth += 1
      defer { depth -= 1 }
      guard depth <= Self.deepest else { throw failure(.tooDeep(limit: Self.deepest), at: currentRange) }
      value = try make(.unary(sign, try parseUnary(withFilters: false)), from: start)
    } else {
      value = try parsePostfix(try parsePrimary())
    }
    return withFilters ? try parseOperations(on: value) : value
  }

  /// An expression from `start` to the token before this one, unless it is too deep.
  ///
  /// Mutating, so that it looks at the parser after its argument has been parsed.
  mutating func make(_ kind: Expression.Kind, from start: Int) throws(Failure) -> Expression {
    let end = position > 0 ? tokens[position - 1].range.upperBound : start
    let expression = Expression(kind, start..<max(start, end))
    guard expression.depth <= Self.deepest * 2 else {
      throw failure(.tooDeep(limit: Self.deepest * 2), at: expression.range)
    }
    return expression
  }
}

/// The operators of one strength.
extension BinaryOperator {
  fileprivate static func sum(_ sign: Sign) -> BinaryOperator? {
    switch sign {
    case .plus: .add
    case .minus: .subtract
    default: nil
    }
  }

  fileprivate static func product(_ sign: Sign) -> BinaryOperator? {
    switch sign {
    case .times: .multiply
    case .divide: .divide
    case .floorDivide: .floorDivide
    case .remainder: .remainder
    default: nil
    }
  }

  fileprivate static func power(_ sign: Sign) -> BinaryOperator? { sign == .power ? .power : nil }
}

extension Comparison {
  fileprivate init?(_ sign: Sign) {
    switch sign {
    case .equal: self = .equal
    case .notEqual: self = .notEqual
    case .less: self = .less
    case .lessOrEqual: self = .lessOrEqual
    case .greater: self = .greater
    case .greaterOrEqual: self = .greaterOrEqual
    default: return nil
    }
  }
}

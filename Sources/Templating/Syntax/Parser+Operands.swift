import Diagnostics

/// What operators stand between: names, literals, and what is written right behind them.
extension Parser {
  mutating func parsePrimary() throws(Failure) -> Expression {
    let start = currentRange.lowerBound
    switch current {
    case .name(let name): return try parseName(name)
    case .string: return try parseString()
    case .int(let int): return try literal(.int(int), from: start)
    case .double(let double): return try literal(.double(double), from: start)
    case .sign(.openParenthesis): return try parseParenthesized()
    case .sign(.openBracket): return try parseList()
    case .sign(.openBrace): return try parseMap()
    default: throw unexpected("a value")
    }
  }

  private mutating func literal(_ value: Value, from start: Int) throws(Failure) -> Expression {
    advance()
    return try make(.literal(value), from: start)
  }

  private mutating func parseName(_ name: String) throws(Failure) -> Expression {
    let start = currentRange.lowerBound
    switch name {
    case "true", "True": return try literal(.bool(true), from: start)
    case "false", "False": return try literal(.bool(false), from: start)
    case "none", "None": return try literal(.none, from: start)
    case _ where Expression.reservedNames.contains(name): throw unexpected("a value")
    default:
      advance()
      return try make(.name(name), from: start)
    }
  }

  /// One text, or several side by side, which are one.
  private mutating func parseString() throws(Failure) -> Expression {
    let start = currentRange.lowerBound
    var text = ""
    while case .string(let part) = current {
      text += part
      advance()
    }
    return try make(.literal(.text(text)), from: start)
  }

  private mutating func parseParenthesized() throws(Failure) -> Expression {
    let start = currentRange.lowerBound
    advance()
    if take(.closeParenthesis) { return try make(.tuple([]), from: start) }
    let value = try parseTuple()
    try expect(.closeParenthesis)
    return value
  }

  private mutating func parseList() throws(Failure) -> Expression {
    let start = currentRange.lowerBound
    advance()
    var items: [Expression] = []
    while !take(.closeBracket) {
      if !items.isEmpty { try expectComma(or: .closeBracket) }
      if take(.closeBracket) { break }
      items.append(try parseExpression())
    }
    return try make(.list(items), from: start)
  }

  private mutating func parseMap() throws(Failure) -> Expression {
    let start = currentRange.lowerBound
    advance()
    var pairs: [(key: Expression, value: Expression)] = []
    while !take(.closeBrace) {
      if !pairs.isEmpty { try expectComma(or: .closeBrace) }
      if take(.closeBrace) { break }
      let key = try parseExpression()
      try expect(.colon)
      pairs.append((key, try parseExpression()))
    }
    return try make(.map(pairs), from: start)
  }
}

/// What is written right behind an operand.
extension Parser {
  /// Members, items and calls.
  mutating func parsePostfix(_ operand: Expression) throws(Failure) -> Expression {
    var value = operand
    let start = operand.range.lowerBound
    while true {
      switch current {
      case .sign(.dot): value = try parseMember(of: value, from: start)
      case .sign(.openBracket): value = try parseItem(of: value, from: start)
      case .sign(.openParenthesis): value = try make(.call(value, try parseInvocation()), from: start)
      default: return value
      }
    }
  }

  /// Filters and tests.
  mutating func parseOperations(on operand: Expression) throws(Failure) -> Expression {
    var value = operand
    let start = operand.range.lowerBound
    while true {
      if take(.pipe) {
        value = try make(.filter(value, try parseOperation("the name of a filter")), from: start)
      } else if take("is") {
        value = try parseTest(of: value, from: start)
      } else if current == .sign(.openParenthesis) {
        value = try make(.call(value, try parseInvocation()), from: start)
      } else {
        return value
      }
    }
  }

  /// `| name | name(arguments)`, as they follow `set name` and `filter name`.
  mutating func parseFilters() throws(Failure) -> [Operation] {
    var filters: [Operation] = []
    while take(.pipe) { filters.append(try parseOperation("the name of a filter")) }
    return filters
  }

  mutating func parseOperation(_ wanted: String) throws(Failure) -> Operation {
    let name = try parseIdentifier(wanted)
    let invocation = current == .sign(.openParenthesis) ? try parseInvocation() : Invocation()
    return Operation(name: name, invocation: invocation, range: rangeFrom(name))
  }

  private func rangeFrom(_ name: Identifier) -> Range<Int> {
    name.range.lowerBound..<tokens[position - 1].range.upperBound
  }

  private mutating func parseTest(of value: Expression, from start: Int) throws(Failure) -> Expression {
    let isNegated = take("not")
    let name = try parseIdentifier("the name of a test")
    var invocation = Invocation()
    if current == .sign(.openParenthesis) {
      invocation = try parseInvocation()
    } else if startsTestArgument {
      invocation.arguments.positional = [try parsePostfix(try parsePrimary())]
    }
    let operation = Operation(name: name, invocation: invocation, range: rangeFrom(name))
    let test = try make(.test(value, operation), from: start)
    return isNegated ? try make(.unary(.not, test), from: start) : test
  }

  /// Whether what follows the name of a test is its one argument, as in `is divisibleby 3`.
  private var startsTestArgument: Bool {
    switch current {
    case .string, .int, .double, .sign(.openBracket), .sign(.openBrace): true
    case .name(let name):
      !Expression.reservedNames.contains(name) || ["true", "false", "none"].contains(name.lowercased())
    default: false
    }
  }

  private mutating func parseMember(of value: Expression, from start: Int) throws(Failure) -> Expression {
    advance()
    if case .int(let position) = current {
      let key = try literal(.int(position), from: currentRange.lowerBound)
      return try make(.item(value, key), from: start)
    }
    return try make(.member(value, try parseIdentifier("the name of a member")), from: start)
  }

  private mutating func parseItem(of value: Expression, from start: Int) throws(Failure) -> Expression {
    advance()
    let first = current == .sign(.colon) ? nil : try parseTuple()
    guard current == .sign(.colon) else {
      try expect(.closeBracket)
      return try make(.item(value, first ?? .invalid), from: start)
    }
    let stop = try parseBound()
    let step = try parseBound()
    try expect(.closeBracket)
    return try make(.slice(value, start: first, stop: stop, step: step), from: start)
  }

  /// `: bound` of a slice, either part of which may be missing.
  private mutating func parseBound() throws(Failure) -> Expression? {
    guard take(.colon), current != .sign(.colon), current != .sign(.closeBracket) else { return nil }
    return try parseExpression()
  }

  /// The arguments of a call with their parentheses.
  mutating func parseInvocation() throws(Failure) -> Invocation {
    try expect(.openParenthesis)
    var invocation = Invocation()
    var isFirst = true
    while !take(.closeParenthesis) {
      if !isFirst { try expectComma(or: .closeParenthesis) }
      isFirst = false
      if take(.closeParenthesis) { break }
      try parseArgument(into: &invocation)
    }
    return invocation
  }

  private mutating func parseArgument(into invocation: inout Invocation) throws(Failure) {
    if take(.power) { return invocation.namedRest = try parseExpression() }
    if take(.times) { return invocation.rest = try parseExpression() }
    if case .name(let name) = current, tokens[position + 1].kind == .sign(.assign) {
      let range = currentRange
      position += 2
      if invocation.arguments.named.contains(where: { $0.name == name }) {
        throw failure(.argumentTwice(name, for: nil), at: range)
      }
      invocation.nameRanges.append(range)
      return invocation.arguments.named.append((name, try parseExpression()))
    }
    guard invocation.arguments.named.isEmpty else {
      throw failure(.positionalAfterNamed, at: currentRange)
    }
    invocation.arguments.positional.append(try parseExpression())
  }
}

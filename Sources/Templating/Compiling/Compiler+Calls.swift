import Diagnostics

/// Calls, filters and tests.
extension Compiler {
  /// Compiles a call; `more` may put named arguments on the stack behind the others.
  mutating func compileCall(
    _ callee: Expression, _ invocation: Invocation, at place: Range<Int>,
    adding more: (inout Compiler) -> [String] = { _ in [] }
  ) {
    if compileBlockCall(Expression(.call(callee, invocation), place), isWritten: false) { return }
    guard case .member(let object, let name) = callee.kind else {
      compile(callee)
      let shape = compileArguments(invocation, adding: more)
      emit(.call(.value(shape: shape)), at: place)
      return
    }
    if let loop = loop(object) { return compileLoopCall(name, invocation, loop, at: place) }
    compile(object)
    let shape = compileArguments(invocation, adding: more)
    let number = code.pool.number(of: name.text)
    emit(.call(.method(name: number, shape: shape)), at: name.range.lowerBound..<place.upperBound)
  }

  private mutating func compileArguments(_ invocation: Invocation, adding more: (inout Compiler) -> [String]) -> Int {
    code.pool.shapes.append(compileShape(invocation, adding: more))
    return code.pool.shapes.count - 1
  }

  /// Puts all that a call hands over on the stack, and says how it lies there.
  private mutating func compileShape(
    _ invocation: Invocation, adding more: (inout Compiler) -> [String] = { _ in [] }
  ) -> Pool.CallShape {
    for expression in invocation.arguments.positional { compile(expression) }
    if let rest = invocation.rest { compile(rest) }
    for (_, expression) in invocation.arguments.named { compile(expression) }
    let added = more(&self)
    if let namedRest = invocation.namedRest { compile(namedRest) }
    return Pool.CallShape(
      positional: invocation.arguments.positional.count, names: invocation.arguments.named.map(\.name) + added,
      hasRest: invocation.rest != nil, hasNamedRest: invocation.namedRest != nil)
  }

  private mutating func compileLoopCall(
    _ name: Identifier, _ invocation: Invocation, _ outward: Int, at place: Range<Int>
  ) {
    let arguments = invocation.arguments.positional
    for argument in arguments { compile(argument) }
    switch name.text {
    case "cycle" where !arguments.isEmpty: emit(.loop(.cycle(arguments.count, outward: outward)), at: place)
    case "changed": emit(.loop(.changed(arguments.count, outward: outward)), at: place)
    default: report(.unknownLoopProperty(name.text), at: name.range)
    }
  }

  /// Compiles `super()` and `self.name()`; false if the expression is neither.
  mutating func compileBlockCall(_ expression: Expression, isWritten: Bool) -> Bool {
    guard case .call(let callee, _) = expression.kind, let step = blockStep(callee) else { return false }
    if !isWritten { emit(.write(.beginCapture), at: expression.range) }
    emit(.call(step), at: expression.range)
    if !isWritten { emit(.write(.endCapture(isMarkup: true)), at: expression.range) }
    return true
  }

  private mutating func blockStep(_ callee: Expression) -> Instruction.CallStep? {
    switch callee.kind {
    case .name("super"):
      if !isInBlock { report(.superOutsideBlock, at: callee.range) }
      return .parentBlock
    case .member(let object, let name):
      guard case .name("self") = object.kind, binding(of: "self") == nil else { return nil }
      return .block(addBlockSite(name.text))
    default: return nil
    }
  }
}

/// Filters and tests, whose arguments are bound here.
extension Compiler {
  mutating func compileFilter(_ operation: Operation, on input: Expression, isLenient: Bool) {
    compile(input, isLenient: registry.filters[operation.name.text]?.input.isLenient ?? false)
    compileFilter(operation, isLenient: isLenient)
  }

  /// Applies a filter to the value on top of the stack.
  mutating func compileFilter(_ operation: Operation, isLenient: Bool = false) {
    let registry = registry
    let found = check(at: operation.name.range) { () throws(Fault) in try registry.filter(operation.name.text) }
    guard let filter = found, let arguments = bind(operation, to: filter.signature) else { return }
    code.pool.filters.append(
      Pool.FilterSite(filter: filter, arguments: arguments, isEscaping: isEscaping, isLenient: isLenient))
    emit(.compute(.filter(code.pool.filters.count - 1)), at: operation.range)
  }

  mutating func compileTest(_ operation: Operation, on input: Expression) {
    let registry = registry
    let found = check(at: operation.name.range) { () throws(Fault) in try registry.test(operation.name.text) }
    compile(input, isLenient: found?.input.isLenient ?? false)
    guard let test = found, let arguments = bind(operation, to: test.signature) else { return }
    code.pool.tests.append(Pool.TestSite(test: test, arguments: arguments))
    emit(.compute(.test(code.pool.tests.count - 1)), at: operation.range)
  }

  /// Puts the arguments on the stack, unless all are known; nil if they don't fit.
  private mutating func bind(_ operation: Operation, to signature: Signature) -> Pool.SiteArguments? {
    let invocation = operation.invocation
    if invocation.rest != nil || invocation.namedRest != nil { return .unpacked(compileShape(invocation)) }
    let bound = check(at: operation.range) { () throws(Fault) in try signature.bind(invocation.arguments) }
    guard let bound else { return nil }
    for (item, argument) in zip(signature.items, bound) { checkName(argument, for: item) }
    let constants = bound.compactMap(\.constant)
    if constants.count == bound.count { return .constant(constants) }
    for argument in bound { compile(argument, at: operation.range) }
    return .onStack(bound.count)
  }

  private mutating func compile(_ argument: Signature.Bound<Expression>, at place: Range<Int>) {
    switch argument {
    case .given(let expression): compile(expression)
    case .standard(let value): emit(.load(.constant(addConstant(value))), at: place)
    case .rest(let items): compile(Expression(.list(items), place))
    case .named(let pairs):
      compile(Expression(.map(pairs.map { (Expression(.literal(.text($0.name)), place), $0.argument) }), place))
    }
  }

  /// Checks that an argument which names a filter or a test names one that there is.
  private mutating func checkName(_ argument: Signature.Bound<Expression>, for item: Signature.Item) {
    guard case .given(let expression) = argument, case .literal(.text(let name)) = expression.kind else { return }
    let registry = registry
    switch item.names {
    case .filter: _ = check(at: expression.range) { () throws(Fault) in try registry.filter(name) }
    case .test: _ = check(at: expression.range) { () throws(Fault) in try registry.test(name) }
    case nil: break
    }
  }
}

extension Signature.Bound<Expression> {
  /// The value that the parameter gets every time, if it is written out.
  fileprivate var constant: Value? {
    switch self {
    case .given(let expression): if case .literal(let value) = expression.kind { value } else { nil }
    case .standard(let value): value
    case .rest(let items): literals(items).map { .list($0) }
    case .named(let pairs): literals(pairs.map(\.argument)).map { .map(ValueMap(Array(zip(pairs.map(\.name), $0)))) }
    }
  }

  private func literals(_ expressions: [Expression]) -> [Value]? {
    let values = expressions.compactMap { if case .literal(let value) = $0.kind { value } else { Value?.none } }
    return values.count == expressions.count ? values : nil
  }
}

import Diagnostics

/// Calls, filters and tests.
extension Compiler {
  /// Compiles a call; `more` may put named arguments on the stack behind the others.
  mutating func compileCall(
    _ callee: Expression, _ invocation: Invocation, with handed: Statement.Routine? = nil, at place: Range<Int>,
    use: Pool.ResultUse, adding more: (inout Compiler) -> [String] = { _ in [] }
  ) {
    if compileWritingCall(Expression(.call(callee, invocation), place), use: use) { return }
    checkCall(callee, invocation, with: handed, at: place)
    guard case .member(let object, let name) = callee.kind else {
      compile(callee)
      let shape = compileArguments(invocation, use, adding: more)
      emit(.call(.value(shape: shape)), at: place)
      return
    }
    if let loop = loop(object), compileLoopCall(name, invocation, loop, at: place) { return emit(use, at: place) }
    checkMember(name, of: object)
    compile(object)
    let shape = compileArguments(invocation, use, adding: more)
    let number = code.pool.number(of: name.text)
    emit(.call(.method(name: number, shape: shape)), at: name.range.lowerBound..<place.upperBound)
  }

  /// Uses a result that was left on the stack.
  private mutating func emit(_ use: Pool.ResultUse, at place: Range<Int>) {
    if case .written(let isEscaped) = use { emit(.write(.value(.stack, isEscaped: isEscaped)), at: place) }
  }

  private mutating func compileArguments(
    _ invocation: Invocation, _ use: Pool.ResultUse, adding more: (inout Compiler) -> [String]
  ) -> Int {
    code.pool.shapes.append(compileShape(invocation, use, adding: more))
    return code.pool.shapes.count - 1
  }

  /// Puts all that a call hands over on the stack, and says how it lies there.
  private mutating func compileShape(
    _ invocation: Invocation, _ use: Pool.ResultUse = .value, adding more: (inout Compiler) -> [String] = { _ in [] }
  ) -> Pool.CallShape {
    for expression in invocation.arguments.positional { compile(expression) }
    if let rest = invocation.rest { compile(rest) }
    for (_, expression) in invocation.arguments.named { compile(expression) }
    let added = more(&self)
    if let namedRest = invocation.namedRest { compile(namedRest) }
    return Pool.CallShape(
      positional: invocation.arguments.positional.count, hasRest: invocation.rest != nil,
      names: invocation.arguments.named.map(\.name) + added, hasNamedRest: invocation.namedRest != nil, use: use)
  }

  /// Compiles `loop.cycle(…)` and `loop.changed(…)`; false if that can only be done while rendering.
  private mutating func compileLoopCall(
    _ name: Identifier, _ invocation: Invocation, _ outward: Int, at place: Range<Int>
  ) -> Bool {
    let arguments = invocation.arguments.positional
    guard ["cycle", "changed"].contains(name.text) else {
      let isProperty = LoopProperty(rawValue: name.text) != nil
      report(isProperty ? .loopPropertyWithCall(name.text) : .unknownLoopProperty(name.text), at: name.range)
      return true
    }
    if invocation.expressions.count > arguments.count { return false }
    if name.text == "cycle", arguments.isEmpty { report(.cycleWithoutValues, at: place) }
    for argument in arguments { compile(argument) }
    let isCycle = name.text == "cycle"
    let count = arguments.count
    emit(.loop(isCycle ? .cycle(count, outward: outward) : .changed(count, outward: outward)), at: place)
    return true
  }
}

/// Calls of the language's own that write where they stand: `super()`, `self.name()` and `loop(children)`.
extension Compiler {
  /// Compiles such a call; false if the expression is something else.
  mutating func compileWritingCall(_ expression: Expression, use: Pool.ResultUse) -> Bool {
    guard case .call(let callee, let invocation) = expression.kind else { return false }
    let place = expression.range
    if let outward = loop(callee) {
      compileWriting(use, isMarkup: code.isEscaped, at: place) { compiler in
        compiler.compileRecursion(invocation, outward, at: place)
      }
      return true
    }
    guard let step = blockStep(callee) else { return false }
    if let argument = invocation.expressions.first { report(.blockWithArguments, at: argument.range) }
    compileWriting(use, isMarkup: true, at: place) { $0.emit(.call(step), at: place) }
    return true
  }

  private mutating func compileWriting(
    _ use: Pool.ResultUse, isMarkup: Bool, at place: Range<Int>, _ call: (inout Compiler) -> Void
  ) {
    if use.keepsOutput(isMarkup: isMarkup) { return call(&self) }
    emit(.write(.beginCapture), at: place)
    call(&self)
    emit(.write(.endCapture(isMarkup: isMarkup)), at: place)
    emit(use, at: place)
  }

  private mutating func compileRecursion(_ invocation: Invocation, _ outward: Int, at place: Range<Int>) {
    let isOutermost = outward == code.loopLevel - 1
    guard code.kind == .loop, isOutermost else {
      return report(.callOfLoop(hasRecursiveOuter: code.kind == .loop), at: place)
    }
    guard let items = invocation.arguments.positional.first, invocation.expressions.count == 1 else {
      return report(.loopArguments, at: place)
    }
    compile(items)
    emit(.loop(.recur(outward: outward)), at: place)
  }

  private mutating func blockStep(_ callee: Expression) -> Instruction.CallStep? {
    if let levels = parentLevels(callee) { return .parentBlock(levels: levels) }
    guard case .member(let object, let name) = callee.kind, case .name("self") = object.kind,
      binding(of: "self") == nil
    else { return nil }
    checkBlock(name)
    return .block(addBlockSite(name.text))
  }

  /// How many blocks up `super`, `super.super` and so on lead.
  private mutating func parentLevels(_ callee: Expression) -> Int? {
    switch callee.kind {
    case .name("super"):
      let binding = binding(of: "super")
      if binding == nil { report(.superOutsideBlock, at: callee.range) }
      guard case .parentBlock? = binding else { return binding == nil ? 1 : nil }
      checkParentBlock(at: callee.range)
      return 1
    case .member(let inner, let name) where name.text == "super": return parentLevels(inner).map { $0 + 1 }
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
    guard let bound = bind(invocation, to: signature, at: operation.range) else { return nil }
    for (item, argument) in zip(signature.items, bound) { checkName(argument, for: item) }
    let constants = bound.compactMap(\.constant)
    if constants.count == bound.count { return .constant(constants) }
    for argument in bound { compile(argument, at: operation.range) }
    return .onStack(bound.count)
  }

  /// Gives each parameter its argument, or reports what doesn't fit.
  @discardableResult
  mutating func bind(
    _ invocation: Invocation, to signature: Signature, at place: Range<Int>
  ) -> [Signature.Bound<Expression>]? {
    let names = zip(invocation.arguments.named, invocation.nameRanges)
    let unknown = names.first { argument, _ in !signature.knows(argument.name) }?.1
    return check(at: unknown ?? place) { () throws(Fault) in try signature.bind(invocation.arguments) }
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

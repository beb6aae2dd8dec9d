import Diagnostics

/// Expressions, each of which leaves one value on the stack.
extension Compiler {
  /// Compiles an expression; if it is lenient, an unknown name or member at its end is no error but `undefined`.
  mutating func compile(_ expression: Expression, isLenient: Bool = false) {
    let place = expression.range
    switch expression.kind {
    case .literal(let value): emit(.load(.constant(addConstant(value))), at: place)
    case .name(let name): compileName(name, isLenient: isLenient, at: place)
    case .list(let items): compileAll(items, then: .list(items.count), at: place)
    case .tuple(let items): compileAll(items, then: .tuple(items.count), at: place)
    case .map(let pairs): compileAll(pairs.flatMap { [$0.key, $0.value] }, then: .map(pairs.count), at: place)
    case .unary(let sign, let operand): compileAll([operand], then: .unary(sign), at: place)
    case .binary(let sign, let left, let right): compileAll([left, right], then: .binary(sign), at: place)
    case .join(let items): compileAll(items, then: .join(items.count, isEscaping: isEscaping), at: place)
    case .comparison(let left, let rights): compileComparison(left, rights[...], at: place)
    case .and(let left, let right): compileEither(left, right, at: place) { .ifFalseKeeping($0) }
    case .or(let left, let right): compileEither(left, right, at: place) { .ifTrueKeeping($0) }
    case .conditional(let value, let condition, let otherwise):
      compileConditional(value, condition, otherwise, isLenient: isLenient, at: place)
    case .member(let object, let name): compileMember(name, of: object, isLenient: isLenient)
    case .item(let list, let key): compileItem(key, of: list, isLenient: isLenient, at: place)
    case .slice(let list, let start, let stop, let step): compileSlice(list, [start, stop, step], at: place)
    case .call(let callee, let invocation): compileCall(callee, invocation, at: place)
    case .filter(let input, let filter): compileFilter(filter, on: input, isLenient: isLenient)
    case .test(let input, let test): compileTest(test, on: input)
    case .invalid: break
    }
  }

  mutating func addConstant(_ value: Value) -> Int {
    code.pool.constants.append(value)
    return code.pool.constants.count - 1
  }

  private mutating func compileAll(_ items: [Expression], then step: Instruction.Compute, at place: Range<Int>) {
    for item in items { compile(item) }
    emit(.compute(step), at: place)
  }

  private mutating func compileName(_ name: String, isLenient: Bool, at place: Range<Int>) {
    if let binding = binding(of: name) { return load(binding, isLenient: isLenient, at: place) }
    let number = code.pool.number(of: name)
    emit(.load(.name(number, isLenient: isLenient)), at: place)
  }

  private mutating func compileMember(_ name: Identifier, of object: Expression, isLenient: Bool) {
    if let loop = loop(object) { return compileLoopProperty(name, loop) }
    let number = code.pool.number(of: name.text)
    if let local = local(object), !isLenient {
      emit(.load(.localMember(local: local, name: number)), at: name.range)
    } else {
      compile(object)
      emit(.load(.member(number, isLenient: isLenient)), at: name.range)
    }
  }

  /// An item by a name that is written out is a member, for which the name is ready as a symbol.
  private mutating func compileItem(_ key: Expression, of list: Expression, isLenient: Bool, at place: Range<Int>) {
    if case .literal(.text(let name)) = key.kind {
      return compileMember(Identifier(text: name, range: key.range), of: list, isLenient: isLenient)
    }
    compile(list)
    compile(key)
    emit(.load(.item(isLenient: isLenient)), at: place)
  }

  /// The local that an expression names.
  private mutating func local(_ expression: Expression) -> Int? {
    guard case .name(let name) = expression.kind, case .local(let local)? = binding(of: name) else { return nil }
    return local
  }

  /// How many loops further out the loop lies that an expression names.
  func outward(_ level: Int) -> Int { code.loopLevel - 1 - level }

  mutating func loop(_ expression: Expression) -> Int? {
    guard case .name(let name) = expression.kind, case .loop(let level)? = binding(of: name) else { return nil }
    return outward(level)
  }

  private mutating func compileLoopProperty(_ name: Identifier, _ outward: Int) {
    guard let property = LoopProperty(rawValue: name.text) else {
      return report(.unknownLoopProperty(name.text), at: name.range)
    }
    emit(.load(.loopProperty(property, outward: outward)), at: name.range)
  }

  private mutating func compileComparison(
    _ left: Expression, _ rights: ArraySlice<(comparison: Comparison, right: Expression)>, at place: Range<Int>
  ) {
    compile(left)
    var exits: [(index: Int, comparison: Comparison)] = []
    for (comparison, right) in rights.dropLast() {
      compile(right)
      exits.append((emit(.compute(.comparisonInChain(comparison, otherwise: 0)), at: place), comparison))
    }
    guard let last = rights.last else { return }
    compile(last.right)
    emit(.compute(.comparison(last.comparison)), at: place)
    for (index, comparison) in exits {
      code.replace(index, with: .compute(.comparisonInChain(comparison, otherwise: code.target())))
    }
  }

  private mutating func compileEither(
    _ left: Expression, _ right: Expression, at place: Range<Int>, _ jump: (Int) -> Instruction.Jump
  ) {
    compile(left)
    let exit = emit(.jump(jump(0)), at: place)
    compile(right)
    code.replace(exit, with: .jump(jump(code.target())))
  }

  /// Without `else` there is an empty text, or nothing where that is asked for.
  private mutating func compileConditional(
    _ value: Expression, _ condition: Expression, _ otherwise: Expression?, isLenient: Bool, at place: Range<Int>
  ) {
    compile(condition)
    let skip = emit(.jump(.ifFalse(0)), at: condition.range)
    compile(value, isLenient: isLenient)
    let exit = emit(.jump(.always(0)), at: place)
    code.replace(skip, with: .jump(.ifFalse(code.target())))
    if let otherwise {
      compile(otherwise, isLenient: isLenient)
    } else {
      emit(.load(.constant(addConstant(isLenient ? .undefined : ""))), at: place)
    }
    code.replace(exit, with: .jump(.always(code.target())))
  }

  private mutating func compileSlice(_ list: Expression, _ bounds: [Expression?], at place: Range<Int>) {
    compile(list)
    for bound in bounds { compile(bound ?? Expression(.literal(.none), place)) }
    emit(.load(.slice), at: place)
  }

  /// Writes what an expression gives, in fewer steps where it is something simple.
  mutating func compileOutput(_ expression: Expression) {
    if case .literal(.text(let text)) = expression.kind {
      return code.emitText((isEscaping ? escapedHTML(text) : text).utf8, at: expression.range)
    }
    if compileBlockCall(expression, isWritten: true) { return }
    compile(expression)
    let isEscaped = isEscaping
    if code.replaceLast({ $0.written(isEscaped: isEscaped) }) { return }
    emit(.write(.value(isEscaped: isEscaped)), at: expression.range)
  }
}

extension Instruction {
  /// The one step that loads what this one loads and writes it, if there is one.
  fileprivate func written(isEscaped: Bool) -> Instruction? {
    switch self {
    case .load(.local(let local, isLenient: false)): .write(.local(local, isEscaped: isEscaped))
    case .load(.localMember(let local, let name)):
      .write(.member(local: local, name: name, isEscaped: isEscaped))
    default: nil
    }
  }
}

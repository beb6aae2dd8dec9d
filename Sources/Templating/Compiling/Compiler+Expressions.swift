import Diagnostics

/// Expressions, each of which leaves one value on the stack.
extension Compiler {
  /// Compiles an expression; if it is lenient, an unknown name or member at its end is no error but `undefined`.
  mutating func compile(_ expression: Expression, isLenient: Bool = false) {
    let place = expression.range
    if !isLenient, let access = access(expression) {
      emit(.load(.operand(access.operand)), at: access.place)
      return
    }
    switch expression.kind {
    case .literal(let value): emit(.load(.constant(addConstant(value))), at: place)
    case .name(let name): compileName(name, at: place)
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
    case .member(let object, let name): compileMemberIfKnown(name, of: object)
    case .item(let list, let key): compileItem(key, of: list, isLenient: isLenient, at: place)
    case .slice(let list, let start, let stop, let step): compileSlice(list, [start, stop, step], at: place)
    case .call(let callee, let invocation): compileCall(callee, invocation, at: place, use: .value)
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

  /// A name that may be unknown, or `loop` as a value.
  private mutating func compileName(_ name: String, at place: Range<Int>) {
    if let binding = binding(of: name) { return load(binding, isLenient: true, at: place) }
    let number = code.pool.number(of: name)
    emit(.load(.nameIfKnown(number)), at: place)
  }

  private mutating func compileMemberIfKnown(_ name: Identifier, of object: Expression) {
    if let outward = loop(object) {
      let property = loopProperty(name)
      emit(.load(.loopPropertyIfGiven(property, outward: outward)), at: name.range)
    } else {
      compile(object)
      let number = code.pool.number(of: name.text)
      emit(.load(.memberIfKnown(number)), at: name.range)
    }
  }

  private mutating func compileItem(_ key: Expression, of list: Expression, isLenient: Bool, at place: Range<Int>) {
    if let name = key.memberName { return compileMemberIfKnown(name, of: list) }
    compile(list)
    compile(key)
    emit(.load(.item(isLenient: isLenient)), at: place)
  }

  /// How many loops further out the loop lies that an expression names.
  func outward(_ level: Int) -> Int { code.loopLevel - 1 - level }

  mutating func loop(_ expression: Expression) -> Int? {
    guard case .name(let name) = expression.kind, case .loop(let level)? = binding(of: name) else { return nil }
    return outward(level)
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
    let skip = jump(unless: condition)
    compile(value, isLenient: isLenient)
    let exit = emit(.jump(.always(0)), at: place)
    code.land(skip)
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

  /// Writes what an expression gives.
  mutating func compileOutput(_ expression: Expression) {
    if case .literal(.text(let text)) = expression.kind {
      return code.emitText((isEscaping ? escapedHTML(text) : text).utf8, at: expression.range)
    }
    if case .call(let callee, let invocation) = expression.kind {
      return compileCall(callee, invocation, at: expression.range, use: .written(isEscaped: isEscaping))
    }
    let (operand, place) = operand(expression)
    emit(.write(.value(operand, isEscaped: isEscaping)), at: place)
  }

  /// Jumps, to where `land` says, if a condition doesn't hold.
  mutating func jump(unless condition: Expression) -> (index: Int, condition: Instruction.Operand) {
    let (operand, place) = operand(condition)
    return (emit(.jump(.ifFalse(operand, 0)), at: place), operand)
  }
}

/// Operands.
extension Compiler {
  /// Where a step finds the value of an expression, with the bytes that a fault of the step would be about.
  private typealias Access = (operand: Instruction.Operand, place: Range<Int>)

  /// Where a step finds the value of an expression, which is computed before it if need be.
  private mutating func operand(_ expression: Expression) -> Access {
    if let access = access(expression) { return access }
    compile(expression)
    return (.stack, expression.range)
  }

  /// Where a step finds what a name or a member stands for, whose owner is computed before it unless it is a local; nil for
  /// all other expressions.
  private mutating func access(_ expression: Expression) -> Access? {
    switch expression.kind {
    case .name(let name):
      switch binding(of: name) {
      case .local(let local): return (.local(local), expression.range)
      case .loop, .parentBlock: return nil
      case nil: return (.name(code.pool.number(of: name)), expression.range)
      }
    case .member(let object, let name): return (access(name, of: object), name.range)
    case .item(let list, let key): return key.memberName.map { (access($0, of: list), $0.range) }
    default: return nil
    }
  }

  private mutating func access(_ name: Identifier, of object: Expression) -> Instruction.Operand {
    if let outward = loop(object) { return .loopProperty(loopProperty(name), outward: outward) }
    checkMember(name, of: object)
    let number = code.pool.number(of: name.text)
    if case .name(let owner) = object.kind, case .local(let local)? = binding(of: owner) {
      return .localMember(local: local, name: number)
    }
    compile(object)
    return .member(number)
  }

  private mutating func loopProperty(_ name: Identifier) -> LoopProperty {
    let property = LoopProperty(rawValue: name.text)
    if property == nil { report(.unknownLoopProperty(name.text), at: name.range) }
    return property ?? .index
  }
}

extension Expression {
  /// The name, if this is the key of an item that is written out: such an item is a member, whose symbol is ready.
  fileprivate var memberName: Identifier? {
    if case .literal(.text(let name)) = kind { Identifier(text: name, range: range) } else { nil }
  }
}

import Diagnostics

/// Statements, each by the one switch over their kinds that makes code.
extension Compiler {
  mutating func compile(_ statements: [Statement]) {
    for statement in statements { compile(statement) }
  }

  private mutating func compile(_ statement: Statement) {
    let place = statement.range
    switch statement.kind {
    case .text(let range): code.emitText(withPlainLineBreaks(file.bytes[range]), at: range)
    case .output(let expression): compileOutput(expression)
    case .set(let target, let value): compileSet(target, value)
    case .capture(let target, let filters, let body): compileCapture(target, filters, body, at: place)
    case .choice(let branches, let otherwise): compileChoice(branches, otherwise, at: place)
    case .loop(let loop): compileLoop(loop, at: place)
    case .exit(let exit): compileExit(exit, at: place)
    case .evaluate(let expression): compileEvaluation(expression)
    case .with(let pairs, let body): compileWith(pairs, body, at: place)
    case .block(let block): compileBlock(block, at: place)
    // The template's own `extends` is compiled with the template; one that arrives here lies inside something.
    case .extends: report(.extendsInside, at: place)
    case .include(let include): compileInclude(include, at: place)
    case .importModule(let template, let name, let withContext):
      compileImport(template, as: name, withContext: withContext)
    case .importNames(let template, let names, let withContext):
      compileImport(template, names, withContext: withContext)
    case .macro(let name, let routine): compileMacro(name, routine)
    case .call(let call, let routine): compileCallBlock(call, routine, at: place)
    case .filter(let filters, let body): compileFilterBlock(filters, body, at: place)
    case .autoescape(let isOn, let body): compileAutoescape(isOn, body, at: place)
    }
  }
}

/// Statements that compute.
extension Compiler {
  private mutating func compileSet(_ target: Statement.Target, _ value: Expression) {
    if isInLoop { checkTarget(target) }
    compile(value)
    store(target, at: value.range)
  }

  private mutating func compileEvaluation(_ expression: Expression) {
    compile(expression)
    emit(.store(.drop), at: expression.range)
  }

  private mutating func compileCapture(
    _ target: Statement.Target, _ filters: [Operation], _ body: [Statement], at place: Range<Int>
  ) {
    if isInLoop { checkTarget(target) }
    compileCaptured(filters, body, at: place)
    if isEscaping, !filters.isEmpty, keepEscapes(filters) {
      compileFilter(
        Operation(name: Identifier(text: "safe", range: place), invocation: Invocation(), range: place))
    }
    store(target, at: place)
  }

  /// Reports `loop` as a name to be set inside a loop, where it has a meaning.
  private mutating func checkTarget(_ target: Statement.Target) {
    for name in target.identifiers where name.text == "loop" { report(.loopIsTaken, at: name.range) }
  }

  private mutating func compileFilterBlock(_ filters: [Operation], _ body: [Statement], at place: Range<Int>) {
    compileCaptured(filters, body, at: place)
    emit(.write(.value(.stack, isEscaped: isEscaping && !keepEscapes(filters))), at: place)
  }

  /// Whether filters make nothing unescaped of what was escaped, so that their result may be taken for HTML.
  private func keepEscapes(_ filters: [Operation]) -> Bool {
    filters.allSatisfy { registry.filters[$0.name.text]?.keepsEscapes ?? false }
  }

  /// Leaves what the body prints, through the filters, as a value on the stack.
  private mutating func compileCaptured(_ filters: [Operation], _ body: [Statement], at place: Range<Int>) {
    emit(.write(.beginCapture), at: place)
    code.captureLevel += 1
    compileInScope(body, at: place)
    code.captureLevel -= 1
    emit(.write(.endCapture(isMarkup: isEscaping)), at: place)
    for filter in filters { compileFilter(filter) }
  }

  private mutating func compileAutoescape(_ isOn: Bool, _ body: [Statement], at place: Range<Int>) {
    escaping(isOn) { $0.compileInScope(body, at: place) }
  }

  /// Compiles something with output escaped, or not.
  mutating func escaping<Result>(_ isOn: Bool, _ body: (inout Compiler) -> Result) -> Result {
    let outer = isEscaping
    isEscaping = isOn
    defer { isEscaping = outer }
    return body(&self)
  }

  /// Compiles a body whose names are forgotten at its end.
  private mutating func compileInScope(_ body: [Statement], at place: Range<Int>) {
    openScope(for: body, at: place)
    compileBody(body)
    code.closeScope()
  }

  private mutating func compileWith(
    _ pairs: [(target: Statement.Target, value: Expression)], _ body: [Statement], at place: Range<Int>
  ) {
    for pair in pairs { compile(pair.value) }
    code.openScope()
    for pair in pairs.reversed() { store(pair.target, at: pair.value.range) }
    startNames(of: body, at: place)
    compileBody(body)
    code.closeScope()
  }

  /// Takes the value on top of the stack off into a target.
  mutating func store(_ target: Statement.Target, at place: Range<Int>) {
    switch target {
    case .name(let name): store(name)
    case .member(let object, let member):
      let number = code.pool.number(of: member.text)
      compile(Expression(.name(object.text), object.range))
      emit(.store(.member(number)), at: object.range.lowerBound..<member.range.upperBound)
    case .list(let targets):
      emit(.store(.unpack(targets.count)), at: place)
      for target in targets { store(target, at: place) }
    }
  }

  mutating func store(_ name: Identifier) {
    if code.isTopLevel {
      let number = code.pool.number(of: name.text)
      emit(.store(.variable(number)), at: name.range)
    } else {
      let local = code.declare(name.text)
      emit(.store(.local(local)), at: name.range)
    }
  }
}

/// Choices and loops.
extension Compiler {
  private mutating func compileChoice(
    _ branches: [Statement.Branch], _ otherwise: [Statement], at place: Range<Int>
  ) {
    var exits: [Int] = []
    for (index, branch) in branches.enumerated() {
      let skip = jump(unless: branch.condition)
      compileBody(branch.body)
      let isLast = index == branches.count - 1 && otherwise.isEmpty
      if !isLast { exits.append(emit(.jump(.always(0)), at: place)) }
      code.land(skip)
    }
    compileBody(otherwise)
    for exit in exits { code.replace(exit, with: .jump(.always(code.target()))) }
  }

  private mutating func compileLoop(_ loop: Statement.Loop, at place: Range<Int>) {
    checkTarget(loop.target)
    compile(loop.items)
    guard loop.isRecursive else { return compileLoopOverStack(loop, at: place) }
    let built = build(.loop, name: "loop") { compiler in
      compiler.code.extras.itself = compiler.code.addLocal("")
      compiler.compileLoopOverStack(loop, at: place)
    }
    emit(.call(.recursiveLoop(addRoutine(built))), at: loop.items.range)
  }

  /// Goes through the value on top of the stack.
  private mutating func compileLoopOverStack(_ loop: Statement.Loop, at place: Range<Int>) {
    if let condition = loop.condition { compileLoopFilter(loop, condition) }
    let begin = emit(.loop(.begin(otherwise: 0)), at: loop.items.range)
    if let itself = code.extras.itself, loop.isRecursive { emit(.loop(.makeCallable(local: itself)), at: place) }
    openLoop()
    code.declareLoop()
    compileTurns(loop) { compiler in
      compiler.startNames(of: loop.body, at: place)
      compiler.compileBody(loop.body)
    }
    closeLoop()
    emit(.loop(.end), at: place)
    let exit = emit(.jump(.always(0)), at: place)
    code.replace(begin, with: .loop(.begin(otherwise: code.target())))
    compileInScope(loop.otherwise, at: place)
    code.replace(exit, with: .jump(.always(code.target())))
  }

  /// Leaves the present turn, and what it has begun to capture.
  private mutating func compileExit(_ exit: Statement.Exit, at place: Range<Int>) {
    guard let turn = code.turns.last else {
      return report(.exitOutsideLoop(exit, insideOf: isInLoop ? code.kind.description : nil), at: place)
    }
    for _ in turn.captureLevel..<code.captureLevel { emit(.write(.dropCapture), at: place) }
    let jump = emit(.jump(.always(turn.start)), at: place)
    if exit == .breaking { code.turns[code.turns.count - 1].exits.append(jump) }
  }

  /// Goes through all values first and keeps those that fit, so that `loop` counts these alone.
  private mutating func compileLoopFilter(_ loop: Statement.Loop, _ condition: Expression) {
    emit(.loop(.beginKeeping), at: loop.items.range)
    openLoop()
    compileTurns(loop) { compiler in
      let skip = compiler.jump(unless: condition)
      compiler.emit(.loop(.keep), at: condition.range)
      compiler.code.land(skip)
    }
    closeLoop()
    emit(.loop(.endKeeping), at: condition.range)
  }

  /// Emits what happens in each turn, and what leads from turn to turn.
  private mutating func compileTurns(_ loop: Statement.Loop, _ body: (inout Compiler) -> Void) {
    let place = loop.items.range
    let start = code.target()
    code.turns.append(CodeBuilder.Turn(start: start, captureLevel: code.captureLevel))
    var local: Int?
    if case .name(let name) = loop.target { local = code.declare(name.text) }
    let next = emit(nextInstruction(local, exit: 0), at: place)
    if local == nil { store(loop.target, at: place) }
    body(&self)
    emit(.jump(.always(start)), at: place)
    code.replace(next, with: nextInstruction(local, exit: code.target()))
    for exit in code.turns.removeLast().exits { code.replace(exit, with: .jump(.always(code.target()))) }
  }

  private func nextInstruction(_ local: Int?, exit: Int) -> Instruction {
    .loop(local.map { .next(local: $0, exit: exit) } ?? .nextOnStack(exit: exit))
  }

  private mutating func openLoop() {
    code.openScope()
    code.loopLevel += 1
  }

  private mutating func closeLoop() {
    code.loopLevel -= 1
    code.closeScope()
  }
}

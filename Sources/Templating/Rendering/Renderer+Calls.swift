import Diagnostics

/// Calls of functions, methods and macros.
extension Renderer {
  mutating func call(_ step: Instruction.CallStep, _ code: Code) throws(Fault) {
    switch step {
    case .value(let shape): try callValue(code.pool.shapes[shape])
    case .method(let name, let shape): try callMethod(code.pool.names[name], code.pool.shapes[shape])
    case .makeMacro(let number): makeMacro(code.pool.routines[number])
    case .block(let number): try runBlock(code.pool.blocks[number])
    case .parentBlock(let levels): try runParentBlock(levels)
    case .recursiveLoop(let number): try runLoop(code.pool.routines[number])
    case .include(let number): try include(code.pool.templates[number])
    case .importModule(let number): try importModule(code.pool.templates[number])
    case .importedName(let name): try loadImported(code.pool.names[name])
    case .extend(let number): try extend(code.pool.templates[number])
    }
  }

  private mutating func callValue(_ shape: Pool.CallShape) throws(Fault) {
    try call(stack[stack.count - 1 - shape.count], shape)
  }

  private mutating func callMethod(_ name: Name, _ shape: Pool.CallShape) throws(Fault) {
    let object = stack[stack.count - 1 - shape.count]
    let member = object.member(name)
    if let member, case .callable = member { return try call(member, shape) }
    let arguments = try popCall(shape)
    guard let method = Method.named(name.text, of: object) else {
      throw member.map { .notCallable(name.text, is: $0) } ?? .unknownMethod(name.text, of: object)
    }
    let bound = try method.signature.bind(arguments).map(\.value)
    try use(try method.apply(to: object, bound, call), shape)
  }

  /// Calls something with the arguments that lie on the stack, above what it was found by.
  private mutating func call(_ callee: Value, _ shape: Pool.CallShape) throws(Fault) {
    switch try target(of: callee) {
    case let macro as Macro: try run(macro, shape)
    case let function as Function: try use(try function.result(of: try popCall(shape), call), shape)
    case let recursion as Recursion: try use(try result(of: recursion, try popCall(shape)), shape)
    case let block as BlockReference: try use(try result(of: block, try popCall(shape)), shape)
    default: throw .notCallable(callee)
    }
  }

  private func target(of callee: Value) throws(Fault) -> any Callable {
    switch callee {
    case .callable(let callable): return callable
    case .object(let object):
      guard let loop = object as? LoopObject else { throw .notCallable(callee) }
      guard let recursion = loop.state.recursion else { throw .callOfLoop(hasRecursiveOuter: false) }
      return recursion
    default: throw .notCallable(callee)
    }
  }

  /// Leaves the result of a call where it is wanted.
  mutating func use(_ result: Value, _ shape: Pool.CallShape) throws(Fault) {
    switch shape.use {
    case .value: stack.append(result)
    case .written(let isEscaped): try output.write(result, isEscaped: isEscaped)
    }
  }

  /// Takes a call off the stack and gives its arguments.
  private mutating func popCall(_ shape: Pool.CallShape) throws(Fault) -> Arguments<Value> {
    let arguments = try popArguments(shape)
    stack.removeLast()
    return arguments
  }

  mutating func popArguments(_ shape: Pool.CallShape) throws(Fault) -> Arguments<Value> {
    let namedRest = shape.hasNamedRest ? pop() : nil
    let named = pop(shape.names.count)
    let rest = shape.hasRest ? pop() : nil
    var arguments = Arguments(positional: pop(shape.positional), named: [])
    for (name, value) in zip(shape.names, named) { arguments.named.append((name, value)) }
    if let rest {
      guard let items = rest.sequence else { throw .notIterable(rest) }
      arguments.positional += items
    }
    if let namedRest {
      guard case .map(let map) = namedRest else { throw .namedArguments(namedRest) }
      for (key, value) in map.pairs {
        guard let name = key.text else { throw .namedArguments(namedRest) }
        arguments.named.append((name, value))
      }
    }
    return arguments
  }
}

/// Blocks and other templates.
extension Renderer {
  private mutating func runBlock(_ site: Pool.BlockSite) throws(Fault) {
    var scope = frame.scope
    if !site.visible.isEmpty {
      scopes.append(Scope(lineage: scopes[scope].lineage, variables: variables(with: site.visible)))
      scope = scopes.count - 1
    }
    guard let (code, generation) = findBlock(site.symbol, in: scope, from: 0) else {
      throw .unknownBlock(site.name, known: blockNames)
    }
    if code.isRequired { throw .requiredBlock(site.name) }
    try runBlock(code, scope, generation)
    if scope != frame.scope { endScope(scope) }
  }

  /// Forgets a scope that nothing can look into any more, unless a module that was imported meanwhile lies behind it.
  private mutating func endScope(_ scope: Int) {
    if scope == scopes.count - 1 { scopes.removeLast() }
  }

  /// The block that this one replaces, as something to call.
  var parentBlock: Value {
    .callable(BlockReference(name: frame.code.name, scope: frame.scope, generation: frame.generation))
  }

  private mutating func runParentBlock(_ levels: Int) throws(Fault) {
    try run(
      BlockReference(name: frame.code.name, scope: frame.scope, generation: frame.generation, levels: levels))
  }

  private mutating func run(_ block: BlockReference) throws(Fault) {
    let symbol = Symbol(block.name)
    var generation = block.generation
    var code = frame.code
    for _ in 0..<block.levels {
      guard let found = findBlock(symbol, in: block.scope, from: generation + 1) else {
        throw .noParentBlock(block.name)
      }
      (code, generation) = found
    }
    try runBlock(code, block.scope, generation)
  }

  private mutating func result(of block: BlockReference, _ arguments: Arguments<Value>) throws(Fault) -> Value {
    guard scopes.indices.contains(block.scope) else { throw .macroWithoutScope(block.name) }
    if arguments.positional.count + arguments.named.count > 0 { throw .blockWithArguments }
    let start = output.count
    try run(block)
    return try takeText(from: start, isMarkup: true)
  }

  private mutating func runBlock(_ code: Code, _ scope: Int, _ generation: Int) throws(Fault) {
    do {
      try enter(code, scope: scope, generation: generation)
    } catch {
      throw error.isPlaced ? error.noting("in the block `\(code.name)` of \(code.file.name)") : error
    }
  }

  /// The first template of the lineage that has the block, and its position there.
  private func findBlock(_ symbol: Symbol, in scope: Int, from generation: Int) -> (code: Code, generation: Int)? {
    let lineage = scopes[scope].lineage
    for position in lineage.indices.dropFirst(generation) {
      if let code = programs[lineage[position]].block(symbol) { return (code, position) }
    }
    return nil
  }

  private var blockNames: [String] {
    scopes[frame.scope].lineage.flatMap { programs[$0].blocks.map(\.symbol.name) }
  }

  private mutating func include(_ site: Pool.TemplateSite) throws(Fault) {
    let found = try find(site)
    if found.number == nil, site.ignoresMissing { return }
    endScope(try runTemplate(try existing(found), site, relation: "included"))
  }

  private mutating func importModule(_ site: Pool.TemplateSite) throws(Fault) {
    let number = try existing(try find(site))
    if !site.withContext, let module = modules[number] { return stack.append(module) }
    let module = try module { renderer throws(Fault) in
      try renderer.runTemplate(number, site, relation: "imported")
    }
    if !site.withContext { modules[number] = module }
    stack.append(module)
  }

  /// The module of a template that is imported without context.
  mutating func module(of number: Int) throws(Fault) -> Value {
    if let module = modules[number] { return module }
    let module = try module { renderer throws(Fault) in try renderer.run(number, in: Scope(lineage: [number])) }
    modules[number] = module
    return module
  }

  /// What a template offers once it has run in a scope; nothing of what it writes is kept.
  private mutating func module(_ run: (inout Renderer) throws(Fault) -> Int) throws(Fault) -> Value {
    let start = output.count
    let scope = try run(&self)
    output.drop(from: start)
    let exports = Set(scopes[scope].lineage.flatMap { programs[$0].exports })
    return .object(ModuleObject(members: scopes[scope].own(where: exports.contains)))
  }

  private mutating func loadImported(_ name: Name) throws(Fault) {
    let module = stack[stack.count - 1]
    guard let value = module.member(name) else { throw .missingMember(name.text, of: module) }
    stack.append(value)
  }

  private mutating func extend(_ site: Pool.TemplateSite) throws(Fault) {
    let number = try existing(try find(site))
    if scopes[frame.scope].lineage.contains(number) {
      throw .cycle((scopes[frame.scope].lineage + [number]).map { programs[$0].name })
    }
    pendingParent = number
  }

  private mutating func runTemplate(
    _ number: Int, _ site: Pool.TemplateSite, relation: String
  ) throws(Fault) -> Int {
    let variables = site.withContext ? variables(with: site.visible) : Variables()
    do {
      return try run(number, in: Scope(lineage: [number], variables: variables))
    } catch {
      throw error.isPlaced ? error.noting("\(relation) from \(frame.code.file.name)", at: place) : error
    }
  }

  /// The variables of the scope together with locals.
  private mutating func variables(
    with visible: [(symbol: Symbol, binding: Binding)]
  ) -> Variables {
    var variables = scopes[frame.scope].variables
    for (symbol, binding) in visible {
      let value = value(of: binding)
      if !value.isUndefined { variables.append(symbol, value) }
    }
    return variables
  }

  /// The number of the first template of a site that there is, and all names that were asked for.
  private mutating func find(_ site: Pool.TemplateSite) throws(Fault) -> (number: Int?, names: [String]) {
    if let number = site.template { return (number, []) }
    let value = pop()
    var names: [String] = []
    let values = value.string == nil ? value.sequence ?? [value] : [value]
    for name in values {
      guard let name = name.string else { throw .notTemplateName(name) }
      names.append(name)
      if let number = try catalog.number(ofKnown: name) { return (number, names) }
    }
    return (nil, names)
  }

  private func existing(_ found: (number: Int?, names: [String])) throws(Fault) -> Int {
    guard let number = found.number else { throw .missingTemplates(found.names, known: catalog.names) }
    return number
  }
}

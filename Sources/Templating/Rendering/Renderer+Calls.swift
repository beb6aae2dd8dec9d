import Diagnostics

/// Calls of functions, methods and macros.
extension Renderer {
  mutating func call(_ step: Instruction.CallStep, _ code: Code) throws(Fault) {
    switch step {
    case .value(let shape): try callValue(code.pool.shapes[shape])
    case .method(let name, let shape): try callMethod(code.pool.names[name], code.pool.shapes[shape])
    case .makeMacro(let number): makeMacro(code.pool.routines[number])
    case .block(let number): try runBlock(code.pool.blocks[number])
    case .parentBlock: try runParentBlock()
    case .include(let number): try include(code.pool.templates[number])
    case .importModule(let number): try importModule(code.pool.templates[number])
    case .importedName(let name): try loadImported(code.pool.names[name])
    case .extend(let number): try extend(code.pool.templates[number])
    }
  }

  private mutating func callValue(_ shape: Pool.CallShape) throws(Fault) {
    let arguments = try popArguments(shape)
    stack.append(try result(of: pop(), arguments))
  }

  private mutating func callMethod(_ name: Name, _ shape: Pool.CallShape) throws(Fault) {
    let arguments = try popArguments(shape)
    let object = pop()
    if let member = object.member(name), case .callable = member {
      return stack.append(try result(of: member, arguments))
    }
    guard let method = Method.named(name.text, of: object) else { throw .unknownMethod(name.text, of: object) }
    let bound = try method.signature.bind(arguments).map(\.value)
    stack.append(try method.apply(to: object, bound, call))
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

  private mutating func result(of callee: Value, _ arguments: Arguments<Value>) throws(Fault) -> Value {
    guard case .callable(let callable) = callee else { throw .notCallable(callee) }
    switch callable.target {
    case .function(let function): return try function.result(of: arguments, call)
    case .macro(let macro): return try result(of: macro, arguments)
    }
  }

  private mutating func result(of macro: Macro, _ arguments: Arguments<Value>) throws(Fault) -> Value {
    guard scopes.indices.contains(macro.scope) else { throw .macroWithoutScope(macro.code.name) }
    let start = output.bytes.count
    let code = macro.code
    let caller = place
    do {
      try enter(code, scope: macro.scope) { renderer, base throws(Fault) in
        try renderer.fill(macro, arguments, base)
      }
    } catch {
      guard error.isPlaced else { throw error }
      throw error.noting(
        code.kind == .caller ? "in what is given to `call`" : "in the macro `\(code.name)`", at: caller)
    }
    let text = output.take(from: start)
    try call.limits.checkText(bytes: text.utf8.count)
    return code.isMarkup ? .markup(text) : .text(text)
  }

  /// Gives the locals of a macro their first values.
  private mutating func fill(_ macro: Macro, _ arguments: Arguments<Value>, _ base: Int) throws(Fault) {
    let code = macro.code
    for (capture, value) in zip(code.captures, macro.captured) { stack[base + capture.local] = value }
    if let itself = code.extras.itself { stack[base + itself] = .callable(Callable(.macro(macro))) }
    let positional = arguments.positional
    for (local, value) in positional.prefix(code.parameters.count).enumerated() { stack[base + local] = value }
    let further = Array(positional.dropFirst(code.parameters.count))
    if let varargs = code.extras.varargs {
      stack[base + varargs] = .tuple(further)
    } else if !further.isEmpty {
      throw .tooManyArguments(further.count, forMacro: code.name, parameters: code.parameters.map(\.name))
    }
    try fillNamed(code, arguments, base)
  }

  private mutating func fillNamed(_ code: Code, _ arguments: Arguments<Value>, _ base: Int) throws(Fault) {
    var others = ValueMap()
    for (name, value) in arguments.named {
      if let local = code.parameters.firstIndex(where: { $0.name == name }) {
        if local < arguments.positional.count { throw .argumentTwice(name, for: code.name) }
        stack[base + local] = value
      } else if name == "caller", let caller = code.extras.caller {
        stack[base + caller] = value
      } else {
        others[name] = value
      }
    }
    if let kwargs = code.extras.kwargs {
      stack[base + kwargs] = .map(others)
    } else if let unknown = others.names.first {
      throw unknown == "caller"
        ? .macroWithoutCaller(code.name)
        : .unknownParameter(unknown, of: code.name, known: code.parameters.map(\.name))
    }
  }

  private mutating func makeMacro(_ code: Code) {
    let captured = code.captures.map { value(of: $0.origin) }
    stack.append(.callable(Callable(.macro(Macro(code: code, scope: frame.scope, captured: captured)))))
  }

  /// What a name means that was resolved when compiling.
  private func value(of binding: Binding) -> Value {
    switch binding {
    case .local(let local): stack[frame.base + local]
    case .loop(let level): .object(LoopObject(state: loops[frame.loopBase + level]))
    }
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

  private mutating func runParentBlock() throws(Fault) {
    let name = frame.code.name
    guard let (code, generation) = findBlock(Symbol(name), in: frame.scope, from: frame.generation + 1) else {
      throw .noParentBlock(name)
    }
    try runBlock(code, frame.scope, generation)
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
    let start = output.bytes.count
    let scope = try runTemplate(number, site, relation: "imported")
    output.drop(from: start)
    let exports = scopes[scope].lineage.flatMap { programs[$0].exports }
    let members = scopes[scope].own.filter { exports.contains($0.symbol) }
    let module = Value.object(ModuleObject(members: members))
    if !site.withContext { modules[number] = module }
    stack.append(module)
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
    let (place, includer) = (place, frame.code.file.name)
    let variables = site.withContext ? variables(with: site.visible) : []
    do {
      return try run(number, in: Scope(lineage: [number], variables: variables))
    } catch {
      throw error.isPlaced ? error.noting("\(relation) from \(includer)", at: place) : error
    }
  }

  /// The variables of the scope together with locals.
  private func variables(
    with visible: [(symbol: Symbol, binding: Binding)]
  ) -> [(symbol: Symbol, value: Value)] {
    var variables = scopes[frame.scope].variables
    for (symbol, binding) in visible {
      let value = value(of: binding)
      if !value.isUndefined { variables.append((symbol, value)) }
    }
    return variables
  }

  /// The number of the first template of a site that there is, and the first name that was asked for.
  private mutating func find(_ site: Pool.TemplateSite) throws(Fault) -> (number: Int?, name: String) {
    if let number = site.template { return (number, "") }
    let value = pop()
    let names = value.string == nil ? value.sequence ?? [value] : [value]
    for name in names {
      guard let name = name.string else { throw .notTemplateName(name) }
      if let number = try catalog.number(ofKnown: name) { return (number, name) }
    }
    return (nil, names.first?.string ?? "")
  }

  private func existing(_ found: (number: Int?, name: String)) throws(Fault) -> Int {
    guard let number = found.number else { throw .missingTemplate(found.name, known: catalog.names) }
    return number
  }
}

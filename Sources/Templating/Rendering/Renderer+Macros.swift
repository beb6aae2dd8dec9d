import Diagnostics

/// Macros.
extension Renderer {
  /// Runs a macro with the arguments that lie on the stack, above what it was found by.
  mutating func run(_ macro: Macro, _ given: Pool.CallShape) throws(Fault) {
    guard scopes.indices.contains(macro.scope) else { throw .macroWithoutScope(macro.code.name) }
    let shape = try spread(given)
    let (code, start) = (macro.code, output.count)
    do {
      try enter(code, scope: macro.scope) { renderer, base throws(Fault) in
        try renderer.fill(macro, base, shape)
      }
    } catch {
      guard error.isPlaced else { throw error }
      throw error.noting(
        code.kind == .caller ? "in what is given to `call`" : "in the macro `\(code.name)`", at: place)
    }
    drop(shape.count + 1)
    if shape.use.keepsOutput(isMarkup: code.isMarkup) { return }
    try use(try takeText(from: start, isMarkup: code.isMarkup), shape)
  }

  /// Puts the values that `*` and `**` hold on the stack one by one.
  private mutating func spread(_ shape: Pool.CallShape) throws(Fault) -> Pool.CallShape {
    guard shape.hasRest || shape.hasNamedRest else { return shape }
    let arguments = try popArguments(shape)
    stack += arguments.positional + arguments.named.map(\.argument)
    return Pool.CallShape(
      positional: arguments.positional.count, names: arguments.named.map(\.name), use: shape.use)
  }

  /// Cuts off what was written since `start` as a value.
  mutating func takeText(from start: Int, isMarkup: Bool) throws(Fault) -> Value {
    let text = output.take(from: start)
    try call.limits.checkText(bytes: text.utf8.count)
    return isMarkup ? .markup(text) : .text(text)
  }

  /// Gives the locals of a macro, which begin at `base`, their first values; the arguments lie right below them.
  private mutating func fill(_ macro: Macro, _ base: Int, _ shape: Pool.CallShape) throws(Fault) {
    let code = macro.code
    let arguments = base - shape.count
    fillCaptures(of: macro, base)
    if let itself = code.extras.itself { stack[base + itself] = .callable(macro) }
    let taken = min(shape.positional, code.parameters.count)
    for local in 0..<taken { stack.swapAt(base + local, arguments + local) }
    if let varargs = code.extras.varargs {
      stack[base + varargs] = .tuple(Array(stack[arguments + taken..<arguments + shape.positional]))
    } else if shape.positional > taken {
      let names = code.parameters.map(\.name)
      throw .tooManyArguments(shape.positional - taken, forMacro: code.name, parameters: names)
    }
    try fillNamed(code, base, shape)
  }

  mutating func fillCaptures(of macro: Macro, _ base: Int) {
    for (capture, value) in zip(macro.code.captures, macro.captured) { stack[base + capture.local] = value }
  }

  private mutating func fillNamed(_ code: Code, _ base: Int, _ shape: Pool.CallShape) throws(Fault) {
    var others = ValueMap()
    for (name, argument) in zip(shape.names, (base - shape.names.count)...) {
      if let local = code.parameters.firstIndex(where: { $0.name == name }) {
        if local < shape.positional { throw .argumentTwice(name, for: code.name) }
        stack.swapAt(base + local, argument)
      } else if name == "caller", let caller = code.extras.caller {
        stack.swapAt(base + caller, argument)
      } else {
        others[name] = stack[argument]
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

  mutating func makeMacro(_ code: Code) {
    stack.append(.callable(macro(of: code)))
  }

  /// A routine with what its body uses from here.
  mutating func macro(of code: Code) -> Macro {
    var captured: [Value] = []
    for capture in code.captures { captured.append(value(of: capture.origin)) }
    return Macro(code: code, scope: frame.scope, captured: captured)
  }

  /// What a name means that was resolved when compiling.
  mutating func value(of binding: Binding) -> Value {
    switch binding {
    case .local(let local): stack[frame.base + local]
    case .loop(let level): loopObject(frame.loopBase + level)
    case .parentBlock: parentBlock
    }
  }
}

import Diagnostics

/// Writing.
extension Renderer {
  mutating func write(_ step: Instruction.Write, _ code: Code) throws(Fault) {
    switch step {
    case .text(let start, let end): output.append(code.pool.text, start, end)
    case .value(let isEscaped): try output.write(pop(), isEscaped: isEscaped)
    case .local(let local, let isEscaped): try writeLocal(local, isEscaped)
    case .member(let local, let name, let isEscaped):
      try output.write(try member(code.pool.names[name], ofLocal: local), isEscaped: isEscaped)
    case .beginCapture: captures.append(output.count)
    case .endCapture(let isMarkup): try endCapture(isMarkup)
    case .dropCapture: output.drop(from: captures.removeLast())
    }
  }

  private mutating func writeLocal(_ local: Int, _ isEscaped: Bool) throws(Fault) {
    let value = stack[frame.base + local]
    if value.isUndefined { throw missingLocal(local) }
    try output.write(value, isEscaped: isEscaped)
  }

  private mutating func endCapture(_ isMarkup: Bool) throws(Fault) {
    stack.append(try takeText(from: captures.removeLast(), isMarkup: isMarkup))
  }
}

/// Loading.
extension Renderer {
  mutating func load(_ step: Instruction.Load, _ code: Code) throws(Fault) {
    switch step {
    case .constant(let number): stack.append(code.pool.constants[number])
    case .local(let local, let isLenient): try loadLocal(local, isLenient)
    case .name(let number, let isLenient): stack.append(try lookUp(code.pool.names[number], isLenient))
    case .member(let number, let isLenient): try loadMember(code.pool.names[number], isLenient)
    case .localMember(let local, let name):
      stack.append(try member(code.pool.names[name], ofLocal: local))
    case .item(let isLenient): try loadItem(isLenient)
    case .slice: try loadSlice()
    case .loopProperty(let property, let outward, let isLenient): try loadLoop(property, outward, isLenient)
    case .loop(let outward): stack.append(loopObject(loops.count - 1 - outward))
    case .parentBlock: stack.append(parentBlock)
    }
  }

  private mutating func loadLocal(_ local: Int, _ isLenient: Bool) throws(Fault) {
    let value = stack[frame.base + local]
    if value.isUndefined, !isLenient { throw missingLocal(local) }
    stack.append(value)
  }

  private func missingLocal(_ local: Int) -> Fault {
    .missingLocal(frame.code.localNames[local])
  }

  /// A member of a local, without a copy of the local on the stack.
  private func member(_ name: Name, ofLocal local: Int) throws(Fault) -> Value {
    if let member = stack[frame.base + local].member(name) { return member }
    let value = stack[frame.base + local]
    if value.isUndefined { throw missingLocal(local) }
    throw .missingMember(name.text, of: value)
  }

  private mutating func loadMember(_ name: Name, _ isLenient: Bool) throws(Fault) {
    let value = pop()
    guard let member = value.member(name) ?? (isLenient ? .undefined : nil) else {
      throw .missingMember(name.text, of: value)
    }
    stack.append(member)
  }

  private mutating func loadItem(_ isLenient: Bool) throws(Fault) {
    let key = pop()
    let value = pop()
    guard let item = try value.item(key) ?? (isLenient ? .undefined : nil) else {
      throw .missingItem(key, of: value)
    }
    stack.append(item)
  }

  private mutating func loadSlice() throws(Fault) {
    let (step, stop, start) = (pop(), pop(), pop())
    stack.append(try pop().slice(start, stop, step))
  }

  private mutating func loadLoop(_ property: LoopProperty, _ outward: Int, _ isLenient: Bool) throws(Fault) {
    let value = loops[loops.count - 1 - outward].property(property)
    if value.isUndefined, !isLenient { throw .noNeighbour(property) }
    stack.append(value)
  }

  /// A name that is no local: a variable of the template, a global, or a function.
  private func lookUp(_ name: Name, _ isLenient: Bool) throws(Fault) -> Value {
    if let value = value(of: name) { return value }
    if let value = call.registry.functions.first(where: { $0.symbol == name.symbol })?.value { return value }
    if isLenient { return .undefined }
    throw .missingName(name.text, known: namesInSight)
  }

  /// The variable of the template or the global of a name.
  func value(of name: Name) -> Value? {
    scopes[frame.scope].value(of: name.symbol) ?? globals.entries.first { $0.symbol == name.symbol }?.value
  }

  /// All names that could have been written here.
  private var namesInSight: [String] {
    let variables = scopes[frame.scope].variables.map(\.symbol)
    let others = globals.entries.map(\.symbol) + call.registry.functions.map(\.symbol)
    return (variables + others).map(\.name) + frame.code.localNames
  }
}

/// Storing.
extension Renderer {
  mutating func store(_ step: Instruction.Store, _ code: Code) throws(Fault) {
    switch step {
    case .local(let local): stack[frame.base + local] = pop()
    case .variable(let name): scopes[frame.scope].set(code.pool.names[name].symbol, to: pop())
    case .member(let name): try storeMember(code.pool.names[name])
    case .unpack(let count): try unpack(count)
    case .drop: stack.removeLast()
    }
  }

  private mutating func storeMember(_ name: Name) throws(Fault) {
    let target = pop()
    let value = pop()
    guard case .object(let object) = target, let namespace = object as? Namespace else {
      throw .notNamespace(target)
    }
    try namespace.set(name.text, to: value)
  }

  private mutating func unpack(_ count: Int) throws(Fault) {
    let value = pop()
    guard let items = value.sequence, items.count == count else { throw .unpacking(value, wanted: count) }
    stack.append(contentsOf: items.reversed())
  }
}

import Diagnostics

/// Writing.
extension Renderer {
  mutating func write(_ step: Instruction.Write, _ code: Code) throws(Fault) {
    switch step {
    case .text(let start, let end): output.append(code.pool.text, start, end)
    case .value(let operand, let isEscaped): try output.write(try value(of: operand, code), isEscaped: isEscaped)
    case .beginCapture: captures.append(output.count)
    case .endCapture(let isMarkup): try endCapture(isMarkup)
    case .dropCapture: output.drop(from: captures.removeLast())
    }
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
    case .operand(let operand): stack.append(try value(of: operand, code))
    case .localIfGiven(let local): stack.append(stack[frame.base + local])
    case .nameIfKnown(let number): stack.append(find(code.pool.names[number]) ?? .undefined)
    case .memberIfKnown(let number): stack.append(pop().member(code.pool.names[number]) ?? .undefined)
    case .item(let isLenient): try loadItem(isLenient)
    case .slice: try loadSlice()
    case .loopPropertyIfGiven(let property, let outward):
      stack.append(loops[number(ofLoop: outward)].property(property))
    case .loop(let outward): stack.append(loopObject(number(ofLoop: outward)))
    case .parentBlock: stack.append(parentBlock)
    }
  }

  /// The value of an operand, which is taken off the stack if it lies there.
  mutating func value(of operand: Instruction.Operand, _ code: Code) throws(Fault) -> Value {
    switch operand {
    case .stack: pop()
    case .local(let local): try given(stack[frame.base + local], local)
    case .localMember(let local, let name): try member(code.pool.names[name], ofLocal: local)
    case .name(let number): try known(code.pool.names[number])
    case .member(let name): try member(code.pool.names[name], of: pop())
    case .loopProperty(let property, let outward): try self.property(property, ofLoop: outward)
    }
  }

  private func given(_ value: Value, _ local: Int) throws(Fault) -> Value {
    if value.isUndefined { throw .missingLocal(frame.code.localNames[local]) }
    return value
  }

  private mutating func member(_ name: Name, ofLocal local: Int) throws(Fault) -> Value {
    if let member = Value.member(name, of: &stack[frame.base + local]) { return member }
    throw .missingMember(name.text, of: try given(stack[frame.base + local], local))
  }

  private func member(_ name: Name, of value: Value) throws(Fault) -> Value {
    guard let member = value.member(name) else { throw .missingMember(name.text, of: value) }
    return member
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

  private func known(_ name: Name) throws(Fault) -> Value {
    guard let value = find(name) else { throw .missingName(name.text, known: namesInSight) }
    return value
  }

  /// The number of the loop so many loops further out.
  func number(ofLoop outward: Int) -> Int { loops.count - 1 - outward }

  private func property(_ property: LoopProperty, ofLoop outward: Int) throws(Fault) -> Value {
    let value = loops[number(ofLoop: outward)].property(property)
    if value.isUndefined { throw .noNeighbour(property) }
    return value
  }

  /// The value of a name that is no local: a variable of the template, a global, or a function.
  private func find(_ name: Name) -> Value? {
    value(of: name) ?? call.registry.functions.first { $0.symbol == name.symbol }?.value
  }

  /// The variable of the template or the global of a name.
  func value(of name: Name) -> Value? {
    scopes[frame.scope].value(of: name.symbol) ?? globals.entries.first { $0.symbol == name.symbol }?.value
  }

  /// All names that could have been written here.
  private var namesInSight: [String] {
    let variables = scopes[frame.scope].variables.symbols
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

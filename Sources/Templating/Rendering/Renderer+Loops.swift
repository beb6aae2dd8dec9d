import Diagnostics

/// Loops.
extension Renderer {
  mutating func loop(_ step: Instruction.LoopStep) throws(Fault) {
    switch step {
    case .begin(let otherwise): try beginLoop(otherwise)
    case .beginKeeping: loops.append(LoopState(try popItems()))
    case .next(let local, let exit):
      if let item = try advance(exit) { stack[frame.base + local] = item }
    case .nextOnStack(let exit):
      if let item = try advance(exit) { stack.append(item) }
    case .makeCallable(let local): makeCallable(local)
    case .recur(let outward): try recur(outward)
    case .keep: keep()
    case .end: loops.removeLast()
    case .endKeeping: stack.append(.list(loops.removeLast().kept))
    case .cycle(let count, let outward):
      let values = pop(count)
      stack.append(values[loops[number(ofLoop: outward)].index % count])
    case .changed(let count, let outward): noteChange(count, outward)
    }
  }

  private mutating func popItems() throws(Fault) -> ValueList {
    let value = pop()
    guard let items = value.sequence else { throw .notIterable(value) }
    return items
  }

  private mutating func beginLoop(_ otherwise: Int) throws(Fault) {
    let items = try popItems()
    if items.isEmpty { frame.counter = otherwise } else { loops.append(LoopState(items)) }
  }

  /// The next value of the innermost loop; jumps if there is none.
  private mutating func advance(_ exit: Int) throws(Fault) -> Value? {
    try tick()
    let last = loops.count - 1
    loops[last].index += 1
    guard loops[last].index < loops[last].items.count else {
      frame.counter = exit
      return nil
    }
    return loops[last].items[loops[last].index]
  }

  private mutating func keep() {
    let last = loops.count - 1
    loops[last].kept.append(loops[last].items[loops[last].index])
  }

  private mutating func noteChange(_ count: Int, _ outward: Int) {
    let values = pop(count)
    let lastValues = loops[number(ofLoop: outward)].remembering()
    stack.append(.bool(lastValues.change(to: values)))
  }
}

/// Loops that run themselves, and loops as values.
extension Renderer {
  /// Runs a recursive loop for the value on top of the stack.
  mutating func runLoop(_ code: Code) throws(Fault) {
    try run(Recursion(macro(of: code), depth: 0), for: .list(try popItems()))
  }

  /// The loop that has just begun can be called by what the local holds.
  private mutating func makeCallable(_ local: Int) {
    if case .callable(let recursion) = stack[frame.base + local] {
      loops[loops.count - 1].recursion = recursion as? Recursion
    }
  }

  private mutating func recur(_ outward: Int) throws(Fault) {
    let items = Value.list(try popItems())
    guard let recursion = loops[number(ofLoop: outward)].recursion else { return }
    try runDeeper(recursion, for: items)
  }

  private mutating func runDeeper(_ recursion: Recursion, for items: Value) throws(Fault) {
    do {
      try run(Recursion(recursion.loop, depth: recursion.depth + 1), for: items)
    } catch {
      throw error.isPlaced ? error.noting("in the recursive loop", at: place) : error
    }
  }

  private mutating func run(_ recursion: Recursion, for items: Value) throws(Fault) {
    let loop = recursion.loop
    guard scopes.indices.contains(loop.scope) else { throw .loopWithoutScope }
    try enter(loop.code, scope: loop.scope) { renderer, base throws(Fault) in
      renderer.fillCaptures(of: loop, base)
      if let itself = loop.code.extras.itself { renderer.stack[base + itself] = .callable(recursion) }
      renderer.stack.append(items)
    }
  }

  /// What `loop(children)` gives where the loop was passed on as a value.
  mutating func result(of recursion: Recursion, _ arguments: Arguments<Value>) throws(Fault) -> Value {
    guard let items = arguments.positional.first, arguments.positional.count + arguments.named.count == 1 else {
      throw .loopArguments
    }
    guard let list = items.sequence else { throw .notIterable(items) }
    let start = output.count
    try runDeeper(recursion, for: .list(list))
    return try takeText(from: start, isMarkup: recursion.loop.code.isMarkup)
  }

  /// The loop at an index as a value.
  mutating func loopObject(_ index: Int) -> Value {
    let lastValues = loops[index].remembering()
    return .object(LoopObject(state: loops[index], lastValues: lastValues))
  }
}

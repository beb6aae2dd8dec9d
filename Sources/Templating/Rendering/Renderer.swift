import Diagnostics

/// Runs programs: one renderer makes one page.
struct Renderer: ~Copyable {
  let programs: [Program]
  let catalog: Catalog
  let globals: Globals
  /// What filters and functions are told, of which the place changes from call to call.
  var call: Call
  var output = Output()
  /// Locals and values in use, frame upon frame.
  var stack: [Value] = []
  var loops: [LoopState] = []
  /// One for each run of a template; macros keep the number of theirs.
  var scopes: [Scope]
  var frame: Frame
  /// Where in the output each capture began.
  var captures: [Int] = []
  private var depth = 0
  private var steps = 0
  /// Takes the time if somebody wants to know.
  private(set) var stopwatch: Stopwatch?
  /// The template that the one that has just run extends.
  var pendingParent: Int?
  /// Templates that were imported without context, which are the same however often that is done.
  var modules: [Int: Value]

  init(
    _ programs: [Program], _ catalog: Catalog, shared: SharedModules, globals: Globals, call: Call,
    profile: RenderingProfile? = nil
  ) {
    scopes = shared.scopes
    modules = shared.modules
    stopwatch = profile.map(Stopwatch.init)
    self.programs = programs
    self.catalog = catalog
    self.globals = globals
    self.call = call
    frame = Frame(code: .nothing, base: 0, loopBase: 0, scope: 0, generation: 0)
    stack.reserveCapacity(64)
  }

  /// Renders the template of a number, as the page that was asked for.
  mutating func render(_ number: Int) throws(Fault) {
    do {
      _ = try run(number, in: Scope(lineage: [number]))
    } catch {
      guard case .range(let range)? = error.place, range.file !== programs[number].main.file else {
        throw error
      }
      throw error.noting("while rendering \(programs[number].name)")
    }
  }

  /// Runs a template and those that it extends, in a scope of its own; gives back the number of the scope.
  mutating func run(_ number: Int, in scope: Scope) throws(Fault) -> Int {
    let index = scopes.count
    scopes.append(scope)
    var next: Int? = number
    while let number = next {
      if let fault = programs[number].fault { throw fault }
      next = nil
      try enter(programs[number].main, scope: index)
      if let parent = pendingParent {
        scopes[index].lineage.append(parent)
        pendingParent = nil
        next = parent
      }
    }
    return index
  }

  /// Runs code in a frame of its own, and comes back to the present one even with a fault.
  mutating func enter(
    _ code: Code, scope: Int, generation: Int = 0, prepare: (inout Renderer, Int) throws(Fault) -> Void = { _, _ in }
  ) throws(Fault) {
    let caller = frame
    let base = stack.count
    depth += 1
    stopwatch?.begin()
    defer {
      stopwatch?.end(code)
      depth -= 1
      frame = caller
    }
    try tick()
    if depth > call.limits.callDepth { throw .callsTooDeep(limit: call.limits.callDepth) }
    for _ in code.localNames { stack.append(.undefined) }
    try prepare(&self, base)
    frame = Frame(code: code, base: base, loopBase: loops.count, scope: scope, generation: generation)
    try run(code)
    drop(stack.count - base)
  }

  /// Counts a turn of a loop or a call, and stops a page that takes too much.
  mutating func tick() throws(Fault) {
    steps += 1
    if steps > call.limits.steps { throw .tooManySteps(limit: call.limits.steps) }
    if output.count > call.limits.outputBytes { throw .pageTooLong(limit: call.limits.outputBytes) }
  }

  /// The loop over the instructions.
  private mutating func run(_ code: Code) throws(Fault) {
    do {
      while true {
        let instruction = code.instructions[frame.counter]
        frame.counter += 1
        switch instruction {
        case .write(let step): try write(step, code)
        case .load(let step): try load(step, code)
        case .store(let step): try store(step, code)
        case .compute(let step): try compute(step, code)
        case .jump(let step): try jump(step, code)
        case .loop(let step): try loop(step)
        case .call(let step): try call(step, code)
        case .finish: return
        }
      }
    } catch {
      throw error.isPlaced ? error : placed(error)
    }
  }

  /// The bytes of the instruction that is running.
  var place: Diagnostic.Place {
    .bytes(frame.code.places[frame.counter - 1], of: frame.code.file)
  }

  mutating func pop() -> Value { stack.removeLast() }

  /// Takes so many values off the stack, in the order in which they were put there.
  mutating func pop(_ count: Int) -> [Value] {
    let values = Array(stack.suffix(count))
    drop(count)
    return values
  }

  /// Takes so many values off the stack; faster than `removeLast` for the few that there are.
  mutating func drop(_ count: Int) {
    for _ in 0..<count { stack.removeLast() }
  }
}

/// Jumps.
extension Renderer {
  private mutating func jump(_ step: Instruction.Jump, _ code: Code) throws(Fault) {
    switch step {
    case .always(let target): frame.counter = target
    case .ifFalse(let operand, let target): if !(try value(of: operand, code)).isTrue { frame.counter = target }
    case .ifFalseKeeping(let target): jumpKeeping(target, if: false)
    case .ifTrueKeeping(let target): jumpKeeping(target, if: true)
    case .ifGiven(let local, let target): if !stack[frame.base + local].isUndefined { frame.counter = target }
    }
  }

  private mutating func jumpKeeping(_ target: Int, if wanted: Bool) {
    if stack[stack.count - 1].isTrue == wanted { frame.counter = target } else { stack.removeLast() }
  }
}

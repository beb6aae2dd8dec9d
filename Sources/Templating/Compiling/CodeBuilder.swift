import Diagnostics

/// Code in the making: instructions, the things they refer to, and what names mean at this point.
struct CodeBuilder {
  let kind: Code.Kind
  let name: String
  let file: SourceFile
  /// Whether what it writes is escaped, and therefore HTML.
  let isEscaped: Bool
  private(set) var instructions: [Instruction] = []
  private(set) var places: [Range<Int>] = []
  private(set) var localNames: [String] = []
  var pool = Pool()
  var parameters: [Code.Parameter] = []
  var extras = Code.Extras()
  private(set) var captures: [Code.Capture] = []
  var isRequired = false
  /// How many loops are open.
  var loopLevel = 0
  /// The loops that `break` and `continue` can leave here, from the outermost in.
  var turns: [Turn] = []
  /// How many captures are open.
  var captureLevel = 0
  /// Where a jump leads, if that is the next instruction.
  private var lastTarget = 0
  /// What names mean, from the outermost scope in; the first scope of a template is the template's own.
  private(set) var scopes: [[String: Binding]] = [[:]]

  /// A loop whose body is being compiled.
  struct Turn {
    /// Where the next turn begins.
    let start: Int
    /// How many captures were open before it.
    let captureLevel: Int
    /// The jumps that leave the loop.
    var exits: [Int] = []
  }

  init(_ kind: Code.Kind, name: String, file: SourceFile, isEscaped: Bool) {
    self.kind = kind
    self.name = name
    self.file = file
    self.isEscaped = isEscaped
  }

  private var position: Int { instructions.count }

  @discardableResult
  mutating func emit(_ instruction: Instruction, at place: Range<Int>) -> Int {
    instructions.append(instruction)
    places.append(place)
    return instructions.count - 1
  }

  /// Puts the right target into a jump that was emitted before its target was known.
  mutating func replace(_ index: Int, with instruction: Instruction) {
    instructions[index] = instruction
  }

  /// Lets a jump for a false condition lead to the next instruction.
  mutating func land(_ jump: (index: Int, condition: Instruction.Operand)) {
    instructions[jump.index] = .jump(.ifFalse(jump.condition, target()))
  }

  /// The number of the next instruction, which a jump leads to.
  mutating func target() -> Int {
    lastTarget = position
    return position
  }

  /// Writes text as it stands, in one step with text that is always written right before.
  mutating func emitText(_ bytes: some Sequence<UInt8>, at place: Range<Int>) {
    let start = pool.text.count
    pool.text.append(contentsOf: bytes)
    if lastTarget != position, case .write(.text(let before, start))? = instructions.last {
      instructions[position - 1] = .write(.text(start: before, end: pool.text.count))
    } else if pool.text.count > start {
      emit(.write(.text(start: start, end: pool.text.count)), at: place)
    }
  }
}

/// Names and locals.
extension CodeBuilder {
  /// Whether a name that is set here becomes a variable of the template.
  var isTopLevel: Bool { kind == .template && scopes.count == 1 }

  mutating func openScope() { scopes.append([:]) }

  mutating func closeScope() { scopes.removeLast() }

  mutating func addLocal(_ name: String) -> Int {
    localNames.append(name)
    return localNames.count - 1
  }

  /// Makes a local of a name in the innermost scope, or finds it there.
  mutating func declare(_ name: String) -> Int {
    if case .local(let local)? = scopes[scopes.count - 1][name] { return local }
    let local = addLocal(name)
    scopes[scopes.count - 1][name] = .local(local)
    return local
  }

  /// Lets `loop` mean the innermost loop.
  mutating func declareLoop() {
    scopes[scopes.count - 1]["loop"] = .loop(level: loopLevel - 1)
  }

  /// Makes a local in the outermost scope, for a name that comes from outside of the code.
  mutating func declareOutermost(_ name: String) -> Int {
    let local = addLocal(name)
    scopes[0][name] = .local(local)
    return local
  }

  mutating func capture(_ name: String, from origin: Binding) -> Int {
    let local = declareOutermost(name)
    captures.append(Code.Capture(origin: origin, local: local))
    return local
  }

  /// Whether the innermost scope defines a name.
  func isInnermost(_ name: String) -> Bool { scopes[scopes.count - 1][name] != nil }

  /// All names that mean a local or a loop here.
  var boundNames: Set<String> { Set(scopes.flatMap(\.keys)) }
}

extension [[String: Binding]] {
  /// What a name means in the innermost scope that knows it.
  func binding(of name: String) -> Binding? {
    for scope in reversed() {
      if let binding = scope[name] { return binding }
    }
    return nil
  }
}

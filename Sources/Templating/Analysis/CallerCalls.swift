/// The calls of `caller` in a macro.
struct CallerCalls {
  private(set) var calls: [(invocation: Invocation, place: Range<Int>)] = []
  /// Whether every call is here, because the caller is only called and asked for, and not handed on.
  private(set) var areAll: Bool

  init(in routine: Statement.Routine) {
    areAll = !routine.body.contains { $0.defines("caller") }
    for statement in routine.body { add(statement) }
  }

  private mutating func add(_ statement: Statement) {
    if case .macro = statement.kind { return }
    let parts = statement.parts
    for part in parts.expressions { add(part.expression, isCondition: part.isCondition) }
    for inner in parts.bodies.flatMap(\.statements) { add(inner) }
  }

  private mutating func add(_ expression: Expression, isCondition: Bool = false) {
    switch expression.kind {
    case .name("caller"): if !isCondition { areAll = false }
    case .call(let callee, let invocation):
      if case .name("caller") = callee.kind { calls.append((invocation, expression.range)) } else { add(callee) }
      for argument in invocation.expressions { add(argument) }
    case .test(let input, let test):
      add(input, isCondition: true)
      for argument in test.invocation.expressions { add(argument) }
    case .unary(.not, let operand): add(operand, isCondition: true)
    case .conditional(let value, let condition, let otherwise):
      add(condition, isCondition: true)
      for part in [value, otherwise].compactMap({ $0 }) { add(part) }
    default: for child in expression.kind.children { add(child) }
    }
  }
}

/// Finds out whether a body reads a name whatever happens, so that it can only fail if the name has no value.
///
/// What lies in a choice, a loop or a macro may never run, and `default` and `is defined` mind a missing value; where
/// it can't be known, it is not sure.
struct DefiniteReads {
  let name: String
  let registry: Registry

  func inBody(_ body: [Statement]) -> Bool {
    !body.contains { $0.defines(name) } && body.contains(where: inStatement)
  }

  private func inStatement(_ statement: Statement) -> Bool {
    let parts = statement.parts
    return parts.expressions.contains { $0.isCertain && inExpression($0.expression) }
      || parts.bodies.contains { body in
        if case .always = body.run { body.statements.contains(where: inStatement) } else { false }
      }
  }

  private func inExpression(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .name(let other): other == name
    case .and(let left, _), .or(let left, _): inExpression(left)
    case .comparison(let left, let rights): inExpression(left) || (rights.first.map { inExpression($0.right) } ?? false)
    case .conditional(_, let condition, _): inExpression(condition)
    case .filter(let input, let operation):
      inInput(input, isLenient: registry.filters[operation.name.text]?.input.isLenient ?? true)
        || inArguments(operation)
    case .test(let input, let operation):
      inInput(input, isLenient: registry.tests[operation.name.text]?.input.isLenient ?? true) || inArguments(operation)
    default: expression.kind.children.contains(where: inExpression)
    }
  }

  private func inInput(_ input: Expression, isLenient: Bool) -> Bool {
    if isLenient, case .name = input.kind { return false }
    return inExpression(input)
  }

  private func inArguments(_ operation: Operation) -> Bool {
    operation.invocation.expressions.contains(where: inExpression)
  }
}

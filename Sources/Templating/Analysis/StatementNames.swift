/// Names in statements, as far as they can be told without running anything.
extension Statement {
  /// Whether a name is given a value by it or by anything that lies in it.
  func defines(_ name: String) -> Bool {
    parts.definitions.contains { $0.name.text == name }
      || parts.bodies.contains { $0.statements.contains { $0.defines(name) } }
  }

  /// Whether a name is read anywhere in it.
  func mentions(_ name: String) -> Bool {
    parts.expressions.contains { $0.expression.mentions(name) }
      || parts.bodies.contains { $0.statements.contains { $0.mentions(name) } }
  }
}

/// The names that statements define in their own scope, in order.
func assignedNames(in statements: [Statement]) -> [String] {
  var names: [String] = []
  addAssignedNames(in: statements, to: &names)
  return names
}

private func addAssignedNames(in statements: [Statement], to names: inout [String]) {
  for statement in statements {
    for definition in statement.parts.definitions where !definition.isInner && !names.contains(definition.name.text) {
      names.append(definition.name.text)
    }
    for body in statement.parts.bodies {
      if case .chosen = body.run { addAssignedNames(in: body.statements, to: &names) }
    }
  }
}

extension Expression {
  /// Whether a name is read anywhere in it.
  func mentions(_ name: String) -> Bool {
    if case .name(name) = kind { true } else { kind.children.contains { $0.mentions(name) } }
  }
}

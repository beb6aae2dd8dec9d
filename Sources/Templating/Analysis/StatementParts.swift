/// What a statement consists of, for whoever looks through a template without compiling it.
///
/// What there is to know of each kind of statement is said once, in `Statement.parts`; whoever looks through statements asks
/// for the parts and so misses none.
struct StatementParts {
  /// An expression in a tag.
  struct Part {
    let expression: Expression
    /// Whether it is computed whenever the statement runs.
    var isCertain = true
    /// Whether it only chooses what runs.
    var isCondition = false
  }

  /// The statements between two tags.
  struct Body {
    /// When they run.
    enum Run {
      /// Once whenever the statement runs, in a scope of their own.
      case always
      /// At most once; what they define goes on to mean that behind them.
      case chosen
      /// Once for each value of a loop, or if there is none.
      case inLoop
      /// Where the block of the name is printed.
      case inBlock(Identifier)
      /// Where a macro, or what is handed to one, is called.
      case called
    }

    let run: Run
    let statements: [Statement]
  }

  /// A name that is given a value.
  struct Definition {
    enum Meaning {
      /// Something that is only known while rendering.
      case value
      case macro(Statement.Routine)
      /// The template that an expression names.
      case module(Expression)
      /// A name of the template that an expression names.
      case imported(Identifier, from: Expression)
    }

    let name: Identifier
    var meaning = Meaning.value
    /// Whether it has the value in the bodies of the statement only, and not behind it.
    var isInner = false
  }

  /// The expressions of its tags.
  var expressions: [Part] = []
  /// The bodies between its tags.
  var bodies: [Body] = []
  /// The names that its tags give a value.
  var definitions: [Definition] = []
  /// Those of the expressions that name other templates.
  var templates: [Expression] = []
  /// The filters that its body goes through.
  var filters: [Operation] = []
}

extension Statement {
  /// What it consists of.
  var parts: StatementParts {
    switch kind {
    case .text, .exit: StatementParts()
    case .output(let expression), .evaluate(let expression): StatementParts(computing: [expression])
    case .set(let target, let value): StatementParts(computing: [value], definitions: target.definitions())
    case .capture(let target, let filters, let body):
      StatementParts(filters: filters, body, definitions: target.definitions())
    case .choice(let branches, let otherwise): StatementParts(branches, otherwise)
    case .loop(let loop): StatementParts(loop)
    case .with(let pairs, let body):
      StatementParts(
        computing: pairs.map(\.value), bodies: [StatementParts.Body(run: .always, statements: body)],
        definitions: pairs.flatMap { $0.target.definitions(isInner: true) })
    case .block(let block):
      StatementParts(bodies: [StatementParts.Body(run: .inBlock(block.name), statements: block.body)])
    case .extends(let template): StatementParts(bringing: template)
    case .include(let include): StatementParts(bringing: include.template)
    case .importModule(let template, let name, _):
      StatementParts(bringing: template, [StatementParts.Definition(name: name, meaning: .module(template))])
    case .importNames(let template, let names, _):
      StatementParts(
        bringing: template,
        names.map { StatementParts.Definition(name: $0.alias, meaning: .imported($0.name, from: template)) })
    case .macro(let name, let routine):
      StatementParts(routine, definitions: [StatementParts.Definition(name: name, meaning: .macro(routine))])
    case .call(let call, let routine): StatementParts(computing: [call], routine)
    case .filter(let filters, let body): StatementParts(filters: filters, body)
    case .autoescape(_, let body): StatementParts(filters: [], body)
    }
  }
}

extension StatementParts {
  fileprivate init(computing expressions: [Expression], bodies: [Body] = [], definitions: [Definition] = []) {
    self.init(expressions: expressions.map { Part(expression: $0) }, bodies: bodies, definitions: definitions)
  }

  fileprivate init(bringing template: Expression, _ definitions: [Definition] = []) {
    self.init(expressions: [Part(expression: template)], definitions: definitions, templates: [template])
  }

  fileprivate init(filters: [Operation], _ body: [Statement], definitions: [Definition] = []) {
    self.init(
      expressions: filters.flatMap(\.invocation.expressions).map { Part(expression: $0) },
      bodies: [Body(run: .always, statements: body)], definitions: definitions, filters: filters)
  }

  /// Of the conditions only the first is certain to be computed.
  fileprivate init(_ branches: [Statement.Branch], _ otherwise: [Statement]) {
    for branch in branches {
      expressions.append(Part(expression: branch.condition, isCertain: expressions.isEmpty, isCondition: true))
      bodies.append(Body(run: .chosen, statements: branch.body))
    }
    bodies.append(Body(run: .chosen, statements: otherwise))
  }

  fileprivate init(_ loop: Statement.Loop) {
    expressions = [Part(expression: loop.items)]
    if let condition = loop.condition { expressions.append(Part(expression: condition, isCertain: false)) }
    bodies = [loop.body, loop.otherwise].map { Body(run: .inLoop, statements: $0) }
    definitions = loop.target.definitions(isInner: true)
  }

  fileprivate init(
    computing expressions: [Expression] = [], _ routine: Statement.Routine, definitions: [Definition] = []
  ) {
    let standards = routine.parameters.compactMap(\.standard)
    self.expressions =
      expressions.map { Part(expression: $0) } + standards.map { Part(expression: $0, isCertain: false) }
    bodies = [Body(run: .called, statements: routine.body)]
    self.definitions = definitions + routine.parameters.map { Definition(name: $0.name, isInner: true) }
  }
}

extension Statement.Target {
  fileprivate func definitions(isInner: Bool = false) -> [StatementParts.Definition] {
    identifiers.map { StatementParts.Definition(name: $0, isInner: isInner) }
  }
}

extension Statement {
  /// The names that it and all that lies in it define.
  var definedNames: [String] {
    let parts = parts
    return parts.definitions.map(\.name.text) + parts.bodies.flatMap { $0.statements.flatMap(\.definedNames) }
  }

  /// The names that it defines in the scope in which it stands.
  fileprivate var assignedNames: [String] {
    let parts = parts
    let inner = parts.bodies.flatMap { body in
      if case .chosen = body.run { body.statements.flatMap(\.assignedNames) } else { [String]() }
    }
    return parts.definitions.filter { !$0.isInner }.map(\.name.text) + inner
  }

  /// Whether a name is read anywhere in it.
  func mentions(_ name: String) -> Bool {
    let parts = parts
    return parts.expressions.contains { $0.expression.mentions(name) }
      || parts.bodies.contains { $0.statements.contains { $0.mentions(name) } }
  }
}

/// The names that statements define in their own scope, in order.
func assignedNames(in statements: [Statement]) -> [String] {
  var names: [String] = []
  for name in statements.flatMap(\.assignedNames) where !names.contains(name) { names.append(name) }
  return names
}

extension Expression {
  /// Whether a name is read anywhere in it.
  func mentions(_ name: String) -> Bool {
    if case .name(name) = kind { true } else { kind.children.contains { $0.mentions(name) } }
  }
}

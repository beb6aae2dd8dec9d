extension Statement.Kind {
  /// What a statement of the kind consists of.
  var parts: Statement.Parts {
    typealias Parts = Statement.Parts
    return switch self {
    case .text, .exit: Parts([])
    case .output(let expression), .evaluate(let expression): Parts(computing: [expression])
    case .set(let target, let value): Parts(computing: [value], defining: target.definitions())
    case .capture(let target, let filters, let body):
      Parts(filters: filters, body: body, defining: target.definitions())
    case .choice(let branches, let otherwise): Parts(branches, otherwise: otherwise)
    case .loop(let loop): Parts(loop)
    case .with(let pairs, let body):
      Parts(
        computing: pairs.map(\.value), bodies: [Parts.Body(run: .always, statements: body)],
        defining: pairs.flatMap { $0.target.definitions(isInner: true) })
    case .block(let block): Parts([], [Parts.Body(run: .inBlock(block.name), statements: block.body)])
    case .extends(let template): Parts(bringing: template)
    case .include(let include): Parts(bringing: include.template)
    case .importModule(let template, let name, _):
      Parts(bringing: template, defining: [Parts.Definition(name: name, meaning: .module(template))])
    case .importNames(let template, let names, _):
      Parts(
        bringing: template,
        defining: names.map { Parts.Definition(name: $0.alias, meaning: .imported($0.name, from: template)) })
    case .macro(let name, let routine):
      Parts(routine, defining: [Parts.Definition(name: name, meaning: .macro(routine))])
    case .call(let call, let routine): Parts(routine, computing: [Parts.Part(expression: call)])
    case .filter(let filters, let body): Parts(filters: filters, body: body)
    case .autoescape(_, let body): Parts(filters: [], body: body)
    }
  }
}

extension Statement.Parts {
  /// Of a tag whose expressions are all computed.
  fileprivate convenience init(computing expressions: [Expression], bodies: [Body] = [], defining: [Definition] = []) {
    self.init(expressions.map { Part(expression: $0) }, bodies, defining)
  }

  /// Of a tag that brings in another template.
  fileprivate convenience init(bringing template: Expression, defining: [Definition] = []) {
    self.init([Part(expression: template)], [], defining, templates: [template])
  }

  /// Of a body that goes through filters.
  fileprivate convenience init(filters: [Operation], body: [Statement], defining: [Definition] = []) {
    let arguments = filters.flatMap(\.invocation.expressions).map { Part(expression: $0) }
    self.init(arguments, [Body(run: .always, statements: body)], defining, filters: filters)
  }

  /// Of a choice, of whose conditions only the first is certain to be computed.
  fileprivate convenience init(_ branches: [Statement.Branch], otherwise: [Statement]) {
    let conditions = branches.enumerated().map { index, branch in
      Part(expression: branch.condition, isCertain: index == 0, isCondition: true)
    }
    self.init(conditions, (branches.map(\.body) + [otherwise]).map { Body(run: .chosen, statements: $0) })
  }

  fileprivate convenience init(_ loop: Statement.Loop) {
    var expressions = [Part(expression: loop.items)]
    if let condition = loop.condition { expressions.append(Part(expression: condition, isCertain: false)) }
    let bodies = [loop.body, loop.otherwise].map { Body(run: .inLoop, statements: $0) }
    self.init(expressions, bodies, loop.target.definitions(isInner: true))
  }

  /// Of a macro or a `call` block, whose parameters have a standard only where nothing is given.
  fileprivate convenience init(
    _ routine: Statement.Routine, computing expressions: [Part] = [], defining: [Definition] = []
  ) {
    let standards = routine.parameters.compactMap(\.standard).map { Part(expression: $0, isCertain: false) }
    let parameters = routine.parameters.map { Definition(name: $0.name, isInner: true) }
    self.init(
      expressions + standards, [Body(run: .called, statements: routine.body)], defining + parameters)
  }
}

extension Statement.Target {
  fileprivate func definitions(isInner: Bool = false) -> [Statement.Parts.Definition] {
    identifiers.map { Statement.Parts.Definition(name: $0, isInner: isInner) }
  }
}

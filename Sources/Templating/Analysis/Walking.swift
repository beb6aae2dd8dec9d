/// What lies in a statement, for whoever looks through a template without compiling it.
extension Statement {
  /// The expressions of its tags.
  var expressions: [Expression] {
    switch kind {
    case .text, .exit, .block, .autoescape: []
    case .output(let expression), .set(_, let expression), .evaluate(let expression), .extends(let expression),
      .importModule(let expression, _, _), .importNames(let expression, _, _):
      [expression]
    case .include(let include): [include.template]
    case .capture(_, let filters, _), .filter(let filters, _): filters.flatMap(\.invocation.expressions)
    case .choice(let branches, _): branches.map(\.condition)
    case .loop(let loop): [loop.items] + [loop.condition].compactMap { $0 }
    case .with(let pairs, _): pairs.map(\.value)
    case .macro(_, let routine): routine.parameters.compactMap(\.standard)
    case .call(let call, let routine): [call] + routine.parameters.compactMap(\.standard)
    }
  }

  /// The bodies between its tags.
  var bodies: [[Statement]] {
    switch kind {
    case .text, .output, .set, .exit, .evaluate, .extends, .include, .importModule, .importNames: []
    case .capture(_, _, let body), .with(_, let body), .filter(_, let body), .autoescape(_, let body): [body]
    case .choice(let branches, let otherwise): branches.map(\.body) + [otherwise]
    case .loop(let loop): [loop.body, loop.otherwise]
    case .block(let block): [block.body]
    case .macro(_, let routine), .call(_, let routine): [routine.body]
    }
  }

  /// The names that its tags give a value that isn't known before.
  var variables: [String] {
    switch kind {
    case .set(let target, _), .capture(let target, _, _): target.names
    case .loop(let loop): loop.target.names
    case .with(let pairs, _): pairs.flatMap(\.target.names)
    case .macro(_, let routine), .call(_, let routine): routine.parameters.map(\.name.text)
    default: []
    }
  }

  /// The names that it and all that lies in it define.
  var definedNames: [String] {
    let own: [String] =
      switch kind {
      case .importModule(_, let name, _), .macro(let name, _): [name.text]
      case .importNames(_, let names, _): names.map(\.alias.text)
      default: []
      }
    return own + variables + bodies.joined().flatMap(\.definedNames)
  }

  /// Whether a name is read anywhere in it.
  func mentions(_ name: String) -> Bool {
    expressions.contains { $0.mentions(name) } || bodies.contains { $0.contains { $0.mentions(name) } }
  }
}

extension Expression {
  /// Whether a name is read anywhere in it.
  func mentions(_ name: String) -> Bool {
    if case .name(name) = kind { true } else { kind.children.contains { $0.mentions(name) } }
  }
}

import Diagnostics

/// The parameters of a macro, or of what a `call` block hands to one, as a call must fit them.
struct Callee {
  /// What doesn't fit.
  enum Misfit {
    case unknown(String, known: [String])
    case twice(String)
    case tooMany(Int, parameters: [String])
    case missing(String)
  }

  let routine: Statement.Routine
  let registry: Registry

  private var names: [String] { routine.parameters.map(\.name.text) }

  /// Whether a `call` block may be handed over.
  var takesCaller: Bool { takes("caller", orAll: "kwargs") }

  /// What doesn't fit in the arguments of a call at a place, and where; nil if that is only known while rendering.
  func misfit(of invocation: Invocation, at place: Range<Int>) -> (misfit: Misfit, place: Range<Int>)? {
    if invocation.rest != nil || invocation.namedRest != nil { return nil }
    let given = invocation.arguments.positional
    for (name, range) in zip(invocation.arguments.named.map(\.name), invocation.nameRanges) {
      if names.prefix(given.count).contains(name) { return (.twice(name), range) }
      if !takes(name, orAll: "kwargs") { return (.unknown(name, known: names), range) }
    }
    if given.count > names.count, !routine.mentions("varargs") {
      return (.tooMany(given.count - names.count, parameters: names), given[names.count].range)
    }
    return missing(in: invocation).map { (.missing($0), place) }
  }

  private func takes(_ name: String, orAll rest: String) -> Bool {
    names.contains(name) || name == "caller" && routine.mentions(name) || routine.mentions(rest)
  }

  private func missing(in invocation: Invocation) -> String? {
    let given = Set(invocation.arguments.named.map(\.name))
    let missing = routine.parameters.dropFirst(invocation.arguments.positional.count).first { parameter in
      parameter.standard == nil && !given.contains(parameter.name.text)
        && DefiniteReads(name: parameter.name.text, registry: registry).inBody(routine.body)
    }
    return missing?.name.text
  }
}

extension Statement.Routine {
  /// Whether a name is read anywhere in it.
  func mentions(_ name: String) -> Bool {
    parameters.contains { $0.standard?.mentions(name) ?? false } || body.contains { $0.mentions(name) }
  }
}

extension MacroDefinition {
  /// `card(title, url="#")`: how it is called.
  var signature: String {
    let parameters = routine.parameters.map { name, standard in
      standard.map { "\(name.text)=\(excerpt($0.range))" } ?? name.text
    }
    return "\(name.text)(\(parameters.joined(separator: ", ")))"
  }

  private func excerpt(_ range: Range<Int>) -> String {
    let text = file.text(in: range)
    return text.count > 20 || text.contains { $0.isNewline } ? "…" : text
  }
}

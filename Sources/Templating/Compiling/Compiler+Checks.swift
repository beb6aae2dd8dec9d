import Diagnostics

/// What is wrong with a call whose macro or function is known before anything is rendered.
extension Compiler {
  /// Checks a call, of which a `call` block may be a part.
  mutating func checkCall(
    _ callee: Expression, _ invocation: Invocation, with handed: Statement.Routine? = nil, at place: Range<Int>
  ) {
    if let macro = macro(callee) {
      checkCall(of: macro, invocation, with: handed, at: place)
    } else if case .name(let name) = callee.kind, !definitions.contain(name) {
      checkCall(ofFunction: name, invocation, at: place)
    }
  }

  /// The macro that an expression surely means: by its own name, or as a member of an imported template.
  private func macro(_ callee: Expression) -> MacroDefinition? {
    let meaning: TemplateNames.Meaning? =
      switch callee.kind {
      case .name(let name): meaning(of: name)
      case .member(let object, let name): module(object).flatMap { definitions.meaning(of: name.text, in: $0) }
      default: nil
      }
    if case .macro(let macro)? = meaning { return macro }
    return nil
  }

  /// The number of the template that an expression surely means.
  private func module(_ expression: Expression) -> Int? {
    guard case .name(let name) = expression.kind, case .module(let number)? = meaning(of: name) else { return nil }
    return number
  }

  private mutating func checkCall(
    of macro: MacroDefinition, _ invocation: Invocation, with handed: Statement.Routine?, at place: Range<Int>
  ) {
    let callee = Callee(routine: macro.routine, registry: registry)
    if let (misfit, range) = callee.misfit(of: invocation, at: place) {
      report(Fault.misfit(misfit, macro).noting(macro), at: range)
    } else if let handed {
      checkHanded(handed, to: macro, takesCaller: callee.takesCaller, at: place)
    }
  }

  /// Checks a `call` block against what its macro does with it, which is wrong only if no call of it fits.
  private mutating func checkHanded(
    _ handed: Statement.Routine, to macro: MacroDefinition, takesCaller: Bool, at place: Range<Int>
  ) {
    guard takesCaller else {
      return report(Fault.macroWithoutCaller(macro.name.text).noting(macro), at: place)
    }
    let calls = CallerCalls(in: macro.routine)
    let block = Callee(routine: handed, registry: registry)
    let misfits = calls.calls.compactMap { block.misfit(of: $0.invocation, at: $0.place) }
    guard let (misfit, range) = misfits.first, calls.areAll, misfits.count == calls.calls.count else { return }
    let fault = Fault.misfit(misfit, ofCallBlockFor: macro.name.text)
    report(fault.noting("`caller` is called here", at: .bytes(range, of: macro.file)), at: place)
  }

  private mutating func checkCall(ofFunction name: String, _ invocation: Invocation, at place: Range<Int>) {
    guard invocation.rest == nil, invocation.namedRest == nil, let function = registry.function(name) else { return }
    bind(invocation, to: function.signature, at: place)
  }
}

/// What is wrong with names of other templates and of blocks.
extension Compiler {
  /// Reports a member that an imported template doesn't define.
  mutating func checkMember(_ name: Identifier, of object: Expression) {
    if let number = module(object) { checkExport(name, of: number) }
  }

  mutating func checkExport(_ name: Identifier, of number: Int) {
    let known = definitions.exports(of: number)
    if !known.contains(name.text) {
      report(.missingExport(name.text, of: catalog.names[number], known: known), at: name.range)
    }
  }

  /// Reports a block that is in none of the templates with which this one can be rendered.
  mutating func checkBlock(_ name: Identifier) {
    let known = definitions.blocks(around: number)
    if !known.contains(name.text) { report(.unknownBlock(name.text, known: known), at: name.range) }
  }

  /// Warns of a block that no template shows, because none that this one extends has it.
  mutating func checkIsPrinted(_ name: Identifier) {
    let known = definitions.blocks(above: number)
    if known.contains(name.text) || definitions.mentionSelf(around: number) || definitions.haveBlankBase(number) {
      return
    }
    report(Fault.blockNeverPrinted(name.text, known: known).warning, at: name.range)
  }

  /// Reports `super()` in a block that is in none of the templates that this one can extend.
  mutating func checkParentBlock(at place: Range<Int>) {
    let known = definitions.blocks(above: number)
    if !known.contains(code.name) { report(.noParentBlock(code.name, known: known), at: place) }
  }
}

extension Fault {
  /// The same fault, with the place of a macro's definition.
  fileprivate func noting(_ macro: MacroDefinition) -> Fault {
    noting("`\(macro.name.text)` is defined here", at: .bytes(macro.name.range, of: macro.file))
  }
}

import Diagnostics

// Every sentence that the module says of a template before it is rendered, but for those of its syntax, which are in
// `SyntaxDiagnostics.swift`; `RenderingDiagnostics.swift` has those of values.

/// Blocks and loops.
extension Fault {
  static func exitOutsideLoop(_ exit: Statement.Exit, insideOf part: String?) -> Fault {
    Fault(
      "`\(exit.rawValue)` works inside a loop only", id: "template/misplaced", label: "no loop is open here",
      hint: part.map { "\(withArticle($0)) is run apart from the loop that stands around it" })
  }

  static var loopIsTaken: Fault {
    Fault(
      "`loop` can't be set inside a loop, where it tells of the turns", id: "template/misplaced",
      hints: ["choose another name"])
  }

  static func callOfLoop(hasRecursiveOuter: Bool) -> Fault {
    Fault(
      "this loop isn't recursive, so `loop` can't be called", id: "template/misplaced",
      hints: [
        hasRecursiveOuter
          ? "`loop` is the innermost loop; to call the one around it, name that first: `{% set outer = loop %}`"
          : "write `recursive` at the end of its `for`"
      ])
  }

  static func blockTwice(_ name: String) -> Fault {
    Fault("there are two blocks `\(name)`", id: "template/duplicate-block", label: "defined again")
  }

  static func blockNeverPrinted(_ name: String, known: [String]) -> Fault {
    Fault(
      "the block `\(name)` is never printed", id: "template/unused-block",
      label: "no template that this one extends has it",
      hint: choice(of: known, for: name, "they have")
    ).missing("block \(name)")
  }

  static var extendsTwice: Fault {
    Fault("a template can extend one other only", id: "template/misplaced", label: "the second `extends`")
  }

  static var extendsInside: Fault {
    Fault(
      "`extends` can't lie inside another block", id: "template/misplaced",
      hints: ["write `{% extends \"a.html\" if condition else \"b.html\" %}` at the top"])
  }

  static var superOutsideBlock: Fault {
    Fault(
      "`super()` works inside a block only", id: "template/misplaced",
      hints: ["it prints the block as the template that this one extends has it"])
  }

  static var blockWithArguments: Fault {
    arguments("blocks take no arguments", hint: "what they print can depend on names: `{% set … %}` them before")
  }

  static var callBlockOfBlock: Fault {
    Fault(
      "only macros can be given a `call` block", id: "template/misplaced",
      hints: ["to print a block, write `{{ … }}`"])
  }

  static var loopArguments: Fault {
    arguments("a recursive loop takes one list", hint: "such as `loop(item.children)`")
  }

  static var cycleWithoutValues: Fault {
    arguments("`loop.cycle` needs at least one value", hint: "such as `loop.cycle('odd', 'even')`")
  }

  static func loopPropertyWithCall(_ name: String) -> Fault {
    Fault("`loop.\(name)` can't be called", id: "template/type", hints: ["write it without `(…)`"])
  }

  static func unknownLoopProperty(_ name: String) -> Fault {
    let known = LoopProperty.allCases.map(\.rawValue) + ["cycle", "changed"]
    return Fault(
      "`loop` has no `\(name)`", id: "template/undefined", label: "unknown",
      hint: suggestion(for: name, among: known) ?? "it has \(listed(known))")
  }
}

/// Names of filters, tests and templates.
extension Fault {
  static func unknownFilter(_ name: String, known: [String]) -> Fault {
    Fault(
      "there is no filter `\(name)`", id: "template/unknown-filter", label: "unknown filter",
      hint: suggestion(for: name, among: known))
  }

  static func unknownTest(_ name: String, known: [String]) -> Fault {
    Fault(
      "there is no test `\(name)`", id: "template/unknown-test", label: "unknown test",
      hint: suggestion(for: name, among: known))
  }

  static func outsideFolder(_ name: String) -> Fault {
    Fault(
      "`\(name)` does not lie in the folder of templates", id: "template/outside-folder",
      hints: ["write the path from that folder, such as `parts/card.html`"])
  }

  static func missingTemplates(_ names: [String], known: [String]) -> Fault {
    guard names.count > 1 else { return missingTemplate(names.first ?? "", known: known) }
    return Fault(
      "there is none of the templates \(listed(names))", id: "template/missing-template", label: "not found",
      hint: names.lazy.compactMap { suggestion(for: $0, among: known) }.first)
  }

  static func missingTemplate(_ name: String, known: [String]) -> Fault {
    Fault(
      "there is no template `\(name)`", id: "template/missing-template", label: "not found",
      hint: suggestion(for: name, among: known)
    ).missing(Templates.subject(name))
  }

  static func blankBase(_ name: String) -> Fault {
    Fault(
      "there is nothing in the template `\(name)`, so nothing of this one is printed", id: "template/blank-base",
      label: "an empty file"
    ).missing(Templates.subject(name))
  }

  static func unquotedTemplate(_ name: String) -> Fault {
    Fault("the name of a template stands in quotation marks", id: "template/syntax", hints: ["write `\"\(name)\"`"])
  }

  static func missingExport(_ name: String, of template: String, known: [String]) -> Fault {
    let hint = choice(of: known, for: name, "it defines")
    return Fault(
      "`\(template)` defines no `\(name)`", id: "template/undefined", label: "not found there",
      hint: name.hasPrefix("_") ? "names that begin with `_` are for their own file only" : hint)
  }

  static func cycle(_ path: [String]) -> Fault {
    Fault(
      "this template leads back to itself", id: "template/cycle",
      hints: [path.map { "`\($0)`" }.joined(separator: " → ")])
  }
}

/// Arguments of filters, tests, functions and macros.
extension Fault {
  private static func arguments(_ message: String, label: String? = nil, hint: String? = nil) -> Fault {
    Fault(message, id: "template/arguments", label: label, hint: hint)
  }

  static func argumentTwice(_ name: String, for callee: String?) -> Fault {
    arguments("\(callee.map { "`\($0)` gets `\(name)`" } ?? "`\(name)` is given") twice")
  }

  static func missingArgument(_ item: Signature.Item, for callee: String) -> Fault {
    arguments("`\(callee)` needs `\(item.name)`", label: "expected \(item.wanted)")
  }

  static func tooManyArguments(_ extra: Int, for signature: Signature) -> Fault {
    let names = signature.items.filter { $0.role == .single }.map(\.name)
    let takesNamed = signature.items.contains { $0.role == .named }
    let known = names.isEmpty ? (takesNamed ? "named arguments only" : "no arguments") : "only \(listed(names))"
    return arguments(
      "`\(signature.callee)` takes \(known)", label: "\(extra) too many",
      hint: takesNamed ? "such as `\(signature.callee)(name=value)`" : nil)
  }

  static func unknownParameter(_ name: String, for signature: Signature) -> Fault {
    unknownParameter(name, of: signature.callee, known: signature.items.map(\.name))
  }

  static func unknownParameter(_ name: String, of callee: String, known: [String]) -> Fault {
    arguments(
      "`\(callee)` has no parameter `\(name)`",
      hint: choice(of: known, for: name, "it has"))
  }

  static func tooManyArguments(_ extra: Int, forMacro name: String, parameters: [String]) -> Fault {
    let known = parameters.isEmpty ? "no arguments" : "only \(listed(parameters))"
    return arguments("the macro `\(name)` takes \(known)", label: "\(extra) too many")
  }

  static func misfit(_ misfit: Callee.Misfit, _ macro: MacroDefinition) -> Fault {
    let name = macro.name.text
    let fault: (message: String, hint: String?) =
      switch misfit {
      case .unknown(let parameter, let known):
        ("the macro `\(name)` has no parameter `\(parameter)`", suggestion(for: parameter, among: known))
      case .twice(let parameter): ("the macro `\(name)` gets `\(parameter)` twice", nil)
      case .tooMany(let count, _):
        ("the macro `\(name)` gets \(counted(count, "argument")) too many", nil)
      case .missing(let parameter):
        ("the macro `\(name)` needs `\(parameter)`", "to let it be left out, give it a default: `\(parameter)=…`")
      }
    return arguments(fault.message, label: "defined as `\(macro.signature)`", hint: fault.hint)
  }

  static func misfit(_ misfit: Callee.Misfit, ofCallBlockFor name: String) -> Fault {
    switch misfit {
    case .unknown(let parameter, let known):
      arguments(
        "the macro `\(name)` hands over `\(parameter)`, which this block doesn't take",
        hint: suggestion(for: parameter, among: known) ?? "take it: `{% call(\(parameter)) … %}`")
    case .twice(let parameter): arguments("the macro `\(name)` hands over `\(parameter)` twice")
    case .tooMany(let count, let parameters):
      arguments(
        "the macro `\(name)` hands over \(counted(count, "argument")) too many for this block",
        hint: "take them: `{% call(\((parameters + ["…"]).joined(separator: ", "))) … %}`")
    case .missing(let parameter):
      arguments("the macro `\(name)` doesn't hand over `\(parameter)`, which this block needs")
    }
  }

  static func wrongKind(_ value: Value, for item: Signature.Item, of callee: String) -> Fault {
    Fault("`\(callee)` needs \(item.wanted) as `\(item.name)`, not \(value.kind)", id: "template/type")
  }
}

/// "1 argument", "2 arguments".
private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

/// What may have been meant, or what there is, as in "it has `a` and `b`".
///
/// Of many the nearest are named; nil if there is nothing.
private func choice(of known: [String], for name: String, _ verb: String) -> String? {
  if known.isEmpty { return nil }
  if let suggestion = suggestion(for: name, among: known) { return suggestion }
  guard known.count > 12 else { return "\(verb) \(listed(known))" }
  return "\(verb) \(known.count) names; the nearest are \(listed(mostAlike(to: name, among: known)))"
}

/// "`a`, `b` and `c`".
func listed(_ names: [String]) -> String {
  let quoted = names.map { "`\($0)`" }
  guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
  return quoted.dropLast().joined(separator: ", ") + " and " + last
}

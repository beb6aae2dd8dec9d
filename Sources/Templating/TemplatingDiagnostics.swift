import Diagnostics

// Every sentence that the module says of a template as it is written; `RenderingDiagnostics.swift` has those of values.

/// Tags, texts and signs.
extension Fault {
  private static func syntax(_ message: String, label: String? = nil, hint: String? = nil) -> Fault {
    Fault(message, id: "template/syntax", label: label, hint: hint)
  }

  static var notUTF8: Fault {
    syntax("this file is not UTF-8 text", label: "unreadable byte", hint: "save it as UTF-8")
  }

  static var unclosedComment: Fault { syntax("this comment is never closed", label: "`#}` is missing") }

  static var unclosedRaw: Fault { syntax("this `raw` block is never closed", label: "`{% endraw %}` is missing") }

  static var unclosedString: Fault {
    syntax("this text is never closed", label: "the second quotation mark is missing")
  }

  static func unknownEscape(_ escape: String) -> Fault {
    syntax("`\(escape)` stands for no character", hint: "for a backslash itself write `\\\\`")
  }

  static func unclosedTag(_ opening: Token.Kind) -> Fault {
    syntax("this tag is never closed", label: opening == .blockStart ? "`%}` is missing" : "`}}` is missing")
  }

  static func unexpectedCharacter(_ scalar: Unicode.Scalar) -> Fault {
    let hint: String? =
      switch scalar {
      case "“", "”", "„", "‘", "’", "«", "»": "write a straight quotation mark, ' or \""
      case "\u{A0}": "this is a space that doesn't break; write a plain one"
      case "!": "write `not`, or `!=` for \"differs from\""
      case "&": "write `and`"
      case ";": "statements need no sign at their end"
      default: nil
      }
    return syntax("`\(scalar)` means nothing here", hint: hint)
  }

  static var unreadableNumber: Fault { syntax("this number can't be read", label: "too large, or digits are missing") }

  static func unexpected(_ found: String, wanted: String, hint: String?) -> Fault {
    syntax("unexpected \(found), expected \(wanted)", label: "expected \(wanted)", hint: hint)
  }

  static func tooDeep(limit: Int) -> Fault {
    syntax("this lies too deep inside other things", hint: "no more than \(limit) may lie in each other")
  }
}

/// Blocks and statements.
extension Fault {
  static func unclosedBlock(end: String) -> Fault {
    syntax("this block is never closed", label: "opened here", hint: "add `{% \(end) %}` where it ends")
  }

  static func strayTag(_ name: String) -> Fault {
    let opening = name.hasPrefix("end") ? String(name.dropFirst(3)) : "if"
    return syntax("`\(name)` belongs to no open block", label: "no `{% \(opening) … %}` is open here")
  }

  static func unknownTag(_ name: String) -> Fault {
    Fault(
      "there is no statement `\(name)`", id: "template/unknown-statement",
      hint: suggestion(for: name, among: Statement.tagNames))
  }

  static var recursiveLoop: Fault {
    syntax("loops can't be `recursive` here", hint: "write a macro that calls itself")
  }

  static func reservedName(_ name: String) -> Fault {
    syntax("`\(name)` has a meaning of its own", label: "expected a name")
  }

  static var callBlockWithoutCall: Fault { syntax("a `call` block must call a macro", label: "expected `macro(…)`") }

  static func parameterTwice(_ name: String) -> Fault { syntax("two parameters are called `\(name)`") }

  static func parameterOrder(_ name: String) -> Fault {
    syntax(
      "`\(name)` needs a default, because the parameter before it has one",
      hint: "put the parameters without a default first")
  }

  static var positionalAfterNamed: Fault {
    syntax("an argument without a name can't follow one with a name", hint: "put it first, or name it too")
  }

  static func blockTwice(_ name: String) -> Fault {
    Fault("there are two blocks `\(name)`", id: "template/duplicate-block", label: "defined again")
  }

  static var blockInMacro: Fault {
    Fault("a block can't lie inside a macro", id: "template/misplaced", hints: ["use `caller()` or a parameter"])
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
    Fault("`super()` works right inside a block only", id: "template/misplaced")
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

  static func missingTemplate(_ name: String, known: [String]) -> Fault {
    Fault(
      "there is no template `\(name)`", id: "template/missing-template", label: "not found",
      hint: suggestion(for: name, among: known))
  }

  static func missingExport(_ name: String, of template: String, known: [String]) -> Fault {
    Fault(
      "`\(template)` defines no `\(name)`", id: "template/undefined", label: "not found there",
      hint: suggestion(for: name, among: known) ?? (known.isEmpty ? nil : "it defines \(listed(known))"))
  }

  static func cycle(_ path: [String]) -> Fault {
    Fault(
      "this template leads back to itself", id: "template/cycle",
      hints: [path.map { "`\($0)`" }.joined(separator: " → ")])
  }

  static func broken(_ name: String) -> Fault {
    Fault("`\(name)` has errors and can't be used", id: "template/broken")
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
    let names = signature.items.map(\.name)
    let known = names.isEmpty ? "no arguments" : "only \(listed(names))"
    return arguments("`\(signature.callee)` takes \(known)", label: "\(extra) too many")
  }

  static func unknownParameter(_ name: String, for signature: Signature) -> Fault {
    unknownParameter(name, of: signature.callee, known: signature.items.map(\.name))
  }

  static func unknownParameter(_ name: String, of callee: String, known: [String]) -> Fault {
    arguments(
      "`\(callee)` has no parameter `\(name)`",
      hint: suggestion(for: name, among: known) ?? (known.isEmpty ? nil : "it has \(listed(known))"))
  }

  static func tooManyArguments(_ extra: Int, forMacro name: String, parameters: [String]) -> Fault {
    let known = parameters.isEmpty ? "no arguments" : "only \(listed(parameters))"
    return arguments("the macro `\(name)` takes \(known)", label: "\(extra) too many")
  }

  static func wrongKind(_ value: Value, for item: Signature.Item, of callee: String) -> Fault {
    Fault("`\(callee)` needs \(item.wanted) as `\(item.name)`, not \(value.kind)", id: "template/type")
  }
}

/// "`a`, `b` and `c`".
func listed(_ names: [String]) -> String {
  let quoted = names.map { "`\($0)`" }
  guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
  return quoted.dropLast().joined(separator: ", ") + " and " + last
}

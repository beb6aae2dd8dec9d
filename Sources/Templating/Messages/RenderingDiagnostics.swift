import Diagnostics

// Every sentence that the module says of values and of a rendering; `TemplatingDiagnostics.swift` has the others.

/// What is not there.
extension Fault {
  private static func undefined(_ message: String, label: String? = nil, hint: String? = nil) -> Fault {
    Fault(message, id: "template/undefined", label: label, hint: hint)
  }

  static func missingName(_ name: String, known: [String]) -> Fault {
    undefined(
      "`\(name)` is not known here", label: "unknown name",
      hint: languageHints[name] ?? suggestion(for: name, among: known))
  }

  /// Where the names work that the language itself gives a meaning.
  private static let languageHints = [
    "caller": "it is known inside a macro only, and is what a `call` block hands over",
    "kwargs": "it is known inside a macro only", "loop": "it is known inside a `for` only",
    "self": "to print a block, write `self.name()`", "super": "inside a block, write `super()`",
    "varargs": "it is known inside a macro only",
  ]

  static func missingLocal(_ name: String) -> Fault {
    if name == "caller" {
      return undefined(
        "this macro was called without a `call` block", label: "nothing was handed over",
        hint: "ask before: `{% if caller is defined %}`")
    }
    return undefined(
      "`\(name)` has no value here", label: "was given none",
      hint: "give it one, or write `\(name) | default(…)`")
  }

  static func noNeighbour(_ property: LoopProperty) -> Fault {
    let isNext = property == .nextitem
    return undefined(
      "the \(isNext ? "last" : "first") turn has no `loop.\(property.rawValue)`",
      hint: "ask before: `{% if not loop.\(isNext ? "last" : "first") %}`")
  }

  static var missingValue: Fault { undefined("this has no value", label: "undefined") }

  static func emptyResult(of filter: String) -> Fault {
    undefined("`\(filter)` finds nothing here", hint: "put `| default(…)` behind it")
  }

  static func missingMember(_ name: String, of value: Value) -> Fault {
    let known = value.names
    let hint = suggestion(for: name, among: known) ?? methodHint(name, of: value) ?? filterHint(name)
    return undefined(
      "\(value.kind) has no `\(name)`", label: "unknown member",
      hint: hint ?? (known.isEmpty || known.count > 30 ? nil : "it has \(listed(known))"))
  }

  private static func methodHint(_ name: String, of value: Value) -> String? {
    Method.names(of: value).contains(name) ? "to call it, write `\(name)()`" : nil
  }

  private static func filterHint(_ name: String) -> String? {
    Filter.builtins.contains { $0.name == name } ? "there is a filter of that name: write `… | \(name)`" : nil
  }

  static func missingItem(_ key: Value, of value: Value) -> Fault {
    if let name = key.string, !value.names.isEmpty { return missingMember(name, of: value) }
    guard let length = value.length, case .int(let position) = key else {
      return Fault("\(value.kind) has no items by name or position", id: "template/type")
    }
    return undefined(
      "\(value.kind) has no item \(position)",
      hint: length == 0 ? "it is empty" : "its items go from 0 to \(length - 1)")
  }

  static func unknownMethod(_ name: String, of value: Value) -> Fault {
    let known = Method.names(of: value) + value.names
    return undefined(
      "\(value.kind) has no `\(name)` to call", label: "unknown",
      hint: changeHint(name, of: value) ?? suggestion(for: name, among: known) ?? filterHint(name))
  }

  /// What to write in place of a method that would change a value.
  private static func changeHint(_ name: String, of value: Value) -> String? {
    switch (value, name) {
    case (.list, "append"), (.list, "extend"), (.list, "insert"), (.list, "pop"), (.list, "remove"):
      "a list doesn't change; make a new one: `{% set list = list + [value] %}`"
    case (.map, "update"), (.map, "pop"), (.map, "setdefault"), (.map, "clear"):
      "a map doesn't change; what does is a `namespace()`"
    default: nil
    }
  }

  static func unknownBlock(_ name: String, known: [String]) -> Fault {
    undefined("there is no block `\(name)`", hint: suggestion(for: name, among: known))
  }

  static func noParentBlock(_ name: String, known: [String] = []) -> Fault {
    undefined(
      "there is no block `\(name)` above this one, so there is nothing for `super()`",
      hint: suggestion(for: name, among: known))
  }

  static func requiredBlock(_ name: String) -> Fault {
    undefined("the block `\(name)` must be filled in", label: "required by this template")
  }
}

/// What doesn't fit.
extension Fault {
  private static func type(_ message: String, label: String? = nil, hint: String? = nil) -> Fault {
    Fault(message, id: "template/type", label: label, hint: hint)
  }

  static func operands(_ sign: String, _ left: Value, _ right: Value) -> Fault {
    if left.isUndefined || right.isUndefined { return .missingValue }
    let mixesText = sign == "+" && (left.string != nil || right.string != nil)
    return type(
      "`\(sign)` doesn't work between \(left.kind) and \(right.kind)",
      hint: mixesText ? "to put them together as text, write `~`" : nil)
  }

  static func operand(_ sign: String, _ value: Value) -> Fault {
    type("`\(sign)` needs a number, not \(value.kind)")
  }

  static func incomparable(_ left: Value, _ right: Value) -> Fault {
    if left.isUndefined || right.isUndefined { return .missingValue }
    return type("\(left.kind) and \(right.kind) have no order", label: "expected two numbers or two texts")
  }

  static func needle(_ needle: Value, in value: Value) -> Fault {
    type("`in` can't look for \(needle.kind) in \(value.kind)")
  }

  static func unprintable(_ value: Value) -> Fault {
    if case .callable = value { return type("\(value.kind) can't be printed", hint: "to call it, add `(…)`") }
    let members = value.names
    return type(
      "\(value.kind) can't be printed",
      hint: members.isEmpty ? nil : "print one of its members: \(listed(Array(members.prefix(12))))")
  }

  static func notCallable(_ value: Value) -> Fault { type("\(value.kind) can't be called", label: "not a macro") }

  static func notCallable(_ name: String, is value: Value) -> Fault {
    type("`\(name)` is \(value.kind) and can't be called", label: "not a macro", hint: "write it without `(…)`")
  }

  static func notIterable(_ value: Value) -> Fault {
    type("a loop can't go through \(value.kind)", label: "expected a list")
  }

  static func unpacking(_ value: Value, wanted: Int) -> Fault {
    let found = value.length.map { "\(value.kind) of \($0)" } ?? value.kind
    let isKey = wanted == 2 && value.string != nil
    return type(
      "there are \(wanted) names for \(found)", label: "expected a list of \(wanted)",
      hint: isKey ? "the names of a map go with their values in `map.items()`" : nil)
  }

  static func unusableKey(_ value: Value) -> Fault { type("\(value.kind) can't be the name of an entry") }

  static func unsliceable(_ value: Value) -> Fault { type("\(value.kind) can't be cut into slices") }

  static func sliceBound(_ value: Value) -> Fault { type("a slice goes from number to number, not \(value.kind)") }

  static func notTemplateName(_ value: Value) -> Fault {
    type("the name of a template is a text, not \(value.kind)")
  }

  static func notNamespace(_ value: Value) -> Fault {
    type(
      "only members of a `namespace()` can be set, not those of \(value.kind)",
      hint: "make one with `{% set state = namespace(name=value) %}`")
  }

  static var unkeepable: Fault { type("a namespace can't hold macros, loops, other namespaces or very deep lists") }

  static func macroWithoutCaller(_ name: String) -> Fault {
    type("the macro `\(name)` can't take a `call` block", hint: "it must print `caller()` somewhere")
  }

  static func macroWithoutScope(_ name: String) -> Fault {
    type("the macro `\(name)` belongs to a template that has ended")
  }

  static var loopWithoutScope: Fault { type("this loop belongs to a template that has ended") }

  static func namedArguments(_ value: Value) -> Fault { type("`**` needs a map, not \(value.kind)") }
}

/// Sums that can't be done.
extension Fault {
  static func numberTooLarge(_ sign: String) -> Fault {
    Fault("the result of `\(sign)` is too large a number")
  }

  static func divisionByZero(_ sign: String) -> Fault { Fault("`\(sign)` can't divide by zero") }

  static var powerOfNegative: Fault {
    Fault("a number below zero has no power with a fraction", hints: ["put `| abs` behind the number"])
  }

  static var rangeStepZero: Fault { Fault("the step of a `range` can't be zero") }

  static var cyclerWithoutValues: Fault {
    Fault("`cycler` needs at least one value", id: "template/arguments")
  }

  static var widthNotPositive: Fault { Fault("the width of a line must be above zero") }

  static func countNotPositive(_ callee: String) -> Fault { Fault("`\(callee)` needs a number above zero") }

  static var sliceStepZero: Fault { Fault("the step of a slice can't be zero") }
}

/// What single filters and methods can't do.
extension Fault {
  private static func arguments(_ message: String, hint: String? = nil) -> Fault {
    Fault(message, id: "template/arguments", hint: hint)
  }

  static func formatCount(_ given: Int) -> Fault {
    arguments("the text has not \(given) places for \(given) values", hint: "each value needs one `%s`")
  }

  static func formatPlace(_ place: String) -> Fault {
    arguments("`\(place)` is no place for a value", hint: "use %s, %d, %f or %x; for a percent sign write %%")
  }

  static func formatName(_ name: String) -> Fault { arguments("there is no value `\(name)` for the text") }

  static func formatNumber(_ value: Value) -> Fault { type("this place needs a number, not \(value.kind)") }

  static var formatMixed: Fault { arguments("`format` takes values or named values, not both") }

  static func strayBrace(_ brace: Unicode.Scalar) -> Fault {
    arguments("the braces of the text don't go together", hint: "for a brace itself write `\(brace)\(brace)`")
  }

  static func formatSpecification(_ specification: String, _ value: Value) -> Fault {
    arguments(
      "`\(specification)` is no way to write \(value.kind)",
      hint: "one would be `\(value.string == nil ? "{:.2f}" : "{:>10}")`")
  }

  static func truncationLength(_ length: Int, end: String, _ leeway: Int) -> Fault {
    if leeway < 0 { return arguments("the leeway of `truncate` can't be below zero") }
    return arguments("\(length) characters have no room for `\(end)`", hint: "give a greater length or another `end`")
  }

  static func marginKind(_ value: Value) -> Fault {
    type("`indent` needs a whole number or a text as `width`, not \(value.kind)")
  }

  static func fillNotOne(_ fill: String, isMarkup: Bool) -> Fault {
    arguments(
      "`\(fill)` is not one character to fill with", hint: isMarkup ? "HTML's own signs can't fill up HTML" : nil)
  }

  static func notUnique(_ value: Value) -> Fault {
    type("`unique` can't tell \(value.kind) from others", hint: "name a member to go by: `unique(attribute='name')`")
  }

  static func joinedKind(_ value: Value) -> Fault {
    type("`join()` takes texts, not \(value.kind)", hint: "the filter takes anything: `list | join(', ')`")
  }

  static func itemsKind(_ value: Value) -> Fault { type("`items` needs a map, not \(value.kind)") }

  static func sizeKind(_ value: Value) -> Fault { type("`filesizeformat` needs a number, not \(value.kind)") }

  static func schemeName(_ value: Value) -> Fault {
    let shown = value.string.map { "`\($0)`" } ?? value.kind
    return arguments("\(shown) is not what an address begins with", hint: "write such as `tel:` or `ftp://`")
  }

  static func mapOfSeveral(_ callee: String) -> Fault {
    arguments(
      "`\(callee)` takes one map, or one list of pairs, and named values",
      hint: "to put two maps together, write `\(callee)(first, **second)`")
  }

  static var sumOfTexts: Fault { type("`sum` can't put texts together", hint: "use `join`") }

  static func formatInHTML(_ place: String) -> Fault {
    arguments("`\(place)` doesn't work in a text that is HTML", hint: "fill in the text first and mark it `safe` then")
  }

  static func withoutLength(_ value: Value) -> Fault { type("\(value.kind) has no length") }

  static func notJSON(_ value: Value) -> Fault { type("\(value.kind) can't be written as JSON") }

  static func attributeName(_ name: String) -> Fault { Fault("`\(name)` can't be the name of an attribute") }

  static func roundingMethod(_ method: String) -> Fault {
    arguments("`\(method)` is no way to round", hint: "write `common`, `ceil` or `floor`")
  }

  static func dictsortOrder(_ order: String) -> Fault {
    arguments("a map can't be sorted by `\(order)`", hint: "write `key` or `value`")
  }

  static var mapWithoutFilter: Fault {
    arguments("`map` needs the name of a filter", hint: "or `attribute='name'`")
  }

  static var notInList: Fault { Fault("the list doesn't hold that value") }

  static var notInText: Fault { Fault("the text doesn't hold that part") }

  static var emptySeparator: Fault { arguments("a text can't be split at nothing") }
}

/// What would take too much.
extension Fault {
  private static func limit(_ message: String, hint: String? = nil) -> Fault {
    Fault(message, id: "template/limit", hint: hint)
  }

  static func textTooLong(limit bytes: Int) -> Fault { limit("this text would be longer than \(bytes) bytes") }

  static func listTooLong(limit count: Int) -> Fault { limit("this list would have more than \(count) values") }

  static func tooManySteps(limit count: Int) -> Fault {
    limit("the page takes more than \(count) turns of loops and calls", hint: "does something repeat for ever?")
  }

  static func pageTooLong(limit bytes: Int) -> Fault { limit("the page would be longer than \(bytes) bytes") }

  static func callsTooDeep(limit count: Int) -> Fault {
    limit(
      "more than \(count) macros, recursive loops, blocks and includes lie in each other",
      hint: "does one call or include itself for ever?")
  }
}

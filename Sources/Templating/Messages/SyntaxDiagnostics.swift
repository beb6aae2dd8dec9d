import Diagnostics

// Every sentence that the module says of what it can't read.

extension Fault {
  private static func syntax(_ message: String, label: String? = nil, hint: String? = nil) -> Fault {
    Fault(message, id: "template/syntax", label: label, hint: hint)
  }
}

/// Tags, texts and signs.
extension Fault {
  static var notUTF8: Fault {
    syntax("this file is not UTF-8 text", label: "unreadable byte", hint: "save it as UTF-8")
  }

  static var unclosedComment: Fault { syntax("this comment is never closed", label: "`#}` is missing") }

  static var unclosedRaw: Fault { syntax("this `raw` block is never closed", label: "`{% endraw %}` is missing") }

  static var unclosedString: Fault {
    syntax("this text is never closed", label: "the second quotation mark is missing")
  }

  static func halfCharacter(_ escape: String) -> Fault {
    syntax("`\(escape)` stands for half a character", hint: "write the character itself")
  }

  static func unknownEscape(_ escape: String, wanted: String) -> Fault {
    syntax(
      "`\(escape)` stands for no character", label: "expected \(wanted)", hint: "for a backslash itself write `\\\\`")
  }

  static func unclosedTag(_ opening: Token.Kind) -> Fault {
    syntax("this tag is never closed", label: "\(end(of: opening)) is missing")
  }

  static func wrongEnd(of opening: Token.Kind) -> Fault {
    syntax(
      "what begins with \(opening == .blockStart ? "`{%`" : "`{{`") ends with \(end(of: opening))",
      label: "expected \(end(of: opening))")
  }

  private static func end(of opening: Token.Kind) -> String { opening == .blockStart ? "`%}`" : "`}}`" }

  static func unexpectedCharacter(_ scalar: Unicode.Scalar) -> Fault {
    let isVisible = !scalar.properties.isWhitespace && !scalar.properties.isDefaultIgnorableCodePoint
    let code = String(scalar.value, radix: 16, uppercase: true)
    let shown = isVisible ? "`\(scalar)`" : "the character U+" + code.padded(to: 4, ">", with: "0")
    return syntax(
      "\(shown) means nothing here", hint: meant(by: scalar) ?? (isVisible ? nil : "it can't be seen; remove it"))
  }

  private static func meant(by scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "“", "”", "„", "‘", "’", "«", "»", "`", "´": "write a straight quotation mark, ' or \""
    case "–", "—", "−": "write a plain minus sign, -"
    case "\u{A0}", "\u{202F}": "this is a space that doesn't break; write a plain one"
    case "!": "write `not`, or `!=` for \"differs from\""
    case "&": "write `and`"
    case "?": "write `a if condition else b`, or `a | default(b)`"
    case "$", "@": "names begin with a letter or `_`"
    case "^": "a power is written `**`"
    case ";": "statements need no sign at their end, and lists have commas"
    default: nil
    }
  }

  static var unreadableNumber: Fault {
    syntax("this number can't be read", label: "expected digits on both sides of `_`")
  }

  static func literalTooLarge(_ digits: String) -> Fault {
    syntax("`\(digits)` is too large a number", hint: "the largest whole number is \(Int.max)")
  }

  static var leadingZero: Fault {
    syntax("a whole number can't begin with `0`", hint: "write a text if it is no number: `\"007\"`")
  }

  static func unexpected(_ found: String, wanted: String, hint: SyntaxHint?) -> Fault {
    syntax("unexpected \(found), expected \(wanted)", label: "expected \(wanted)", hint: hint?.rawValue)
  }

  static func tooDeep(limit: Int) -> Fault {
    syntax("this lies too deep inside other things", hint: "no more than \(limit) may lie in each other")
  }
}

/// What somebody meant who wrote something else.
enum SyntaxHint: String {
  case compare = "to compare, write `==`; to set a name, `{% set name = value %}`"
  case set = "to set a name, write one `=`"
  case setAgain = "write the name again: `{% set n = n + 1 %}`"
  case equal = "to compare, write `==`"
  case notEqual = "for \"differs from\", write `!=`"
  case order = "write `<=` or `>=`"
  case or = "write `or`"
  case bothSides = "a comparison needs a value on either side: `a == 1 or a == 2`"
  case entry = "in a map, write `:` between a name and its value"
  case dot = "to read a member, write `.`"
  case range = "for numbers in a row, write `range(1, 11)`"
  case hyphen = "a name has no hyphen; write `_`"
  case noQuotationMarks = "a name stands without quotation marks"
  case filterArguments = "the arguments of a filter stand in parentheses: `name(…)`"
  case elif = "write `{% elif … %}`"
  case conditional = "put it in parentheses: `{% if (a if b else c) %}`"
  case exitInChoice = "put it inside `{% if … %}…{% endif %}`"
  case importNames = "write the names out, or import the whole file: `{% import … as m %}`"
  case statementInOutput = "statements stand between `{%` and `%}`"
}

/// Statements and their ends.
extension Fault {
  static func unclosedBlock(end: String) -> Fault {
    syntax("this block is never closed", label: "opened here", hint: "add `{% \(end) %}` where it ends")
  }

  static func misspelledEnd(_ name: String, end: String) -> Fault {
    Fault(
      "there is no statement `\(name)`", id: "template/unknown-statement", label: "expected `\(end)`",
      hint: name == "end" ? "each block has an end of its own name" : "did you mean `\(end)`?")
  }

  static func strayTag(_ name: String) -> Fault {
    let opening =
      name == "else" ? "`{% if … %}` or `{% for … %}`" : "`{% \(name == "elif" ? "if" : name.dropFirst(3)) … %}`"
    return syntax("`\(name)` belongs to no open block", label: "no \(opening) is open here")
  }

  static func afterElse(_ name: String) -> Fault {
    syntax(
      "`\(name)` can't follow `else`",
      hint: name == "elif" ? "put `else` last" : "for a further condition, write `elif`")
  }

  static func unknownTag(_ name: String, before next: Token.Kind, known: [String]) -> Fault {
    let hint: String? =
      switch next {
      case .sign(.assign): SyntaxHint.compare.rawValue
      case .sign(.openParenthesis), .sign(.dot): "to print what a macro gives, write `{{ … }}`"
      default: foreignTags[name].map { "write `\($0)`" } ?? suggestion(for: name, among: known)
      }
    return Fault(
      "there is no statement `\(name)`", id: "template/unknown-statement", label: "unknown statement", hint: hint)
  }

  /// What statements of other template languages are here.
  private static let foreignTags = [
    "assign": "{% set … = … %}", "capture": "{% set … %}…{% endset %}", "case": "{% if … %}…{% elif … %}",
    "comment": "{# … #}", "component": "{% macro … %}", "echo": "{{ … }}", "elseif": "{% elif … %}",
    "elsif": "{% elif … %}", "foreach": "{% for … in … %}", "function": "{% macro … %}", "layout": "{% extends … %}",
    "let": "{% set … = … %}", "partial": "{% include … %}", "print": "{{ … }}", "render": "{% include … %}",
    "switch": "{% if … %}…{% elif … %}", "unless": "{% if not … %}", "var": "{% set … = … %}",
    "verbatim": "{% raw %}…{% endraw %}", "when": "{% elif … %}",
  ]

  static func otherEndName(_ written: String, of name: String) -> Fault {
    syntax("this would end a block `\(written)`, but the open one is `\(name)`", label: "expected `\(name)` or no name")
  }

  static func requiredBlockWithContent(_ name: String) -> Fault {
    syntax(
      "the required block `\(name)` must be empty here", label: "would never be printed",
      hint: "without `required`, this is what is printed where no other template fills the block")
  }

  static func reservedName(_ name: String) -> Fault {
    syntax("`\(name)` has a meaning of its own", label: "expected a name")
  }

  static var callBlockWithoutCall: Fault { syntax("a `call` block must call a macro", label: "expected `macro(…)`") }

  static func parameterTwice(_ name: String) -> Fault { syntax("two parameters are called `\(name)`") }

  static var callerWithoutDefault: Fault {
    syntax("the parameter `caller` needs a default", hint: "leave it out: every macro knows `caller` without it")
  }

  static func parameterOrder(_ name: String) -> Fault {
    syntax(
      "`\(name)` needs a default, because the parameter before it has one",
      hint: "put the parameters without a default first")
  }

  static var positionalAfterNamed: Fault {
    syntax("an argument without a name can't follow one with a name", hint: "put it first, or name it too")
  }
}

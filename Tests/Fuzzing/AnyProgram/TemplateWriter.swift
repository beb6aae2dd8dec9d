/// Writes templates that are right in form; bytes choose among what could come next.
struct TemplateWriter {
  private var choices: ArraySlice<UInt8>
  private var text = ""
  /// How deep statements and expressions lie in each other; at the bottom come the simplest ones.
  private var depth = 0

  init(choices: [UInt8]) { self.choices = choices[...] }

  /// The next template, by the name that it will have.
  mutating func template(_ name: String) -> String {
    text = ""
    switch name {
    case "base.html":
      write("{% block main %}"); body(); write("{% endblock %}{% block foot %}"); body(); write("{% endblock %}")
    case "macros.html":
      for macro in Self.macros {
        write("{% macro \(macro)(a, b=1, c=a) %}"); body(); write("{{ caller(a) if caller }}{% endmacro %}")
      }
      write("{% set v = 1 %}")
    default: page()
    }
    return text
  }

  private mutating func page() {
    write(pick(["{% extends 'base.html' %}", "", "{% extends ['base.html', 'x'][0] %}"]))
    write(
      "{% import 'macros.html' as lib %}{% from 'macros.html' import card, v as w with context %}{% set ns = namespace(a=1) %}"
    )
    write("{% block main %}"); body(); write(pick(["{{ super() }}", "{{ self.foot() }}", ""])); write("{% endblock %}")
    body()
  }

  private mutating func body() {
    guard depth < 5, !choices.isEmpty else { return output() }
    depth += 1
    for _ in 0..<next(4) { statement() }
    depth -= 1
  }

  private mutating func statement() {
    switch next(20) {
    case 0:
      inside("if \(expression())", "endif") {
        $0.body(); $0.write("{% else %}"); $0.body()
      }
    case 1, 2: loop()
    case 3: write("{% set \(pick(["i", "ns.a", "i, k", "q"])) = \(expression()) %}")
    case 4: inside("set \(pick(["i", "ns.a"]))\(filters())", "endset") { $0.body() }
    case 5: inside("with i = \(expression()), q = i", "endwith") { $0.body() }
    case 6: inside("filter \(filterCall())", "endfilter") { $0.body() }
    case 7: inside("call\(pick(["", "(i)", "(i, k=2)"])) \(call())", "endcall") { $0.body() }
    case 8: inside("macro \(pick(Self.macros))(\(pick(["", "a", "a, b=1", "i, k=i"])))", "endmacro") { $0.body() }
    case 9:
      write(
        "{% include \(pick(["'macros.html'", "['x', 'macros.html']", "'x' ignore missing", "'base.html' without context"])) %}"
      )
    case 10: inside("autoescape \(pick(["true", "false"]))", "endautoescape") { $0.body() }
    case 11: write("{% do \(expression()) %}")
    case 12: write(pick(["{% break %}", "{% continue %}", "{{ loop.index }}", "{{ loop(tree) }}"]))
    case 13: inside("raw", "endraw") { $0.write("{{") }
    default: output()
    }
  }

  private mutating func loop() {
    let target = pick(["i", "i, k", "(i, (k, q))"])
    let condition = next(2) == 0 ? "" : " if \(expression())"
    inside("for \(target) in \(expression())\(condition)\(pick(["", " recursive"]))", "endfor") {
      $0.body()
      $0.write($0.pick(["", "{% else %}"]))
      $0.body()
    }
  }

  private mutating func inside(_ head: String, _ end: String, _ body: (inout TemplateWriter) -> Void) {
    write("{%\(pick(["", "-", "+"])) \(head) \(pick(["", "-"]))%}")
    body(&self)
    write("{% \(end) %}")
  }

  private mutating func output() { write("{{ \(expression()) }}") }

  private mutating func write(_ piece: String) { text += piece }
}

/// Expressions.
extension TemplateWriter {
  private mutating func expression() -> String {
    guard depth < 8, !choices.isEmpty else { return pick(Self.atoms) }
    depth += 1
    defer { depth -= 1 }
    switch next(16) {
    case 0: return "(\(expression()) \(pick(Self.operators)) \(expression()))"
    case 1: return "\(pick(["not ", "-", "+"]))\(expression())"
    case 2, 3: return expression() + filters()
    case 4: return "\(expression()) is \(pick(["", "not "]))\(pick(Self.tests))"
    case 5: return "(\(expression()) if \(expression())\(pick(["", " else \(expression())"])))"
    case 6: return "[\(expression()), \(expression())]"
    case 7: return "{'a': \(expression()), \(pick(["'b'", "1", "'items'"])): \(expression())}"
    case 8: return "(\(expression()),)"
    case 9: return "\(pick(Self.atoms))[\(expression())\(pick(["", ":", ":2:-1", "::\(expression())"]))]"
    case 10: return call()
    case 11: return expression() + "." + filled(Self.methods)
    case 12: return "(\(expression()) < \(expression()) >= \(expression()))"
    default: return pick(Self.atoms)
    }
  }

  private mutating func call() -> String { filled(Self.calls) }

  private mutating func arguments() -> String {
    switch next(6) {
    case 0: expression()
    case 1: "\(expression()), \(expression())"
    case 2: "\(pick(Self.names))=\(expression())"
    case 3: "\(expression()), \(pick(Self.names))=\(expression())"
    case 4: pick(["*x", "**m", "*x, **m"])
    default: ""
    }
  }

  private mutating func filters() -> String { " | " + filterCall() + (next(3) == 1 ? filters() : "") }

  private mutating func filterCall() -> String { filled(Self.filters) }

  /// One of some calls, with an expression for each `$`; now and then with arguments that don't fit.
  private mutating func filled(_ calls: [String]) -> String {
    let call = pick(calls)
    if next(16) == 1 { return "\(call.prefix { $0 != "(" })(\(arguments()))" }
    return call.split(separator: "$", omittingEmptySubsequences: false).map(String.init).reduce("") { text, part in
      text.isEmpty ? part : text + expression() + part
    }
  }
}

/// Choices.
extension TemplateWriter {
  /// A number below a limit; 0 when the bytes are used up, so that every template ends.
  private mutating func next(_ limit: Int) -> Int { Int(choices.popFirst() ?? 0) % limit }

  private mutating func pick(_ options: [String]) -> String { options[next(options.count)] }

  private static let macros = ["card", "box"]
  private static let atoms = [
    "i", "x", "m", "s", "n", "h", "tree", "k", "q", "v", "w", "ns", "ns.a", "loop", "loop.index", "lib", "card", "none",
    "true", "1", "-3",
    "2.5", "'a'", "'<é>'", "''", "[]", "{}", "()", "range(3)", "varargs", "kwargs", "missing", "9223372036854775807",
    "1e308",
  ]
  private static let operators = [
    "+", "-", "*", "/", "//", "%", "**", "~", "==", "!=", "<", "<=", ">", ">=", "in", "not in", "and", "or",
  ]
  private static let names = ["a", "b", "i", "k", "attribute", "default", "width", "reverse", "caller", "indent"]
  private static let tests = [
    "defined", "undefined", "none", "number", "string", "sequence", "mapping", "iterable", "callable", "odd", "even",
    "divisibleby(3)",
    "divisibleby(0)", "in(x)", "eq(1)", "lt('a')", "sameas(x)", "upper", "lower", "escaped", "filter", "test",
    "boolean",
  ]
  private static let calls = [
    "card($)", "lib.box($, b=$)", "lib.card($, $, $)", "card(*x)", "range($)", "range($, $, $)", "dict(a=$, b=$)",
    "namespace(a=$)",
    "cycler($, $)", "joiner($)", "loop.cycle($, $)", "loop.changed($)", "caller($)", "loop($)",
  ]
  private static let methods = [
    "items()", "keys()", "values()", "get($, $)", "upper()", "split($)", "replace($, $)", "startswith($)", "join($)",
    "strip()",
    "index($)", "count($)", "find($)", "title()", "next()", "reset()", "splitlines()",
  ]
  private static let filters = [
    "abs", "attr('a')", "batch($, $)", "capitalize", "center($)", "default($, $)", "dictsort(by='value')", "escape",
    "filesizeformat($)", "first", "float($)", "forceescape", "format($, $)", "groupby('t')", "groupby($)",
    "indent($, $, $)",
    "int($, $)", "items", "join($)", "join(', ', attribute='t')", "last", "length", "list", "lower", "map('upper')",
    "map(attribute='t', default=$)", "map('default', $)", "max", "min(attribute='t')", "pprint", "reject('odd')",
    "reject",
    "rejectattr('t')", "replace($, $, $)", "reverse", "round($, 'floor')", "safe", "select('in', $)",
    "selectattr('t', 'eq', $)",
    "slice($, $)", "sort($)", "sort(attribute='t,sub')", "string", "striptags", "sum(start=$)", "title", "tojson($)",
    "trim($)",
    "truncate($, $, $, $)", "unique", "upper", "urlencode", "urlize($)", "wordcount", "wordwrap($, $, $)", "xmlattr($)",
    "ordinal", "slug",
  ]
}

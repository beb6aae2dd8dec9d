import Diagnostics
import Templating
import Testing

/// Text with something around it when it is printed, here U+FDD0 and U+FDD1, shown as `‹` and `›`.
@Suite("A text that is wrapped when it is printed")
struct WrappedTextTests {
  private static let before = String(decoding: [0xEF, 0xB7, 0x90], as: UTF8.self)
  private static let after = String(decoding: [0xEF, 0xB7, 0x91], as: UTF8.self)

  @Test(
    "is printed with what stands around it",
    arguments: [
      ("{{ it }}", "‹b &amp; c›"), ("{% autoescape false %}{{ it }}{% endautoescape %}", "‹b & c›"),
      ("{{ it | e }}", "‹b &amp; c›"), ("{{ it | forceescape }}", "‹b &amp; c›"), ("{{ it | safe }}", "‹b & c›"),
      ("{{ '<' ~ it ~ 1 }}", "&lt;‹b &amp; c›1"), ("{{ '<i>' | safe ~ it }}", "<i>‹b &amp; c›"),
      ("{{ it + '!' }}", "‹b &amp; c›!"), ("{{ [it, 'a'] | join(', ') }}", "‹b &amp; c›, a"),
      ("{{ ', '.join([it, it]) }}", "‹b &amp; c›, ‹b &amp; c›"),
      ("{{ '%s: %s' | format(it, 1) }}", "‹b &amp; c›: 1"), ("{{ '%7s|%.1s' % (it, it) }}", "‹  b &amp; c›|‹b›"),
      ("{{ '<i>%s' | safe | format(it) }}", "<i>‹b &amp; c›"),
      ("{{ '{} {:>7} {!s}'.format(it, it, it) }}", "‹b &amp; c› ‹  b &amp; c› ‹b &amp; c›"),
    ])
  func printing(template: String, result: String) throws { #expect(try render(template) == result) }

  @Test(
    "keeps it where it is handed on, or put in another form",
    arguments: [
      ("{% set a = it %}{{ a }}", "‹b &amp; c›"), ("{{ it if true }}", "‹b &amp; c›"),
      ("{{ it or 'x' }}", "‹b &amp; c›"), ("{{ none | default(it, true) }}", "‹b &amp; c›"),
      ("{{ it | default('x') }}", "‹b &amp; c›"), ("{{ it | string }}", "‹b &amp; c›"),
      ("{% macro m(a) %}<i>{{ a }}</i>{% endmacro %}{{ m(it) }}", "<i>‹b &amp; c›</i>"),
      ("{{ [1, it][1] }}{{ {'a': it}.a }}", "‹b &amp; c›‹b &amp; c›"),
      ("{{ list | map(attribute='title') | first }}", "‹b &amp; c›"),
      ("{{ list | map(attribute='title') | sort | join(' ') }}", "a ‹b &amp; c›"),
      ("{{ list | sort(attribute='title') | map(attribute='title') | last }}", "‹b &amp; c›"),
      ("{{ ['B & C', it, 'b'] | unique(true) | join(' ') }}", "B &amp; C ‹b &amp; c› b"),
      ("{% for group in list | groupby('title') %}{{ group.grouper }} {% endfor %}", "a ‹b &amp; c› "),
      ("{{ it | upper }} {{ it.title() }}", "‹B &amp; C› ‹B &amp; C›"),
      ("{{ ['x', it] | map('upper') | last }}", "‹B &amp; C›"),
      ("{{ it | trim('c') }}", "‹b &amp; ›"), ("{{ it | truncate(4, true, '…', 0) }}", "‹b &amp;…›"),
    ])
  func handing(template: String, result: String) throws { #expect(try render(template) == result) }

  @Test(
    "is a text like any other in all that is computed",
    arguments: [
      "it == text", "text == it", "it != text", "it is sameas text", "it is eq(text)", "it in [text]",
      "text in [it]", "'&' in it", "it in {text: 1}", "{it: 1}[text]", "{text: 1}[it]",
      "{'b & c': 2}[it]", "it < 'c'", "[it] == [text]", "[it, text] | unique | list", "it | length",
      "it | first", "it | last", "it[0]", "it[2:]", "it[::-1]", "it | list", "it | reverse",
      "it | tojson", "[it] | tojson", "{it: it} | tojson", "it | urlencode", "{'q': it} | urlencode",
      "[(it, it)] | urlencode", "{'a': it} | xmlattr", "it | replace('b', 'd')", "'x' | replace('x', it)",
      "it | wordcount", "it | slug", "it | striptags", "it | center(9)", "it | indent",
      "it | wordwrap(3)", "it | urlize", "it | pprint", "[it]", "{it: it}", "[it] | string", "'%r' % it",
      "'{!r}'.format(it)", "it.startswith('b')", "it.split()", "it.count('b')", "it.find('c')",
      "it.replace('b', '')", "it | int(7)", "number | int", "number | float", "it is string",
      "it is escaped", "it is sequence", "it is lower", "it is upper", "'yes' if nothing else 'no'",
      "nothing | default('x', true)", "it * 2", "[it, 'a'] | max", "list | groupby('title') | length",
      "'*' in [it, '*'] | sort", "[1] | map(it)", "1 + it", "it.nothing", "it | abs",
    ])
  func computing(expression: String) {
    #expect(outcome(expression) == outcome(expression, unwrapped: true))
    #expect(outcome(expression).contains { "‹›".contains($0) } == false)
  }

  @Test("leaves no sign in JSON and addresses, even where it was printed into another text")
  func signs() throws {
    #expect(try render("{{ (it ~ '!') | tojson }} {{ (it ~ '!') | urlencode }}") == "\"b \\u0026 c!\" b%20%26%20c%21")
  }

  /// What an expression prints, or the message that it can't; printed among others, so that nothing is put around the whole.
  private func outcome(_ expression: String, unwrapped: Bool = false) -> String {
    do {
      return try render("{{ [\(expression)] }}", unwrapped: unwrapped)
    } catch {
      return error.message
    }
  }

  private func render(_ template: String, unwrapped: Bool = false) throws(Diagnostic) -> String {
    func wrapped(_ text: String) -> Value {
      unwrapped ? .text(text) : .wrapped(text, before: Self.before, after: Self.after)
    }
    let (templates, diagnostics) = Environment().compile([("page", SourceFile(name: "page", text: template))])
    if let diagnostic = diagnostics.first { throw diagnostic }
    var output = Output()
    let globals: [(String, Value)] = [
      ("it", wrapped("b & c")), ("text", "b & c"), ("number", wrapped("12")), ("nothing", wrapped("")),
      ("list", [["title": wrapped("b & c")], ["title": "a"]]),
    ]
    try templates.render("page", globals: Globals(globals.map { (name: $0, value: $1) }), into: &output)
    let text = String(decoding: output.bytes, as: UTF8.self)
    return text.replacing(Self.before, with: "‹").replacing(Self.after, with: "›")
  }
}

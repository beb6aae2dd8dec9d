import Diagnostics
import Templating
import Testing

/// Text from data stays text, wherever on a page it is printed.
@Suite struct AttackTests {
  /// The places of a page, each with a gap; none of them lets `<`, `>` or a quotation mark through as it is.
  private static let contexts = [
    "<p>$</p>", "<p title=\"$\">", "<p title='$'>", "<!-- $ -->", "<title>$</title>", "<textarea>$</textarea>",
    "<a href=\"https://a.example/?q=$&amp;r\">", "<style>/* $ */</style>",
    "<script type=\"application/json\">$</script>",
    "<svg><text>$</text></svg>", "<![CDATA[$]]>",
  ]

  /// How a template may come to print a text, other than by promising that it is safe.
  private static let ways = [
    "{{ it }}", "{{ it ~ '' }}", "{{ '' ~ it ~ '' }}", "{{ [it] | join(', ') }}",
    "{{ [it, '<b>' | safe] | join | striptags }}",
    "{{ it | upper | lower }}", "{{ it | replace('x', 'y') }}", "{{ '%s' | format(it) }}", "{{ '%s' % it }}",
    "{{ it | default('-') }}", "{{ it | truncate(999) }}", "{{ it | indent }}", "{{ it | e | string | e }}",
    "{{ [it] }}",
    "{{ {'a': it} }}", "{{ {it: 1} }}", "{{ it | tojson }}", "{{ {'a': it} | tojson(2) }}", "{{ it | urlencode }}",
    "{{ m(it) }}",
    "{{ it | forceescape }}", "{{ ('' | safe) ~ it }}", "{{ ('' | safe) + it }}", "{{ (it,) | first }}",
    "{{ it[:999] }}",
    "{% set x = it %}{{ x }}", "{% set x %}{{ it }}{% endset %}{{ x }}", "{% filter trim %}{{ it }}{% endfilter %}",
    "{% for c in it %}{{ c }}{% endfor %}", "{{ it.strip() }}", "{{ it | wordwrap(999) }}", "{{ it | list | join }}",
    "{% call b(it) %}{{ it }}{% endcall %}", "{{ (it if true) }}", "{{ it | center(99) }}", "{{ it | title }}",
    "{{ it | dictsort if false else it }}",
  ]

  @Test(
    "can't leave the place that it is printed in",
    arguments: [
      "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onfocus='alert(1)", "--><script>", "--!><b>",
      "</title><script>", "</textarea><b>", "</script><script>alert(1)</script>", "]]><b>", "<!--<script>",
      "</STYLE><b>",
      "&lt;script&gt;", "&#60;b&#62;", "\u{0}<b>", "<\u{0}b>", "<svg/onload=alert(1)>", "`${alert(1)}`<",
      "\u{FEFF}<b>\u{2028}",
    ])
  func attacks(_ attack: String) throws {
    for context in Self.contexts {
      let parts = context.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
      for way in Self.ways {
        let page = try render(parts[0] + way + parts[1], it: attack)
        let printed = page.dropFirst(parts[0].count).dropLast(parts[1].count)
        // The JSON of a text has its own quotation marks; they do no harm in a script, which is where it belongs.
        let signs = way.contains("tojson") ? "<>'&" : "<>\"'"
        #expect(!printed.contains { signs.contains($0) }, "\(way) in \(context): \(printed)")
      }
    }
  }

  @Test("can't become an attribute of its own")
  func attributes() throws {
    #expect(
      try render("<p{{ {'title': it, 'id': none} | xmlattr }}>", it: "\"><b x='")
        == "<p title=\"&#34;&gt;&lt;b x=&#39;\">")
    for name in ["a b", "a=b", "a/b", "a>b", "a\tb"] {
      #expect(throws: Diagnostic.self) { try render("<p{{ {it: 1} | xmlattr }}>", it: name) }
    }
  }

  @Test("can't end a script: JSON has no sign that HTML knows")
  func json() throws {
    let text = try render("<script>let x = {{ {'a': it} | tojson }}</script>", it: "</script><!--'&")
    #expect(text == #"<script>let x = {"a": "\u003c/script\u003e\u003c!--\u0027\u0026"}</script>"#)
  }

  private func render(_ template: String, it: String) throws -> String {
    let source = SourceFile(
      name: "page",
      text: "{% macro m(x) %}{{ x }}{% endmacro %}{% macro b(x) %}{{ x }}{{ caller() }}{% endmacro %}" + template)
    let (templates, diagnostics) = Environment().compile([("page", source)])
    try #require(diagnostics.isEmpty, "\(Report(diagnostics).text(.human))")
    var output = Output()
    try templates.render("page", globals: [("it", .text(it))], into: &output)
    return String(decoding: output.bytes, as: UTF8.self)
  }
}

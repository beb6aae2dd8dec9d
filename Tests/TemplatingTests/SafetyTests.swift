import Diagnostics
import Templating
import TestSupport
import Testing

/// What must hold whatever a template says and whatever it is given.
@Suite struct SafetyTests {
  @Test func manyThreadsRenderTheSameBytes() async throws {
    let fixtures = Fixture.all(in: "render").filter { $0.name.hasPrefix("extends") || $0.name.hasPrefix("for") }
    for fixture in fixtures {
      let templates = fixture.compiled()
      let expected = fixture.expected
      try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 0..<8 {
          group.addTask { try (0..<20).map { _ in try fixture.rendered(by: templates) }.last ?? "" }
        }
        for try await text in group { #expect(text == expected) }
      }
    }
  }

  @Test func randomBytesNeverCrash() {
    var random = SeededGenerator(seed: 42)
    let pieces: [String] = [
      "{{", "}}", "{%", "%}", "{#", "#}", "{%-", "-%}", " ", "\n", "if", "for", "x", "in", "else", "endif", "endfor",
      "macro", "m(", ")", "[", "]", "{", "}", "|", "upper", "is", "defined", "'", "\"", "1", "2.5", "+", "-", "*", "**",
      "//", "~", "==", "<", ",", ".", ":", "=", "set", "block", "endblock", "extends", "include", "import", "from",
      "call", "endcall", "recursive", "loop(x)", "loop", "break", "continue", "do", "with", "endwith", "filter upper",
      "endfilter", "super", "self.b()", "caller()", "varargs", "required", "scoped", "autoescape true", "as", "raw",
      "endraw", "super()", "loop.index", "é", "\u{0}", "\\", "range(9)", "not", "and", "if",
    ]
    for round in 0..<3000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int(random.next() % 40) {
        if round.isMultiple(of: 3) {
          bytes.append(UInt8(truncatingIfNeeded: random.next()))
        } else {
          bytes += Array(pieces[Int(random.next() % UInt64(pieces.count))].utf8)
        }
      }
      let file = SourceFile(name: "random", bytes: bytes)
      let (templates, _) = Environment().compile([("random", file)])
      var output = Output()
      try? templates.render("random", globals: [("x", [1, "a"])], into: &output)
    }
  }

  @Test(
    arguments: [
      "{% for a in range(1000) %}{% for b in range(1000) %}{% for c in range(1000) %}{% endfor %}{% endfor %}{% endfor %}",
      "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
      "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
      "{% for x in range(99999) recursive %}{{ loop(range(99999)) }}{% endfor %}",
      "{% macro m(l) %}{{ l([1]) }}{% endmacro %}{% for x in [1] recursive %}{{ m(loop) }}{% endfor %}",
      "{% for x in range(999999) %}{% for y in range(999999) %}{% continue %}{% endfor %}{% endfor %}",
      "{% if true %}{% include 'page' %}{% endif %}",
      "{% set ns = namespace(t='x') %}{% for i in range(100) %}{% set ns.t = ns.t ~ ns.t %}{% endfor %}",
      "{% set ns = namespace(l=[1]) %}{% for i in range(100) %}{% set ns.l = ns.l + ns.l %}{% endfor %}",
      "{% set ns = namespace(l=[]) %}{% for i in range(100000) %}{% set ns.l = [ns.l] %}{% endfor %}",
      "{{ 'x' | center(99999999999) }}", "{{ 'x' | indent(99999999999) }}", "{{ '%99999999999d' | format(1) }}",
      "{{ [1] | batch(99999999999, 0) }}", "{{ [1] | slice(99999999999) }}", "{{ range(99999999999) }}",
      "{{ 'aaaa' * 9999999 * 9999999 }}", "{{ [1] * 99999999999 }}", "{{ range(99999) | join('x' * 99999) }}",
      "{{ 'a' * 99999 | replace('a', 'b' * 99999) }}", "{{ [1] | tojson(99999999999) }}",
      "{{ 'x'.ljust(99999999999) }}", "{{ 'x'.zfill(99999999999) }}", "{{ '{:99999999999}'.format(1) }}",
      "{{ '{:.99999999999f}'.format(1.5) }}", "{{ '{:0999999999,}'.format(1) }}", "{{ '%.*f' % (99999999999, 1.5) }}",
      "{{ ('{0}' * 9999).format('x' * 9999) }}", "{{ (1, 2) * 99999999999 }}",
      "{{ ('a ' * 99999) | wordwrap(1, wrapstring='x' * 999) }}",
      "{{ ('www.a.com ' * 9999) | urlize(rel='x' * 9999) }}",
      "{% set n = namespace(x='%') %}{% for i in range(99) %}{% set n.x = (n.x ~ n.x) | urlencode %}{% endfor %}",
      "{% set n = namespace(x='&') %}{% for i in range(99) %}{% set n.x = n.x | forceescape ~ '&&' %}{% endfor %}{{ n.x * 99999999 }}",
      "{{ ('%s' * 9999) % ((('x' * 9999),) * 9999) }}", "{{ 'x'.join(range(99999) | map('string')) * 999 }}",
    ])
  func nothingRunsForEver(_ template: String) {
    #expect(throws: Diagnostic.self) { try render(template, it: "") }
  }

  @Test(
    arguments: [
      "{{ least }}{{ most }}", "{{ 'x' | center(least) }}", "{{ 'x' | truncate(least) }}", "{{ 'x' | truncate(most) }}",
      "{{ 'x' | indent(least) }}", "{{ 2 ** least }}", "{{ least ** 1 }}", "{{ 1 ** 2000 }}", "{{ least // -1 }}",
      "{{ least % -1 }}", "{{ -least }}", "{{ least | abs }}", "{{ least is divisibleby(-1) }}", "{{ [1][least] }}",
      "{{ 'abc'[least:most:most] }}", "{{ 'abc'[most:least:least] }}", "{{ 'x' * least }}", "{{ range(least) | list }}",
      "{{ range(least, most, most) | list }}", "{{ range(most, least, least) | list }}",
      "{{ [1] | batch(most) | list }}",
      "{{ 1.5 | round(most) }}{{ 1.5 | round(least) }}", "{{ 'a b' | wordwrap(most) }}", "{{ least | ordinal }}",
      "{{ least | filesizeformat }}", "{{ '%d' % least }}", "{{ 'a,b'.split(',', most) }}", "{{ 1e308 * 10 | int }}",
      "{{ (1e308 * 10) | round }}{{ (1e308 * 10) | filesizeformat }}{{ '%.3f' % (1e308 * 10) }}",
      "{{ 'x'.ljust(least) }}{{ 'x'.rjust(least) }}{{ 'x'.center(least) }}{{ 'x'.zfill(least) }}",
      "{{ least ** least }}",
      "{{ 'abc'.find('b', least, most) }}{{ 'abc'.rfind('b', most, least) }}{{ 'abc'.count('', least) }}",
      "{{ 'a b'.rsplit(none, least) }}{{ 'a b'.replace('a', 'b', least) }}", "{{ '%*d' % (least, 1) }}",
      "{{ least | round(least) }}{{ most | round(-18) }}{{ 1.5 | round(most, 'ceil') }}{{ 1.5 | round(least, 'floor') }}",
      "{{ 'http://a.bc' | urlize(least) }}{{ 'http://a.bc' | urlize(most) }}", "{{ '{:,}'.format(least) }}",
      "{{ '1' | int(base=least) }}{{ 'x' | truncate(most, leeway=most) }}", "{{ [least, 1e300, most] | sort }}",
      "{{ {least: 1, 1e300: 2, most: 3} | dictsort }}{{ least == 1e300 }}{{ most < 9223372036854775808.0 }}",
      "{{ '%c' % most }}", "{{ '{:c}'.format(least) }}", "{{ (1, 2)[least:most:least] }}{{ (1, 2)[most] }}",
    ])
  func numbersAtTheEdgeAreNoCrash(_ template: String) {
    let edges = "{% set most = 9223372036854775807 %}{% set least = -most - 1 %}"
    _ = try? render(edges + template, it: "")
  }

  @Test(
    arguments: [
      "{{ ('word ' * 20000) | wordwrap(30) | length }}", "{{ ('x' * 100000) | wordwrap(30) | length }}",
      "{{ ('x-' * 50000) | wordwrap(30) | length }}", "{{ ('--' * 50000) | wordwrap(30) | length }}",
      "{{ range(50000) | map('string') | unique | list | length }}", "{{ range(50000) | unique | list | length }}",
      "{{ range(50000) | map('float') | unique | list | length }}",
      "{{ range(50000) | batch(1) | groupby('0') | length }}",
      "{{ ([[1]] * 50000) | groupby('0') | length }}",
      "{{ ('a' * 100000).find('a' * 50000 ~ 'b') }}", "{{ ('a' * 100000) | replace('a' * 50000 ~ 'b', '') | length }}",
      "{{ ('a' * 50000 ~ 'b') in 'a' * 100000 }}", "{{ ('ab ' * 30000) | title | length }}",
      "{{ ('Σ' * 100000) | lower | length }}",
      "{{ ('(' * 50000 ~ ')' * 50000) | urlize | length }}", "{{ ('<' * 100000) | striptags | length }}",
      "{{ ('<!--' * 30000) | striptags | length }}", "{{ ('&' * 100000) | safe | striptags | length }}",
      "{{ range(50000) | list | pprint | length }}", "{{ ([[1]] * 50000) | sum(start=[]) | length }}",
      "{{ ('x ' * 50000).split() | length }}", "{{ ('x ' * 50000).rsplit(' ') | length }}",
      "{{ ('%s' * 50000) | format(*range(50000)) | length }}", "{{ ('{}' * 50000).format(*range(50000)) | length }}",
      "{{ dict(range(50000) | map('string') | batch(2)) | length }}",
    ])
  func longInputTakesTimeInProportion(_ template: String) throws {
    var page = ""
    let time = try processorTime { page = try render(template, it: "") }
    #expect(!page.isEmpty && time < 60)
  }

  /// A value of the host that tells whether it is still there.
  private final class Witness: TemplateObject {
    let typeName = "witness"
    let memberNames: [String] = []

    func member(_ name: Symbol) -> Value? { nil }
  }

  @Test(
    arguments: [
      "{% for x in it %}{{ loop.changed(loop) }}{{ loop.changed([loop]) }}{% endfor %}",
      "{% for x in it %}{% set l = loop %}{{ l.changed(l) }}{{ l.changed(cycler(l)) }}{% endfor %}",
      "{% set ns = namespace() %}{% for x in it recursive %}{% set ns.c = cycler(loop) %}{% endfor %}",
      "{% set ns = namespace(it=it) %}{% set ns.c = cycler(ns) %}",
      "{% set ns = namespace(it=it) %}{% set ns.n = [[ns]] %}",
      "{% for x in it recursive %}{% set l = loop %}{% macro m() %}{{ l }}{{ x }}{% endmacro %}{% endfor %}",
    ])
  func nothingStaysBehind(_ template: String) {
    weak var witness: Witness?
    do {
      let object = Witness()
      witness = object
      let (templates, _) = Environment().compile([("page", file(template))])
      var output = Output()
      try? templates.render("page", globals: [("it", [.object(object)])], into: &output)
    }
    #expect(witness == nil)
  }

  @Test func endlessOutputStops() {
    var environment = Environment()
    environment.limits.outputBytes = 10_000
    let (templates, _) = environment.compile([("page", file("{% for i in range(999999) %}0123456789{% endfor %}"))])
    var output = Output()
    output.append("before")
    #expect(throws: Diagnostic.self) { try templates.render("page", globals: [], into: &output) }
    #expect(String(decoding: output.bytes, as: UTF8.self) == "before")
  }

  @Test func deepNestingIsAnErrorNotACrash() {
    for text in [
      "{{ " + String(repeating: "[", count: 50_000), "{{ " + String(repeating: "-", count: 50_000) + "1 }}",
      "{{ " + String(repeating: "not ", count: 50_000) + "1 }}",
      "{{ 1" + String(repeating: "+1", count: 50_000) + " }}",
      "{{ x" + String(repeating: "|upper", count: 50_000) + " }}",
      "{{ x" + String(repeating: ".a", count: 50_000) + " }}",
      String(repeating: "{% if 1 %}", count: 50_000), String(repeating: "{% for x in x recursive %}", count: 50_000),
      String(repeating: "{% call m() %}", count: 50_000),
      "{{ super" + String(repeating: ".super", count: 50_000) + "() }}",
      "{{ 1" + String(repeating: " if 1 else 1", count: 50_000) + " }}",
    ] {
      #expect(!Environment().compile([("page", file(text))]).diagnostics.isEmpty)
    }
  }

  private func render(_ template: String, it: String) throws -> String {
    let (templates, diagnostics) = Environment().compile([("page", file(template))])
    #expect(diagnostics.isEmpty)
    var output = Output()
    try templates.render("page", globals: [("it", .text(it))], into: &output)
    return String(decoding: output.bytes, as: UTF8.self)
  }

  private func file(_ text: String) -> SourceFile { SourceFile(name: "page", text: text) }
}

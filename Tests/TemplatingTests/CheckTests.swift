import Diagnostics
import Templating
import Testing

/// Calls that could work are never refused before rendering, however macros come to their names.
@Suite struct CheckTests {
  private static let one = "{% macro card(a) %}{{ a }}{% endmacro %}"
  private static let two = "{% macro card(a, b) %}{{ a }}{{ b }}{% endmacro %}"

  @Test(
    "one template",
    arguments: [
      // Other values under the same name.
      one + two + "{{ card(1, 2) }}", one + "{% set card = cycler(1) %}{{ card.next() }}",
      one + "{% for card in [joiner()] %}{{ card() }}{% endfor %}",
      one + "{% macro run(card) %}{{ card(1, 2) }}{% endmacro %}",
      one + "{% with card = joiner() %}{{ card() }}{% endwith %}",
      "{% if x %}" + one + "{% else %}" + two + "{% endif %}{{ card(1) }}",
      "{% if x %}" + one + "{% endif %}{{ card(1, 2) }}",
      "{{ card(1, 2) }}" + one,
      "{% block a %}" + one + "{{ card(1) }}{% endblock %}{% block b %}" + two + "{{ card(1, 2) }}{% endblock %}",
      "{% macro range(a, b, c, d) %}{{ d }}{% endmacro %}{{ range(1, 2, 3, 4) }}",
      // Arguments that are only known while rendering, or that the macro takes in another way.
      one + "{{ card(*x) }}{{ card(**x) }}",
      "{% macro m(a) %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, b=3) }}",
      "{% macro m(a) %}{{ a }}{% for x in a recursive %}{{ varargs }}{% endfor %}{% endmacro %}{{ m([1], 2) }}",
      "{% macro m(caller=none) %}{{ caller }}{% endmacro %}{{ m(caller=1) }}{{ m(1) }}",
      // Parameters that the macro can do without.
      "{% macro m(a) %}{{ a is defined }}{{ a | default(1) }}{% endmacro %}{{ m() }}",
      "{% macro m(a, b) %}{% if a %}{{ b }}{% endif %}{{ a or b }}{{ a if a else b }}{% endmacro %}{{ m(1) }}",
      "{% macro m(a, b) %}{% for x in a %}{{ b }}{% endfor %}{% endmacro %}{{ m([]) }}",
      "{% macro m(a) %}{% set a = 1 %}{{ a }}{% endmacro %}{{ m() }}",
      "{% macro m(a) %}{% macro n() %}{{ a }}{% endmacro %}{% endmacro %}{{ m() }}",
      "{% macro m(a, b=a) %}{{ b }}{% endmacro %}{{ m(b=2) }}",
      // Blocks that fit one of several calls, or that are handed on.
      "{% macro m(x) %}{% if x %}{{ caller(1, 2) }}{% else %}{{ caller(1) }}{% endif %}{% endmacro %}{% call(a) m(x) %}{{ a }}{% endcall %}",
      "{% macro m(n) %}{{ n(caller) }}{% if n %}{{ caller(1, 2) }}{% endif %}{% endmacro %}{% call(a) m(x) %}{{ a }}{% endcall %}",
      "{% macro m() %}{{ caller() }}{% endmacro %}{% call(a) m() %}{{ a is defined }}{% endcall %}",
      "{% macro m() %}{{ caller(*x) }}{% endmacro %}{% call(a) m() %}{{ a }}{% endcall %}",
    ])
  func accepts(_ template: String) { check(["page": template]) }

  @Test(
    "several templates",
    arguments: [
      // The base gives the name another meaning, or shows the block one.
      [
        "page": "{% extends 'base' %}" + one + "{% block x %}{{ card(1, 2) }}{% endblock %}",
        "base": two + "{% block x %}{% endblock %}",
      ],
      [
        "page": "{% extends 'base' %}" + one + "{% block x %}{{ card(1, 2) }}{% endblock %}",
        "base": "{% for card in y %}{% block x scoped %}{% endblock %}{% endfor %}",
      ],
      [
        "page": "{% extends x %}" + one + "{% block x %}{{ card(1, 2) }}{{ self.z() }}{{ super() }}{% endblock %}",
        "base": two + "{% block x %}{% endblock %}{% block z %}{% endblock %}",
      ],
      [
        "page": "{% extends 'a' if x else 'b' %}{% block x %}{{ super() }}{% endblock %}", "a": "",
        "b": "{% block x %}{% endblock %}",
      ],
      // Blocks of templates above and below.
      [
        "page": "{% extends 'm' %}{% block x %}{{ super() }}{% endblock %}", "m": "{% extends 'base' %}",
        "base": "{% block x %}{% endblock %}",
      ],
      ["page": "{% extends 'base' %}{% block z %}{% endblock %}", "base": "{% block x %}{{ self.z() }}{% endblock %}"],
      // Imports that may mean several things.
      ["page": "{% from 'm' import card %}{{ card(1, 2) }}", "m": one + two],
      ["page": "{% from 'm' import card %}{{ card(1, 2) }}", "m": "{% extends 'base' %}" + one, "base": two],
      ["page": "{% from 'm' import card %}{% from 'n' import card %}{{ card(1, 2) }}", "m": one, "n": two],
      ["page": "{% import 'm' as m %}{% if x %}{% import 'n' as m %}{% endif %}{{ m.other() }}", "m": one, "n": ""],
      ["page": "{% import 'm' as m %}{{ m.nope is defined }}{{ m.nope | default(1) }}", "m": ""],
      ["page": "{% import x as m %}{{ m.nope(1) }}", "m": ""],
      ["page": "{% macro dict(a) %}{% endmacro %}{% include 'part' %}", "part": "{{ dict(1) }}"],
    ])
  func acceptsTogether(_ templates: [String: String]) { check(templates) }

  private func check(_ templates: [String: String]) {
    let sources = templates.map { ($0.key, SourceFile(name: $0.key, text: $0.value)) }
    #expect(Environment().compile(sources).diagnostics.map(\.message) == [])
  }
}

"""The grammar of statements, and of whole sets of templates that extend, include and import each other."""

from contextlib import contextmanager

from expressions import Expressions, one_of
import operations  # noqa: F401 - adds its productions

TEXT = ["text ", "\n", "\n  ", "<p>", "</p>\n", " ", "a & b ", "- ", "{ } ", "%} ", "é\n", "\r\n", "\n\n", "}} "]

# Outputs that nobody renders.
MISTAKES = [
    "missing", "one.missing", "missing.x", "n.x", "nums[99]", "n | nofilter", "n is notest", "1 +", "nofunction()", "range()", "(1", "'a", "1 2", "none.x",
    "empty|first", "empty|max", "''|last", "1 if empty|min", "[1, 2", "{'a' 1}", "1 = 1", "a.b.c", "1..x", "|upper", "n|", "n is", "not", "n if", "'a' 'b' 1",
    "n[", "n[1:2:3:4]", "0x", "007", "1_", "1__0", "1e", "'\\x4'", "'\\N{NO SUCH NAME}'", "n!", "n $ m", "n ? m : f", "n++", "- ", "f(a b)", "dict(1=2)", "dict(a=1, 2)",
    "dict(a=1, a=2)", "range(**1)", "range(*1)", "[*nums]", "{**one}", "(n, )[3]", "n|upper|", "n|1", "n is 1", "n +", "n..m", "@", "`n`", "n and", "and n", "in n", "n in", "n not m",
    "loop.index", "super()", "self.nope()", "caller()", "n.upper()", "s.nope()", "scores.nope()", "nums.upper()", "s|upper(1)", "s|replace('a')", "s|center(width=1, 2)", "s|center(wide=1)",
    "n is divisibleby", "n is divisibleby 3 4", "[s]|map('nofilter')|list", "[n]|map()|list", "[n]|select('notest')|list", "nums|join(1, 2, 3)", "one|xmlattr(1, 2)", "lambda: 1", "n := 1", "1 if", "if 1",
]


class Statements(Expressions):
    """Writes random templates, piece by piece; knows which names each piece may use."""

    def __init__(self, rng):
        super().__init__(rng)
        self.level = 0
        self.counter = 0
        self.macros = []
        self.inside = set()
        # Whether what stands at the top level is rendered whatever happens, so that a mistake there is met by all.
        self.always = False

    # Tags.

    def tag(self, body):
        return "{%" + self.mark(" ") + body + self.mark(" ", True) + "%}"

    def output(self, expression):
        space = self.pick([" ", " ", " ", ""])
        if expression.startswith("{") or expression.endswith("}") or expression[0] in "-+":
            space = " "
        start = self.pick("-+") if self.chance(0.1) else ""
        end = "-" if self.chance(0.1) else ""
        return "{{" + start + space + expression + space + end + "}}"

    def mark(self, space, is_end=False):
        """A sign of white space control, or none."""
        sign = self.pick(["-", "+"]) if self.chance(0.12) else ""
        return space + sign if is_end else sign + space

    def text(self):
        return self.pick(TEXT)

    def may_fail(self):
        """Whether a mistake that is found before anything is rendered would be met by Jinja2 too."""
        return self.level == 0 and self.always

    def fresh(self, prefix="v"):
        self.counter += 1
        return f"{prefix}{self.counter}"

    @contextmanager
    def scope(self, *marks):
        """Names that are set inside are forgotten at the end."""
        names = {kind: list(held) for kind, held in self.names.items()}
        macros, inside = list(self.macros), set(self.inside)
        self.inside |= set(marks)
        if "autoescape" in marks:
            # Whether a macro gives HTML is decided where it stands here, and where it is called in Jinja2.
            self.macros, self.inside = [], self.inside - {"caller"}
        self.level += 1
        yield
        self.level -= 1
        self.names.clear()
        self.names.update(names)
        self.macros, self.inside = macros, inside

    def body(self, *marks):
        """A few pieces in a scope of their own."""
        with self.scope(*marks):
            return "".join(self.pieces(1, 2))

    def pieces(self, least, most):
        return [self.piece() for _ in range(self.rng.randrange(least, most + 1))]

    def piece(self):
        if self.level > 2:
            return self.output(self.expression("any"))
        makers = {
            self.printed: 24, self.text: 10, self.choice: 4, self.set_value: 4, self.set_block: 2, self.with_block: 2, self.filter_block: 2,
            self.comment: 1, self.raw: 1, self.autoescape: 1, self.macro: 3, self.namespace: 1, self.helpers: 1,
            self.do: 1, self.recursive: 1,
        }
        if "second loop" not in self.inside:
            makers |= {self.loop: 6, self.self_made_loop: 2}
        if self.macros:
            makers |= {self.macro_call: 6, self.call_block: 3}
        if "loop" in self.inside:
            makers |= {self.loop_members: 6}
        if "caller" in self.inside:
            makers |= {self.caller: 5}
        if "block" not in self.inside and "macro" not in self.inside and "autoescape" not in self.inside and "loop" not in self.inside:
            makers |= {self.block: 2}
        if "loop" in self.inside:
            makers |= {self.loop_control: 2}
        return self.rng.choices(list(makers), list(makers.values()))[0]()

    def printed(self):
        if self.may_fail() and self.chance(0.04):
            return self.output(self.pick(MISTAKES))
        if self.chance(0.04):
            return self.output(", ".join(self.some(2, 3, lambda: self.expression("any"))))
        return self.output(self.expression("any"))

    # Choices and loops.

    def choice(self):
        parts = [self.tag(f"if {self.condition()}"), self.body()]
        while self.chance(0.3):
            parts += [self.tag(f"elif {self.condition()}"), self.body()]
        if self.chance(0.5):
            parts += [self.tag("else"), self.body()]
        return "".join(parts) + self.tag("endif")

    def condition(self):
        text = self.expression(self.pick(["bool", "bool", "any"]))
        return f"({text})" if " if " in text and self.chance(0.98) else text

    def loop(self):
        """A loop over something, with the names that it gives."""
        source, targets = self.pick([
            ("ints", [("int", "")]), ("texts", [("text", "")]), ("people", [("person", "")]), ("list", [("any", "")]), ("text", [("text", "")]),
            ("scores", [("text", "")]), ("pairs", [("text", ""), ("int", "")]), ("pairs_once", [("text", ""), ("any", "")]), ("iter", [("any", "")]),
            ("table", [("int", ""), ("int", ""), ("int", "")]),
        ])  # fmt: skip
        names = [self.fresh() for _ in targets]
        items = self.pick(["table", "table"]) if source == "table" else self.expression(source)
        if " if " in items:
            items = f"({items})"
        target = self.pick([", ", ","]).join(names)
        if len(names) > 1 and self.chance(0.2):
            target = f"({target})"
        if source == "text":
            items = f"({items})[:4]"
        with self.scope("loop", "second loop" if "loop" in self.inside else "loop", *(["several"] if len(names) > 1 else [])):
            if len(names) == 1:
                self.inside.discard("several")
            for name, (kind, _) in zip(names, targets):
                self.names[kind].append(name)
                self.names["any"].append(name)
            condition = f" if {self.expression('bool')}" if self.chance(0.25) else ""
            body = "".join(self.pieces(1, 3))
        # Jinja2 takes a loop that was left in its first turn for one without values.
        is_left = "break" in body or "continue" in body
        otherwise = self.tag("else") + self.body() if self.chance(0.25) and not is_left else ""
        return self.tag(f"for {target} in {items}{condition}") + body + otherwise + self.tag("endfor")

    def self_made_loop(self):
        """Loops whose shape matters more than their content."""
        return self.pick([
            "{% for a in nums %}{{ loop.index }}/{{ loop.length }}{{ ',' if not loop.last }}{% else %}none{% endfor %}",
            "{% for a in nums %}{% set outer = loop %}{% for b in words %}{{ outer.index }}.{{ loop.index0 }} {% endfor %}{% endfor %}",
            "{% for a, b in [(1, 2), (3, 4)] %}{{ a + b }} {% endfor %}", "{% for (a, (b, c)) in [(1, (2, 3))] %}{{ a }}{{ b }}{{ c }}{% endfor %}",
            "{% for a in 1, 2, 3 %}{{ a }}{% endfor %}", "{% for a in range(3) if a != 1 %}{{ loop.index }}:{{ a }} {% endfor %}",
            "{% for g in people|groupby('age') %}{{ g.grouper }}={{ g.list|map(attribute='name')|join(',') }};{% endfor %}",
            "{% for age, them in people|groupby('age') %}{{ age }}: {{ them|length }}{% endfor %}",
            "{% for row in range(7)|batch(3, '-') %}{{ row|join }};{% endfor %}", "{% for col in range(7)|slice(3) %}{{ col|join }};{% endfor %}",
            "{% for k, v in one.home|dictsort(reverse=true) %}{{ k }}={{ v }} {% endfor %}", "{% for c in s %}[{{ c }}]{% endfor %}",
            "{% for x in n %}{{ x }}{% endfor %}", "{% for a, b in nums %}{{ a }}{% endfor %}", "{% for x in scores %}{{ x }} {{ scores[x] }}{% endfor %}",
            "{% for x in [] %}{% else %}{{ n }}{% endfor %}", "{% for x in nums|map('string')|reverse %}{{ x }}{{ loop.revindex }}{% endfor %}",
        ])  # fmt: skip

    def loop_members(self):
        # What a loop over pairs had before is a list or a tuple, as it comes.
        near = self.pick(["loop.index" if "several" in self.inside else f"loop.{end}item" for end in ("prev", "next")])
        member = self.pick(["index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0"])
        return self.pick([
            self.output(f"loop.{member}"), self.output(f"loop.{member}"), self.output(f"loop.cycle({self.expression('any')}, {self.expression('any')})"),
            self.output(f"loop.changed({self.pick(['n', 'loop.index // 2', 'loop.first'])})"), self.output(f"{near} if {near} is defined"),
            self.output(f"loop['{member}']"), self.output(f"{near}|default('-')"),
        ])  # fmt: skip

    def loop_control(self):
        return self.tag(f"if {self.expression('bool')}") + self.tag(self.pick(["break", "continue"])) + self.tag("endif")

    def recursive(self):
        tree = "[{'v': 1, 'c': [{'v': 2, 'c': []}, {'v': n, 'c': [{'v': 3, 'c': []}]}]}, {'v': 4, 'c': []}]"
        inner = self.pick(["{{ x.v }}", "{{ loop.depth }}.{{ loop.index }}", "{{ loop.depth0 }}{{ x.c|length }}", "<{{ x.v }}>"])
        call = self.pick(["{{ loop(x.c) }}", "{% if x.c %}({{ loop(x.c) }}){% endif %}", "{{ loop(x.c)|upper }}"])
        return f"{{% for x in {tree} recursive %}}{inner}{call}{self.pick(['', '{% else %}.'])}{{% endfor %}}"

    def do(self):
        return self.tag(f"do {self.expression('any')}")

    # Names.

    def set_value(self):
        name, kind = self.fresh(), self.pick(["int", "text", "text", "ints", "markup", "any", "bool", "scores", "tuple", "people"])
        if self.chance(0.15):
            first, second = self.fresh(), self.fresh()
            statement = self.tag(f"set {first}, {second} = {self.pick([self.expression('int') + ', ' + self.expression('int'), '(1, 2)', '[n, m]'])}")
            self.names["int"] += [first, second]
            return statement
        statement = self.tag(f"set {name} = {self.expression(kind)}")
        self.names[kind].append(name)
        return statement + (self.output(name) if self.chance(0.3) else "")

    def set_block(self):
        name = self.fresh()
        filters = self.pick(["", "", " | upper", " | trim | length", "|replace('a', '<')", "|wordwrap(width=10)"])
        statement = self.tag(f"set {name}{filters}") + self.body() + self.tag("endset")
        self.names["any" if "length" in filters else "markup"].append(name)
        return statement + self.output(name)

    def with_block(self):
        name, other, kind = self.fresh(), self.fresh(), self.pick(["int", "text", "list"])
        value, second = self.expression(kind), self.expression("int")
        with self.scope():
            self.names[kind].append(name)
            self.names["int"].append(other)
            body = "".join(self.pieces(1, 2))
        head = self.pick([f"with {name} = {value}, {other} = {second}", f"with {name} = {value}, {other} = {second}"])
        return self.tag(head) + body + self.tag("endwith")

    def namespace(self):
        make = self.pick(["namespace(x=0)", "namespace({'x': 1})", "namespace(x=n, y='b')", "namespace([('x', 2)])", "namespace({'x': 1}, x=3)"])
        step = self.pick(["ns.x + 1", "ns.x * 2 % 100", "loop.index"])
        return (
            f"{{% set ns = {make} %}}{{% for i in nums %}}{{% set ns.x = {step} %}}{{% endfor %}}{{{{ ns.x }}}}"
            + self.pick(["", "{% set ns.y %}a{% endset %}{{ ns.y }}", "{{ ns['x'] }}", "{% set ns.z, b = 1, 2 %}" if False else ""])
        )

    def helpers(self):
        return self.pick([
            "{% set c = cycler('a', n, '<') %}{{ c.next() }}{{ c.current }}{{ c.next() }}{{ c.next() }}{{ c.next() }}{{ c.reset() }}{{ c.current }}",
            "{% set j = joiner() %}{% for w in words %}{{ j() }}{{ w }}{% endfor %}", "{% set j = joiner(sep=' & ') %}{{ j() }}{{ j() }}{{ j() }}",
            "{{ cycler() }}", "{{ range(3)|list }}{{ range(1, 4)|join }}{{ range(5, 0, -2)|sum }}{{ range(0)|length }}", "{{ range(5)[2] }}{{ 3 in range(5) }}{{ range(9)[1:4]|list }}",
            "{{ dict(a=1).a }}{{ dict([('k', 2)])['k'] }}{{ dict(scores)|length }}", "{{ range(1, 2, 0) }}", "{{ range('a') }}", "{{ range(3)|last }}{{ range(3)|first }}{{ range(3)|reverse|list }}",
            "{% set c = cycler(*nums) %}{{ c.next() }}{% set d = namespace(c=1) %}{{ d.c }}", "{{ range(2) == range(2) }}{{ range(0)|default('x', true) }}", "{{ joiner('<')() }}",
        ])  # fmt: skip

    # Blocks of text.

    def filter_block(self):
        chain = self.pick(["upper", "lower|title", "replace('a', '<b>')", "indent(2, true)", "trim", "e", "forceescape", "wordwrap(width=12)", "title", "center(30)", "truncate(9, end='!')"])
        return self.tag(f"filter {chain}") + self.body() + self.tag("endfilter")

    def comment(self):
        return self.pick(["{# a comment #}", "{#- strips -#}", " {#+ keeps +#} ", "{# {{ n }} {% if %} #}", "{##}", "\n{# line #}\n"])

    def raw(self):
        inside = self.pick(["{{ n }}", "{% if x %}", " a ", "{# c #}\n", "<b>&"])
        return self.pick(["{% raw %}", "{%- raw -%}", "{%raw%}", "{% raw -%}"]) + inside + self.pick(["{% endraw %}", "{%- endraw -%}", "{%endraw%}", "{%+ endraw +%}"])

    def autoescape(self):
        return self.tag(f"autoescape {self.pick(['false', 'true', 'False'])}") + self.body("autoescape") + self.tag("endautoescape")

    def block(self):
        name = self.fresh("block")
        head = f"block {name}" + self.pick(["", "", " scoped"])
        with self.scope("block"):
            self.names.clear()
            body = "".join(self.pieces(1, 2))
        again = self.output(f"self.{name}()") if self.chance(0.2) else ""
        return self.tag(head) + body + self.tag(f"endblock{self.pick(['', ' ' + name])}") + again

    # Macros.

    def macro(self):
        """A macro, and how it may be called: `(name, parameters, takes_caller)`."""
        name = self.fresh("m")
        count = self.rng.randrange(0, 4)
        parameters = [self.fresh("p") for _ in range(count)]
        first_default = self.rng.randrange(0, count + 1)
        # What a macro inside another asks for, Jinja2 lets the outer one take too.
        extra = None if "macro" in self.inside else self.pick([None, None, None, "varargs", "kwargs", "caller", "caller"])
        written = [p if i < first_default else f"{p}={self.expression('any')}" for i, p in enumerate(parameters)]
        with self.scope("macro", *(["caller"] if extra == "caller" else [])):
            self.inside -= {"loop"}
            for parameter in parameters:
                self.names["any"].append(parameter)
            body = "".join(self.pieces(1, 3)) + "".join(self.output(p) for p in parameters[:2])
            body += {"varargs": "{{ varargs }}", "kwargs": "{{ kwargs|dictsort }}", "caller": "{{ caller() }}"}.get(extra, "")
        self.macros.append((name, parameters, first_default, extra))
        return self.tag(f"macro {name}({', '.join(written)})") + body + self.tag("endmacro")

    def call_of(self, entry):
        """A call with arguments of all forms, now and then a wrong one."""
        name, parameters, required, extra = entry
        given = parameters if self.chance(0.5) else parameters[: max(required, self.rng.randrange(len(parameters) + 1))]
        split = self.rng.randrange(len(given) + 1)
        arguments = [self.expression("any") for _ in given[:split]]
        if extra == "varargs" and split == len(parameters):
            arguments += self.some(0, 2, lambda: self.expression("any"))
        named = [f"{p}={self.expression('any')}" for p in given[split:]]
        if extra == "kwargs":
            named += self.pick([[], ["extra=1"], ["**{'k': n}"]])
        if split == 0 and not named and len(parameters) == 2 and self.chance(0.3):
            arguments = ["*[1, 2]"]
        if self.may_fail() and self.chance(0.1):
            arguments = [*arguments, "1", "2", "3", "4"]
        return f"{name}({', '.join(arguments + named)})"

    def macro_call(self):
        entry = self.pick(self.macros)
        if entry[3] == "caller" and not self.may_fail():
            return self.call_block()
        call = self.call_of(entry)
        return self.output(self.pick([call, call, f"{call}|upper", f"{call} ~ s", f"{call}|length", f"[{call}]", f"{call}|striptags"]))

    def call_block(self):
        entry = self.pick(self.macros)
        if entry[3] == "kwargs" or entry[3] != "caller" and not (self.may_fail() and self.chance(0.1)):
            return self.macro_call()
        with self.scope("macro"):
            self.inside -= {"caller", "loop"}
            body = "".join(self.pieces(1, 2))
        return self.tag(f"call {self.call_of(entry)}") + body + self.tag("endcall")

    def caller(self):
        return self.output(self.pick(["caller()", "caller()", "caller()|upper", "caller() ~ '<'", "caller() if caller is defined"]))


class Templates(Statements):
    """Writes sets of templates, of which the first is the one that is rendered."""

    def templates(self):
        shape = self.rng.choices([self.single, self.inheriting, self.including, self.importing, self.exact], [70, 12, 6, 8, 2])[0]
        return shape()

    def single(self):
        self.always = True
        return {"main.html": self.pieces(1, 4)}

    def exact(self):
        """Single templates where white space and line ends matter."""
        lines = self.some(1, 4, lambda: self.pick(["  {% if yes %}  \n", "a\n", "{% endif %}\n", "{{ n }}\n", "  {%- set x = 1 %}\n", "\t{# c #}\n", "{%+ if no %}b{% endif %}\n", "\n", "  {{- s -}}  \n", "c  {%- if yes -%}  d  {%- endif -%}  e", "{% raw %}\n{{ }}\n{% endraw %}\n", "\r\n", "x\r"]))
        return {"main.html": lines}

    def nested_blocks(self, names, calls_super):
        parts = []
        for name in names:
            with self.scope("block"):
                self.names.clear()
                body = "".join(self.pieces(1, 2)) + (self.output(self.pick(["super()", "super()|upper", "super() ~ n"])) if calls_super and self.chance(0.6) else "")
            inner = self.tag(f"block {name}_in") + self.text() + self.tag("endblock") if self.chance(0.3) and not calls_super else ""
            parts.append(self.tag(f"block {name}{self.pick(['', '', ' scoped'])}") + body + inner + self.tag("endblock"))
        return parts

    def inheriting(self):
        names = ["head", "main", "foot"]
        files = {}
        levels = self.rng.randrange(2, 4)
        for level in range(levels):
            name = "main.html" if level == 0 else f"base{level}.html"
            self.macros = []
            self.names.clear()
            if level == levels - 1:
                pieces = [self.text(), *self.between(self.nested_blocks(names, False))]
                if self.chance(0.15):
                    pieces.append(self.tag("block must required") + self.tag("endblock"))
                if self.chance(0.2):
                    pieces.append("{% for i in nums %}{% block row scoped %}{{ i }}{{ loop.index }}{% endblock %}{% endfor %}")
            else:
                parent = f"base{level + 1}.html"
                written = self.pick([f"'{parent}'", f'"{parent}"', f"'{parent}' if yes else 'x.html'", f"'base' ~ {level + 1} ~ '.html'"])
                blocks = self.nested_blocks(self.rng.sample(names, self.rng.randrange(1, 4)), True)
                extra = [self.tag("block must") + self.text() + self.tag("endblock")] if self.chance(0.4) else []
                extra += ["{% block row %}<{{ i }}>{% endblock %}"] if self.chance(0.3) else []
                pieces = [self.tag(f"extends {written}"), self.pick(["", "ignored", "{% set title = n %}"]), *blocks, *extra]
            files[name] = pieces
        return files

    def between(self, blocks):
        parts = []
        for block in blocks:
            parts += [self.text(), block]
        return parts

    def part(self):
        """A template that is included or imported: it knows nothing but the data."""
        other = type(self)(self.rng)
        other.level = 1
        other.inside = {"block"}
        return other.pieces(1, 3)

    def including(self):
        include = self.pick([
            "include 'part.html'", "include ['none.html', 'part.html']", "include 'none.html' ignore missing", "include 'part.html' without context", "include page", "include 'part.html' ignore missing with context",
            "include ['a.html', 'b.html'] ignore missing", "include 'none.html'", "include page ignore missing without context", "include ('x.html', 'part.html')",
        ])  # fmt: skip
        around = self.pick(["{}", "{{% for i in nums %}}{}{{% endfor %}}", "{{% set i = 1 %}}{}", "{{% with i = s %}}{}{{% endwith %}}", "{{% if yes %}}{}{{% endif %}}"]).format(self.tag(include))
        probe = ["{{ i is defined }}{{ i|default('no i') }}"] if self.chance(0.6) else []
        return {"main.html": [*self.pieces(0, 2), around, *self.pieces(0, 1)], "part.html": probe + self.part(), "other.html": ["other {{ n }}"]}

    def importing(self):
        macros = "{% macro card(title, kind='plain') %}<{{ title }}|{{ kind }}|{{ n }}>{{ caller() if caller is defined }}{% endmacro %}{% macro list(items) %}{% for i in items %}{{ card(i) }}{% endfor %}{{ varargs|length }}{% endmacro %}{% set level = m %}{% set _own = 1 %}"
        use = self.pick([
            "{% import 'lib.html' as lib %}{{ lib.card(s) }}{{ lib.level }}", "{% from 'lib.html' import card %}{{ card(t, kind=u) }}", "{% from 'lib.html' import card as c, list %}{{ list(words) }}{{ c('x', 'y') }}",
            "{% import 'lib.html' as lib with context %}{{ lib.list(nums, 1, 2) }}", "{% from 'lib.html' import card with context %}{% call card('a') %}in{{ n }}{% endcall %}", "{% from 'lib.html' import nothing_such %}{{ nothing_such }}",
            "{% import 'lib.html' as lib %}{{ lib.nope() }}", "{% from 'lib.html' import level, card without context %}{{ level }}{{ card(kind=1, title=2) }}", "{% from 'lib.html' import _own %}{{ _own }}", "{% import 'lib.html' as lib %}{% call lib.card(s, 'k') %}<b>{{ u }}</b>{% endcall %}",
            "{% import 'li' ~ 'b.html' as lib %}{{ lib.card(title='<') }}", "{% import 'gone.html' as lib %}{{ lib }}",
        ])  # fmt: skip
        return {"main.html": [*self.pieces(0, 2), use, *self.pieces(0, 2)], "lib.html": [macros + self.pick(["", "printed {{ n }}"])]}

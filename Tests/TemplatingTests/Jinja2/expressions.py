"""The grammar of expressions: for each kind of value, all ways to write one."""

import json
from collections import defaultdict

# What the data has under which name, by kind.
VARIABLES = {
    "int": ["n", "m", "one.age", "people[0].age", "scores.ana|default(3)", "nums[0]", "nums|first|default(0)", "table[0][1]"],
    "float": ["f", "g", "one.height", "floats[0]", "people.0.height"],
    "bool": ["yes", "no", "one.active"],
    "text": ["s", "t", "u", "one.name", "words[0]", "people[0]['name']", "one.home.city", "words|last|default('')"],
    "ints": ["nums", "table[0]"],
    "texts": ["words", "texts", "one.tags"],
    "people": ["people"],
    "person": ["one", "people[0]", "people|last"],
    "scores": ["scores", "blank"],
    "list": ["nums", "words", "mixed", "empty", "table", "floats"],
    "none": ["nothing"],
}

PRODUCTIONS = defaultdict(list)


def makes(kind, weight=1):
    """Notes a function as one way to write a value of a kind."""

    def note(function):
        PRODUCTIONS[kind].append((function, weight))
        return function

    return note


# What of a kind is of another kind as well.
NARROWER = {
    "number": ["int", "int", "float", "bool"],
    "any": ["int", "float", "text", "text", "markup", "bool", "none", "list", "tuple", "scores", "ints", "people"],
    "iter": ["ints", "texts", "list", "people", "tuple"],
    "list": ["ints", "texts", "people"],
    "sized": ["ints", "texts", "text", "scores", "tuple", "people"],
    "text": ["markup"],
    "key": ["text", "int", "float", "bool", "none"],
}


class Expressions:
    """Writes random expressions of a wanted kind; `names` are the variables in scope, by kind."""

    def __init__(self, rng):
        self.rng = rng
        self.depth = 0
        self.names = defaultdict(list)

    def chance(self, probability):
        return self.rng.random() < probability

    def pick(self, choices):
        return self.rng.choice(choices)

    def some(self, least, most, make):
        """A list of so many things."""
        return [make() for _ in range(self.rng.randrange(least, most + 1))]

    def expression(self, kind):
        """An expression of a kind, or now and then of another."""
        if kind not in ("any", "test") and self.chance(0.01):
            kind = "any"
        has_atom = kind in VARIABLES or kind in LITERALS or kind in NARROWER
        if kind not in PRODUCTIONS or has_atom and (self.depth > 1 or self.chance(0.25 + 0.25 * self.depth)):
            return self.atom(kind)
        choices = PRODUCTIONS[kind] + [(None, 2 if kind in NARROWER else 0)]
        make = self.rng.choices([c for c, _ in choices], [w for _, w in choices])[0]
        self.depth += 1
        try:
            return make(self) if make else self.expression(self.pick(NARROWER[kind]))
        finally:
            self.depth -= 1

    def operand(self, kind):
        """An expression that may stand beside an operator, nearly always in parentheses if it has one itself."""
        text = self.expression(kind)
        return text if is_simple(text) or self.chance(0.06) else self.parenthesized(text)

    def parenthesized(self, text):
        return f"({text})" if self.chance(0.9) else f"( {text} )"

    def atom(self, kind):
        """A name or a literal."""
        if kind in NARROWER and kind not in ("text", "list"):
            return self.atom(self.pick(NARROWER[kind]))
        names = VARIABLES.get(kind, []) + self.names[kind] * 3
        if names and (kind not in LITERALS or self.chance(0.5)):
            return self.pick(names)
        return LITERALS[kind](self)

    def arguments(self, parameters, required=0):
        """Arguments in positional or named form for parameters given as (name, kind or function)."""
        count = self.rng.randrange(required, len(parameters) + 1)
        positional = self.rng.randrange(0, count + 1)
        written = [self.argument(kind) for _, kind in parameters[:positional]]
        rest = parameters[positional:]
        named = rest[: max(required - positional, 0)] + [p for p in rest[max(required - positional, 0) :] if self.chance(0.4)]
        self.rng.shuffle(named)
        return ", ".join(written + [f"{name}={self.argument(kind)}" for name, kind in named])

    def argument(self, kind):
        return kind(self) if callable(kind) else self.expression(kind)


def is_simple(text):
    """Whether an expression is a name, a literal or a call, which binds more tightly than any operator."""
    return text.replace("_", "").replace(".", "").isalnum() or (
        text[0] in "'\"[(" and text[-1] in "'\"])" and text[1:-1].replace(" ", "").replace(",", "").isalnum()
    )


def one_of(*choices):
    """An argument that is one of some literals."""
    return lambda g: g.pick(choices)


def number(least, most):
    """An argument that is a whole number, mostly written out."""
    return lambda g: str(g.rng.randrange(least, most + 1)) if g.chance(0.9) else f"({g.rng.randrange(least, most + 1)} + 0)"


def quoted(g, text):
    """A text as a literal, with escapes where they are needed or just possible."""
    mark = g.pick("'\"")
    out = []
    for character in text:
        code = ord(character)
        if character in (mark, "\\"):
            out.append("\\" + character)
        elif character in "\n\t\r" and g.chance(0.7) or character == "\r":
            out.append({"\n": "\\n", "\t": "\\t", "\r": "\\r"}[character])
        elif g.chance(0.01):
            forms = [f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"]
            forms += [f"\\x{code:02X}", f"\\{code:03o}"] if code < 256 else []
            out.append(g.pick(forms))
        else:
            out.append(character)
    return mark + "".join(out) + mark


def text_literal(g):
    from data import TEXTS, WORDS

    text = quoted(g, g.pick(TEXTS + WORDS * 2))
    if g.chance(0.05):
        text += " " + quoted(g, g.pick(WORDS))
    if g.chance(0.05):
        text = text[:-1] + g.pick(["\\a", "\\b", "\\f", "\\v", "\\0", "\\q", "\\\n", "\\N{BULLET}", "\\7x"]) + text[-1]
    return text


def int_literal(g):
    number = g.pick([0, 1, 2, 3, 4, 5, 7, 10, 12, 42, 99, g.rng.randrange(1000)])
    forms = [str(number)] * 8 + [f"0x{number:x}", f"0X{number:X}", f"0b{number:b}", f"0o{number:o}"]
    forms += [f"{number:_}", "1_000", "00"]
    return g.pick(forms)


def float_literal(g):
    return g.pick(["0.0", "1.0", "0.5", "2.5", "3.14", "10.75", "1e3", "1.5e-3", "2E+2", "1_0.2_5", "1e16", "123456789.125"])


LITERALS = {
    "int": int_literal,
    "float": float_literal,
    "bool": lambda g: g.pick(["true", "false", "True", "False"]),
    "none": lambda g: g.pick(["none", "None"]),
    "text": text_literal,
    "markup": lambda g: text_literal(g) + g.pick(["|safe", "|e", "|escape", "|safe|trim"]),
    "tuple": lambda g: g.pick(["()", "(1,)", "(1, 2)", "('a', 'b', 'c')", "(n, s)", "(2, 'b',)", "(none, [1])"]),
    "ints": lambda g: "[" + ", ".join(g.some(g.chance(0.9), 4, lambda: int_literal(g))) + "]",
    "texts": lambda g: "[" + ", ".join(g.some(g.chance(0.9), 4, lambda: text_literal(g))) + "]",
    "list": lambda g: "[" + ", ".join(g.some(0, 3, lambda: g.expression("any"))) + "]",
    "scores": lambda g: "{" + ", ".join(f"{json.dumps(k)}: {int_literal(g)}" for k in g.pick([[], ["a"], ["b", "A", "c"]])) + "}",
}


# Numbers.


@makes("int", 3)
def sum_or_product(g):
    return f"{g.operand('int')} {g.pick(['+', '-', '*'])} {g.operand('int')}"


@makes("int", 2)
def whole_quotient(g):
    return f"{g.operand('int')} {g.pick(['//', '%'])} {g.pick(['3', '7', '-4', '10', g.operand('int')])}"


@makes("int")
def power(g):
    return f"{g.pick(['2', '3', '(-2)', '10', 'n'])} ** {g.pick(['0', '1', '2', '3', '4'])}"


@makes("int")
def signed(g):
    return g.pick(["-", "+", "- ", "--"]) + g.operand("int")


@makes("int")
def measured(g):
    return f"{g.operand('sized')}|{g.pick(['length', 'count'])}"


@makes("int")
def member_of_literal(g):
    return g.pick(["{'a': 1, 'b': 2}.a", "{'a': 1}['a']", "[1, 2, 3][-1]", "(4, 5)[0]", "[[1], [2]][1][0]", "{1: 2}[1]", "(3, 4).1"])


@makes("float", 3)
def float_arithmetic(g):
    return f"{g.operand('number')} {g.pick(['+', '-', '*', '/', '/'])} {g.operand('float')}"


@makes("float", 2)
def float_division(g):
    return f"{g.operand('number')} {g.pick(['/', '//', '%'])} {g.pick(['2', '0.5', '-3', '1.5', '0.1', g.operand('number')])}"


@makes("float")
def float_power(g):
    return g.pick([f"{g.operand('number')} ** {g.pick(['2', '-1', '-2', '3', '0'])}", f"({g.operand('number')}|abs) ** {g.pick(['0.5', '1.5', '-0.5'])}"])


@makes("number")
def mixed_numbers(g):
    return f"{g.operand('number')} {g.pick(['+', '-', '*'])} {g.operand('number')}"


# Logic.


@makes("bool", 4)
def comparison(g):
    kind = g.pick(["number", "number", "text", "ints", "tuple"])
    sign = g.pick(["==", "!=", "<", "<=", ">", ">="])
    return f"{g.operand(kind)} {sign} {g.operand(kind)}"


@makes("bool", 2)
def equality(g):
    return f"{g.operand('any')} {g.pick(['==', '!='])} {g.operand('any')}"


@makes("bool", 2)
def chain(g):
    signs = ["==", "!=", "<", "<=", ">", ">="]
    return f"{g.operand('int')} {g.pick(signs)} {g.operand('number')} {g.pick(signs)} {g.operand('int')}"


@makes("bool", 3)
def membership(g):
    needle, holder = g.pick([("int", "ints"), ("text", "text"), ("text", "scores"), ("any", "list"), ("int", "tuple"), ("text", "texts")])
    return f"{g.operand(needle)} {g.pick(['in', 'not in'])} {g.operand(holder)}"


@makes("bool", 2)
def connective(g):
    return f"{g.operand('bool')} {g.pick(['and', 'or'])} {g.operand('bool')}"


@makes("bool")
def negation(g):
    return f"not {g.operand('any')}"


@makes("any", 2)
def choice(g):
    return f"{g.operand('any')} {g.pick(['and', 'or'])} {g.operand('any')}"


@makes("any", 2)
def conditional(g):
    return f"{g.operand('any')} if {g.operand('bool')} else {g.operand('any')}"


@makes("text")
def text_conditional(g):
    return f"{g.operand('text')} if {g.operand('bool')} else {g.operand('text')}"


# Texts.


@makes("text", 2)
def joined(g):
    # One is a name, because Jinja2 forgets what is HTML where all are written out.
    parts = [g.pick(VARIABLES["text"]), *g.some(1, 2, lambda: g.operand("any"))]
    g.rng.shuffle(parts)
    return " ~ ".join(parts)


@makes("text", 2)
def added(g):
    return f"{g.operand('text')} + {g.operand('text')}"


@makes("text")
def repeated(g):
    pair = [g.operand("text"), g.pick(["0", "1", "2", "3", "-1"])]
    g.rng.shuffle(pair)
    return " * ".join(pair)


@makes("text", 2)
def sliced_text(g):
    return f"{g.pick(['s', 't', 'u', 'one.name', text_literal(g)])}[{bounds(g)}]"


@makes("text")
def character(g):
    return f"{g.pick(['u', 'one.home.city', quoted(g, 'straße')])}[{g.pick(['0', '-1', '0x0', 'false'])}]"


@makes("text", 2)
def percent(g):
    form, kinds = g.pick(PERCENT_FORMS)
    template = quoted(g, form) + g.pick(["", "", "|safe", " ~ (u|e)"])
    if len(kinds) == 1 and g.chance(0.5):
        return f"{g.parenthesized(template)} % {g.parenthesized(g.expression(kinds[0]))}"
    return f"{g.parenthesized(template)} % ({', '.join(g.expression(kind) for kind in kinds)}{',' if len(kinds) < 2 else ''})"


PERCENT_FORMS = [
    ("%s", ["any"]), ("%s and %s", ["text", "int"]), ("%d%%", ["int"]), ("%5d|%-5d|%05d", ["int", "int", "int"]),
    ("%.2f", ["number"]), ("%8.3f|%-8.1f|%+.0f", ["float", "float", "number"]), ("%x %X %o", ["int", "int", "int"]),
    ("%#x %#o", ["int", "int"]), ("%r", ["any"]), ("%10s|%-10s|%.3s", ["text", "text", "text"]), ("% d %+d", ["int", "int"]),
    ("%e %.3E", ["float", "number"]), ("%g %.3g %G", ["float", "number", "float"]), ("%i %u", ["number", "int"]),
    ("%c%c", ["text", "width"]), ("%a", ["text"]), ("%05.1f|%+06d", ["number", "int"]), ("%*d|%.*f", ["width", "int", "width", "float"]),
]


@makes("width")
def width(g):
    return g.pick(["0", "3", "65", "8", "-5", "true"])


@makes("text")
def percent_named(g):
    return f"{quoted(g, g.pick(['%(a)s and %(b)05.1f', '%(b)d %(a)r %(a)s']))} % {{'a': {g.expression('any')}, 'b': {g.expression('number')}}}"


@makes("markup", 2)
def joined_markup(g):
    return g.pick([f"{g.operand('markup')} ~ {g.pick(VARIABLES['text'])}", f"{g.operand('markup')} + {g.operand('text')}"])


# Lists, tuples and maps.


def bounds(g):
    """What stands between the brackets of a slice."""
    bound = lambda: g.pick(["", "", "0", "1", "2", "-1", "-2", "5", "100", "none"])
    text = f"{bound()}:{bound()}"
    return text + f":{g.pick(['', '1', '2', '-1', '-2', '3'])}" if g.chance(0.4) else text


@makes("ints", 2)
def sliced_list(g):
    return f"{g.operand('ints')}[{bounds(g)}]"


@makes("ints")
def list_of_range(g):
    return f"range({', '.join(g.pick([['4'], ['1', '5'], ['5', '0', '-2'], ['0', '10', '3'], ['-2'], ['n % 4']]))})|list"


@makes("list", 2)
def added_lists(g):
    return f"{g.operand('list')} + {g.operand('list')}"


@makes("ints")
def repeated_list(g):
    return f"{g.operand('ints')} * {g.pick(['0', '2', '-1'])}"


@makes("list", 2)
def nested_list(g):
    return "[" + ", ".join(g.some(1, 3, lambda: g.expression("any"))) + "]"


@makes("tuple", 2)
def written_tuple(g):
    items = g.some(1, 3, lambda: g.expression("any"))
    return f"({', '.join(items)}{',' if len(items) == 1 else ''})"


@makes("tuple")
def worked_tuple(g):
    return g.pick([f"{g.operand('tuple')} + {g.operand('tuple')}", f"{g.operand('tuple')} * 2", f"{g.operand('tuple')}[{bounds(g)}]"])


@makes("tuple")
def pair_of_map(g):
    return f"{g.pick(['scores', 'one'])}{g.pick(['.items()|list', '|dictsort' if g.chance(0.5) else '|items|list'])}|first|default(())"


@makes("scores", 2)
def written_map(g):
    pairs = g.some(0, 3, lambda: f"{g.atom('key')}: {g.expression('int')}")
    return "{" + ", ".join(pairs) + "}"


@makes("scores")
def called_map(g):
    return g.pick(
        ["dict(a=1, b=n)", "dict([('x', 1), ('y', 2)])", "dict({'x': 1}, z=3)", "dict(scores, a=2)", "dict(**scores)", "dict()"]
    )


@makes("any")
def map_of_anything(g):
    return "{" + ", ".join(f"{g.atom('key')}: {g.expression('any')}" for _ in range(g.rng.randrange(3))) + "}"


@makes("any")
def item_of_map(g):
    return g.pick(["scores['ana']|default('-')", "one['home']['city']", "one.home", "one['na' ~ 'me']", "mixed[5]", "mixed[n % 7]"])

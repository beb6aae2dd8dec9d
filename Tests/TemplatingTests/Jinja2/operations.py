"""The grammar of filters, tests, methods and functions: each with its arguments in positional and named form."""

from expressions import int_literal, is_simple, makes, number, one_of, quoted, text_literal

WIDTH = number(0, 30)
FLAG = one_of("true", "false", "yes", "0", "1")
SEPARATOR = one_of("', '", "'-'", "'<br>'|safe", "' & '", "''", "n", "'|'")


def path(*names):
    """The name of a member, or the way to one."""
    return one_of(*[repr(name) for name in names])


# The name of each filter, what it takes and gives, its parameters, and how many of them must be there.
# What Jinja2 gives as something to go through once is made a list of, if it is not gone through at once.
FILTERS = [
    ("abs", "number", "number", [], 0),
    ("batch", "iter", "iter", [("linecount", number(1, 4)), ("fill_with", "any")], 1),
    ("capitalize", "text", "text", [], 0),
    ("center", "text", "text", [("width", WIDTH)], 0),
    ("default", "any", "any", [("default_value", "any"), ("boolean", FLAG)], 0),
    ("d", "any", "any", [("default_value", "any"), ("boolean", FLAG)], 0),
    ("dictsort", "scores", "pairs", [("case_sensitive", FLAG), ("by", one_of("'key'", "'value'")), ("reverse", FLAG)], 0),
    ("escape", "any", "markup", [], 0),
    ("e", "text", "markup", [], 0),
    ("filesizeformat", "number", "text", [("binary", FLAG)], 0),
    ("filesizeformat", "size", "text", [("binary", FLAG)], 0),
    ("first", "list", "any", [], 0),
    ("float", "number", "float", [("default", "float")], 0),
    ("float", "number_in_text", "any", [("default", "any")], 0),
    ("forceescape", "any", "markup", [], 0),
    ("indent", "text", "text", [("width", one_of("2", "4", "'> '", "0", "'<i>'", "'&'|safe")), ("first", FLAG), ("blank", FLAG)], 0),
    ("int", "number", "int", [("default", "int")], 0),
    ("int", "number_in_text", "any", [("default", "int"), ("base", one_of("10", "16", "8", "2", "0", "36"))], 0),
    ("items", "scores", "pairs_once", [], 0),
    ("join", "iter", "text", [("d", SEPARATOR)], 0),
    ("join", "people", "text", [("d", SEPARATOR), ("attribute", path("name", "home.city", "age"))], 2),
    ("last", "list", "any", [], 0),
    ("length", "sized", "int", [], 0),
    ("count", "sized", "int", [], 0),
    ("list", "iter", "list", [], 0),
    ("list", "text", "list", [], 0),
    ("lower", "text", "text", [], 0),
    ("max", "ints", "any", [("case_sensitive", FLAG)], 0),
    ("max", "texts", "any", [("case_sensitive", FLAG)], 0),
    ("max", "people", "any", [("case_sensitive", FLAG), ("attribute", path("name", "age", "home.zip"))], 2),
    ("min", "ints", "any", [("case_sensitive", FLAG)], 0),
    ("min", "texts", "any", [("case_sensitive", FLAG)], 0),
    ("min", "people", "any", [("case_sensitive", FLAG), ("attribute", path("name", "age", "home.zip"))], 2),
    ("pprint", "any", "text", [], 0),
    ("replace", "text", "text", [("old", "part"), ("new", "part"), ("count", one_of("0", "1", "2", "none", "-1"))], 2),
    ("reverse", "list", "iter", [], 0),
    ("round", "number", "number", [("precision", number(-2, 4)), ("method", one_of("'common'", "'ceil'", "'floor'"))], 0),
    ("safe", "text", "markup", [], 0),
    ("slice", "iter", "iter", [("slices", number(1, 4)), ("fill_with", "any")], 1),
    ("sort", "ints", "ints", [("reverse", FLAG), ("case_sensitive", FLAG)], 0),
    ("sort", "texts", "texts", [("reverse", FLAG), ("case_sensitive", FLAG)], 0),
    ("sort", "people", "people", [("reverse", FLAG), ("case_sensitive", FLAG), ("attribute", path("name", "age,name", "home.city", "active,height"))], 3),
    ("string", "any", "text", [], 0),
    ("striptags", "text", "text", [], 0),
    ("sum", "ints", "int", [("attribute", one_of("none")), ("start", "number")], 0),
    ("sum", "people", "number", [("attribute", path("age", "height", "home.zip")), ("start", "number")], 1),
    ("sum", "table", "list", [("start", one_of("[]", "[0]"))], 1),
    ("title", "text", "text", [], 0),
    ("tojson", "json", "markup", [("indent", one_of("0", "1", "2", "none"))], 0),
    ("trim", "text", "text", [("chars", one_of("'-'", "' a'", "none", "'x'", "'<>b'"))], 0),
    ("truncate", "text", "text", [("length", number(3, 30)), ("killwords", FLAG), ("end", one_of("'...'", "'…'", "''", "'<i>'", "'&'|safe")), ("leeway", number(0, 6))], 0),
    ("unique", "iter", "iter", [("case_sensitive", FLAG)], 0),
    ("unique", "people", "iter", [("case_sensitive", FLAG), ("attribute", path("name", "home.city", "age"))], 2),
    ("upper", "text", "text", [], 0),
    ("urlencode", "text", "text", [], 0),
    ("urlencode", "any", "text", [], 0),
    ("urlize", "linked", "text", [("trim_url_limit", number(3, 30)), ("nofollow", FLAG), ("target", one_of("'_blank'", "none", "'<'")), ("rel", one_of("'me'", "'b a'", "none")), ("extra_schemes", one_of("['tel:', 'ftp://']", "none", "['bad']", "[]"))], 0),
    ("wordcount", "text", "int", [], 0),
    ("wordwrap", "text", "text", [("width", number(3, 30)), ("break_long_words", FLAG), ("wrapstring", one_of("'\\n'", "'<br>'", "none", "'|'")), ("break_on_hyphens", FLAG)], 0),
    ("xmlattr", "attributes", "markup", [("autospace", FLAG)], 0),
]

# What each test takes, and its parameters; `None` stands for a test that may be written without parentheses too.
TESTS = [
    ("boolean", "any", []), ("callable", "thing", []), ("defined", "perhaps", []), ("undefined", "perhaps", []),
    ("divisibleby", "int", [number(1, 5)]), ("eq", "any", ["any"]), ("equalto", "any", ["any"]), ("ne", "any", ["any"]),
    ("escaped", "any", []), ("even", "int", []), ("odd", "int", []), ("false", "any", []), ("true", "any", []), ("float", "any", []),
    ("filter", "name", []), ("test", "name", []), ("ge", "number", ["number"]), ("gt", "number", ["number"]),
    ("greaterthan", "text", ["text"]), ("le", "number", ["number"]), ("lt", "text", ["text"]), ("lessthan", "number", ["number"]),
    ("in", "int", ["ints"]), ("in", "text", ["text"]), ("integer", "any", []), ("iterable", "any", []), ("lower", "text", []),
    ("upper", "text", []), ("mapping", "any", []), ("none", "any", []), ("number", "any", []), ("sequence", "any", []),
    ("sameas", "singleton", ["singleton"]), ("string", "any", []),
]

# Tests that `select` and its like may be given, with the kind of list and of the arguments.
SELECTIONS = [
    ("ints", "odd", []), ("ints", "even", []), ("ints", "divisibleby", ["2"]), ("ints", ">", ["3"]), ("ints", "<=", ["3"]),
    ("ints", "==", ["1"]), ("ints", "!=", ["1"]), ("ints", "in", ["[1, 2, 3]"]), ("ints", "lt", ["4"]), ("ints", ">=", ["2"]), ("ints", "<", ["5"]),
    ("texts", "lower", []), ("texts", "equalto", ["'a'"]), ("texts", "in", ["words"]), ("list", "string", []), ("list", "number", []),
    ("list", "none", []), ("list", "defined", []), ("list", "mapping", []), ("list", None, []),
]
ATTRIBUTE_SELECTIONS = [
    ("active", None, []), ("age", "odd", []), ("age", "gt", ["25"]), ("nick", "none", []), ("home.city", "equalto", ["'Geneva'"]),
    ("name", "in", ["['Ana', 'ben']"]), ("tags", None, []), ("height", "<", ["1.7"]), ("home.zip", "divisibleby", ["2"]),
]

# Filters that `map` may be given, with the kind of list and their arguments.
MAPPINGS = [
    ("texts", "upper", ""), ("texts", "length", ""), ("texts", "replace", "'a', '<a>'"), ("texts", "truncate", "5, true"),
    ("texts", "truncate", "5, end='!', leeway=0"), ("ints", "abs", ""), ("ints", "string", ""), ("table", "sum", ""), ("table", "join", "'-'"),
    ("ints", "round", "precision=1, method='floor'"), ("people", "tojson", ""), ("texts", "e", ""), ("ints", "float", ""), ("table", "first", ""),
    ("texts", "indent", "2, first=true"), ("people", "items", ""), ("texts", "default", "'x', true"), ("texts", "trim", "chars='a'"),
]

# Methods, with the kind that has them, what they give, and their arguments.
METHODS = [
    ("text", "capitalize", "text", []), ("text", "center", "text", [WIDTH, one_of("'*'", "' '", "'é'")]),
    ("text", "count", "int", ["part"]), ("text", "endswith", "bool", ["part"]), ("text", "find", "int", ["part", number(0, 3), number(2, 9)]),
    ("text", "index", "int", [one_of("''", "'e'", "'a'")]), ("text", "isalnum", "bool", []), ("text", "isalpha", "bool", []), ("text", "isascii", "bool", []),
    ("text", "isdecimal", "bool", []), ("text", "isdigit", "bool", []), ("text", "islower", "bool", []), ("text", "isnumeric", "bool", []),
    ("text", "isspace", "bool", []), ("text", "isupper", "bool", []), ("text", "join", "text", ["texts"]),
    ("text", "ljust", "text", [WIDTH, one_of("'.'", "'<'")]), ("text", "lower", "text", []), ("text", "lstrip", "text", [one_of("'<b'", "none", "' '")]),
    ("text", "partition", "tuple", [one_of("' '", "','", "'e'")]), ("text", "removeprefix", "text", ["part"]), ("text", "removesuffix", "text", ["part"]),
    ("text", "replace", "text", ["text_part", "text_part", number(-1, 2)]), ("text", "rfind", "int", ["part"]), ("text", "rindex", "int", [one_of("''", "'e'")]),
    ("text", "rjust", "text", [WIDTH, one_of("'.'", "'0'")]), ("text", "rpartition", "tuple", [one_of("' '", "','", "'e'")]),
    ("text", "rsplit", "list", [one_of("' '", "','", "none"), number(-1, 2)]), ("text", "rstrip", "text", [one_of("'>b'", "none", "' '")]),
    ("text", "split", "list", [one_of("' '", "','", "none", "'e'", "''"), number(-1, 2)]), ("text", "splitlines", "list", [one_of("true", "false")]),
    ("text", "startswith", "bool", ["part"]), ("text", "strip", "text", [one_of("'<b>'", "none", "' '")]), ("text", "swapcase", "text", []),
    ("text", "title", "text", []), ("text", "upper", "text", []), ("text", "zfill", "text", [WIDTH]), ("ints", "count", "int", ["int"]),
    ("ints", "index", "int", [one_of("1", "nums[0]")]), ("tuple", "count", "int", ["any"]), ("tuple", "index", "int", [one_of("1", "2")]),
    ("scores", "get", "any", ["key", "any"]),
]


@makes("part")
def part_of_text(g):
    return g.pick(["'e'", "'a'", "'o '", "','", "'<'", "'&'", "''", "'<b>'|safe", "'&lt;'|safe", "'x'", "'e'|e", "u", "' '", "1", "'an'"])


@makes("text_part")
def text_part(g):
    return g.pick(["'e'", "'a'", "'o '", "','", "'<'", "''", "'<b>'|safe", "u", "' '"])


@makes("number_in_text")
def number_in_text(g):
    texts = ["12", " 42 ", "-7", "+3", "3.9", "1e3", "0x1f", "0b11", "0o17", "1_000", "abc", "", "ff", "٣", "1__0", "_1", "12abc", "-0", "0_0x1", ".5", "5.", "1e"]
    return g.pick([quoted(g, g.pick(texts)), "none", "[]", "u", "digits", quoted(g, g.pick(texts))])


@makes("size")
def size(g):
    return g.pick(["1", "0", "999", "1000", "1024", "1536", "123456789", "1e9", "-5", "1.5e25", "'1000'", "1000000", "999999", "2.0**80"])


@makes("json")
def json_value(g):
    return g.pick(["people", "one", "mixed", "scores", "s", "t", "texts", "f", "none", "(1, 'a')", "{1: 2, 3: [4]}", "[]", "{}", g.expression("list")])


@makes("linked")
def linked(g):
    words = [
        "https://example.org", "http://x.org/a?b=c&d", "www.example.com.", "(see www.un.org)", "example.org,", "me@example.org", "mailto:me@x.org", "tel:123",
        "ftp://a.b", "<https://a.org>", "a@b", "@a@b.org", "https://en.wikipedia.org/wiki/X_(y)", "http://127.0.0.1:80/x", "foo.xyz", "https://[2001:db8::1]/",
        "text", "&", "Straße", "un.int", "http://localhost", "HTTPS://UP.ORG", "www.x", "'www.q.org'", "https://a.org/é#f.", "((a.org))", "a.b@c.org:1", "\n", "ftp://",
    ]
    text = quoted(g, g.pick([" ", "  "]).join(g.some(1, 4, lambda: g.pick(words))))
    return g.pick([text, text, f"({text}|safe)", "s", "u"])


@makes("attributes")
def attributes(g):
    return g.pick(["{'class': 'a b', 'id': n}", "{'title': s, 'lang': none}", "{'data-x': '<' ~ t, 'b': '<i>'|safe}", "{}", "{'a b': 1}", "{'a': true}", "{'q\"<': 1}", "dict(href=u)"])


@makes("singleton")
def singleton(g):
    return g.pick(["true", "false", "none", "yes", "no", "nothing"])


@makes("thing")
def thing(g):
    return g.pick(["range", "dict", "n", "s", "[]", "cycler", "joiner('-')"])


@makes("perhaps")
def perhaps(g):
    return g.pick(["missing", "n", "s", "one.name", "one.missing", "scores['x']", "nums[99]", "one['q']", "nothing", "people[0].nope", "empty|first"])


@makes("name")
def name_of_something(g):
    return g.pick(["'upper'", "'lower'", "'odd'", "'nonsense'", "'tojson'", "'=='", "'d'", "'defined'"])


@makes("table")
def table(g):
    return g.pick(["table", "[[1], [2, 3]]", "table"])


@makes("pairs")
def pairs(g):
    return g.pick(["scores|dictsort", "[('a', 1), ('b', 2)]", "scores.items()|list"])


@makes("pairs_once")
def pairs_once(g):
    return g.pick(["scores.items()", "one.home.items()", "{'a': 1}|items"])


# What gives the kinds that are only gone through once, as a list.
ONCE = {"iter": "list", "pairs_once": "list"}


def filtered(g, entry):
    name, source, _, parameters, required = entry
    arguments = g.arguments(parameters, required)
    brackets = f"({arguments})" if arguments or g.chance(0.1) else ""
    # What is not there must not be handed on: Jinja2 notices it later than we do.
    end = "|default(0)" if name in ("first", "last", "min", "max") else ""
    # The wrong kind would be met by Jinja2 later, or never.
    subject = g.atom(source) if source == "people" or name in ("reverse", "truncate") else g.operand(source)
    return f"{subject}{g.pick(['|', '|', ' | '])}{name}{brackets}{end}"


def register_filters():
    by_result = {}
    for entry in FILTERS:
        by_result.setdefault(entry[2], []).append(entry)
    for result, entries in by_result.items():
        weight = max(2, len(entries) * 2 // 3)
        if result in ONCE:
            makes(ONCE[result], weight)(lambda g, entries=entries: filtered(g, g.pick(entries)) + "|list")
        makes(result, weight)(lambda g, entries=entries: filtered(g, g.pick(entries)))
        makes("any", 1)(lambda g, entries=entries, end="|list" if result in ONCE else "": filtered(g, g.pick(entries)) + end)


register_filters()


@makes("bool", 5)
def tested(g):
    name, source, arguments = g.pick(TESTS)
    subject = g.expression("perhaps") if source == "perhaps" else g.operand(source)
    written = ", ".join(g.argument(argument) for argument in arguments)
    brackets = f"({written})" if written else ""
    if len(arguments) == 1 and g.chance(0.3):
        brackets = " " + g.pick(["3", "'a'", "n", "[1, 2]", "u", "true", "nums[0]"])
    return f"{subject} is {g.pick(['', '', 'not '])}{name}{brackets}"


@makes("list", 3)
def selected(g):
    kind, test, arguments = g.pick(SELECTIONS)
    written = ", ".join(([repr(test)] if test else []) + arguments)
    return f"{g.operand(kind)}|{g.pick(['select', 'reject'])}{f'({written})' if written else ''}|list"


@makes("people", 3)
def selected_by_attribute(g):
    attribute, test, arguments = g.pick(ATTRIBUTE_SELECTIONS)
    written = ", ".join([repr(attribute)] + ([repr(test)] if test else []) + arguments)
    return f"people|{g.pick(['selectattr', 'rejectattr'])}({written})|list"


@makes("list", 3)
def mapped(g):
    kind, name, arguments = g.pick(MAPPINGS)
    rest = f", {arguments}" if arguments else ""
    end = "|map('list')|list" if name == "items" else "|list"
    return f"{g.operand(kind)}|map('{name}'{rest}){end}"


@makes("list", 2)
def mapped_attribute(g):
    attribute = g.pick(["name", "home.city", "age", "tags", "nope", "home.nope", "tags.0"])
    standard = g.pick([", default='?'", ", default=0"] + ["", ""] * (attribute in ("name", "home.city", "age", "tags")))
    return f"people|map(attribute='{attribute}'{standard})|list"


@makes("list", 2)
def grouped(g):
    attribute = g.pick(["'age'", "'home.city'", "'name'", "'active'", "attribute='home.zip'", "'nope', default='none'", "'tags.0', 'z'"])
    end = g.pick(["", "|map(attribute=0)|list", "|first|list", "|map(attribute='grouper')|list"])
    return f"people|groupby({attribute}{g.pick(['', '', ', case_sensitive=true'])}){end}"


@makes("text", 2)
def formatted(g):
    form, arguments = g.pick(
        [("%s, %s!", "n, t"), ("%d items", "nums|length"), ("%(a)s and %(b)s", "a=s, b=u"), ("%.1f", "g"), ("%s", "nothing"), ("%5s|%-5s|", "u, m"), ("none", ""), ("%s", ""), ("%s", "1, 2")]
    )
    return f"{quoted(g, form)}{g.pick(['', '', '|safe'])}|format({arguments})"


@makes("text", 2)
def brace_formatted(g):
    form, arguments = g.pick(
        [("{} and {}", "n, s"), ("{0} {1} {0}", "u, m"), ("{a} {b!r}", "a=s, b=t"), ("{:5d}|{:<5}|{:^7}|{:>6}", "n, m, u, u"), ("{:,} {:_}", "m, m"), ("{:.2f} {:8.3f} {:+.1e}", "g, f, g"), ("{:.1%}", "g"), ("{{}} {}", "n"), ("{:*^9}", "u"), ("{:05d} {:x} {:#x} {:b} {:o} {:X}", "n, m, m, m, m, m"), ("{:g} {:n} {}", "f, n, f"), ("{[0]} {.name}", "nums, one"), ("{0[name]}", "one"), ("{:{}}", "u, 8"), ("{!s:>8} {!r}", "n, u"), ("{", "1"), ("{}", ""), ("{:.3}", "u"), ("{: d} {:c}", "n, 65"), ("{:,.2f}", "f"), ("{:s}", "n"), ("{:d}", "u"), ("{:}{:}", "yes, none"), ("{:010.3f} {:=+8d}", "f, n"), ("{}", "[1]")]
    )
    return f"{g.pick(['{}', '({})', '({}|safe)']).format(quoted(g, form))}.format({arguments})"


def register_methods():
    by_result = {}
    for entry in METHODS:
        by_result.setdefault(entry[2], []).append(entry)
    for result, entries in by_result.items():
        makes(result, max(2, len(entries) // 3))(lambda g, entries=entries: called(g, g.pick(entries)))
        makes("any")(lambda g, entries=entries: called(g, g.pick(entries)))


REQUIRED = {"center": 1, "ljust": 1, "rjust": 1, "find": 1, "get": 1, "replace": 2, "split": 0, "rsplit": 0, "strip": 0, "lstrip": 0, "rstrip": 0, "splitlines": 0}


def called(g, entry):
    kind, name, _, arguments = entry
    count = g.rng.randrange(REQUIRED.get(name, len(arguments)), len(arguments) + 1)
    subject = g.expression(kind)
    if not is_simple(subject) or subject[0].isdigit():
        subject = g.parenthesized(subject)
    return f"{subject}.{name}({', '.join(g.argument(a) for a in arguments[:count])})"


register_methods()


@makes("list")
def method_of_map(g):
    return g.operand("scores") + g.pick([".keys()|list", ".values()|list", ".items()|list"])


@makes("any")
def attribute(g):
    return g.pick(["namespace(x=n).x", "namespace(x=s)|attr('x')", "scores|attr('ana')|default('none')", "one|attr('name')|default('no')", "(people|groupby('age')|first)|attr('grouper')", "(people|groupby('age'))[0].list|length"])


@makes("any")
def spread(g):
    return g.pick(["nums|join(*['-'])", "u|replace(*['a', 'b'])", "'{} {}'.format(*[1, 2])", "u|center(**{'width': 12})", "range(*[1, 4])|list", "dict(**{'a': 1})", "words|join(**{'d': ' '})"])


@makes("text")
def reversed_text(g):
    return f"({text_literal(g)} ~ u)|reverse"


@makes("text")
def number_of_anything(g):
    return f"{g.operand('any')}|string"


@makes("any", 1)
def int_list_literal(g):
    return f"[{int_literal(g)}, {text_literal(g)}]"

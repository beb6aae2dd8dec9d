"""Everything that an author may write (docs/content.md), alone and nested in each other, each word with a name of its own.

A case is a construct, or one in another. Its words are called `w17n1e`, `w17n2e` … so that each form can be asked whether it has
them all, once, in their order; and it knows what its links lead to and what stands in its notes.
"""

import itertools
import random
from dataclasses import dataclass, field, replace

# What the site of the cases has besides them: places to link to and sources to cite, each known by a word of its own.
TARGET_TITLE, TARGET_HEADING, TARGET_PARAGRAPH, TARGET_GAP = "w9001n1e", "w9001n2e", "w9001n3e", "w9001n4e"
ELSEWHERE_TITLE, SOURCE, OTHER_SOURCE = "w9002n1e", "w9003n1e", "w9003n2e"
TARGET = "../objectives/22-target.md"
ELSEWHERE = "../practices/elsewhere.md"


@dataclass(frozen=True)
class Outside:
    """A link to an address of others."""

    address: str


@dataclass(frozen=True)
class Inside:
    """A link to a place of the content, where a word stands."""

    word: str
    in_pack: bool | None = True
    """Whether a pack has it; none if a link may lead to the pack as well as to the site."""
    nearest: str | None = None
    """What a link on paper may lead to if the place isn't in the pack."""


@dataclass(frozen=True)
class Item:
    """What has to be found: a word, a picture, or a link without words of the case, which is `→`."""

    text: str
    link: Outside | Inside | None = None
    is_picture: bool = False
    is_optional: bool = False
    """Whether the link may be missing: what is mentioned is a link only in some places."""


ARROW = "→"


@dataclass(frozen=True)
class Note:
    """The call of a note."""

    name: str
    items: tuple
    is_in_link: bool = False
    """Whether it stands in a link, which can't hold another one: it may be called behind it."""


@dataclass(frozen=True)
class Text:
    """Markdown, and what has to be found of it."""

    markdown: str
    items: tuple = ()

    def __add__(self, other):
        return Text(self.markdown + other.markdown, self.items + other.items)

    def in_link(self, link):
        """The same within a link, for which a picture is as good as a word."""
        return replace(
            self,
            items=tuple(
                replace(item, link=link) if isinstance(item, Item) else replace(item, is_in_link=True) for item in self.items
            ),
        )


def plain(markdown):
    return Text(markdown)


@dataclass
class Case:
    """A construct, or one in another, to be written somewhere."""

    number: int
    name: str
    words: itertools.count = field(default_factory=lambda: itertools.count(1))
    notes: itertools.count = field(default_factory=lambda: itertools.count(1))
    definitions: list = field(default_factory=list)
    """The texts of its notes, which stand behind it."""
    has_addresses: bool = True
    """Whether addresses have to be printed: not in boxes and lists, which have no room for them."""
    place: str = ""
    """Where on the site it stands: a text or a field."""
    text: Text = None

    def word(self, link=None):
        name = f"w{self.number}n{next(self.words)}e"
        return Text(name, (Item(name, link),))

    def around(self, inner):
        """A text with a word before it and one behind it, so that one sees where it stands."""
        before = self.word()
        return before + plain(" ") + inner() + plain(" ") + self.word()

    def note(self, body):
        """A note whose text is that of a function; it is called here."""
        name = f"c{self.number}-{next(self.notes)}"
        place = len(self.definitions)
        self.definitions.append(None)
        text = body()
        self.definitions[place] = f"[^{name}]: " + text.markdown.replace("\n", "\n    ")
        return Text(f"[^{name}]", (Note(name, text.items),))

    @property
    def markdown(self):
        return "\n\n".join([self.text.markdown, *self.definitions]) + "\n"

    @property
    def items(self):
        return self.text.items


# --- What stands in a line ---
#
# A function gets the case and, if it holds others, a function that gives what stands in it.


def marked(start, end=None):
    end = start if end is None else end
    return lambda case, inner: plain(start) + case.around(inner) + plain(end)


def link_to(address, link):
    def construct(case, inner):
        return plain("[") + case.around(inner).in_link(link) + plain(f"]({address})")

    return construct


def link_outside(case, inner):
    address = f"https://example.org/{case.number}/{next(case.notes)}"
    return link_to(address, Outside(address))(case, inner)


def note(case, inner):
    return case.note(lambda: case.around(inner))


def note_called_twice(case, inner):
    call = case.note(case.word)
    return call + plain(" ") + case.word() + call


def cited_note_called_twice(case, inner):
    call = case.note(lambda: case.word() + plain(" ") + Text("[@one, p. 4]", (CITED,)) + plain(" ") + case.word())
    return call + plain(" ") + case.word() + call


def picture(name):
    def construct(case, inner):
        word = case.word()
        return Text(f"![{word.markdown}]({name})", tuple(replace(item, is_picture=True) for item in word.items))

    return construct


def code(case, inner):
    return plain("`") + case.word() + plain("`")


def autolink(before, scheme, after):
    """An address that is its own text, in which the word stands."""

    def construct(case, inner):
        word = case.word()
        address = f"{before}{word.markdown}{after}"
        items = tuple(replace(item, link=Outside(scheme + address)) for item in word.items)
        return Text(f"<{address}>" if scheme != "http://" and before != "https://example.org/bare/" else address, items)

    return construct


def broken(mark):
    return lambda case, inner: case.word() + plain(mark) + case.word()


def leaf(markdown, *items):
    return lambda case, inner: Text(markdown, items)


def own_heading(case):
    """A link to a heading below it."""
    heading = case.word()
    text = link_to(f"#{heading.markdown}", Inside(heading.markdown))(case, case.word)
    return text + plain("\n\n#### ") + heading


CITED, OTHER_CITED = Item(ARROW, Inside(SOURCE)), Item(ARROW, Inside(OTHER_SOURCE))
TARGET_LINK, ELSEWHERE_LINK = Inside(TARGET_TITLE), Inside(ELSEWHERE_TITLE, in_pack=False)
SYMBOL = "A/RES/73/195"

# Those that hold others.
HOLDERS = {
    "emphasis": marked("*"),
    "strong": marked("**"),
    "strike": marked("~~"),
    "link outside": link_outside,
    "link to a file": link_to(TARGET, TARGET_LINK),
    "note": note,
    "`sup`": marked("<sup>", "</sup>"),
    "`sub`": marked("<sub>", "</sub>"),
    "`abbr`": marked('<abbr title="in full">', "</abbr>"),
    "`cite`": marked("<cite>", "</cite>"),
    "`q`": marked("<q>", "</q>"),
    "`q lang`": marked('<q lang="fr">', "</q>"),
    "`mark`": marked("<mark>", "</mark>"),
    "`kbd`": marked("<kbd>", "</kbd>"),
    "`bdi`": marked("<bdi>", "</bdi>"),
    "`span lang`": marked('<span lang="fr">', "</span>"),
    "`span dir`": marked('<span lang="ar" dir="rtl">', "</span>"),
}

# All links, of which only those above are tried as holders.
LINKS = {
    "link to a heading": link_to(f"{TARGET}#{TARGET_HEADING}", Inside(TARGET_HEADING)),
    "link to a section": link_to(f"{TARGET}#gaps", Inside(TARGET_GAP)),
    "link to a paragraph": link_to(f"{TARGET}#p22.1", Inside(TARGET_PARAGRAPH)),
    "link out of the pack": link_to(ELSEWHERE, ELSEWHERE_LINK),
    "link to mail": link_to("mailto:desk@example.org", Outside("mailto:desk@example.org")),
    "link to a telephone": link_to("tel:+4100", Outside("tel:+4100")),
}

LEAVES = {
    "code": code,
    "picture": picture("figure.png"),
    "picture SVG": picture("drawing.svg"),
    "picture WebP": picture("figure.webp"),
    "picture JPEG": picture("figure.jpg"),
    "picture GIF": picture("figure.gif"),
    "autolink": autolink("https://example.org/", "", "/"),
    "bare address": autolink("https://example.org/bare/", "", "/"),
    "`www` address": autolink("www.example.org/", "http://", "/"),
    "mail address": autolink("", "mailto:", "@example.org"),
    "note called twice": note_called_twice,
    "note that cites, called twice": cited_note_called_twice,
    "citation": leaf("[@one]", CITED),
    "citation with a place": leaf("[@one, p. 3]", CITED),
    "citation of two": leaf("[@one; @two, para. 12]", CITED, OTHER_CITED),
    "mention": leaf("objective 22", Item("objective 22", TARGET_LINK, is_optional=True)),
    "mention of a document": leaf(SYMBOL, Item(SYMBOL, Outside("https://undocs.org/" + SYMBOL), is_optional=True)),
    "abbreviation": leaf("IOM", Item("IOM")),
    "`br`": broken("<br>"),
    "hard break": broken("\\\n"),
    "hard break of spaces": broken("  \n"),
    "Chinese word": leaf("海洋", Item("海洋")),
    "Arabic word": leaf("بحر", Item("بحر")),
    "Russian word": leaf("море", Item("море")),
    "Chinese words, marked": leaf('<span lang="zh">海洋</span>', Item("海洋")),
    "Arabic words, marked": leaf('<span lang="ar" dir="rtl">بحر</span>', Item("بحر")),
}

INLINES = HOLDERS | LINKS | LEAVES
# Those that stand for their kind within others.
COMMON = [
    "emphasis",
    "strong",
    "strike",
    "link outside",
    "link to a file",
    "link out of the pack",
    "note",
    "`sup`",
    "`abbr`",
    "`q lang`",
    "`mark`",
    "`span dir`",
    "code",
    "picture",
    "picture SVG",
    "autolink",
    "note called twice",
    "citation with a place",
    "mention",
    "`br`",
    "hard break",
    "Chinese word",
    "Arabic word",
]
LINKING = {name for name in INLINES if "link" in name or "address" in name or "citation" in name}


# --- Blocks ---
#
# A function gets the case and a function that gives what stands in its line, or blocks if it holds blocks.


def indented(text, by):
    return Text(text.markdown.replace("\n", "\n" + " " * by).replace("\n" + " " * by + "\n", "\n\n"), text.items)


def quoted(text):
    return Text("> " + text.markdown.replace("\n", "\n> "), text.items)


def item(mark, text):
    return plain(mark + " ") + indented(text, len(mark) + 1)


def list_of(mark, other=None, gap="\n"):
    return lambda case, inner: item(mark, inner()) + plain(gap) + item(other or mark, case.word())


def nested_list(case, inner):
    return plain("- ") + case.word() + plain("\n") + indented(plain("  1. ") + inner() + plain("\n2. ") + case.word(), 2)


def callout(mark, has_title=True):
    def construct(case, inner):
        title = plain(" ") + case.word() if has_title else plain("")
        return plain(f"> [!{mark}]") + title + plain("\n") + quoted(inner())

    return construct


def callout_title(case, inner):
    return plain("> [!NOTE] ") + inner() + plain("\n> ") + case.word()


def table(*parts):
    """A table of two rows and three columns, each aligned in another way; one of the cells is the inner text."""

    def construct(case, inner):
        cells = [inner if place in parts else case.word for place in range(6)]
        rows = [row(cells[:3]), plain("|:--|:-:|--:|"), row(cells[3:])]
        return rows[0] + plain("\n") + rows[1] + plain("\n") + rows[2]

    return construct


def row(cells):
    text = plain("| ")
    for cell in cells:
        text += cell() + plain(" | ")
    return text


def heading(level):
    return lambda case, inner: plain("#" * level + " ") + inner()


# Where a line may stand.
LINES = {
    "paragraph": lambda case, inner: inner(),
    "heading 2": heading(2),
    "heading 3": heading(3),
    "heading 4": heading(4),
    "bullet": list_of("-"),
    "loose bullet": list_of("*", gap="\n\n"),
    "number": list_of("3.", "4."),
    "nested list": nested_list,
    "task": list_of("- [ ]", "- [x]"),
    "quotation": lambda case, inner: quoted(inner()),
    "callout": callout("PRACTICE"),
    "callout title": callout_title,
    "table head": table(1),
    "table cell": table(5),
}
ONE_LINE = {"heading 2", "heading 3", "heading 4", "table head", "table cell", "callout title"}


def two_paragraphs(case):
    return case.word() + plain("\n\n") + case.word()


def fence(case):
    return plain("```\n") + case.word() + plain("\n\n  ") + case.word() + plain("\n```")


def indented_code(case):
    return plain("    ") + case.word() + plain("\n    ") + case.word()


def figure(case):
    """A picture with a caption."""
    words = case.word(), case.word(), case.word()
    shown = Text(f"![{words[0].markdown}](figure.png", tuple(replace(item, is_picture=True) for item in words[0].items))
    return shown + plain(' "') + words[1] + plain(" *") + words[2] + plain('*")')


def of_words(construct):
    return lambda case: construct(case, case.word)


BLOCKS = {
    "two paragraphs": two_paragraphs,
    "code block": fence,
    "indented code": indented_code,
    "thematic break": lambda case: case.word() + plain("\n\n---\n\n") + case.word(),
    "picture paragraph": lambda case: picture("figure.png")(case, None),
    "figure": figure,
    "callout of a gap": of_words(callout("GAP", has_title=False)),
    "callout of a note": of_words(callout("NOTE")),
    "table": of_words(table()),
} | {name: of_words(LINES[name]) for name in LINES if name not in ONE_LINE | {"paragraph"}} | {"heading 3": of_words(heading(3))}


def holding(construct):
    """A holder of blocks: a word, the blocks, another word."""
    return lambda case, blocks: construct(case, lambda: case.word() + plain("\n\n") + blocks() + plain("\n\n") + case.word())


HOLDERS_OF_BLOCKS = {
    "bullet": holding(lambda case, inner: item("-", inner())),
    "number": holding(lambda case, inner: item("1.", inner())),
    "task": holding(lambda case, inner: plain("- [ ] ") + indented(inner(), 2)),
    "quotation": holding(lambda case, inner: quoted(inner())),
    "callout": holding(callout("PRACTICE")),
    "note": lambda case, blocks: case.word()
    + case.note(lambda: case.word() + plain("\n\n") + blocks() + plain("\n\n") + case.word())
    + plain(" ")
    + case.word(),
}


def may_hold(outer, inner):
    """Whether Markdown allows one construct in another."""
    if inner.startswith("hard break") and outer in ONE_LINE:
        return False
    if outer in LINKING and inner in LINKING | {"mention", "mention of a document"}:
        return False
    return not (outer == inner == "strike")


# --- Cases ---


class Cases:
    """Makes cases, each with the next number."""

    def __init__(self, first=1):
        self.numbers = itertools.count(first)

    def make(self, name, write, **options):
        case = Case(next(self.numbers), name, **options)
        case.text = write(case)
        return case

    def inline(self, name, **options):
        return self.make(name, lambda case: case.around(lambda: INLINES[name](case, case.word)), **options)

    def alone(self):
        yield from (self.inline(name) for name in INLINES)
        yield self.make("link to its own heading", own_heading)
        yield from (self.make(name, block) for name, block in BLOCKS.items())

    def nested(self):
        for outer, inner in itertools.product(HOLDERS, COMMON):
            if may_hold(outer, inner):
                yield self.make(f"{inner} in {outer}", lambda case: case.around(lambda: self.within(case, outer, inner)))
        for outer, inner in itertools.product(LINES, COMMON):
            if outer != "paragraph" and may_hold(outer, inner):
                line = lambda case: case.around(lambda: INLINES[inner](case, case.word))
                yield self.make(f"{inner} in {outer}", lambda case: LINES[outer](case, lambda: line(case)))
        for outer, inner in itertools.product(HOLDERS_OF_BLOCKS, BLOCKS):
            yield self.make(f"{inner} in {outer}", lambda case: HOLDERS_OF_BLOCKS[outer](case, lambda: BLOCKS[inner](case)))

        # Chance found it.
        broken_link = lambda case: link_outside(case, lambda: broken("\\\n")(case, None))
        yield self.make("hard break in link in note", lambda case: case.around(lambda: case.note(lambda: broken_link(case))))

    def within(self, case, outer, inner):
        return HOLDERS[outer](case, lambda: INLINES[inner](case, case.word))

    def in_field(self):
        """What a field of one paragraph may hold, in which there are no notes."""
        for name in COMMON:
            if "note" not in name and name != "hard break":
                yield self.inline(name, has_addresses=False)

    def drawn(self, seed):
        """A text of blocks in blocks and lines in lines that chance has drawn."""
        return self.make(f"random {seed}", lambda case: Draw(case, random.Random(seed)).blocks(3))


class Draw:
    """Draws a text."""

    def __init__(self, case, chance):
        self.case, self.chance = case, chance

    def line(self, depth, path=()):
        """Words and inlines, which hold others up to some depth."""
        text = self.case.word()
        for _ in range(self.chance.randint(0, 3)):
            name = self.chance.choice(list(INLINES))
            if all(may_hold(outer, name) for outer in path) and (depth or name not in HOLDERS):
                inner = (lambda: self.line(depth - 1, (*path, name))) if depth else self.case.word
                text += plain(" ") + INLINES[name](self.case, inner) + plain(" ") + self.case.word()
        return text

    def blocks(self, depth):
        parts = [self.block(depth) for _ in range(self.chance.randint(1, 3))]
        text = self.line(2)
        for part in parts:
            text += plain("\n\n") + part + plain("\n\n") + self.line(1)
        return text

    def block(self, depth):
        kind = self.chance.choice(["line", "line", "block", "holder"])
        if kind == "holder" and depth > 1:
            holder = self.chance.choice(list(HOLDERS_OF_BLOCKS))
            return HOLDERS_OF_BLOCKS[holder](self.case, lambda: self.block(depth - 1))
        if kind == "block":
            return BLOCKS[self.chance.choice(list(BLOCKS))](self.case)
        name = self.chance.choice(list(LINES))
        return LINES[name](self.case, lambda: self.line(1, (name,)))

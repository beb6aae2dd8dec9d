"""What each form loses of what authors write.

As a program it prints a table of constructs and forms with what is lost: `.venv/bin/python Tests/PackTests/conservation.py`.
"""

import itertools
import re
import sys
import tempfile
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

sys.path.append(str(Path(__file__).resolve().parents[1] / "python"))

import constructs
from constructs import ARROW, ELSEWHERE_TITLE, SOURCE, Cases, Item, Outside
from PIL import Image
from project import SMALL, Project
from reading import LINE_END, Book, Link, Piece, Print, WebSite, WordFile

SITE = "https://forum.example/"
PACK = "round-table-1"
# The forms, each with the command that makes its file; those of the web come from one build.
FILES = {
    "A4": ("a4.pdf", []),
    "large print": ("large.pdf", ["--large-print"]),
    "Letter": ("letter.pdf", ["--paper", "letter"]),
    "Word": ("pack.docx", ["--docx"]),
    "e-book": ("pack.epub", ["--epub"]),
}
WEB = ["page", "feed"]
PRINTS = ["A4", "large print", "Letter"]
OTHER_PAPERS = PRINTS[1:]
FORMS = [*WEB, *FILES]
# What is looked for in a text.
TOKEN = re.compile(
    r"w\d+n\d+e|objective ?22|(?<!/)A/RES/73/195|IOM|[\u4e00-\u9fff]+|[\u0400-\u04ff]+|[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufefc]+"
)
OBJECTIVES = range(1, 22)
SOURCES = [SOURCE, constructs.OTHER_SOURCE]


@dataclass
class Found:
    """A word, a picture, or a link without words, as a form has it."""

    text: str
    link: Link | None = None
    is_picture: bool = False
    in_note: bool = False


# --- The site of the cases ---


def write_site(folder, cases):
    """Writes a site of cases."""
    project = Project(folder, SMALL)
    project.clear(*(f"content/{name}" for name in ("objectives", "packs", "round-tables", "practices", "pledges.csv")))
    project.write("content/site.yaml", SITE_FILE)
    sources = {"one": SOURCE, "two": constructs.OTHER_SOURCE}
    project.write("content/sources.yaml", "".join(f"- {{id: {id}, title: {word} told}}\n" for id, word in sources.items()))
    project.write("content/practices/elsewhere.md", ELSEWHERE_FILE)
    project.write("content/objectives/22-target.md", TARGET_FILE)
    project.write("content/objectives/23-other.md", "---\nnumber: 23\ntitle: Another one\n---\nNothing of the pack.\n")
    by_place = defaultdict(list)
    for case in cases:
        by_place[case.place].append(case)
    for number in OBJECTIVES:
        project.write(f"content/objectives/{number:02}-cases.md", objective(number, by_place))
    project.write(f"content/packs/{PACK}.md", pack(by_place["introduction"]))
    project.write("content/round-tables/01-cases.md", round_table(by_place))
    write_pictures(project)
    pages = [f"objectives/{number}/" for number in OBJECTIVES] + ["round-tables/1/", f"packs/{PACK}/"]
    pages += ["objectives/22/", "practices/elsewhere/"]
    return Site(project, PACK, [SITE + page for page in pages])


SITE_FILE = f"""title: Forum
base_url: {SITE}
document_url: https://undocs.org/{{symbol}}
publisher: Forum project
as_of: 2022-05-20
"""
ELSEWHERE_FILE = f"---\ntitle: {ELSEWHERE_TITLE} elsewhere\nobjectives: [23]\n---\nA practice.\n"
TARGET_FILE = f"""---
number: 22
title: {constructs.TARGET_TITLE} is a target
updated: 2022-05-19
gaps:
  - text: A gap named {constructs.TARGET_GAP}.
---

{constructs.TARGET_PARAGRAPH} is in a paragraph.

## {constructs.TARGET_HEADING}

Text.
"""
# The fields of an objective that hold inline Markdown, with how they are written.
FIELDS = {
    "gap": ("gaps", '  - {{text: "{}"}}\n'),
    "question": ("questions", '  - {{text: "{}", source: one}}\n'),
    "figure": ("figures", '  - {{value: "5", label: "{}"}}\n'),
    "practice": ("practices", '  - {{title: Practice, text: "{}"}}\n'),
}


def objective(number, by_place):
    """An objective with the cases of its body and of its fields; the first gap is printed twice, so it has none."""
    text = f"---\nnumber: {number}\ntitle: Cases {number}\nupdated: 2022-05-20\n"
    for name, (key, line) in FIELDS.items():
        cases = by_place[f"{name} of {number}"]
        if cases:
            text += f"{key}:\n" + line.format("The first one") + "".join(line.format(quoted(case)) for case in cases)
    return f"{text}---\n\n## Cases of {number}\n\n{body(by_place[f'objective {number}'])}"


def body(cases):
    """Cases below each other, parted by a word where they would run together, such as lists."""
    return "\n".join(case.markdown if case.markdown.startswith("w") else f"Then:\n\n{case.markdown}" for case in cases)


def quoted(case):
    return case.text.markdown.replace("\\", "\\\\").replace('"', '\\"')


def round_table(by_place):
    messages = "".join(f'  - "{quoted(case)}"\n' for case in by_place["key message"])
    order = "".join(f'  - {{item: "{quoted(case)}"}}\n' for case in by_place["running order"])
    text = f"---\nnumber: 1\ntitle: Cases\nobjectives: [{', '.join(map(str, [*OBJECTIVES, 22]))}]\nupdated: 2022-05-20\n"
    text += (f"key_messages:\n{messages}" if messages else "") + (f"running_order:\n{order}" if order else "")
    return f"{text}---\n\n" + body(by_place["discussion"])


def pack(cases):
    return f"---\ntitle: Cases\nround_table: 1\n---\n\n" + body(cases)


def write_pictures(project):
    image = Image.new("RGB", (40, 20), "navy")
    for folder in ["objectives", "packs", "round-tables"]:
        for kind in ["png", "webp", "jpg", "gif"]:
            image.save(project.folder / f"content/{folder}/figure.{kind}")
        project.write(f"content/{folder}/drawing.svg", DRAWING)


DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20">
<rect width="40" height="20" fill="navy"/></svg>
"""


# --- What a form has of each case ---


class Finder:
    """Finds words, pictures and links in what a form says, by the number of their case, notes where they are called first."""

    def __init__(self, reading):
        self.reading = reading
        self.found = defaultdict(list)
        self.read_notes, self.told_links = set(), set()
        self.case, self.waiting = None, []

    def find(self):
        self.read(self.reading.pieces, in_note=False)
        for pieces in self.reading.notes.values():
            self.read_note(pieces)
        return self.found

    def read(self, pieces, in_note):
        run = []
        for piece in pieces:
            if piece.kind == "call":
                self.note(run, in_note)
                run = []
                self.read_note(self.reading.note(piece.text))
            elif piece.kind in ("text", "picture") and piece is not LINE_END:
                run.append(piece)
        self.note(run, in_note)

    def read_note(self, pieces):
        """Reads a note, if it is the first time; nothing if a call has none."""
        if pieces is not None and id(pieces) not in self.read_notes:
            self.read_notes.add(id(pieces))
            self.read(pieces, in_note=True)

    def note(self, run, in_note):
        """Notes what stands in a run of pieces between two calls."""
        text, owners, first = "", [], {}
        for piece in run:
            if piece.link and piece.text.strip() and not is_paragraph_number(piece):
                first.setdefault(piece.link, len(text))
            text += piece.text
            owners += [piece] * len(piece.text)
        found = [(match.start(), spelt(match[0]), owners[match.start()]) for match in TOKEN.finditer(text)]
        self.told_links |= {piece.link for _, _, piece in found}
        found += [(place, ARROW, Piece(ARROW, link)) for link, place in first.items() if link not in self.told_links]
        self.told_links |= first.keys()
        for _, token, piece in sorted(found, key=lambda item: item[0]):
            self.add(Found(token, piece.link, piece.kind == "picture", in_note))

    def add(self, found):
        """Words tell their case; what else is found belongs to it if more words of it follow."""
        number = re.match(r"w(\d+)n", found.text)
        if not number:
            self.waiting.append(found)
            return
        if self.case == int(number[1]):
            self.found[self.case] += self.waiting
        self.case, self.waiting = int(number[1]), []
        self.found[self.case].append(found)


def is_paragraph_number(piece):
    """Whether a link is the number of the paragraph that it stands in."""
    return piece.link.address.endswith("#p" + piece.text.strip())


def spelt(word):
    """A word as it is written: a PDF has the letters of an Arabic one from the left, and no blanks at the ends of lines."""
    if word.startswith("objective"):
        return "objective 22"
    return ARABIC if sorted(unicodedata.normalize("NFKC", word)) == sorted(ARABIC) else word


ARABIC = "بحر"


# --- What is lost ---


def expected(items, nested=True, in_links=True):
    """What has to be found, each with whether it stands in a note; notes are where they are called first.

    A note that is called in a note may stand behind it, and one that is called in a link behind that.
    """
    called, found, behind_note, behind_link = set(), [], [], []

    def read(items, in_note):
        for item in items:
            if isinstance(item, Item):
                if item.link is None:
                    read_all(behind_link, in_note)
                found.append((item, in_note))
            elif item.is_in_link and not in_links:
                behind_link.append(replace(item, is_in_link=False))
            elif item.name not in called:
                called.add(item.name)
                if in_note and not nested:
                    behind_note.append(item)
                else:
                    read(item.items, True)
                    if not in_note:
                        read_all(behind_note, in_note)

    def read_all(waiting, in_note):
        items, waiting[:] = list(waiting), []
        read(items, in_note)

    read(items, False)
    return found


@dataclass
class Form:
    """A form of the site of the cases: its readings."""

    name: str
    readings: list

    @cached_property
    def found(self):
        """What it has of each case, with the reading that has it."""
        found = {}
        for reading in self.readings:
            for number, items in Finder(reading).find().items():
                found.setdefault(number, (reading, []))[1].extend(items)
        return found

    def losses(self, case):
        """What is lost of a case, shortest."""
        reading, found = self.found.get(case.number, (self.readings[0], []))
        wanted = [expected(case.items, *where) for where in itertools.product([True, False], repeat=2)]
        texts = [item.text for item in found]
        orders = [[item.text for item, _ in order] for order in wanted]
        losses = []
        for item, _ in wanted[0]:
            if texts.count(item.text) < orders[0].count(item.text):
                losses.append("picture" if item.is_picture else "link" if item.text == ARROW else "words")
            elif texts.count(item.text) > orders[0].count(item.text):
                losses.append("twice")
        if not losses and texts not in orders and not self.is_mirrored(case):
            losses.append("order")
        if any(self.in_note(text, found) != is_note for text, is_note in self.places(wanted[0], texts)):
            losses.append("note")
        losses += self.link_losses(case, wanted[0], found, reading)
        return sorted(set(losses))

    def is_mirrored(self, case):
        """Whether words of the case run from the right: a PDF has those of a line from the left."""
        return self.name in PRINTS and 'dir="rtl"' in case.markdown

    def places(self, wanted, texts):
        """The words that there are, each with whether it has to stand in a note."""
        return [(item.text, in_note) for item, in_note in wanted if item.text in texts and item.text.startswith("w")]

    def in_note(self, text, found):
        return next(item.in_note for item in found if item.text == text)

    def link_losses(self, case, wanted, found, reading):
        """What is wrong with the links of those words that are there."""
        left = list(found)
        for item, _ in wanted:
            match = next((other for other in left if other.text == item.text), None)
            if match is None:
                continue
            left.remove(match)
            if item.is_picture and not match.is_picture:
                yield "picture"
            yield from self.link_loss(case, item, match.link, reading)

    def link_loss(self, case, item, link, reading):
        is_print = self.name in PRINTS
        if item.link is None:
            if link is not None:
                yield "false link"
        elif isinstance(item.link, Outside):
            if link is None and not item.is_optional and not (is_print and item.is_picture):
                yield "link"
            elif link is not None and unquote(link.address) != item.link.address:
                yield "false link"
            needs_address = is_print and case.has_addresses and not item.is_optional and not self.is_mirrored(case)
            if needs_address and not reading.prints(item.link.address):
                yield "address"
        elif is_print and not item.link.in_pack and (item.link.in_pack is False or link is None):
            if link is not None and (item.link.nearest or "nothing") not in reading.text_at(link.address):
                yield "link to our site"
        elif link is None:
            if not item.is_optional and not (is_print and item.is_picture):
                yield "link"
        elif not self.leads_to(item, link.address, reading) and not self.leads_beside(item, link.address, reading):
            yield "false link"

    def leads_beside(self, item, address, reading):
        """Whether a link that would leave the pack leads to what the pack has of the same entry."""
        return item.link.nearest is not None and ":" not in address and item.link.nearest in reading.text_at(address)

    def leads_to(self, item, address, reading):
        wanted = item.link
        is_apart = self.name not in WEB
        if is_apart and wanted.in_pack not in (None, ":" not in address):
            return False
        if item.text == ARROW and wanted.word in SOURCES:
            return wanted.word == self.source_at(address, reading)
        return wanted.word in reading.text_at(address)

    def source_at(self, address, reading):
        """The source with which an entry of the references begins, or their list; a place in it may stand below it, with its own number."""
        own = re.match(r"(References)?\W*\d*\W*(w\d+n\d+e)", reading.text_at(address))
        above = re.findall(r"w9003n\d+e", reading.text_before(address))
        return own[2] if own else above[-1] if above else None


class Sources:
    """The cases of a site, with where each stands."""

    def __init__(self):
        self.cases = []
        maker = Cases()
        self.spread([*maker.alone(), *maker.nested()])
        for place in "introduction", "discussion":
            self.put(maker.alone(), place)
        for index, name in enumerate([*FIELDS, "key message", "running order"]):
            self.put(maker.in_field(), f"{name} of {index + 1}" if name in FIELDS else name)

    @classmethod
    def drawn(cls, count=200):
        """Texts that chance has drawn, the same each time."""
        sources, maker = cls.__new__(cls), Cases()
        sources.cases = []
        sources.spread([maker.drawn(seed) for seed in range(count)])
        return sources

    @property
    def note_words(self):
        """The words that stand in notes."""
        items = [item.text for case in self.cases for item, in_note in expected(case.items) if in_note]
        return {text for text in items if text.startswith("w")}

    def spread(self, cases):
        for index, case in enumerate(cases):
            self.put([case], f"objective {index % len(OBJECTIVES) + 1}")

    def put(self, cases, place):
        for case in cases:
            case.place = place
            self.cases.append(case)


def is_of_layout(case):
    """Whether a case may be lost on one paper and not on another: papers differ in nothing but their style sheets."""
    return " in " not in case.name or any(word in case.name for word in ("note", "picture", "table"))


def stands_in(case, form):
    """Whether a form shows the place where a case stands."""
    shown = {"page": ["running order"], "feed": ["running order", "introduction"]}
    return case.place not in shown.get(form, [])


@dataclass
class Site:
    """A site whose texts are read in all forms: its project, the name of its pack, and the addresses of its pages."""

    project: Project
    pack: str
    pages: list

    def make(self, forms=FORMS):
        """Makes it in some forms; of one that can't be made, what was said instead."""
        commands = {"build": ["build", "--no-packs"]}
        commands |= {form: ["pack", self.pack, *FILES[form][1], "--output", FILES[form][0]] for form in forms if form in FILES}
        runs = dict(zip(commands, self.project.run_all(commands.values())))
        failures = {name: run.stderr for name, run in runs.items() if run.returncode}
        return {form: failures.get("build") or failures.get(form) or self.attempt(form) for form in forms}

    def attempt(self, form):
        """A form, or what is wrong with its file."""
        made = Form(form, self.readings(form))
        try:
            made.found
        except ElementTree.ParseError as error:
            return f"the file is no XML: {error}"
        return made

    @cached_property
    def web(self):
        return WebSite(self.project.folder / "public", SITE)

    def readings(self, form):
        """What a form is read from."""
        site = self.web
        match form:
            case "page":
                return [site.page(page) for page in self.pages]
            case "feed":
                return [entry for entry in map(site.feed, self.pages) if entry]
        file = self.project.folder / FILES[form][0]
        return [WordFile(file, site) if form == "Word" else Book(file, site) if form == "e-book" else Print(file)]


def losses(folder, cases, forms=FORMS):
    """What each form loses of each case, by case and form."""
    found = {}
    for form, made in write_site(folder, cases).make(forms).items():
        for case, lost in losses_in(form, made, cases, Workshop(folder)):
            found[case.number, form] = lost
    return found


@dataclass
class Workshop:
    """Where a form is made again without the cases that are at fault, as often as is worth it."""

    folder: Path
    left: float = float("inf")

    def make(self, form, cases):
        self.left -= 1
        return write_site(self.folder, cases).make([form])[form]


def losses_in(form, made, cases, workshop):
    """Cases with what a form loses of them; if it couldn't be made, those that are at fault are found, and it is made without."""
    if not isinstance(made, str):
        yield from ((case, made.losses(case)) for case in cases if stands_in(case, form))
    elif len(cases) == 1 or workshop.left <= 0:
        yield from ((case, ["no file"]) for case in cases)
    elif named := {case.number for case in cases if is_named(case, made)}:
        yield from ((case, ["no file"]) for case in cases if case.number in named)
        yield from remade(form, [case for case in cases if case.number not in named], workshop)
    else:
        # Cases of one construct are together, since what fails mostly does so in all of them.
        cases = sorted(cases, key=lambda case: case.name)
        yield from remade(form, cases[: len(cases) // 2], workshop)
        yield from remade(form, cases[len(cases) // 2 :], workshop)


def remade(form, cases, workshop):
    if cases:
        yield from losses_in(form, workshop.make(form, cases), cases, workshop)


def is_named(case, message):
    """Whether a message is about a case: it names a word or a note of it, its picture, a place that it leads to, a character."""
    characters = {chr(int(code, 16)) for code in re.findall(r"U\+([0-9A-F]{4,})", message)}
    places = {f"#{place})" for place in re.findall(r"#[a-z]+-[a-z\d-]*?-(p[\d.]+\d)", message)}
    pictures = re.findall(r"[a-z]+\.(?:svg|webp)", message)
    is_of_number = re.search(rf"\b[cw]{case.number}[n-]", message)
    return bool(is_of_number) or any(mark in case.markdown for mark in {*characters, *places, *pictures})


# --- The table ---


def table(cases, found):
    """Constructs and forms with what is lost, as Markdown, without those of which nothing is lost.

    A row tells of a construct wherever the same is lost of it: alone, or in others.
    """
    rows = defaultdict(list)
    for case in cases:
        cells = tuple(", ".join(found.get((case.number, form), ["-"])) for form in FORMS)
        inner, _, outer = case.name.partition(" in ")
        if set(cells) - {"", "-"}:
            rows[inner, cells].append(outer or PLACES.get(case.place.split(" ")[0], "alone"))
    lines = [f"| construct | where | {' | '.join(FORMS)} |", "|---" * (len(FORMS) + 2) + "|"]
    lines += [f"| {inner} | {', '.join(dict.fromkeys(where))} | {' | '.join(cells)} |" for (inner, cells), where in rows.items()]
    return "\n".join(lines)


# The places besides the texts of objectives.
PLACES = {name.split(" ")[0]: name for name in ["introduction", "discussion", *FIELDS, "key message", "running order"]}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        cases = Sources().cases
        print(table(cases, losses(folder, cases)))

"""What each form of a text says to its reader, in order: words, pictures, links, and notes, which are read where they are
called first."""

import posixpath
import re
import zipfile
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from urllib.parse import unquote, urljoin
from xml.etree import ElementTree

import tinyhtml5
from pdf import PDF

# How much of a text is looked at to tell what a link leads to.
LENGTH = 400


@dataclass(frozen=True)
class Link:
    """A link of a form, which has its number, since two beside each other may lead to one place."""

    address: str
    number: int


@dataclass(frozen=True)
class Piece:
    """A run of text, a picture with what it shows, the call of a note, or a place that links may lead to."""

    text: str
    link: Link | None = None
    kind: str = "text"
    """`text`, `picture`, `lost picture` if there is nothing to be seen, `call`, or `place`."""


BREAK = Piece(" ")
# The end of a line on paper, which may part the letters of a word that is too long.
LINE_END = Piece("\u2028")


class Reading:
    """A form of a text."""

    base = ""
    """The address of the page on the web that it was read from."""

    @cached_property
    def pieces(self):
        """What it says outside of its notes."""
        raise NotImplementedError

    @cached_property
    def notes(self):
        """What each note says, by what its calls name it."""
        raise NotImplementedError

    def note(self, call):
        """The note that a call leads to; none if there is none. What calls it again may lead to the first call."""
        if is_first_call(call) and call in self.places:
            call = next((piece.text for piece in self.pieces[self.places[call] :] if piece.kind == "call"), None)
        return self.notes.get(call)

    @cached_property
    def places(self):
        """How much has been said before a place, by its name."""
        return {piece.text: index for index, piece in reversed(list(enumerate(self.pieces))) if piece.kind == "place"}

    def text_at(self, address):
        """What a reader finds behind a link within the form, or to the site; nothing if it leads nowhere."""
        place = self.places.get(address)
        return "" if place is None else text_of(self.pieces[place : place + LENGTH])[:LENGTH]

    def text_before(self, address):
        """What stands before a place, from some way above."""
        place = self.places.get(address)
        return "" if place is None else text_of(self.pieces[max(0, place - LENGTH) : place])


def is_first_call(address):
    """Whether an address is that of the first call of a note, in a Word file or an e-book."""
    return re.search(r"(^|#)note_\d+$", address) is not None


def text_of(pieces):
    return " ".join("".join(piece.text for piece in pieces if piece.kind not in ("call", "place")).split())


# --- HTML: pages, feeds, chapters of e-books ---

BLOCKS = set(
    "address article aside blockquote body caption dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr br li "
    "main ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
SKIPPED = {"head", "nav", "script", "style", "template", "svg"}
# The roles of what is a note, and of links that belong to notes and references rather than to the text (DPUB-ARIA 1.0).
NOTE, CALL, BACK = "doc-footnote", "doc-noteref", "doc-backlink"


class HTMLReader:
    """Reads elements in their order; links have their numbers over all of them."""

    def __init__(self, has_file, numbers=None):
        self.has_file = has_file
        """Whether the picture of an address is there."""
        self.numbers = numbers or count()

    def read(self, element, link=None):
        """The pieces of an element, without those of notes in it."""
        name = element.tag.split("}")[-1] if isinstance(element.tag, str) else "comment"
        if name in SKIPPED or name == "comment" or is_note(element) or is_note_list(element) or is_quotation(element):
            return
        if name == "a" and self.is_call(element):
            yield Piece(self.called_by(element), kind="call")
            return
        if name == "a" and is_back_link(element):
            return
        if name == "a" and element.get("href") is not None:
            link = Link(element.get("href"), next(self.numbers))
        if element.get("id"):
            yield Piece(element.get("id"), kind="place")
        if name == "img":
            kind = "picture" if self.has_file(element.get("src", "")) else "lost picture"
            yield Piece(element.get("alt", ""), link, kind)
        yield from self.inside(element, link, [BREAK] if name in BLOCKS else [])

    def is_call(self, element):
        is_marked = element.get("data-footnote-ref") is not None or element.get("role") == CALL
        return is_marked or is_first_call(element.get("href", ""))

    def called_by(self, element):
        return element.get("href")

    def inside(self, element, link=None, ends=()):
        yield from ends
        yield Piece(element.text or "", link)
        for child in element:
            yield from self.read(child, link)
            yield Piece(child.tail or "", link)
        yield from ends


def text_of_element(element):
    return " ".join("".join(element.itertext()).split())


def is_quotation(element):
    """Whether it quotes what other texts say of an entry."""
    return "mention-list" in element.get("class", "")


def is_note(element):
    return element.get("role") == NOTE


def is_note_list(element):
    return "footnotes" in element.get("class", "").split() or element.get("role") == "doc-endnotes"


def is_back_link(element):
    return element.get("role") == BACK or element.get("data-footnote-backref") is not None


def notes_in(root):
    """The notes of a page: the items of its lists of notes, and what has the role of a note."""
    for element in root.iter():
        if is_note_list(element):
            yield from (item for item in element.iter("li") if item.get("id"))
        elif is_note(element):
            yield element


class WebPage(Reading):
    """A page of a built site, or a text of its feed, which looks like a page that isn't there."""

    def __init__(self, site, address, html, content="main"):
        self.site, self.base = site, address
        self.root = tinyhtml5.parse(html, namespace_html_elements=False)
        self.content = content

    @cached_property
    def reader(self):
        return HTMLReader(lambda address: self.site.has_file(urljoin(self.base, address)))

    @cached_property
    def pieces(self):
        return list(self.reader.read(next(self.root.iter(self.content))))

    @cached_property
    def notes(self):
        return {f"{self.base}#{note.get('id')}": list(self.reader.inside(note)) for note in notes_in(self.root)}

    def note(self, call):
        return self.notes.get(urljoin(self.base, call))

    @property
    def titles(self):
        """What its contents list."""
        return [text_of_element(link) for nav in self.root.iter("nav") if nav.get("class") == "contents" for link in nav.iter("a")]

    @property
    def quotations(self):
        """What it quotes of texts that speak of its entry."""
        return [text_of_element(quotation) for one in self.root.iter() if is_quotation(one) for quotation in one.iter("q")]

    @property
    def description(self):
        """What search engines show of it."""
        return next((meta.get("content") for meta in self.root.iter("meta") if meta.get("name") == "description"), "")

    def text_at(self, address):
        return self.site.text_at(urljoin(self.base, address))

    def text_before(self, address):
        page, _, place = urljoin(self.base, address).partition("#")
        found = self.site.page(page)
        return super(WebPage, found).text_before(place) if found else ""

    def text_from(self, place):
        return super().text_at(place) if place else text_of(self.pieces)[:LENGTH]


class FeedEntry(WebPage):
    """What a feed tells of a page: its notes are a list at its end, called by their numbers, which lead to the site."""

    def __init__(self, site, address, html):
        super().__init__(site, address, f"<body>{html}", "body")

    @cached_property
    def reader(self):
        return FeedReader(lambda address: self.site.has_file(urljoin(self.base, address)), self.note_list)

    @cached_property
    def note_list(self):
        """The list at the end, which stands alone in its element; none if there are no notes."""
        last = next(reversed(list(self.root.find("body"))), None)
        return last if last is not None and [child.tag for child in last] == ["ol"] else None

    @cached_property
    def notes(self):
        items = [] if self.note_list is None else self.note_list[0]
        return {str(number): list(self.reader.inside(item)) for number, item in enumerate(items, 1)}

    def note(self, call):
        return self.notes.get(call)


class FeedReader(HTMLReader):
    def __init__(self, has_file, note_list):
        super().__init__(has_file)
        self.note_list = note_list

    def read(self, element, link=None):
        return () if element is self.note_list else super().read(element, link)

    def is_call(self, element):
        return "#fn-" in element.get("href", "")

    def called_by(self, element):
        return element.text


class WebSite:
    """A site that was built into a folder, at the address where it will stand."""

    def __init__(self, folder, address):
        self.folder, self.address = folder, address
        self.pages = {}

    def file(self, address):
        address = unquote(address.split("#")[0].split("?")[0])
        if not address.startswith(self.address):
            return None
        path = self.folder / address.removeprefix(self.address)
        return path / "index.html" if path.is_dir() else path

    def has_file(self, address):
        file = self.file(address)
        return file is not None and file.is_file()

    def page(self, address):
        """The page of an address; none if there is no such page."""
        address = address.split("#")[0]
        if address not in self.pages:
            is_page = self.has_file(address) and self.file(address).suffix == ".html"
            self.pages[address] = WebPage(self, address, self.file(address).read_text()) if is_page else None
        return self.pages[address]

    def text_at(self, address):
        page, _, place = address.partition("#")
        found = self.page(page)
        return found.text_from(unquote(place)) if found else ""

    def feed(self, entry):
        """What the feed tells of the page of an address; none if it isn't in the feed."""
        for item in self.feed_entries:
            if item.findtext(f"{ATOM}id") == entry:
                return FeedEntry(self, entry, item.findtext(f"{ATOM}content"))
        return None

    @cached_property
    def feed_entries(self):
        return ElementTree.parse(self.folder / "feed.xml").getroot().findall(f"{ATOM}entry")


ATOM = "{http://www.w3.org/2005/Atom}"


class Book(Reading):
    """An e-book."""

    def __init__(self, path, site):
        self.archive, self.site = zipfile.ZipFile(path), site

    @cached_property
    def chapters(self):
        """The roots of its chapters by their names, in their order."""
        package = ElementTree.fromstring(self.archive.read("EPUB/content.opf"))
        files = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
        names = [files[item.get("idref")] for item in package.iter(f"{OPF}itemref")]
        roots = {name: ElementTree.fromstring(self.archive.read(f"EPUB/{name}")) for name in names}
        for root in roots.values():
            for element in root.iter():
                element.tag = element.tag.split("}")[-1]
        return {name: root.find("body") for name, root in roots.items()}

    @property
    def titles(self):
        """What its contents list."""
        contents = ElementTree.fromstring(self.archive.read("EPUB/nav.xhtml"))
        return [text_of_element(link) for link in contents.iter("{http://www.w3.org/1999/xhtml}a")]

    @cached_property
    def readers(self):
        numbers = count()
        return {name: HTMLReader(lambda address, name=name: self.has_file(name, address), numbers) for name in self.chapters}

    def has_file(self, chapter, address):
        return "EPUB/" + self.resolved(chapter, address) in self.archive.namelist()

    def resolved(self, chapter, address):
        """An address in a chapter as one from the root of the book; those of others as they are."""
        if ":" in address:
            return address
        path, mark, place = address.partition("#")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(chapter), path)) if path else chapter
        return path + mark + place

    @cached_property
    def pieces(self):
        found = []
        for name, body in self.chapters.items():
            found += [Piece(name, kind="place"), *self.resolved_pieces(name, self.readers[name].read(body))]
        return found

    @cached_property
    def notes(self):
        notes = [(name, note) for name, body in self.chapters.items() for note in notes_in(body)]
        return {
            f"{name}#{note.get('id')}": list(self.resolved_pieces(name, self.readers[name].inside(note))) for name, note in notes
        }

    def resolved_pieces(self, chapter, pieces):
        for piece in pieces:
            if piece.kind == "call":
                yield Piece(self.resolved(chapter, piece.text), kind="call")
            elif piece.kind == "place":
                yield Piece(f"{chapter}#{piece.text}", kind="place")
            elif piece.link:
                yield Piece(piece.text, Link(self.resolved(chapter, piece.link.address), piece.link.number), piece.kind)
            else:
                yield piece

    def text_at(self, address):
        return self.site.text_at(address) if ":" in address else super().text_at(address)


OPF = "{http://www.idpf.org/2007/opf}"


# --- Word ---

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# The pictures that every version of Word shows; it takes WebP only on some machines.
WORD_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".emf")


class WordFile(Reading):
    """A document of Word."""

    def __init__(self, path, site):
        self.archive, self.site = zipfile.ZipFile(path), site
        self.numbers = count()

    def part(self, name):
        return ElementTree.fromstring(self.archive.read(name))

    @cached_property
    def pieces(self):
        return list(self.reader("document").read(self.part("word/document.xml")))

    @cached_property
    def notes(self):
        reader = self.reader("footnotes")
        notes = self.part("word/footnotes.xml").findall(f"{W}footnote")
        return {
            note.get(f"{W}id"): list(reader.read(note)) for note in notes if note.get(f"{W}type") is None
        }

    def reader(self, part):
        relations = self.part(f"word/_rels/{part}.xml.rels") if f"word/_rels/{part}.xml.rels" in self.archive.namelist() else []
        targets = {relation.get("Id"): relation.get("Target") for relation in relations if relation.tag == RELATIONSHIP}
        return WordReader(targets, self.archive.namelist(), self.numbers)

    def text_at(self, address):
        return self.site.text_at(address) if ":" in address else super().text_at(address.removeprefix("#"))

    def text_before(self, address):
        return super().text_before(address.removeprefix("#"))


class WordReader:
    def __init__(self, targets, files, numbers):
        self.targets, self.files, self.numbers = targets, files, numbers
        self.is_in_sign = False
        """Whether what is read is the sign of a note that is called again."""

    def read(self, element, link=None):
        match element.tag.removeprefix(W):
            case "t" if not self.is_in_sign:
                yield Piece(element.text or "", link)
            case "br" | "tab" | "cr":
                yield BREAK
            case "noBreakHyphen":
                yield Piece("-", link)
            case "footnoteReference":
                yield Piece(element.get(f"{W}id"), kind="call")
            case "instrText":
                # A sign that says again which note is called.
                if again := re.search(r"NOTEREF (\S+)", element.text):
                    self.is_in_sign = True
                    yield Piece(again[1], kind="call")
            case "fldChar" if element.get(f"{W}fldCharType") == "end":
                self.is_in_sign = False
            case "bookmarkStart":
                yield Piece(element.get(f"{W}name"), kind="place")
            case "drawing":
                yield self.picture(element, link)
            case "hyperlink":
                anchor = element.get(f"{W}anchor")
                address = f"#{anchor}" if anchor else self.targets.get(element.get(f"{R}id"), "")
                if is_first_call(address):
                    yield Piece(anchor, kind="call")
                    return
                yield from self.inside(element, Link(address, next(self.numbers)))
            case "p":
                yield BREAK
                yield from self.inside(element, link)
                yield BREAK
            case _:
                yield from self.inside(element, link)

    def inside(self, element, link):
        for child in element:
            yield from self.read(child, link)

    def picture(self, element, link):
        files = [self.targets.get(blip.get(f"{R}embed"), "") for blip in element.iter(f"{A}blip")]
        is_shown = any(file.endswith(WORD_PICTURES) and f"word/{file}" in self.files for file in files)
        click = next((self.targets.get(click.get(f"{R}id")) for click in element.iter(f"{A}hlinkClick")), None)
        link = Link(click, next(self.numbers)) if click else link
        shown = element.find(f".//{WP}docPr")
        return Piece(shown.get("descr", "") if shown is not None else "", link, "picture" if is_shown else "lost picture")


# --- Print ---

PDF_BLOCKS = {"P", "L", "LI", "LBody", "TD", "TH", "TR", "Table", "Caption", "Div", "Sect", "Art", "BlockQuote", "Note", "Figure"}
PDF_BLOCKS |= {"H1", "H2", "H3", "H4", "H5", "H6"}


class Print(Reading):
    """A PDF, read by its structure."""

    def __init__(self, path):
        self.pdf = PDF(path)

    @cached_property
    def _read(self):
        """What it says outside of notes, and the reader that has read it and its notes."""
        reader = PrintReader(self.pdf)
        return list(reader.read(self.pdf.structure["/K"][0].get_object())), reader

    @property
    def pieces(self):
        return self._read[0]

    @property
    def notes(self):
        return self._read[1].notes

    @property
    def letters(self):
        """The letter of each note, by its name."""
        return {name: letter for name, (letter, _) in self._read[1].signs.items()}

    def note(self, call):
        """The note of a call, if it stands on the page of the call and has its letter."""
        name, *sign = call
        return self.notes.get(name) if self._read[1].signs.get(name) == tuple(sign) else None

    def text_at(self, address):
        _, behind = self.around(address)
        return " ".join(run.text for run in behind)[:LENGTH]

    def text_before(self, address):
        before, _ = self.around(address)
        return " ".join(run.text for run in before)

    def around(self, address):
        """What stands above a place on its page, and what stands below it and on the next one."""
        place = self.places.get(address.removeprefix("#"))
        if place is None:
            return [], []
        page = self.pdf.destinations[address.removeprefix("#")]
        top = float(self.pdf.reader.pages[page - 1].mediabox.height) - float(place["/Top"])
        here, following = (sorted(self.pdf.runs.get(number, []), key=in_lines) for number in (page, page + 1))
        below = [run for run in here if run.baseline > top and run.right > float(place["/Left"])]
        return [run for run in here if run.baseline <= top], below + following

    @cached_property
    def places(self):
        return self.pdf.reader.named_destinations

    def prints(self, address):
        """Whether an address of others can be read on paper."""
        return re.sub(r"^(https?://|mailto:|tel:)", "", address) in self.squeezed

    @cached_property
    def squeezed(self):
        """All that is printed, without spaces."""
        return "".join("".join(run.text for run in runs) for runs in self.pdf.runs.values()).replace(" ", "")


class PrintReader:
    """Reads elements of the structure; notes, which stand behind their calls, are put aside."""

    def __init__(self, pdf):
        self.pdf, self.numbers = pdf, count()
        self.last, self.last_link = None, None
        self.notes, self.signs = {}, {}
        """What each note says, and its letter and page, by its name."""

    def read(self, node, link=None):
        role = node["/S"][1:]
        if role == "Note":
            self.read_note(node)
            return
        if role == "Link":
            address = self.address(node)
            if is_note_address(address):
                yield Piece((address, *self.sign(node)), kind="call")
                return
            if link is not None:
                # The number of the page, which a style sheet puts behind the words.
                return
            link = self.link(address if ":" in address else f"#{address}")
        if role in PDF_BLOCKS:
            yield BREAK
        kids = [kid.get_object() for kid in node.get("/K", [])]
        if role == "Figure":
            yield Piece(node.get("/Alt", ""), link, "picture" if any(map(is_mark, kids)) else "lost picture")
        yield from self.inside(node, kids, link)
        if role in PDF_BLOCKS:
            yield BREAK

    def inside(self, node, kids, link):
        for kid in kids:
            if is_mark(kid):
                yield from self.text(self.pdf._marked[self.pdf.place_of_mark(kid, node)], link)
            elif kid.get("/Type") != "/OBJR":
                yield from self.read(kid, link)

    def read_note(self, note):
        """A note begins with its letter, which leads back to its call."""
        label, *parts = [kid.get_object() for kid in note["/K"]]
        self.signs[note["/ID"]] = self.sign(label)
        self.notes[note["/ID"]] = list(self.inside(note, parts, None))

    def sign(self, node):
        """The text of an element, and its page."""
        runs = list(self.runs(node))
        return "".join(run.text for run in runs).strip(), runs[0].page

    def runs(self, node):
        for kid in node.get("/K", []):
            kid = kid.get_object()
            if is_mark(kid):
                yield from self.pdf._marked[self.pdf.place_of_mark(kid, node)]
            elif kid.get("/Type") != "/OBJR":
                yield from self.runs(kid)

    def link(self, address):
        """A link, which is the one before if that was broken at the end of a line."""
        if self.last_link is None or self.last_link.address != address:
            self.last_link = Link(address, next(self.numbers))
        return self.last_link

    def address(self, link):
        for kid in link["/K"]:
            kid = kid.get_object()
            if not is_mark(kid) and kid.get("/Type") == "/OBJR":
                annotation = kid["/Obj"].get_object()
                return annotation.get("/Dest") or annotation["/A"]["/URI"]
        return ""

    def text(self, runs, link):
        for run in runs:
            last, self.last, self.last_link = self.last, run, link
            if last and abs(run.baseline - last.baseline) > 0.6 * last.size:
                yield LINE_END
            yield Piece(run.text, link)


def in_lines(run):
    return round(run.baseline), run.left


def is_mark(kid):
    """Whether a part of an element is marked text of a page."""
    return isinstance(kid, int) or kid.get("/Type") == "/MCR"


def is_note_address(address):
    return re.search(r"(^|-)fn-|^note-\d+$", address) is not None

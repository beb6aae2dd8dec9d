"""What a printed pack says: its text, its structure, its links, its bookmarks."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import pypdf
from page_text import PageReader, Run, joined

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")


@dataclass(frozen=True)
class Element:
    """A part of the structure on one page: a paragraph, a heading, a link ...

    What goes on over the page is an element on each of them.
    """

    path: tuple[str, ...]
    """Its role and those of what it stands in, from the outermost: ("Document", "Art", "Sect", "P")."""
    page: int
    runs: tuple[Run, ...]
    target: str | None
    """The name of the place that a link leads to."""
    parts: tuple["Element", ...]

    @property
    def role(self):
        return self.path[-1]

    @property
    def text(self):
        return joined(self.runs)

    @property
    def is_note(self):
        """Whether it is a note or stands in one."""
        return "Note" in self.path

    @property
    def prose(self):
        """The text without the raised signs of notes and sources."""
        return joined(run for run in self.runs if not self.is_raised(run))

    @property
    def lines(self):
        """The baselines of its lines."""
        return {round(run.baseline) for run in self.runs if not self.is_raised(run)}

    def is_raised(self, run):
        """Whether a run of it is the sign of a note or the number in the margin: small, or above the line of larger ones."""
        is_above = any(
            other.size > run.size and 0.15 < (other.baseline - run.baseline) / other.size < 0.8 for other in self.runs
        )
        return is_above or run.size < 0.75 * max(other.size for other in self.runs)

    def links(self):
        return [part for part in self.descendants() if part.role == "Link"]

    def descendants(self):
        for part in self.parts:
            yield part
            yield from part.descendants()


@dataclass(frozen=True)
class Bookmark:
    title: str
    page: int
    level: int


class PDF:
    """A printed pack."""

    def __init__(self, path):
        self.path = path
        self.name = path.name

    @cached_property
    def reader(self):
        return pypdf.PdfReader(self.path)

    @cached_property
    def page_numbers(self):
        return range(1, len(self.reader.pages) + 1)

    @cached_property
    def runs(self):
        """All text of each page."""
        fonts = {}
        return {number: list(PageReader(self.reader.pages[number - 1], number, fonts).runs()) for number in self.page_numbers}

    @cached_property
    def elements(self):
        """The elements that hold text, each before its parts."""
        document = self.structure["/K"][0].get_object()
        return [part for page in self._elements(document, ()) for part in page.descendants() if part.runs]

    @property
    def structure(self):
        return self.reader.root_object["/StructTreeRoot"]

    def _elements(self, node, path):
        """An element of the structure, once for each of its pages; what a note says is only in the note."""
        path += (node["/S"][1:],)
        runs, parts, targets = defaultdict(list), defaultdict(list), {}
        for kid in node.get("/K", []):
            kid = kid.get_object()
            if isinstance(kid, int) or kid.get("/Type") == "/MCR":
                page, mark = self.place_of_mark(kid, node)
                runs[page] += self.marked(page, mark)
            elif kid.get("/Type") == "/OBJR":
                targets[self._pages[kid.raw_get("/Pg").idnum]] = kid["/Obj"].get_object().get("/Dest")
            else:
                for part in self._elements(kid, path):
                    parts[part.page].append(part)
                    runs[part.page] += part.runs if part.role != "Note" else ()
        for page in sorted(runs.keys() | parts.keys()):
            yield Element(path, page, tuple(runs[page]), targets.get(page), tuple(parts[page]))

    def place_of_mark(self, kid, node):
        """The page and the number of marked text in an element."""
        if isinstance(kid, int):
            return self._pages[node.raw_get("/Pg").idnum], kid
        return self._pages[kid.raw_get("/Pg").idnum], kid["/MCID"]

    @cached_property
    def _pages(self):
        return {page.indirect_reference.idnum: number for number, page in enumerate(self.reader.pages, 1)}

    def marked(self, page, number):
        """The text with a mark, in the order in which it is painted."""
        return self._marked[page, number]

    @cached_property
    def _marked(self):
        marked = defaultdict(list)
        for number, runs in self.runs.items():
            for run in runs:
                marked[number, run.mark].append(run)
        return marked

    def of_role(self, *roles, page=None):
        """The elements with some roles, of one page or of all."""
        elements = self.elements if page is None else self.on_page[page]
        return [element for element in elements if element.role in roles]

    @cached_property
    def on_page(self):
        """The elements of each page."""
        found = defaultdict(list)
        for element in self.elements:
            found[element.page].append(element)
        return found

    @cached_property
    def headings(self):
        """The headings below the title on the cover."""
        return [element for element in self.of_role(*HEADINGS) if element.page > 1]

    @cached_property
    def text_runs(self):
        """The text of each page between its margins, notes at its foot left out, each piece with its innermost element."""
        found = defaultdict(list)
        for element in self.elements:
            inner = {run for part in element.parts for run in part.runs}
            if not element.is_note:
                found[element.page] += [(run, element) for run in element.runs if run not in inner]
        return found

    def margin_text(self, page):
        """Running heads and feet, thumb tabs: what is in no element."""
        marked = {run for element in self.on_page[page] for run in element.runs}
        return [run for run in self.runs[page] if run not in marked]

    @cached_property
    def destinations(self):
        """The pages of named places."""
        places = self.reader.named_destinations
        return {name: self.reader.get_destination_page_number(place) + 1 for name, place in places.items()}

    @cached_property
    def bookmarks(self):
        return list(self._bookmarks(self.reader.outline, 1))

    def _bookmarks(self, outline, level):
        for item in outline:
            if isinstance(item, list):
                yield from self._bookmarks(item, level + 1)
            else:
                yield Bookmark(item.title, self.reader.get_destination_page_number(item) + 1, level)

    @cached_property
    def numbered_paragraphs(self):
        """The texts of the paragraphs that have a number, by it, as far as they stand on the page where they begin."""
        numbers = [(re.match(r"(RT)?\d+\.\d+", element.text), element) for element in self.of_role("P")]
        return {number[0]: element.prose.removeprefix(number[0]).strip() for number, element in numbers if number}

"""Keeps everything on the sheet: what is wider than its column is set so that it fits, and what can't be made to fit is told.

Each text and each picture is held against its column and its page. If something sticks out, the document is laid out anew,
with

- a table set smaller, to 75 per cent at least, and not under what the style sheet calls `--least-size`; if that doesn't do,
  with its words divided at syllables, too;
- lines of code set smaller in the same way, and if that doesn't do, continued on further lines;
- other words divided wherever it must be, and a picture made as small as its column and its page;
- what is to be copied as one sheet (`data-one-page`) set closer, as the style sheet says by the class `closer`, if it goes on over the page
  and that keeps it from doing so.

A document in which everything fits is laid out but once.
"""

from collections import Counter
from dataclasses import dataclass
from functools import partial

import weasyprint.layout as layout
from weasyprint import LOGGER
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

# Lengths are in 96ths of an inch, as WeasyPrint has them.
POINT, MILLIMETRE = 96 / 72, 96 / 25.4
TOLERANCE = 0.75
SMALLEST_SHARE, LEAST_POINTS = 0.75, 7.5

_tried = {}


class Misfit(Exception):
    """Something sticks out that may fit now that its style has been changed."""


def lay_out(html, **options):
    """Lays out a document, as often as something that sticks out can be mended."""
    if getattr(layout.make_all_pages, "func", None) is not _make_all_pages:
        layout.make_all_pages = partial(_make_all_pages, layout.make_all_pages)
    while True:
        try:
            document = html.render(**options)
        except Misfit:
            continue
        if not _mend([page._page_box for page in document.pages]):
            return document


def _make_all_pages(make, context, root_box, html, pages):
    """Most of what sticks out does so in the first round, before the page numbers of links are known."""
    made = list(make(context, root_box, html, pages))
    if not pages and _mend(made):
        raise Misfit
    return made


def complain(pages):
    """Tells what sticks out of the finished pages, of each block what does so most."""
    worst = {}
    for overhang in _overhangs([page._page_box for page in pages]):
        known = worst.get(overhang.block.element)
        if known is None or known.excess < overhang.excess:
            worst[overhang.block.element] = overhang
    for overhang in worst.values():
        LOGGER.error("Sticks out: %s", "\t".join(overhang.description))


@dataclass(frozen=True)
class Column:
    """Where texts and pictures may stand."""

    left: float
    right: float
    bottom: float

    def excess(self, box):
        """By how much a box is too wide for it, or stands too low in it."""
        blanks = _width_of_blanks(box)
        right = box.position_x + box.margin_width() - blanks
        # Letters may reach below their line.
        height = box.margin_height() * (1 if isinstance(box, boxes.ReplacedBox) else 0.5)
        below = box.position_y + height - self.bottom
        return max(self.left - box.position_x - blanks, right - self.right, below if below > 0 else 0)

    def within(self, box):
        """The part of it that a block has; its padding may be used."""
        left = box.border_box_x()
        return Column(max(self.left, left), min(self.right, left + box.border_width()), self.bottom)


@dataclass(frozen=True)
class Overhang:
    """A text or a picture that sticks out of its column or its page."""

    box: boxes.Box
    around: tuple
    """The boxes in which it stands, from the page inwards."""
    page: int
    excess: float

    @property
    def block(self):
        """The box to which something can be done: a table, lines of code, a picture, or else the text itself."""
        # A style sheet may lay out other things as tables.
        tables = (box for box in self.around if isinstance(box, boxes.TableBox) and box.element.tag == "table")
        code = (box for box in self.around if box.element_tag == "pre")
        return self.box if isinstance(self.box, boxes.ReplacedBox) else next(tables, next(code, self.box))

    @property
    def room(self):
        """The width of what its block stands in; the block itself may be several boxes."""
        outside = [box for box in self.around if box.element is not self.block.element]
        inside = [box for box in self.around if box.element is self.block.element]
        end = self.around.index(inside[0]) if inside else len(self.around)
        return [box for box in self.around[:end] if box in outside][-1].width

    @property
    def description(self):
        """What the program that prints packs reads: the page, by how many millimetres, the anchor before it, the words, and
        the paragraph or the row of a table in which they stand."""
        elements = [box.element for box in (*self.around, self.box) if box.element is not None]
        lines = [element for element in elements if element.tag in ("tr", "p", "li", "dt", "dd", "pre", "caption")]
        names = [element.get("id") for element in elements if element.get("id")]
        # A word that is divided has a sign at its end which its author didn't write.
        words = getattr(self.box, "text", "").rstrip("\u2010") or self.box.element.get("src", "")
        line = "".join((lines or elements)[-1].itertext()) if elements else ""
        millimetres = max(1, round(self.excess / MILLIMETRE))
        return [" ".join(str(part).split()) for part in (self.page, millimetres, (names or [""])[-1], words, line)]


def _overhangs(page_boxes):
    for number, page in enumerate(page_boxes, 1):
        sheet = Column(0, page.margin_width(), page.margin_height())
        left, top = page.content_box_x(), page.content_box_y()
        column = Column(left, left + page.width, top + page.height)
        for child in page.children:
            # What stands in the margins is no part of the column.
            area = sheet if isinstance(child, boxes.MarginBox) else column
            yield from _overhangs_of(child, (page,), area, area, sheet, number)


def _overhangs_of(box, around, area, column, sheet, page):
    """What sticks out of `area`, which is the part of a column that the block around it has."""
    box = box._box if isinstance(box, AbsolutePlaceholder) else box
    if _is_invisible(box) or box.style["transform"]:
        return
    if box.style["position"] in ("absolute", "fixed"):
        area = column = sheet
    elif isinstance(box, (boxes.TextBox, boxes.AtomicInlineLevelBox, boxes.ReplacedBox)):
        if (excess := area.excess(box)) > TOLERANCE:
            yield Overhang(box, around, page, excess)
            return
    if not isinstance(box, (boxes.InlineBox, boxes.LineBox)):
        area = column.within(box)
    for child in box.children:
        yield from _overhangs_of(child, (*around, box), area, column, sheet, page)


def _width_of_blanks(box):
    """About how wide the blanks at the ends of a text are, which may stand in the margin: on the left, where it is written from
    right to left."""
    text = getattr(box, "text", "")
    return box.width * (1 - len(text.strip()) / len(text)) if text else 0


def _is_invisible(box):
    """Whether it is there for screen readers only, or isn't painted at all, as a blank at the end of a line."""
    if isinstance(box, boxes.TextBox) and not box.text.strip():
        return True
    is_hidden = box.style["overflow"] != "visible" and isinstance(box.width, (int, float)) and box.width <= 1
    return is_hidden or box.style["visibility"] != "visible"


def _mend(page_boxes):
    """Changes the styles of what sticks out, as long as there is something left to try; tells whether there was."""
    # The margins of a page belong to no element that could be told anything.
    found = [overhang for overhang in _overhangs(page_boxes) if overhang.block.element is not None]
    overhangs = {overhang.block.element: overhang for overhang in reversed(found)}
    measures = {element: _measure(overhang, _tried.get(element, 0)) for element, overhang in overhangs.items()}
    for element, measure in measures.items():
        if measure:
            _tried[element] = _tried.get(element, 0) + 1
            element.set("style", f"{element.get('style', '')};{measure}")
    closer = [_set_closer(element) for element in _torn(page_boxes)]
    return any(measures.values()) or any(closer)


def _torn(page_boxes):
    """What is to stand on one page, and stands on several."""
    found = Counter()
    for page in page_boxes:
        found.update({box.element for box in page.descendants() if box.element is not None and "data-one-page" in box.element.attrib})
    return [element for element, count in found.items() if count > 1]


def _set_closer(element):
    """Sets what doesn't stand on one page closer, and as it was if that is no help; tells whether there was something left to try."""
    tries = _tried[element] = _tried.get(element, 0) + 1
    if tries < 3:
        others = [name for name in element.get("class", "").split() if name != "closer"]
        element.set("class", " ".join(others + ["closer"] * (tries == 1)))
    return tries < 3


def _measure(overhang, tries):
    """What may make a block fit that has been changed a number of times, as a style."""
    block = overhang.block
    if isinstance(block, boxes.TableBox):
        padding = sum(cell.border_width() - cell.width for cell in _first_row(block))
        share = (overhang.room - padding) / max(1, block.border_width() - padding)
        return _smaller(block, share, tries, "hyphens: auto")
    if block.element_tag == "pre":
        return _smaller(block, block.width / overhang.box.width, tries, "white-space: pre-wrap; overflow-wrap: anywhere")
    if tries:
        return ""
    if isinstance(block, boxes.ReplacedBox):
        # Room is left for the line on which it stands.
        height = overhang.around[0].height * 0.95
        return f"max-inline-size: 100%; max-block-size: {height}px; inline-size: auto; block-size: auto"
    return "overflow-wrap: anywhere; white-space: normal"


def _first_row(table):
    rows = (box for box in table.descendants() if isinstance(box, boxes.TableRowBox))
    return next(rows).children


def _smaller(box, share, tries, breaking):
    """A smaller size, and if that isn't enough, where lines may break besides."""
    size = box.style["font_size"]
    least = min(size, max(SMALLEST_SHARE * size, _least_size(box)))
    wanted = size * share * 0.99
    if tries > 1:
        return ""
    return f"font-size: {wanted}px" if tries == 0 and wanted >= least else f"font-size: {least}px; {breaking}"


def _least_size(box):
    """What the style sheet calls `--least-size`, in points there."""
    points = [token.value for token in box.style["__least_size"] if token.type == "dimension" and token.unit == "pt"]
    return (points or [LEAST_POINTS])[0] * POINT

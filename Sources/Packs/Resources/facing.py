"""Lays out a pack in two languages on facing pages: the left ones in one language, the right ones in the other.

Each language is a document of its own, made by the same template. What stands in both, a paragraph, an item, a row of a table, is a
pair. Pairs are made as high as the higher of the two, and none is torn by the end of a page, so that both documents run alike; where
one breaks earlier all the same, the other breaks there, too. Then the pages take turns.
"""

from difflib import SequenceMatcher
from itertools import zip_longest
from xml.etree.ElementTree import Element

import fitting
import places
import reading
import structure
import weasyprint.layout as layout
import weasyprint.layout.page as layout_page
from weasyprint import CSS, LOGGER
from weasyprint.formatting_structure import boxes
from weasyprint.text.fonts import FontConfiguration

MILLIMETRE = 96 / 25.4
# By how much the first lines of a pair may stand apart, and what is worth another round.
ALLOWED, NOTICED = MILLIMETRE, 0.1 * MILLIMETRE
# More than any pack has taken.
ROUNDS = 30
HEADINGS = {f"h{level}" for level in range(1, 7)}
CONTAINERS = {"article", "section", "header", "div", "nav", "ul", "ol", "dl", "blockquote", "table", "thead", "tbody", "figure"}
BLOCKS = CONTAINERS | HEADINGS | {"p", "li", "dt", "dd", "pre", "tr", "caption", "figcaption"}
# What runs side by side, or in the order of a language's letters, has no partners in the other.
WHOLE = {"columns", "figures", "page-list", "facts-line", "cover"}
# The attributes that name places.
NAMES = ("id", "href", "aria-labelledby", "data-page-of")


def lay_out(left, right, fonts, options):
    """The pages of both, in turn, as one document."""
    faces = FontConfiguration()
    sides = left, right = Side(left, fonts, "left", faces), Side(right, fonts, "right", faces)
    right.rename_places()
    _share_cover(left, right)
    structure.joined.update(zip(_wrappers(right.tree), _wrappers(left.tree)))
    sections = _partners(places.sections(left.tree), places.sections(right.tree))
    sections = [(section, list(_pairs(*section))) for section in sections]
    for pair in (pair for _, pairs in sections for pair in pairs):
        for side, element in zip(sides, pair):
            side.keep_whole(element)
    for _ in range(ROUNDS):
        left.lay_out(options)
        right.lay_out(options)
        if not _adjust(left, right, sections):
            break
    _complain(left, right, sections)
    document = left.document.copy(_in_turn(left.document.pages, right.document.pages))
    document.metadata.title = " – ".join(side.document.metadata.title for side in sides)
    return document


class Side:
    """The pages of one language."""

    def __init__(self, source, fonts, name, faces):
        self.page, self.name, self.faces = reading.page(source, fonts), name, faces
        self.tree = self.page.etree_element
        self.room, self.moved, self.breaks = {}, {}, set()
        self.sections = places.sections(self.tree)
        for section in self.sections:
            section.set("lang", self.tree.get("lang"))
            section.set("dir", self.tree.get("dir"))

    def rename_places(self):
        """Keeps the names of places apart from those of the other language."""
        prefix = self.tree.get("lang") + "-"
        for element in self.tree.iter():
            for name in NAMES:
                value = element.get(name, "")
                mark = "#" if value.startswith("#") else ""
                if value and (mark or name in ("id", "aria-labelledby")):
                    element.set(name, mark + prefix + value.removeprefix("#"))

    def lay_out(self, options):
        """Lays out all pages, and notes where each element begins."""
        _keep_to(self.name)
        # The pages of both languages are counted together.
        counting = CSS(string="@page { counter-increment: page 2 }")
        self.document = fitting.lay_out(self.page, stylesheets=[counting], font_config=self.faces, **options)
        self.boxes = {}
        for number, page in enumerate(self.document.pages):
            for box in page._page_box.descendants():
                if isinstance(box, boxes.Box) and box.element is not None and box.element_tag == box.element.tag:
                    # The outermost comes first.
                    self.boxes.setdefault(box.element, {}).setdefault(number, box)

    def line(self, element):
        """The page of an element, and the height of its first line there."""
        number, box = self._beginning(element)
        lines = (part for part in box.descendants() if isinstance(part, boxes.LineBox))
        line = next(lines, None)
        return number, line.position_y + line.baseline if line else box.border_box_y()

    def reach(self, element):
        """How far an element reaches above and below its first line."""
        _, line = self.line(element)
        _, box = self._beginning(element)
        return line - box.border_box_y() - self.moved.get(element, 0), box.border_box_y() + box.border_height() - line

    def _beginning(self, element):
        return next(iter(self.boxes[element].items()))

    def move(self, element, down, is_on_top):
        """Has an element begin further down than what stands before it wants, or the page on top of which it is."""
        # A margin is cut off there, and parts of tables have none.
        if is_on_top or not self._is_block(self._outermost(element)):
            self.moved[element] = self.moved.get(element, 0) + down
            self.widen(element, above=down)
        else:
            element = self._outermost(element)
            self.room[element] = self.room.get(element, self._beginning(element)[1].margin_top) + down
            self._style(element, f"margin-top: {self.room[element]}px")

    def _outermost(self, element):
        """The largest part of a section that begins with an element."""
        while (around := _parent(self.tree, element)) not in self.sections and _blocks(around)[0] is element:
            if self._is_block(element) and not self._is_block(around):
                break
            element = around
        return element

    def _is_block(self, element):
        return element in self.boxes and isinstance(self._beginning(element)[1], boxes.BlockLevelBox)

    def keep_whole(self, element):
        """Leaves all of an element on one page, if it isn't one of those that are long."""
        if not WHOLE & set(element.get("class", "").split()):
            self._style(element, "break-inside: avoid")

    def delay(self, element, pages, is_on_top):
        """Has an element begin some pages later; if it is on top of one already, they stay empty."""
        element = element if element in self.sections else self._outermost(element)
        if not is_on_top and element not in self.breaks:
            self.breaks.add(element)
            self._style(element, "break-before: page")
            return
        around = _parent(self.tree, element)
        for _ in range(pages):
            around.insert(list(around).index(element), Element("div", style="break-before: page; block-size: 1px"))

    def widen(self, element, above=0, below=0):
        """Leaves more room above and below the words of an element; what hangs beside them moves with them."""
        for part in element if element.tag == "tr" else [element]:
            for edge, more in (("top", above), ("bottom", below)):
                if more > 0 and part in self.boxes:
                    kind, size = self.room.get((part, edge)) or self._edge(part, edge)
                    self.room[part, edge] = kind, size + more
                    self._style(part, f"{kind}-{edge}: {size + more}px {'solid transparent' if kind == 'border' else ''}")

    def _edge(self, element, edge):
        """What can be made wider at an edge: a border where there is none, or else the padding."""
        _, box = self._beginning(element)
        if isinstance(box, boxes.TableCellBox) or getattr(box, f"border_{edge}_width"):
            return "padding", getattr(box, f"padding_{edge}")
        return "border", 0

    def _style(self, element, declaration):
        element.set("style", f"{element.get('style', '')}; {declaration}")


def _keep_to(name):
    """Has all pages that are made next be left or right ones."""
    start = 0 if name == "left" else -1
    initialize, remake = _initialize, _remake

    def initialized(context, root_box):
        initialize(context, root_box)
        context.page_maker[0][3][1]["page"] = [start]

    def remade(index, context, *others):
        # None is left out to come to a side.
        was = resume_at, following, _, state, remaking = context.page_maker[index]
        wanted = "page" if following["break"] in ("left", "right", "recto", "verso") else following["break"]
        context.page_maker[index] = resume_at, {**following, "break": wanted}, name == "right", state, remaking
        try:
            return remake(index, context, *others)
        finally:
            context.page_maker[index] = was

    layout.initialize_page_maker, layout_page.remake_page = initialized, remade


_initialize, _remake = layout.initialize_page_maker, layout_page.remake_page


def _share_cover(left, right):
    """Puts the cover of the left pages on the page of the other one: the first page has none that faces it."""
    cover, other = places.sections(left.tree)[0], places.sections(right.tree)[0]
    if (cover.tag, cover.get("class")) != (other.tag, other.get("class")):
        return
    for title in cover.iter("h1"):
        # The pages of its language have its words in their margins.
        first = places.sections(left.tree)[1]
        first.attrib.update({name: value for name, value in title.attrib.items() if name.startswith("data-")})
        names = (name.removeprefix("data-") for name in title.attrib if name.startswith("data-"))
        first.set("style", "string-set: " + ", ".join(f"{name} attr(data-{name})" for name in names if name != "label"))
        title.set("style", "string-set: none")
    _parent(left.tree, cover).remove(cover)
    around = _parent(right.tree, other)
    around.insert(list(around).index(other), cover)


def _parent(tree, element):
    return next(parent for parent in tree.iter() if element in list(parent))


def _wrappers(tree):
    """What stands around the sections: it is one in the structure, so that each section is followed by the same one in the other
    language."""
    found = [tree, tree.find("body")]
    while len(found[-1]) == 1:
        found.append(found[-1][0])
    return found


def _pairs(left, right):
    """The smallest elements that stand in both, in their order."""
    parts = [_blocks(element) for element in (left, right)]
    is_whole = left.tag not in CONTAINERS or WHOLE & set(left.get("class", "").split())
    if is_whole or not all(parts):
        yield left, right
        return
    for pair in _partners(*parts):
        yield from _pairs(*pair)


def _blocks(element):
    return [part for part in element if part.tag in BLOCKS]


def _partners(left, right):
    """Those of two lists of elements that are of one kind, in their order."""
    kinds = [[(part.tag, part.get("class"), _number(part)) for part in parts] for parts in (left, right)]
    for start, other, length in SequenceMatcher(None, *kinds, autojunk=False).get_matching_blocks():
        yield from zip(left[start : start + length], right[other : other + length])


def _number(part):
    """The number of a paragraph; none of anything else."""
    first = next(iter(part), None)
    return first.text if first is not None and first.get("class") == "paragraph-number" else None


def _adjust(left, right, sections):
    """Brings pairs nearer to each other; tells whether that takes another round."""
    pairs = [pair for _, pairs in sections for pair in pairs]
    notes = [pair for elements in pairs for pair in zip(*map(_notes, elements))]
    # Of what is as high as its partner, nothing has to be moved.
    levelled = [_level(left, right, pair) for pair in pairs + notes if _is_placed(left, right, pair)]
    return any(levelled) or _align(left, right, sections)


def _notes(element):
    return [part for part in element.iter() if "footnote" in part.get("class", "").split()]


def _is_placed(left, right, pair):
    return pair[0] in left.boxes and pair[1] in right.boxes


def _level(left, right, pair):
    """Makes a pair as high as the higher of the two, above and below its first line; tells whether it wasn't."""
    reaches = [side.reach(element) for side, element in zip((left, right), pair)]
    above, below = map(max, zip(*reaches))
    # What goes on over the page has its height there.
    is_whole = all(len(side.boxes[element]) == 1 for side, element in zip((left, right), pair))
    changed = False
    for side, element, (own_above, own_below) in zip((left, right), pair, reaches):
        more = above - own_above, below - own_below if is_whole else 0
        changed |= max(more) > NOTICED
        side.widen(element, *more)
    return changed


def _gap(left, right, pair):
    """How many pages the right one of a pair comes before the page that faces the left one."""
    return left.line(pair[0])[0] + 1 - right.line(pair[1])[0]


def _align(left, right, sections):
    """Brings pairs to one page and one height, up to the first that stand on pages which don't face each other: what is behind them
    will move. Tells whether it had to."""
    changed = False
    for section, pairs in sections:
        page, moved = None, 0
        for number, pair in enumerate(pair for pair in pairs if _is_placed(left, right, pair)):
            if gap := _gap(left, right, pair):
                side, early = (right, 1) if gap > 0 else (left, 0)
                side.delay(pair[early] if number else section[early], abs(gap), is_on_top=not number)
                return True
            (on, line), (_, other) = left.line(pair[0]), right.line(pair[1])
            is_on_top = page != on
            page, moved = on, 0 if is_on_top else moved
            apart = line - other + moved
            if abs(apart) > NOTICED:
                side, element = (left, pair[0]) if apart < 0 else (right, pair[1])
                side.move(element, abs(apart), is_on_top)
                changed, moved = True, moved - apart
    return changed


def _complain(left, right, sections):
    """Tells which pairs don't stand side by side all the same."""
    for pair in (pair for _, pairs in sections for pair in pairs if _is_placed(left, right, pair)):
        apart = left.line(pair[0])[1] - right.line(pair[1])[1]
        if _gap(left, right, pair) or abs(apart) > ALLOWED:
            LOGGER.error("Stands apart: %s", " ".join("".join(pair[0].itertext()).split())[:60])


def _in_turn(left, right):
    """The pages of both as they follow each other, in whole sheets of four: of the pages for notes at the end, those are left out that
    don't fill up the last one."""
    written = sum(not any("note-page-" in name for name in page.anchors) for page in left)
    # The cover faces no page, nor does the last one.
    spreads = written + 1 + written % 2
    return [page for pair in zip_longest(right[: spreads + 1], left[: spreads + 1]) for page in pair if page]

"""Tells assistive technology what the parts of a PDF are.

WeasyPrint 70 makes an element of the structure out of every box, anew on each page, and knows neither notes nor languages
nor pairs of terms and descriptions. Here the structure follows the HTML: an element there is one here, on however many
pages it stands, and a note comes where it is called. Roles are those of ISO 32000-1, section 14.8.4.
"""

import decorations
import weasyprint.pdf
from structure_writer import StructureWriter
from weasyprint import LOGGER
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

SVG = "{http://www.w3.org/2000/svg}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# What elements of HTML are; all others are dissolved in what they stand in.
ROLES = {
    "main": "Part",
    "article": "Art",
    **dict.fromkeys(("section", "nav"), "Sect"),
    **dict.fromkeys(("div", "header", "footer", "aside", "figure", "address"), "Div"),
    "blockquote": "BlockQuote",
    **dict.fromkeys(("p", "pre"), "P"),
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    **dict.fromkeys(("ul", "ol", "dl"), "L"),
    **dict.fromkeys(("li", "dd"), "LBody"),
    "dt": "Lbl",
    "table": "Table",
    **{"thead": "THead", "tbody": "TBody", "tfoot": "TFoot", "tr": "TR", "th": "TH", "td": "TD"},
    **dict.fromkeys(("caption", "figcaption"), "Caption"),
    **dict.fromkeys(("img", f"{SVG}svg"), "Figure"),
    "a": "Link",
    "code": "Code",
    "q": "Quote",
}
HEADINGS = frozenset(f"H{level}" for level in range(1, 7))
# What holds blocks only: text in it becomes a paragraph.
GROUPS = frozenset(("Document", "Part", "Art", "Sect", "Div", "BlockQuote"))
# What stands in lines.
INLINE = frozenset(("Span", "Link", "Reference", "Code", "Quote", "Figure"))


# Elements that stand for others: what stands around the sections of a pack in two languages is one thing.
joined = {}


def replace():
    """Has WeasyPrint write this structure instead of its own."""
    weasyprint.pdf.add_tags = _add_structure


def _add_structure(pdf, document, pdf_version, page_streams):
    structure = Structure()
    for number, (page, stream) in enumerate(zip(document.pages, page_streams)):
        structure.add_page(page._page_box, number, stream._tags)
    StructureWriter(pdf).write(structure.root)


class Node:
    """An element of the structure."""

    def __init__(self, role, element=None, parent=None, language=None):
        self.role, self.element, self.parent = role, element, parent
        self.language = language or (parent.language if parent else None)
        self.box = None
        """The box of a picture, with its page."""
        self.generated = ""
        """What the style sheet adds to the words of a link."""
        self.kids = []
        """In the order of reading: other nodes, marked text as a page and a number, annotations as a page and the thing."""
        if parent:
            parent.kids.append(self)

    def closest(self, roles):
        """This one or the innermost around it that has one of some roles."""
        node = self
        while node and node.role not in roles:
            node = node.parent
        return node

    def implied(self, role):
        """The last one in it if it has a role that no element of HTML stands for, or else a new one."""
        last = self.kids[-1] if self.kids else None
        is_open = isinstance(last, Node) and last.role == role and last.element is None
        return last if is_open else Node(role, parent=self)


class Structure:
    """What the boxes of all pages make together."""

    def __init__(self):
        self.root = Node("Document")
        self._nodes = {}
        """What stands for an element of HTML, or for the one in which it is dissolved."""
        self._labels = {}

    def add_page(self, page_box, number, tags):
        """Adds what stands on a page; `tags` are the boxes that were painted, with the numbers of their marks."""
        self._page, self._tags = number, tags
        self._add(page_box, self.root)
        assert not tags, "what was painted is part of the structure"

    def _add(self, box, node):
        box = box._box if isinstance(box, AbsolutePlaceholder) else box
        if decorations.has(box):
            return
        if box.footnote:
            self._add_note(box.footnote.element, node)
        # What a style sheet shows as the call of a note stands in the text, not in the note.
        if box.element is not None and not box.element_tag.endswith("::footnote-call"):
            node = self._node(box.element, node)
            node = self._label(box, node) or node
        if box.link_annotation:
            link = node.closest({"Link"}) or Node("Link", parent=_line(node))
            link.kids.append((self._page, box.link_annotation))
        if tag := self._tags.pop(box, None):
            self._add_mark(box, tag["mcid"], node)
        for child in box.children:
            self._add(child, node)

    def _add_note(self, element, node):
        """A note where it is called; what it says comes from the foot of the page."""
        if element not in self._nodes:
            self._nodes[element] = Node("Note", element, _place_of_note(node), _language(element))

    def _add_mark(self, box, number, node):
        if isinstance(box, boxes.ReplacedBox):
            node.box = box, self._page
        elif "::" in box.element_tag and (link := node.closest({"Link"})):
            link.generated += box.text
        _line(node).kids.append((self._page, number))

    def _node(self, element, parent):
        """What stands for an element; it is made where the element is met first."""
        element = joined.get(element, element)
        if element not in self._nodes:
            self._nodes[element] = self._make(element, parent)
        return self._nodes[element]

    def _make(self, element, parent):
        language = _language(element)
        if element.tag in ("html", "body"):
            self.root.language = self.root.language or language
            if self.root.element is None:
                self.root.element = element
            return self.root
        role = _role(element, parent, language)
        if role is None:
            return parent
        parent = _parent(role, element, parent)
        if role == "Figure" and not words_of_picture(element):
            LOGGER.error('Image "%s" has no required alt description', element.get("src", "unknown"))
        return Node(role, element, parent, language)

    def _label(self, box, node):
        """The mark of an item in a list, be it one of the style sheet's own."""
        if box.element.tag != "li" or box.element_tag not in ("li::marker", "li::before") or node.role != "LBody":
            return None
        if box.element not in self._labels:
            item = node.parent
            self._labels[box.element] = Node("Lbl", parent=item)
            item.kids.insert(0, item.kids.pop())
        return self._labels[box.element]


def _language(element):
    return element.get("lang") or element.get(XML_LANG)


def _role(element, parent, language):
    """The role of an element, none if it is dissolved."""
    role = ROLES.get(element.tag)
    if element.tag == "div" and parent.role == "L":
        return "LI"
    # Neither is a heading within a heading, a paragraph within one, a link within a link.
    for family in (HEADINGS | {"P"}, {"Link"}):
        if role in family and parent.closest(family):
            role = None
    if role == "Link" and not element.get("href"):
        role = None
    if role is None and language and language != parent.language:
        return "Span"
    return role


def _parent(role, element, parent):
    """Where a new element of the structure belongs, which may have to be made first."""
    kind = element.get("role")
    if role == "Link" and kind == "doc-noteref":
        return Node("Reference", element, _line(parent))
    if role == "Link" and kind == "doc-backlink" and parent.role == "Note":
        return Node("Lbl", element, parent)
    if role in INLINE:
        return _line(parent)
    if role in ("Lbl", "LBody") and parent.role != "LI":
        listing = parent if parent.role == "L" else parent.implied("L")
        last = listing.implied("LI")
        is_over = element.tag == "li" or (role == "Lbl" and any(kid.role == "LBody" for kid in last.kids))
        return Node("LI", parent=listing) if is_over and last.kids else last
    return parent


def _line(node):
    """What may hold text: a group holds it in a paragraph, and blanks between the items of a list go with the one before."""
    while node.role in ("L", "LI") and node.kids and isinstance(node.kids[-1], Node):
        node = node.kids[-1]
    return node.implied("P") if node.role in GROUPS else node


def _place_of_note(node):
    """Where a note is read that is called at a place: within a line, but behind a heading."""
    heading = node.closest(HEADINGS)
    return heading.parent if heading else node


def words_of_picture(element):
    """What says to those who can't see a picture what it shows."""
    title = element.findtext(f"{SVG}title") or ""
    return element.get("aria-label") or element.get("alt") or " ".join(title.split())

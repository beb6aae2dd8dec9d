"""Knows what is no part of a document's text: assistive technology leaves it out.

That is all in the margins of pages, what stands at the same place of each page, the head of a table where it is repeated,
pictures of the style sheet, and elements that say `aria-hidden="true"`.
"""

from contextlib import contextmanager

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.stream import Stream

_marked = Stream.marked
_found = set()


def find(pages):
    """Looks for decorations on all pages, which will be painted as such."""
    Stream.marked = _mark
    heads = set()
    for page in pages:
        for box in page._page_box.descendants(placeholders=True):
            if _is_decoration(box, heads):
                _found.update(box.descendants(placeholders=True))
        heads |= {box.element for box in page._page_box.descendants(placeholders=True) if _is_head(box)}


def has(box):
    """Whether a box is a decoration or part of one."""
    return box in _found


def _is_decoration(box, heads):
    return (
        isinstance(box, boxes.MarginBox)
        or box.style["position"] == "fixed"
        or (_is_head(box) and box.element in heads)
        or (isinstance(box, boxes.ReplacedBox) and "::" in box.element_tag)
        or (box.element is not None and box.element.get("aria-hidden") == "true")
    )


def _is_head(box):
    return isinstance(box, boxes.TableRowGroupBox) and box.is_header


@contextmanager
def _mark(stream, box, tag):
    """Marks what is painted: as a decoration (ISO 32000-1, section 14.8.2.2), or else as WeasyPrint does."""
    if has(box) and stream._tags is not None:
        stream.begin_marked_content("Artifact", pydyf.Dictionary({"Type": "/Pagination"}))
        yield
        stream.end_marked_content()
    else:
        with _marked(stream, box, tag):
            yield

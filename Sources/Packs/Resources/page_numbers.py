"""Keeps the page numbers of links right.

WeasyPrint lays pages out in rounds until the page numbers that they show are those that they have. WeasyPrint 70 doesn't
look at the numbers of links again when what they lead to moves in one of its later rounds, so a round in which something
has moved to another page has to be followed by one that makes all pages anew.
"""

import weasyprint.layout as layout

_round_of_layout = layout.make_all_pages


def look_again():
    """Has WeasyPrint make all pages anew after a round in which something has moved."""
    layout.make_all_pages = _make_all_pages


def _make_all_pages(context, root_box, html, pages):
    before = _places(pages)
    made = list(_round_of_layout(context, root_box, html, pages))
    if before and _places(made) != before:
        for page in context.page_maker[:-1]:
            page[-1]["content_changed"] = True
    return made


def _places(pages):
    """The numbers of the pages on which things stand that have a name."""
    boxes = [(box.style["anchor"], number) for number, page in enumerate(pages) for box in page.descendants()]
    return {anchor: number for anchor, number in reversed(boxes) if anchor}

"""Boxes that go over the page.

A box is laid out as a table, so that its head stands on each of its pages. What has the class `continued` in it is for the later
ones, whose heads are no part of the text (see `decorations`).
"""

import weasyprint.layout as layout
from weasyprint.formatting_structure import boxes


def mark_repeated_heads():
    """Has WeasyPrint tell the first head of a box from those that are repeated, and end each part of it with its text."""
    finish = layout.layout_backgrounds
    seen = set()

    def finish_page(page, *arguments):
        if page.page_type.index == 0:
            seen.clear()
        for table in (box for box in page.descendants() if isinstance(box, boxes.TableBox)):
            head = table.children[0] if table.children else None
            if head and head.is_header and head.element.tag != "thead":
                _adapt(head, is_first=head.element not in seen)
                _end_with_text(table)
                seen.add(head.element)
        finish(page, *arguments)

    layout.layout_backgrounds = finish_page


def _adapt(head, is_first):
    """Takes "continued" out of the first head, and bookmarks out of the others."""
    for box in [head, *head.descendants()]:
        if not is_first:
            box.bookmark_label = ""
        elif isinstance(box, boxes.ParentBox):
            box.children = [child for child in box.children if not _is_continuation(child)]


def _is_continuation(box):
    return box.element is not None and "continued" in box.element.get("class", "").split()


def _end_with_text(table):
    """Takes away what is empty below the text of a part of a box: WeasyPrint has it end with its page.

    As much stays free as above the title.
    """
    head, body = table.children[0], table.children[-1]
    title = next(box for box in head.descendants() if isinstance(box, boxes.BlockBox) and box.padding_top)
    end = max(line.position_y + line.height for line in body.descendants() if isinstance(line, boxes.LineBox))
    surplus = body.position_y + body.height - end - title.padding_top
    if surplus > 0:
        for box in [table, body, *body.children, *(cell for row in body.children for cell in row.children)]:
            box.height -= surplus

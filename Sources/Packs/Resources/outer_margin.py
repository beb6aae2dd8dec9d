"""What hangs in a margin, such as the numbers of paragraphs.

Style sheets can't tell left pages from right ones there: `inset-inline-end: 100%` is at the spine on every other page, where holes
are punched and pages bend.
"""

import weasyprint.layout as layout
from weasyprint.layout.absolute import AbsolutePlaceholder


def hang_outside():
    """Has WeasyPrint move what hangs in the inner margin of a page to the outer one."""
    finish = layout.layout_backgrounds

    def finish_page(page, *arguments):
        left = page.content_box_x()
        move(page, left, left + page.width, page.page_type.side)
        finish(page, *arguments)

    layout.layout_backgrounds = finish_page


def move(parent, left, right, side):
    """Mirrors what is positioned beyond the inner edge of the column."""
    for box in parent.children:
        box = box._box if isinstance(box, AbsolutePlaceholder) else box
        if box.style["position"] == "absolute" and hasattr(box, "width"):
            start, end = box.position_x, box.position_x + box.margin_width()
            if end <= left if side == "right" else start >= right:
                box.translate(left + right - start - end)
        elif hasattr(box, "children"):
            move(box, left, right, side)

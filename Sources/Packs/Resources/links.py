"""Leaves each link one area to a line."""


def merge(pages):
    """Drops the areas of what stands within a link: WeasyPrint 70 makes a link of each box there, and of what a style
    sheet adds. A number that a style sheet puts elsewhere keeps its own."""
    for page in pages:
        kept = []
        for link in page.links:
            if not any(_holds(other, link) for other in kept):
                kept.append(link)
        page.links[:] = kept


def _holds(outer, inner):
    """Whether the area of a link holds that of another one with the same target; half a pixel is no difference."""
    (_, target, (left, top, right, bottom), _), (_, same, (x1, y1, x2, y2), _) = outer, inner
    return target == same and left - 0.5 <= x1 and top - 0.5 <= y1 and x2 <= right + 0.5 and y2 <= bottom + 0.5

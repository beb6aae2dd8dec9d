"""The columns of pages, from the style sheets of papers."""

import functools
import re

from project import ROOT

# The place where an objective begins.
BEGIN = re.compile(r"objective-\d+")
POINTS = {"mm": 72 / 25.4, "in": 72}


def column(pack, page):
    """The left and the right edge of the text on a page."""
    left, _, right, _ = area(pack, page)
    return left, right


def area(pack, page):
    """The left, upper, right and lower edge of what is within the margins of a page."""
    sheet = next((name for name in ("letter", "a4-large") if pack.path.stem.endswith(name)), "a4")
    margins, size = rules(sheet), pack.reader.pages[page - 1].mediabox
    side = "left" if page % 2 == 0 else "right"
    kinds = [kind(pack, page), f"{kind(pack, page)}:{side}", side]
    top, right, bottom, left = next(margins[name] for name in kinds if name in margins)
    return left, top, float(size.width) - right, float(size.height) - bottom


@functools.cache
def rules(sheet):
    """The margins by the names of pages: those of `@page` alone are those of right pages."""
    text = (ROOT / f"templates/assets/paper-{sheet}.css").read_text()
    found = re.findall(r"@page ?:?([\w:-]*) \{[^}]*margin: ([^;]*);", text)
    return {name or "right": edges([length(value) for value in values.split()]) for name, values in found}


def edges(lengths):
    """All four margins, from the top clockwise, of the three or four that a style sheet gives."""
    return lengths if len(lengths) == 4 else [*lengths, lengths[1]]


def length(text):
    number, unit = re.fullmatch(r"([\d.]+)(mm|in)", text).groups()
    return float(number) * POINTS[unit]


def kind(pack, page):
    """The name of the kind of a page: the cover, what comes before the objectives, and all else, which has no name."""
    if page == 1:
        return "cover"
    return "sheet" if page < min(place for name, place in pack.destinations.items() if BEGIN.fullmatch(name)) else ""

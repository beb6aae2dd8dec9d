"""Finds the fonts that words are to be set in and that no style sheet brings along: Pango takes any other in their place."""

from weasyprint import LOGGER
from weasyprint.formatting_structure import boxes
from weasyprint.text.fonts import FontConfiguration

# They name no font of their own.
_GENERIC = {"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "math", "emoji", "fangsong"}
_brought = set()


def keep_track():
    add = FontConfiguration.add_font_face

    def tracked(configuration, descriptors, fetcher):
        _brought.add(descriptors["font_family"].casefold())
        return add(configuration, descriptors, fetcher)

    FontConfiguration.add_font_face = tracked


def complain(pages):
    """Tells the fonts that words ask for first."""
    wanted = {box.style["font_family"][0] for page in pages for box in page._page_box.descendants() if isinstance(box, boxes.TextBox)}
    for family in sorted(wanted):
        if family.casefold() not in _brought | _GENERIC:
            LOGGER.error("No style sheet brings the font '%s'", family)

"""Draws the pages of the sections of a pack that have changed: `changed.py before.html pack.html places.json folder font…`.

`places.json` tells where everything was when the earlier page was printed. A section that has as many pages as it had is drawn as it
comes out of the printer, each page as `folder/number.png`. Nothing is drawn if more has changed than a sentence would.
"""

import gc
import io
import json
import re
import sys
from pathlib import Path
from xml.etree import ElementTree

import libraries  # before those that load WeasyPrint
import continued
import drawings
import fitting
import footnotes
import outer_margin
import page_numbers
import places
import reading
import scaling
from pypdfium2 import PdfDocument

# A sentence stands in one section, and perhaps in a summary; where more has changed, the whole pack may as well be printed.
MOST = 2
# 108 pixels to the inch, as all sheets are shown.
SCALE = 1.5


def main(before, now, known, folder, *fonts):
    gc.disable()
    known = json.loads(Path(known).read_text())
    before, after = [list(map(ElementTree.tostring, places.sections(reading.elements(page)))) for page in (before, now)]
    numbers = _others(before, after)
    if len(before) != len(after) or len(numbers) > MOST:
        return
    page_numbers.keep_right()
    footnotes.keep_with_calls()
    continued.mark_repeated_heads()
    outer_margin.hang_outside()
    drawings.keep_words_whole()
    scaling.prepare(Path(now).parent)
    for number in numbers:
        if not _draw(now, fonts, number, known, folder):
            # All that stands behind it is on other pages now.
            return


def _others(before, after):
    """The places of the sections that have changed, but for the cover; that it tells another version is no change elsewhere."""
    old, new = [set(re.findall(rb"\w+", sections[0])) for sections in (before, after)]
    if len(old - new) == len(new - old) == 1:
        before = [section.replace(*(old - new), *(new - old)) for section in before]
    return [number for number in range(1, len(after)) if before[number : number + 1] != after[number : number + 1]]


def _draw(source, fonts, number, known, folder):
    """Draws a section behind the cover, whose words stand on all pages; tells whether it has as many pages as before."""
    first, last = known["sections"][number]
    page = reading.page(source, fonts, lambda root: _keep_only(root, number, "verso" if first % 2 else "recto"))
    own = {element.get("id") for element in page.etree_element.iter()}
    page_numbers.continue_from(first - 2, {name: at for name, at in known["names"].items() if name not in own})
    document = fitting.lay_out(page, presentational_hints=True)
    section = places.sections(page.etree_element)[number]
    pages = [page for page in document.pages if any(box.element is section for box in page._page_box.descendants())]
    is_as_long = len(pages) == last - first + 1
    if is_as_long:
        drawn = PdfDocument(io.BytesIO(document.copy(pages).write_pdf(presentational_hints=True)))
        for at, sheet in enumerate(drawn, first):
            sheet.render(scale=SCALE).to_pil().save(f"{folder}/{at}.png", compress_level=1)
    return is_as_long


def _keep_only(root, number, side):
    """Empties all sections but the cover and one, which then stands on the side of the sheet that it is printed on: where one reads
    from right to left, the first page is a left one."""
    root.set("style", f"break-before: {side}")
    for other, section in enumerate(places.sections(root)):
        if other not in (0, number):
            for child in list(section):
                section.remove(child)
            section.set("style", "display: none")
            section.attrib.pop("id", None)


main(*sys.argv[1:])

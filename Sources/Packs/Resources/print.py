"""Prints a pack: `print.py pack.html pack.pdf font…` tells how many pages it has.

Where everything is in it is told by `pack.pdf.json`. If there is a `facing.html` beside it, that is the same pack in another language, whose
pages are to face those of this one. What is wrong with it is on the standard error, a line each. The fonts are those that the style sheets name by file.
"""

import gc
import sys
from pathlib import Path

import libraries  # before those that load WeasyPrint
import archive
import complaints
import continued
import decorations
import drawings
import facing
import families
import fitting
import footnotes
import links
import outer_margin
import page_numbers
import places
import reading
import scaling
import structure

OPTIONS = {"pdf_variant": "pdf/a-2a", "presentational_hints": True}


def main(source, target, *fonts):
    # Nothing is given up before the end: looking for it takes a tenth of the time.
    gc.disable()
    complaints.report()
    families.keep_track()
    page_numbers.keep_right()
    footnotes.keep_with_calls()
    continued.mark_repeated_heads()
    outer_margin.hang_outside()
    drawings.keep_words_whole()
    structure.replace()
    archive.keep_streams_apart()
    archive.leave_pictures_as_they_are()
    scaling.prepare(Path(source).parent)
    other = Path(source).with_name("facing.html")
    if other.exists():
        document = facing.lay_out(source, other, fonts, OPTIONS)
        pages = document.pages
    else:
        page = reading.page(source, fonts)
        document = fitting.lay_out(page, **OPTIONS)
        pages = whole_sheets(document.pages)
        places.write(page.etree_element, pages, f"{target}.json")
    families.complain(pages)
    fitting.complain(pages)
    footnotes.complain(pages)
    links.merge(pages)
    decorations.find(pages)
    document.copy(pages).write_pdf(target, finisher=archive.declare, **OPTIONS)
    print(len(pages))


def whole_sheets(pages):
    """The pages without those for notes at the end that don't fill up the last sheet of four."""
    count = len(pages)
    while count % 4 and any(name.startswith("note-page-") for name in pages[count - 1].anchors):
        count -= 1
    return pages[:count]


main(*sys.argv[1:])

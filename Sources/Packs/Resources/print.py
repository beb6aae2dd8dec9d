"""Prints a pack: `print.py pack.html pack.pdf`. What is wrong with it is on the standard error, a line each."""

import logging
import sys

import archive
import decorations
import fitting
import footnotes
import links
import page_numbers
import structure
from weasyprint import HTML, LOGGER

OPTIONS = {"pdf_variant": "pdf/a-2a", "presentational_hints": True}


def main(source, target):
    report_complaints()
    page_numbers.keep_right()
    footnotes.keep_with_calls()
    structure.replace()
    archive.keep_streams_apart()
    document = fitting.lay_out(HTML(source), **OPTIONS)
    pages = whole_sheets(document.pages)
    fitting.complain(pages)
    links.merge(pages)
    decorations.find(pages)
    document.copy(pages).write_pdf(target, finisher=archive.declare, **OPTIONS)


def report_complaints():
    """Has WeasyPrint say what it leaves out: it ends well even if a picture is missing."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.WARNING)


def whole_sheets(pages):
    """The pages without those for notes at the end that don't fill up the last sheet of four."""
    count = len(pages)
    while count % 4 and any(name.startswith("note-page-") for name in pages[count - 1].anchors):
        count -= 1
    return pages[:count]


main(*sys.argv[1:])

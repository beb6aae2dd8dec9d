"""Prints a pack: `print.py pack.html pack.pdf`. What is wrong with it is on the standard error, a line each."""

import logging
import sys

import page_numbers
from weasyprint import HTML, LOGGER

OPTIONS = {"pdf_variant": "pdf/ua-1", "presentational_hints": True}


def main(source, target):
    report_complaints()
    page_numbers.look_again()
    document = HTML(source).render(**OPTIONS)
    document.copy(whole_sheets(document.pages)).write_pdf(target, **OPTIONS)


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

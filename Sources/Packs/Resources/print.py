"""Prints a pack: `print.py pack.html pack.pdf font…` tells how many pages it has.

What is wrong with it is on the standard error, a line each. The fonts are those that the style sheets name by file.
"""

import gc
import sys
from html.entities import html5
from pathlib import Path
from xml.etree import ElementTree

import libraries  # before those that load WeasyPrint
import archive
import complaints
import continued
import decorations
import fetcher
import fitting
import footnotes
import links
import outer_margin
import page_numbers
import scaling
import structure
from cssselect2 import ElementWrapper
from weasyprint import HTML

OPTIONS = {"pdf_variant": "pdf/a-2a", "presentational_hints": True}


def main(source, target, *fonts):
    # Nothing is given up before the end: looking for it takes a tenth of the time.
    gc.disable()
    complaints.report()
    page_numbers.keep_right()
    footnotes.keep_with_calls()
    continued.mark_repeated_heads()
    outer_margin.hang_outside()
    structure.replace()
    archive.keep_streams_apart()
    archive.leave_pictures_as_they_are()
    scaling.prepare(Path(source).parent)
    document = fitting.lay_out(page(source, fonts), **OPTIONS)
    pages = whole_sheets(document.pages)
    fitting.complain(pages)
    footnotes.complain(pages)
    links.merge(pages)
    decorations.find(pages)
    document.copy(pages).write_pdf(target, finisher=archive.declare, **OPTIONS)
    print(len(pages))


def page(source, fonts):
    """The page, read as XML: a reader of HTML would end a paragraph where a note with a list or a table stands in it."""
    names = {name[:-1]: character for name, character in html5.items() if name.endswith(";")}
    parser = ElementTree.XMLParser()
    parser.entity.update(names)
    page = HTML(string="", base_url=source, url_fetcher=fetcher.Fetcher(Path(source).parent, fonts))
    page.etree_element = ElementTree.parse(source, parser).getroot()
    page.wrapper_element = ElementWrapper.from_html_root(page.etree_element, content_language=None)
    return page


def whole_sheets(pages):
    """The pages without those for notes at the end that don't fill up the last sheet of four."""
    count = len(pages)
    while count % 4 and any(name.startswith("note-page-") for name in pages[count - 1].anchors):
        count -= 1
    return pages[:count]


main(*sys.argv[1:])

"""Reads the page of a pack as XML: a reader of HTML would end a paragraph where a note with a list or a table stands in it."""

from html.entities import html5
from pathlib import Path
from xml.etree import ElementTree

import fetcher
from cssselect2 import ElementWrapper
from weasyprint import HTML


def page(source, fonts, change=lambda root: None):
    """The page for WeasyPrint, after a change to its elements."""
    page = HTML(string="", base_url=str(source), url_fetcher=fetcher.Fetcher(Path(source).parent, fonts))
    page.etree_element = elements(source)
    change(page.etree_element)
    page.wrapper_element = ElementWrapper.from_html_root(page.etree_element, content_language=None)
    return page


def elements(source):
    """The element at the root of the page."""
    names = {name[:-1]: character for name, character in html5.items() if name.endswith(";")}
    parser = ElementTree.XMLParser()
    parser.entity.update(names)
    return ElementTree.parse(source, parser).getroot()

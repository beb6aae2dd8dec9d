"""On a page that is read from right to left, figures stand where they are read.

Behind a Latin letter a figure is put to its right, and so before it for those who read from the right, unless one of the two is
in an element of its own (Unicode Bidirectional Algorithm, rules W7 and N1).
"""

import re
from html.parser import HTMLParser

import pytest

INLINE = set("a abbr b bdi bdo cite code em i q s small span strong sub sup time".split())
HIDDEN = {"script", "style", "svg", "title"}
ARABIC = "\u0590-\u08ff"
ISOLATED = "\ufffc"
# A Latin letter, nothing strong, a sign between two things, a figure.
TORN = re.compile(rf"[A-Za-z][^{ARABIC}{ISOLATED}A-Za-z]*[،؛,:;·()–—]\s+\d")


class Lines(HTMLParser):
    """What stands side by side on a page, with a sign for each part that is laid out by itself."""

    def __init__(self, html):
        super().__init__()
        self.found, self.open, self.parts = [], [], [""]
        self.feed(html)
        self.end_line()

    def end_line(self):
        self.found += self.parts
        self.parts = [""]

    def handle_starttag(self, tag, attributes):
        if tag in {"img", "input", "link", "meta", "wbr"}:
            return
        if tag not in INLINE:
            self.end_line()
        if tag not in {"br", "hr"}:
            is_isolated = tag in INLINE and (tag == "bdi" or "dir" in dict(attributes))
            self.open.append((tag, is_isolated))
            if is_isolated:
                self.parts.append("")

    def handle_endtag(self, name):
        while self.open:
            tag, is_isolated = self.open.pop()
            if is_isolated and len(self.parts) > 1:
                self.found.append(self.parts.pop())
                self.parts[-1] += ISOLATED
            if tag not in INLINE:
                self.end_line()
            if tag == name:
                return

    def handle_data(self, text):
        if not any(tag in HIDDEN for tag, _ in self.open):
            self.parts[-1] += text


def torn(html):
    """The places in lines of Arabic where a figure goes over to a Latin word before it."""
    lines = (" ".join(line.split()) for line in Lines(html).found)
    return [line[max(0, hit.start() - 30) : hit.end() + 10]
            for line in lines if re.search(f"[{ARABIC}]", line) for hit in TORN.finditer(line)]


@pytest.mark.parametrize(("html", "count"), [
    ("<p>ملف PDF، A4، 40 صفحة</p>", 1),
    ("<p>ملف PDF، <bdi>A4</bdi>، <bdi>40 صفحة</bdi></p>", 0),
    ("<p>ملف <bdi>PDF</bdi></p><p>40 صفحة</p>", 0),
])
def test_torn_lines_are_found(html, count):
    assert len(torn(html)) == count


def test_no_figure_goes_over_to_another_part_of_its_line(own_site):
    arabic = own_site / "ar"
    found = {str(page.relative_to(arabic)): torn(page.read_text()) for page in arabic.rglob("*.html")}
    assert len(found) > 300
    assert not {page: lines for page, lines in found.items() if lines}

"""Page numbers of links that take the place of what stood for them give the same file as pages made anew."""

import os
import subprocess
import sys

import pytest
from page_text import joined
from pdf import PDF
from project import ROOT

SCRIPTS = ROOT / "Sources/Packs/Resources"
STYLE = """
@page { size: 105mm 148mm; margin: 10mm; @bottom-center { content: counter(page) " of " counter(pages); } }
section { break-before: page; }
a::after { content: " (p. " target-counter(attr(href), page) ")"; white-space: nowrap; }
h1::after { content: ", " counter(pages) " pages"; }
nav a::after { content: target-counter(attr(href), page); position: absolute; right: 0; }
"""
TOTALS = 'h1 a::after { content: ", to " target-counter(attr(href), pages); white-space: normal; }'
# Prints as always, and tells how many pages were laid out; `anew` has all pages made anew whose numbers have changed.
PROGRAM = """
import sys
sys.path.insert(0, sys.argv.pop(1))
import page_numbers
import weasyprint.layout.page as page
made, make = [], page.make_page
page.make_page = lambda *arguments: made.append(1) or make(*arguments)
if sys.argv.pop(1) == "anew":
    page_numbers._fill_in = lambda *arguments: False
import print
sys.stderr.write(f"{len(made)}")
"""


def document(sections, style):
    """Sections of one page each, which refer to one another forwards and backwards, also in the middle of a paragraph."""
    entries = "".join(f'<p><a href="#s{number}">Section {number}</a></p>' for number in range(1, sections + 1))
    texts = "".join(
        f'<section id="s{number}"><h2>Section {number}</h2><p>'
        + " ".join(f'Words and <a href="#s{other}">section {other}</a>.' for other in range(number % 3 + 1, sections, 3))
        + "</p></section>"
        for number in range(1, sections + 1)
    )
    head = f"<head><title>Pages</title><style>{style}</style></head>"
    return f'<html lang="en">{head}<body><h1>Pages <a href="#s{sections}">to read</a></h1><nav>{entries}</nav>{texts}</body></html>'


def printed(folder, way, style=STYLE):
    source, target = folder / "pack.html", folder / f"{way}.pdf"
    source.write_text(document(24, style))
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PROGRAM, SCRIPTS, way, source, target],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    return target, int(run.stdout), int(run.stderr)


@pytest.fixture(scope="module")
def ways(tmp_path_factory):
    folder = tmp_path_factory.mktemp("numbers")
    return {way: printed(folder, way) for way in ("in-place", "anew")}


def test_the_file_is_the_same(ways):
    assert ways["in-place"][0].read_bytes() == ways["anew"][0].read_bytes()


def test_hardly_a_page_is_made_anew(ways):
    _, pages, made = ways["in-place"]
    assert made <= pages + 9
    assert ways["anew"][2] > 1.5 * pages


def test_the_numbers_are_right(ways):
    pdf = PDF(ways["in-place"][0])
    links = [link for link in pdf.of_role("Link") if link.target]
    assert len(links) > 200
    for link in links:
        assert joined(link.runs).rstrip(")").endswith(str(pdf.destinations[link.target])), joined(link.runs)
    assert joined(pdf.of_role("H1")[0].runs).endswith(f", {ways['in-place'][1]} pages")


def test_totals_are_right_too(tmp_path):
    target, pages, _ = printed(tmp_path, "in-place", STYLE + TOTALS)
    assert joined(PDF(target).of_role("H1")[0].runs) == f"Pages to read, to {pages}, {pages} pages"

"""How full the pages of packs are: what a designer reads, and what a test holds them to.

    PYTHONPATH=Tests/python .venv/bin/python Tests/PackTests/fill.py public/packs/round-table-*.pdf
"""

import subprocess
import sys
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from paper import POINTS, area
from pdf import PDF
from PIL import Image

# Dots to the inch: hair lines, such as those to write on, still make a grey one.
RESOLUTION = 60
# What is lighter is no ink: the ground of a box isn't, so that a box can't fill a page.
INK = 235
HOLE = 40 * POINTS["mm"]
FULL = 0.6


@dataclass(frozen=True)
class Page:
    """A page with text on it, and how much of its column is free."""

    number: int
    height: float
    free: float
    """The height of the largest strip without ink: above the notes, or at the bottom."""
    is_last: bool
    """Whether the next page begins a section."""

    @property
    def fill(self):
        return 1 - self.free / self.height

    @property
    def is_hole(self):
        return not self.is_last and self.free > HOLE

    @property
    def is_thin(self):
        return not self.is_last and self.fill < FULL


def pages(pack):
    """The pages between the cover and the ruled ones, each as full as it is."""
    end = pack.destinations.get("note-page-1", len(pack.page_numbers) + 1)
    numbers = range(2, end)
    begins = {page for page in numbers if begins_section(pack, page)} | {end}
    pictures = painted(pack)
    for number in numbers:
        edges = area(pack, number)
        strips = free_strips(pictures[number - 1], edges)
        yield Page(number, edges[3] - edges[1], max(strips, default=0), number + 1 in begins)


def begins_section(pack, page):
    """Whether a heading of the first level is the first text of a page, or has only a line above it that goes with it."""
    texts = [element for element in pack.on_page[page] if element.role in ("H2", "P", "LI", "TD", "TH", "Caption")]
    return any(element.role == "H2" for element in texts[:2])


def painted(pack):
    """The pages as grey pictures."""
    command = ["pdftoppm", "-gray", "-r", str(RESOLUTION), pack.path]
    stream = subprocess.Popen(command, stdout=subprocess.PIPE)
    return [read_picture(stream.stdout) for _ in pack.page_numbers]


def read_picture(stream):
    """The next picture of a stream of them (PGM)."""
    assert stream.readline() == b"P5\n"
    width, height = map(int, stream.readline().split())
    stream.readline()
    return Image.frombytes("L", (width, height), stream.read(width * height))


def free_strips(picture, edges):
    """The heights of the strips without ink in a part of a page, in points."""
    dots = RESOLUTION / 72
    part = picture.crop(tuple(round(edge * dots) for edge in edges))
    rows = (part.crop((0, row, part.width, row + 1)).getextrema()[0] > INK for row in range(part.height))
    return [len(list(strip)) / dots for is_free, strip in groupby(rows) if is_free]


def report(pack):
    """One line about a pack, and one for each page that is not full."""
    found = list(pages(pack))
    holes, thin = [page for page in found if page.is_hole], [page for page in found if page.is_thin]
    fill = sum(page.fill for page in found) / len(found)
    yield f"{pack.name}: {len(pack.page_numbers)} pages, {found[-1].number} with text, {fill:.0%} full, {len(holes)} holes, {len(thin)} under {FULL:.0%}"
    yield from (f"  page {page.number}: {page.fill:.0%} full, {page.free / POINTS['mm']:.0f} mm free" for page in holes)


if __name__ == "__main__":
    for path in sys.argv[1:]:
        print(*report(PDF(Path(path))), sep="\n")

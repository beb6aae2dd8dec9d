"""Draws pictures that word processors don't show, SVG and WebP, as PNG files: `draw.py boats.svg.png map.webp.png`.

Each is drawn of the file beside it that has the same name without its end.
"""

import sys
from pathlib import Path

import fetcher
from PIL import Image
from pypdfium2 import PdfDocument
from weasyprint import HTML
from weasyprint.formatting_structure.boxes import ReplacedBox

# As sharp as print needs it, on a picture as wide as a page.
PIXELS = 2000
# A page that any drawing fits on, in CSS pixels.
LARGE = 20000


def main(targets):
    for target in map(Path, targets):
        source = target.with_suffix("")
        picture = drawn(source) if source.suffix == ".svg" else Image.open(source)
        picture.save(target)


def drawn(source):
    width, height = size(laid_out(source, LARGE, LARGE))
    pdf = laid_out(source, width, height).write_pdf()
    page = PdfDocument(pdf)[0]
    return page.render(scale=min(PIXELS / page.get_width(), PIXELS / page.get_height())).to_pil()


def laid_out(source, width, height):
    """A page that shows nothing but a drawing."""
    style = f"@page {{ size: {width}px {height}px; margin: 0 }} img {{ display: block }}"
    page = f'<style>{style}</style><img src="{source.name}">'
    return HTML(string=page, base_url=f"{source.parent}/", url_fetcher=fetcher.Fetcher(source.parent, [])).render()


def size(document):
    """The width and the height of the drawing on a page."""
    boxes = document.pages[0]._page_box.descendants()
    drawing = next(box for box in boxes if isinstance(box, ReplacedBox))
    return drawing.width, drawing.height


main(sys.argv[1:])

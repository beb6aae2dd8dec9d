"""Draws pictures that word processors don't show, SVG and WebP, as PNG files: `draw.py folder font…`.

The folder holds all pictures of a pack, and the style sheets that name the fonts. A PNG comes beside the file that it is drawn of, and
has its name with `.png` at the end. What is wrong with a picture is told as WeasyPrint tells it when it prints.
"""

import sys
from pathlib import Path

import libraries  # before those that load WeasyPrint
import complaints
import drawings
import fetcher
import pictures
import scaling
from PIL import Image, UnidentifiedImageError
from pypdfium2 import PdfDocument
from weasyprint import CSS
from weasyprint.formatting_structure.boxes import ReplacedBox
from weasyprint.text.fonts import FontConfiguration

# As sharp as print needs it, on a picture as wide as a page.
PIXELS = 2000


def main(folder, *fonts):
    folder, faces = Path(folder), FontConfiguration()
    own = fetcher.Fetcher(folder, fonts)
    # What else the sheets say is for paper.
    for sheet in folder.rglob("*.css"):
        CSS(filename=sheet, url_fetcher=own, font_config=faces)
    complaints.report()
    drawings.keep_words_whole()
    pictures.look_at(folder, own, faces)
    scaling.prepare(folder)
    for file in [*folder.rglob("*.svg"), *folder.rglob("*.webp")]:
        picture = drawn(file, own, faces) if file.suffix == ".svg" else read(file)
        if picture:
            picture.save(f"{file}.png")


def drawn(file, own, faces):
    """A drawing as a picture; none if it can't be read, which has been told."""
    boxes = pictures.laid_out([file], own, faces).pages[0]._page_box.descendants()
    box = next((box for box in boxes if isinstance(box, ReplacedBox)), None)
    if box is None:
        return None
    width, height = max(1, box.width), max(1, box.height)
    page = PdfDocument(pictures.laid_out([file], own, faces, width, height).write_pdf())[0]
    return page.render(scale=min(PIXELS / page.get_width(), PIXELS / page.get_height())).to_pil()


def read(file):
    try:
        return Image.open(file)
    except UnidentifiedImageError:
        return None


main(*sys.argv[1:])

"""Draws pictures of pages: `draw_pages.py folder width height font…` makes of each `7.html` in a folder a `7.png`.

Those with the same head are laid out as one document: a style sheet is read once, and a font is looked at once. What is wrong with one is told
as WeasyPrint tells it when it prints.
"""

import re
import sys
from pathlib import Path

import libraries  # before those that load WeasyPrint
import complaints
import fetcher
from PIL import Image
from pypdfium2 import PdfDocument
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

# Flat colours and the edges of letters need no more.
COLOURS = 96


def main(folder, width, height, *fonts):
    folder, size = Path(folder), (int(width), int(height))
    complaints.report()
    own, faces = fetcher.Fetcher(folder, fonts), FontConfiguration()
    for head, pages in by_head(sorted(folder.glob("*.html"))).items():
        bodies = "".join(body for _, body in pages)
        document = HTML(string=f"{head}<body>{bodies}</body></html>", base_url=f"{folder}/", url_fetcher=own)
        drawn = PdfDocument(document.render(font_config=faces).write_pdf())
        if len(drawn) != len(pages):
            print(f"ERROR: {len(pages)} pictures take {len(drawn)} pages", file=sys.stderr)
            continue
        for (file, _), page in zip(pages, drawn):
            save(page, size, file.with_suffix(".png"))


def by_head(files):
    """What stands between the body's tags in each file, by all that stands before."""
    heads = {}
    for file in files:
        head, body = re.split(r"<body[^>]*>", file.read_text(encoding="utf-8"), maxsplit=1)
        heads.setdefault(head, []).append((file, body.partition("</body>")[0]))
    return heads


def save(page, size, target):
    picture = page.render(scale=size[0] / page.get_width()).to_pil().convert("RGB")
    if picture.size != size:
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    # A twentieth more bytes than the least in a sixth of the time.
    picture.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(target, "PNG", compress_level=6)


main(*sys.argv[1:])

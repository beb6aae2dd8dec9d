"""Tells what would fail packs, as far as that can be known without laying them out: `check.py folder font…`.

The folder holds the style sheets and the pictures of all packs, and in `characters` all that they say. What is wrong is told as
WeasyPrint tells it when it prints.
"""

import sys
from pathlib import Path
from unicodedata import category, normalize

import complaints
import fetcher
from fontTools.ttLib import TTFont
from weasyprint import CSS, LOGGER
from weasyprint.images import get_image_from_uri

PICTURES = {".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}
AS_IT_IS = {"dpi": None, "jpeg_quality": None, "optimize_images": False}


def main(folder, *fonts):
    complaints.report()
    folder = Path(folder)
    files, own = sorted(folder.rglob("*.*")), fetcher.Fetcher(folder, fonts)
    for sheet in (file for file in files if file.suffix == ".css"):
        CSS(filename=sheet, url_fetcher=own)
    for picture in (file for file in files if file.suffix in PICTURES):
        get_image_from_uri({}, own, AS_IT_IS, picture.as_uri())
    known = {code for font in fonts if Path(font).exists() for code in characters_of(font)}
    for character in sorted(set(normalize("NFC", (folder / "characters").read_text()))):
        if is_seen(character) and ord(character) not in known:
            LOGGER.error("No glyph for “%s” (U+%04X)", character, ord(character))


def characters_of(font):
    """What a font has signs for; the fonts of a collection have the same."""
    return TTFont(font, fontNumber=0, lazy=True).getBestCmap()


def is_seen(character):
    """Whether a character is more than a space, or a mark that joins, parts or turns others."""
    return not character.isspace() and category(character) not in ("Cc", "Cf", "Mn")


main(*sys.argv[1:])

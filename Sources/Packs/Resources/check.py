"""Tells what would fail packs, as far as that can be known without laying them out: `check.py folder font…`.

The folder holds the style sheets and the pictures of all packs, and in `characters` all that they say. What is wrong is told as
WeasyPrint tells it when it prints.
"""

import sys
from pathlib import Path
from unicodedata import category, normalize

import libraries  # before those that load WeasyPrint
import complaints
import fetcher
import pictures
from fontTools.ttLib import TTFont
from weasyprint import CSS, LOGGER
from weasyprint.text.fonts import FontConfiguration


def main(folder, *fonts):
    complaints.report()
    folder = Path(folder)
    own, faces = fetcher.Fetcher(folder, fonts), FontConfiguration()
    for sheet in sorted(folder.rglob("*.css")):
        CSS(filename=sheet, url_fetcher=own, font_config=faces)
    pictures.look_at(folder, own, faces)
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

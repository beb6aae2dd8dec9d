#!/bin/sh
# WeasyPrint 70.0: words of a drawing are set letter by letter, so that Arabic stands unjoined and from left to right.
#
# A `<text>` of SVG is laid out in runs, in which letters take the forms and the order of their script (SVG 2, section 11.1; Unicode
# Standard, section 9.2). WeasyPrint asks its fonts for each letter apart, and puts it behind the one before, also if the text has
# `direction="rtl"` and nothing gives letters places of their own. In Latin only kerning gets lost.
#
# Seen: in a paragraph the four letters of the word for peace go from right to left; in a drawing from left to right, each in the form
# that it has alone, and together they are wider.
#
# Ends with 0 as long as that is so.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
# matplotlib brings a free font that has Arabic letters and joins them.
"$folder/venv/bin/pip" --quiet install weasyprint==70.0 pydyf==0.13.0 pypdfium2==5.15.2 matplotlib==3.10.3
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from pathlib import Path

import matplotlib
import pypdfium2
from weasyprint import HTML

FONT = Path(matplotlib.get_data_path()) / "fonts/ttf/DejaVuSans.ttf"
STYLE = f'@font-face {{ font-family: F; src: url("{FONT.as_uri()}") }} * {{ font: 20px F }}'
WORD = "سلام"


def places(html):
    """Where the letters begin, in the order in which they are written, and how wide all are."""
    pdf = HTML(string=f'<html lang="ar"><style>{STYLE}</style>{html}').write_pdf()
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    letters = {text.get_text_range(i, 1): text.get_charbox(i) for i in range(text.count_chars())}
    boxes = [letters[letter] for letter in WORD]
    return [round(box[0]) for box in boxes], max(box[2] for box in boxes) - min(box[0] for box in boxes)


paragraph, narrow = places(f'<p dir="rtl">{WORD}</p>')
drawing, wide = places(f'<svg width="200" height="40"><text x="150" y="30" direction="rtl">{WORD}</text></svg>')
print("in a paragraph:", paragraph, "in a drawing:", drawing, "times as wide:", round(wide / narrow, 2))
raise SystemExit(not (paragraph[0] > paragraph[-1] and drawing == sorted(drawing) and wide > 1.1 * narrow))
PYTHON

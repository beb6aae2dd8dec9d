#!/bin/sh
# WeasyPrint 70.0: a note that is called within `<del>` is struck through at the foot of the page.
#
# A line through text is not drawn through what floats in it (https://www.w3.org/TR/css-text-decor-3/#line-decoration), and a note
# floats to the foot of the page. Here a note of blanks that don't break is called within `<del>`: nothing of it should be seen.
#
# Seen: a line in the area of notes; in that of the same note outside `<del>` there is nothing. `text-decoration: none` on the note
# doesn't take the line away.
#
# Ends with 0 as long as that is so.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --quiet install weasyprint==70.0 pydyf==0.13.0 pypdfium2==5.15.2 pillow==13.0.0
"$folder/venv/bin/python" - <<'PYTHON'
import pypdfium2
from weasyprint import HTML

STYLE = """
@page { size: 300px 100px; margin: 0; @footnote { margin: 0; padding: 0; border: none } }
html { font: 20px/20px sans-serif } body, p { margin: 0 }
.note { float: footnote; text-decoration: none }
::footnote-call, ::footnote-marker { content: none }
"""
NOTE = f'<span class="note">{"&#160;" * 20}</span>'


def has_ink_at_foot(words):
    text = f'<html lang="en"><title>Notes</title><style>{STYLE}</style><body><p>{words}</p>'
    picture = pypdfium2.PdfDocument(HTML(string=text).write_pdf())[0].render(scale=2).to_pil().convert("L")
    foot = picture.crop((0, picture.height * 3 // 4, picture.width, picture.height))
    return foot.getextrema()[0] < 128


seen = {"in del": has_ink_at_foot(f"<del>gone{NOTE}</del>"), "outside": has_ink_at_foot(f"<del>gone</del>{NOTE}")}
print("a line at the foot:", seen)
raise SystemExit(seen != {"in del": True, "outside": False})
PYTHON

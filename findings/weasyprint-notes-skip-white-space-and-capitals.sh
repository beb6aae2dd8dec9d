#!/bin/sh
# WeasyPrint 70.0: in what has `float: footnote`, white space isn't collapsed and `text-transform` does nothing.
#
# A note holds two paragraphs with a line feed before, between and behind them, and wants capitals. In the text of a page the line
# feeds would make nothing (https://www.w3.org/TR/css-text-3/#white-space-phase-2) and the letters would be capitals; a note is
# text like any other once it has been moved to the foot of the page.
#
# Seen: the line feed between the paragraphs is a line of its own, so the second one stands 20 px below the first and not 10, and
# the letters stay small.
#
# Ends with 0 as long as that is so.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --quiet install weasyprint==70.0 pydyf==0.13.0 pypdf==7.1.0
"$folder/venv/bin/python" - <<'PYTHON'
import io
import pypdf
from weasyprint import HTML

STYLE = """
@page { size: 300px 300px; margin: 0; @footnote { margin: 0; padding: 0; border: none } }
html { font: 5px/10px sans-serif } body, p { margin: 0 }
.note { text-transform: uppercase } .foot { float: footnote }
::footnote-call, ::footnote-marker { content: none }
"""
NOTE = '<div class="note %s">\n<p>first</p>\n<p>second</p>\n</div>'


def seen(kind):
    """The words of the page, and how far the first one of the note stands above the second one, in pixels."""
    text = f'<html lang="en"><title>Notes</title><style>{STYLE}</style><body><p>Text{NOTE % kind if kind == "foot" else ""}</p>'
    page = pypdf.PdfReader(io.BytesIO(HTML(string=text + (NOTE % kind if kind != "foot" else "")).write_pdf())).pages[0]
    places = {}

    def note(words, _, matrix, *rest):
        if words.strip():
            places[words.strip()] = matrix[5]

    page.extract_text(visitor_text=note)
    found = {word.lower(): y for word, y in places.items()}
    gap = round(abs(found["first"] - found["second"]))
    return [word for word in places if word.lower() in ("first", "second")], gap


in_text, at_foot = seen("text"), seen("foot")
print("in the text:", in_text)
print("at the foot:", at_foot)
raise SystemExit(in_text != (["FIRST", "SECOND"], 10) or at_foot != (["first", "second"], 20))
PYTHON

#!/bin/sh
# WeasyPrint 70.0: a note goes to the page behind its call, although `footnote-policy` forbids it.
#
# A page has room for ten lines. A paragraph of six lines calls a note of three lines in its fifth; the next paragraph has four
# lines, of which at least two stay together. So the first page should have the first paragraph and the note, and the second page the
# second paragraph, of which only one line would fit before. With the policies `line` and `block` a note that doesn't fit takes its
# line or its paragraph along (https://www.w3.org/TR/css-gcpm-3/#footnote-policy); only `auto` lets it go alone.
#
# Seen, with both policies: page 1: call, begin; page 2: note, end. The note is put off to make room for two lines of the second
# paragraph. In long documents with many notes some come out on no page at all.
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
@page { size: 300px 100px; margin: 0; @footnote { margin: 0 } }
html { font: 5px/10px sans-serif } body, p { margin: 0 } p { orphans: 2; widows: 2 }
.note { float: footnote; footnote-policy: %s }
::footnote-call, ::footnote-marker { content: none; font: inherit; vertical-align: baseline }
"""
NOTE = '<span class="note">note<br>note<br>note</span>'
BODY = f"<p>1<br>2<br>3<br>4<br>call{NOTE}<br>6</p><p>begin<br>2<br>3<br>end</p>"

seen = {}
for policy in "line", "block":
    text = f'<html lang="en"><title>Notes</title><style>{STYLE % policy}</style><body>{BODY}'
    pages = pypdf.PdfReader(io.BytesIO(HTML(string=text).write_pdf())).pages
    words = [page.extract_text().split() for page in pages]
    seen[policy] = [[word for word in ("call", "note", "begin", "end") if word in page] for page in words]
    print(policy, seen[policy])
raise SystemExit(any(pages != [["call", "begin"], ["note", "end"]] for pages in seen.values()))
PYTHON

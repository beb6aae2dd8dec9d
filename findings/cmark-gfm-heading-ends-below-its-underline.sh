#!/usr/bin/env bash
# cmark-gfm (as in PyPI cmarkgfm 2024.11.20): a heading that is underlined is said to end with the line below its underline, be it
# empty or the text of the next paragraph; one that begins with # ends where its text ends.
#
# One would expect data-sourcepos of a block to end at its last byte, as it does for paragraphs and for headings with #. Who marks
# the source by these numbers marks the next paragraph as a part of the heading: two blocks claim the same line.
#
# Seen: <h2 data-sourcepos="1:1-3:0"> before an empty line, <h2 data-sourcepos="1:1-3:5"> and <p data-sourcepos="3:1-3:5"> without
# one, and <h2 data-sourcepos="1:1-1:11"> for "## Overview".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check cmarkgfm==2024.11.20
"$folder/venv/bin/python" - <<'PYTHON' | tee "$folder/out"
import cmarkgfm
from cmarkgfm.cmark import Options

for text in "Overview\n---\n\nText.\n", "Overview\n---\nText.\n", "## Overview\n\nText.\n":
    print(cmarkgfm.github_flavored_markdown_to_html(text, options=Options.CMARK_OPT_SOURCEPOS), end="")
PYTHON
grep -q '<h2 data-sourcepos="1:1-3:0">Overview</h2>' "$folder/out"
grep -q '<h2 data-sourcepos="1:1-3:5">Overview</h2>' "$folder/out"
grep -q '<h2 data-sourcepos="1:1-1:11">Overview</h2>' "$folder/out"
grep -q '<p data-sourcepos="3:1-3:5">Text.</p>' "$folder/out"
echo "as told: the heading ends with the line below its underline"

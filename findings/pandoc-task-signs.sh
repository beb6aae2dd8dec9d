#!/usr/bin/env bash
# pandoc 3.9 (PyPI pypandoc_binary 1.17): of two list items that begin with ☐ and ☑ the first becomes a box that a reader of
# the e-book can tick, the second stays text.
#
# One would expect that signs of a text stay signs, or that both become boxes. The writers of HTML and EPUB take ☐ (U+2610) and
# ☒ (U+2612) at the beginning of an item for tasks, whatever format was read, but not ☑ (U+2611), which is what "done" looks
# like elsewhere. In an element of its own, <span>☐</span>, the sign stays.
#
# Seen: <li><label><input type="checkbox" />to be done</label></li> beside <li>☑ done</li>.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pypandoc_binary==1.17
pandoc=$("$folder/venv/bin/python" -c 'import pypandoc; print(pypandoc.get_pandoc_path())')
"$pandoc" --version | head -1 | grep -x 'pandoc 3\.9.*'

echo '<ul><li>☐ to be done</li><li>☑ done</li><li>☒ given up</li><li><span>☐</span> a sign</li></ul>' > "$folder/list.html"
"$pandoc" --from=html --to=html5 "$folder/list.html" | tee "$folder/out"
grep -q '<input type="checkbox" />to be done' "$folder/out"
grep -q '<li>☑ done</li>' "$folder/out"
grep -q '<input type="checkbox" checked="" />given up' "$folder/out"
grep -q '☐</span> a sign\|☐ a sign' "$folder/out"
echo "as told: one sign becomes a box, the other stays"

#!/usr/bin/env bash
# pandoc 3.9 (PyPI pypandoc_binary 1.17): in Word files a link forgets the language that a span keeps.
#
# Both elements of HTML may have lang, and the reader keeps it of both. One would expect the words of either to be marked in Word
# (w:lang), since spelling, hyphenation and voices go by that. The writer does so for the span, and for a span within a link; of a
# link's own lang nothing is left, and nothing is said on standard error.
#
# Seen: runs "beta" and "gamma" with <w:lang w:val="en" />, run "alpha" with the style Hyperlink alone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pypandoc_binary==1.17
pandoc=$("$folder/venv/bin/python" -c 'import pypandoc; print(pypandoc.get_pandoc_path())')
"$pandoc" --version | head -1 | grep -x 'pandoc 3\.9.*'

cat > "$folder/page.html" <<'HTML'
<p>Texte <a lang="en" href="https://example.org/">alpha</a>, <span lang="en">beta</span>,
<a href="https://example.org/"><span lang="en">gamma</span></a>.</p>
HTML

"$pandoc" --from=html --to=native "$folder/page.html" | tr -d ' \n' > "$folder/native"
grep -q 'Link("",\[\],\[("lang","en")\])\[Str"alpha"\]' "$folder/native"
"$pandoc" --from=html --to=docx --metadata lang=fr --output="$folder/page.docx" "$folder/page.html" 2> "$folder/errors"
[ ! -s "$folder/errors" ]
python3 - "$folder/page.docx" <<'PY'
import re
import sys
import zipfile

document = zipfile.ZipFile(sys.argv[1]).read("word/document.xml").decode()
runs = {words: properties for properties, words in re.findall(r"<w:r><w:rPr>(.*?)</w:rPr><w:t[^>]*>(\w+)</w:t>", document)}
print(runs)
assert '<w:lang w:val="en" />' in runs["beta"] and '<w:lang w:val="en" />' in runs["gamma"]
assert "w:lang" not in runs["alpha"]
PY
echo "as told: the link's language is lost"

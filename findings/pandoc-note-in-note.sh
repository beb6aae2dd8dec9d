#!/usr/bin/env bash
# pandoc 3.9 (PyPI pypandoc_binary 1.17): a note that is called within a note vanishes without a word.
#
# One would expect of HTML with the roles of DPUB-ARIA, doc-noteref and doc-endnotes, that each note that is called is read, as
# is one that is called in the text. Within a note the call becomes raw text of a format "noteref" that no writer knows: the
# call and the inner note are in no output, and the exit status is 0 with nothing on standard error.
#
# Seen: <p>Outer<span>noteref n2</span></p> … for HTML, "Outer" alone for plain text.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pypandoc_binary==1.17
pandoc=$("$folder/venv/bin/python" -c 'import pypandoc; print(pypandoc.get_pandoc_path())')
"$pandoc" --version | head -1 | grep -x 'pandoc 3\.9.*'

cat > "$folder/page.html" <<'HTML'
<p>Text<a role="doc-noteref" href="#n1">1</a>.</p>
<section role="doc-endnotes"><ol>
<li id="n1"><p>Outer<a role="doc-noteref" href="#n2">2</a>.</p></li>
<li id="n2"><p>Inner.</p></li>
</ol></section>
HTML

"$pandoc" --from=html --to=native "$folder/page.html" 2> "$folder/errors" | tee "$folder/native"
[ ! -s "$folder/errors" ]
grep -q 'RawInline (Format "noteref") "n2"' "$folder/native"
"$pandoc" --from=html --to=plain "$folder/page.html" | tee "$folder/plain"
grep -q Outer "$folder/plain"
! grep -q Inner "$folder/plain"
echo "as told: the note within the note is lost"

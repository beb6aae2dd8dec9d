#!/bin/sh
# WeasyPrint 70.0: a page in whose text a page number stands is laid out three times.
#
# One would guess that a number that was known when its page was laid out costs nothing: that of the page itself (`counter(page)`),
# or that of an earlier page (`target-counter`). But the text is made with what is known before the first page, and the page is marked
# to be made anew when the number is there; and once more when the number of all pages is known, though nobody shows that.
#
# Seen: thirty-one pages are laid out in 31 steps without such numbers, and in 91 with one in the text of thirty of them; the
# numbers are right. In the margins of pages (`@bottom-center`) they cost nothing.
#
# Ends with 0 as long as that is so.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --quiet install weasyprint==70.0 pydyf==0.13.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import weasyprint.layout.page as layout
from weasyprint import HTML

steps, make_page = [], layout.make_page
layout.make_page = lambda *arguments: steps.append(1) or make_page(*arguments)
SECTIONS = "".join(f'<section id="s{n}"><p>Words <a href="#s1">back</a></p></section>' for n in range(1, 31))


def laid_out(style):
    steps.clear()
    page = f"<style>@page {{ size: 10cm }} section {{ break-before: page }} {style}</style><p>Title</p>{SECTIONS}"
    document = HTML(string=page).render()
    texts = [box.text for box in document.pages[20]._page_box.descendants() if hasattr(box, "text")]
    return len(document.pages), len(steps), texts[-1]


seen = {
    "none": laid_out(""),
    "in the margin": laid_out("@page { @bottom-center { content: counter(page) } }"),
    "its own": laid_out("a::after { content: counter(page) }"),
    "an earlier one": laid_out("a::after { content: target-counter(attr(href), page) }"),
}
for what, (pages, count, text) in seen.items():
    print(f"{what}: {pages} pages, {count} steps, the last text on page 21 is {text!r}")
expected = {"none": (31, 31), "in the margin": (31, 31), "its own": (31, 91), "an earlier one": (31, 91)}
right = seen["its own"][2] == "21" and seen["an earlier one"][2] == "2"
raise SystemExit({what: found[:2] for what, found in seen.items()} != expected or not right)
PYTHON

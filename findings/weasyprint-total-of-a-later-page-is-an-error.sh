#!/bin/sh
# WeasyPrint 70.0: `target-counter(…, pages)`, the number of all pages asked for by way of a link, ends with an error of Python unless
# the link leads back.
#
# `target-counter` takes any counter (CSS Generated Content for Paged Media, section 3.1), and `pages` is one. With `page` it works in
# every direction.
#
# Seen: a link to a later page raises a TypeError; one whose target is named by `attr(href)` an AttributeError, whichever way it leads.
#
# Ends with 0 as long as that is so.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --quiet install weasyprint==70.0 pydyf==0.13.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from weasyprint import HTML


def shown(target, counter, address):
    style = f"section {{ break-after: page }} a::after {{ content: target-counter({target}, {counter}) }}"
    sections = '<section id="first">One</section><section>Two {}</section><section id="last">Three</section>'
    page = f"<style>{style}</style>" + sections.format(f'<a href="{address}">go</a>')
    try:
        document = HTML(string=page).render()
    except (TypeError, AttributeError) as error:
        return type(error).__name__
    return [box.text for box in document.pages[1]._page_box.descendants() if hasattr(box, "text")][-1]


seen = {
    "page, later": shown('"#last"', "page", "#last"),
    "page, by attribute": shown("attr(href)", "page", "#last"),
    "pages, earlier": shown('"#first"', "pages", "#first"),
    "pages, later": shown('"#last"', "pages", "#last"),
    "pages, earlier by attribute": shown("attr(href)", "pages", "#first"),
}
for what, result in seen.items():
    print(f"{what}: {result}")
raise SystemExit(list(seen.values()) != ["3", "3", "3", "TypeError", "AttributeError"])
PYTHON

"""Prints a page of HTML in the way in which packs are printed, without the content and the templates of a site."""

import os
import subprocess
import sys
from html import escape

from pdf import PDF
from project import ROOT

SCRIPT = ROOT / "Sources/Packs/Resources/print.py"
FONTS = {"Serif": "NotoSerif-Regular", "Arabic": "NotoNaskhArabic-Regular"}
FONTS = {name: f"/usr/share/fonts/truetype/noto/{file}.ttf" for name, file in FONTS.items()}
STYLE = "".join(f"@font-face {{ font-family: {name}; src: url(file://{file}) }}\n" for name, file in FONTS.items())
STYLE += """
@page { size: 120mm 100mm; margin: 12mm 10mm; @bottom-center { content: counter(page) } @footnote { padding-bottom: 1px } }
html { font: 10pt/15pt Serif, Arabic; orphans: 3; widows: 3 } body { margin: 0 } p { margin: 0 0 6pt } table { border-collapse: collapse }
.footnote { float: footnote; font-size: 8pt; line-height: 11pt } ::footnote-call, ::footnote-marker { content: none }
"""


def print_page(body, folder, style="", attributes='lang="en"', fonts=tuple(FONTS.values())):
    """Prints what stands in a body, written as XML; gives the PDF and what was complained of."""
    page, file = folder / "page.html", folder / "page.pdf"
    (folder / "fonts.conf").write_text("<fontconfig></fontconfig>\n")
    head = f"<title>Trial</title><style>{escape(STYLE + style)}</style>"
    page.write_text(f"<html {attributes}><head>{head}</head><body>{body}</body></html>")
    environment = os.environ | {"FONTCONFIG_FILE": str(folder / "fonts.conf")}
    command = [sys.executable, "-W", "ignore", "-B", SCRIPT, page, file, *fonts]
    run = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return PDF(file), run.stderr


def call(name, letter, number=1):
    """The call of a note."""
    place = f"fnref-{name}" if number == 1 else f"fnref-{name}-{number}"
    return f'<sup><a class="note-call" role="doc-noteref" id="{place}" href="#fn-{name}">{letter}</a></sup>'


def note(name, letter, text, tag="span"):
    """A note, which comes behind its first call."""
    back = f'<a class="note-mark" role="doc-backlink" href="#fnref-{name}">{letter}</a>'
    return f'<{tag} class="footnote" role="doc-footnote" id="fn-{name}">{back} {text}</{tag}>'

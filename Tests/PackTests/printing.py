"""Prints a page of HTML in the way in which packs are printed, without the content and the templates of a site."""

import os
import subprocess
import sys

from pdf import PDF
from project import ROOT

SCRIPT = ROOT / "Sources/Packs/Resources/print.py"
STYLE = """
@font-face { font-family: Serif; src: url(file:///usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf) }
@font-face { font-family: Serif; src: url(file:///usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf);
             unicode-range: U+600-6FF }
@page { size: 120mm 100mm; margin: 12mm 10mm; @bottom-center { content: counter(page) } @footnote { padding-bottom: 1px } }
html { font: 10pt/15pt Serif; orphans: 3; widows: 3 } body { margin: 0 } p { margin: 0 0 6pt } table { border-collapse: collapse }
.footnote { float: footnote; font-size: 8pt; line-height: 11pt } ::footnote-call, ::footnote-marker { content: none }
"""


def print_page(body, folder, style="", attributes='lang="en"'):
    """Prints what stands in a body; gives the PDF and what was complained of."""
    page, file = folder / "page.html", folder / "page.pdf"
    (folder / "fonts.conf").write_text("<fontconfig></fontconfig>\n")
    head = f"<meta charset=utf-8><title>Trial</title><style>{STYLE}{style}</style>"
    page.write_text(f"<!doctype html><html {attributes}><head>{head}</head><body>{body}</body></html>")
    environment = os.environ | {"FONTCONFIG_FILE": str(folder / "fonts.conf")}
    command = [sys.executable, "-W", "ignore", "-B", SCRIPT, page, file]
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

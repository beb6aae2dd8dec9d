#!/bin/sh
# WeasyPrint 70.0: a PDF/A-2a with a photograph in it is no PDF/A-2a.
#
# In an archive a reader may add nothing to a picture, so that `/Interpolate` must not be true (ISO 19005-2, section 6.2.8.2).
# WeasyPrint writes it for each picture whose `image-rendering` is `auto`, the initial value, whatever variant of PDF is asked for.
# Drawings (SVG) don't have it, so that a document without photographs passes.
#
# Seen: the page with a picture fails with IMAGE-INTERPOLATE-001; the same page with `image-rendering: crisp-edges` doesn't. (What
# else the page lacks is not looked at.)
#
# Ends with 0 as long as that is so.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --quiet install weasyprint==70.0 pydyf==0.13.0 page-validation==0.11.0 pillow==13.0.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import base64
import io

import page
from PIL import Image
from weasyprint import HTML

picture = io.BytesIO()
Image.new("RGB", (40, 30), "navy").save(picture, "PNG")
ADDRESS = "data:image/png;base64," + base64.b64encode(picture.getvalue()).decode()


def failures(style):
    text = f'<html lang="en"><title>A boat</title><style>img {{ {style} }}</style><p><img alt="A boat" src="{ADDRESS}"></p>'
    HTML(string=text).write_pdf("boat.pdf", pdf_variant="pdf/a-2a")
    report = page.validate_pdf("boat.pdf", profile=page.ValidationProfile.PDF_A_2A)
    return sum("INTERPOLATE" in str(failure) for failure in report.failures)


seen = {"auto": failures(""), "crisp-edges": failures("image-rendering: crisp-edges")}
print("failures that are about smoothing:", seen)
raise SystemExit(seen != {"auto": 1, "crisp-edges": 0})
PYTHON

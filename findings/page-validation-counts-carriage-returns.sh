#!/bin/sh
# page-validation 0.11.0 calls a sound PDF/A-2a broken if the bytes of a compressed stream happen to end with a carriage return.
#
# The rule is that `/Length` doesn't count the end of line before `endstream`, which may be a newline alone (ISO 19005-2, section
# 6.1.7.1; ISO 32000-1, section 7.3.8.1). What the stream itself ends with is told by `/Length`. The validator takes a last byte
# 0D and the newline for one end of line. That befalls one stream of 256, so one print of many, and another one after the next
# change of a word. Ending streams with CR LF helps.
#
# Seen, with WeasyPrint 70.0: PDFA2A-STREAM-LENGTH-001 for the first text whose PDF has such a stream, and none for the texts before.
#
# Ends with 0 as long as that is so.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --quiet install weasyprint==70.0 pydyf==0.13.0 page-validation==0.11.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import page
from weasyprint import HTML

RULE = "PDFA2A-STREAM-LENGTH-001"
for number in range(2000):
    text = f'<html lang="en"><title>Trial</title><body><p>Text {number}'
    pdf = HTML(string=text).write_pdf(pdf_variant="pdf/a-2a")
    with open("trial.pdf", "wb") as file:
        file.write(pdf)
    failures = page.validate_pdf("trial.pdf", profile=page.ValidationProfile.PDF_A_2A).failures
    is_refused = any(RULE in str(failure) for failure in failures)
    ends_so = b"\r\nendstream" in pdf
    if is_refused != ends_so:
        raise SystemExit(f"text {number}: refused {is_refused}, ends with a carriage return {ends_so}")
    if is_refused:
        print(f"text {number}: {RULE}")
        raise SystemExit(0)
raise SystemExit("no stream ends with a carriage return")
PYTHON

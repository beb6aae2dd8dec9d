"""Has Pagefind index the pages in a folder, and writes the files of the index into one: names with lengths, an empty line, bytes.

    python3 search.py FOLDER TARGET
"""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

if find_spec("pagefind") is None:
    sys.exit("Pagefind isn't installed")

folder, target = Path(sys.argv[1]), Path(sys.argv[2])
index = folder / "_pagefind"

# Numbers of citations and letters of notes stand between words, and say nothing to who searches; numbers of paragraphs are shown before
# what is found. All are too many to be marked one by one.
marks = ".paragraph-number, .citation, .footnote-ref, .footnote-backref, .back"
command = [sys.executable, "-m", "pagefind", "--silent", "--site", folder, "--output-path", index]
subprocess.run([*command, "--exclude-selectors", marks], check=True, stdout=subprocess.DEVNULL)

# We draw the page of results ourselves, so that Pagefind's own need not be published.
OWN_PAGES = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
files = sorted(path for path in index.rglob("*") if path.is_file() and not path.name.startswith(OWN_PAGES))
with target.open("wb") as output:
    for file in files:
        output.write(f"{file.stat().st_size} {file.relative_to(index).as_posix()}\n".encode())
    output.write(b"\n")
    for file in files:
        output.write(file.read_bytes())

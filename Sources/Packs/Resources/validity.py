"""Tells where pages are no HTML as the standard has it: `validity.py folder pages jar java`.

The folder holds the pages, the file `pages` their names. The Nu HTML checker reads them all at once. A line tells of one fault: page,
the sentence without what it quotes, number of a byte of the element, the sentence, nothing; a last one that all pages were looked at.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

# What is no fault:
# - a policy by which a page may load files of its own site: the checker reads from a folder, where nothing is anyone's own;
# - `'wasm-unsafe-eval'`, which it doesn't know yet (Content Security Policy Level 3, section 2.3.1);
# - the advice to give each `<section>` a heading: the notes at the end of a text are one, as GitHub has them.
# Ids and pictures without a text are the business of checks of our own, which tell their place in the source.
KNOWN = re.compile(
    r"^Resource violates Content Security Policy|'wasm-unsafe-eval'|^Section lacks heading"
    r"|^Duplicate ID|^The first occurrence of ID|^An “img” element must have an “alt” attribute"
)


def main(folder, pages, jar, java):
    # Whoever waits for something else goes first.
    os.nice(10)
    folder = Path(folder).resolve()
    names = Path(pages).read_text().splitlines()
    command = [java, "-jar", jar, "--format", "json", "--exit-zero-always", "--stdout", *names]
    said = subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE).stdout
    texts = {}
    for message in json.loads(said)["messages"]:
        words = " ".join(message["message"].split())
        # An `info` that is no warning says what is usual, and nothing of a fault.
        is_advice = message["type"] == "info" and message.get("subType") != "warning"
        if is_advice or KNOWN.search(words):
            continue
        name = str(Path(unquote(message["url"].removeprefix("file:"))).relative_to(folder))
        if name not in texts:
            texts[name] = (folder / name).read_bytes().splitlines(keepends=True)
        kind = re.sub(r"“[^”]*”", "“…”", words)
        print(name, kind, offset(message, texts[name]), words, "", sep="\t")
    print("done")


def offset(message, lines):
    """The number of the byte at which a message points; its columns count units of UTF-16, from 1."""
    line = message.get("firstLine", message.get("lastLine", 1)) - 1
    column = message.get("firstColumn", message.get("lastColumn", 1)) - 1
    before = lines[line].decode().encode("utf-16-le")[: 2 * column].decode("utf-16-le", "ignore")
    return sum(map(len, lines[:line])) + len(before.encode())


main(*sys.argv[1:])

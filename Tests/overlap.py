#!/usr/bin/env python3
"""Finds sentences in content/ that were copied from a source document.

    Tests/overlap.py DOCUMENTS [CONTENT]

DOCUMENTS is a folder of source documents as text (.md, .txt), CONTENT the folder to check (default: content).
A run of twelve words that stands in both is reported with its file and line. Titles, names and addresses may agree,
and so may quotations of up to thirty words that are marked as such (“…” or <q>…</q>).

Exit status: 0 nothing copied, 1 something copied, 64 bad usage.
"""

import bisect
import re
import sys
from pathlib import Path

RUN = 12
LONGEST_QUOTATION = 30
# Fields that hold titles and names, which stay exact.
NAMES = {
    "title", "short_title", "name", "affiliation", "country", "countries", "publisher", "organiser", "organisations",
    "supported_by", "made_by", "role", "place", "term", "abbreviation", "symbol", "url", "id", "kind",
    "source", "derived_from", "references",
}
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
QUOTATION = re.compile(r"“[^”]*”|<q>.*?</q>", re.S)
NOT_TEXT = re.compile(r"\[[^\[\]]*@[\w-][^\[\]]*\]|\]\([^)\s]*\)|https?://\S+|<[^<>]*>")
KEY = re.compile(r"^(\s*(?:- )?)([a-z_]+):(?:\s|$)")


def blank(text, pattern, keeps=lambda match: False):
    """Puts spaces in the place of matches, so that offsets and line numbers stay."""
    return pattern.sub(lambda m: m[0] if keeps(m) else re.sub(r"[^\n]", " ", m[0]), text)


def words(text):
    """The words of a text in small letters, each with its offset."""
    return [(m[0].lower().replace("’", "'"), m.start()) for m in WORD.finditer(text)]


def yaml_segments(text, offset, names):
    """The text of each field with its offset; what stands in fields of titles and names is put into `names`."""
    segments, key, indent = [], None, -1
    start = end = offset
    def close():
        if end > start and key:
            value = text[start - offset:end - offset]
            if key in NAMES:
                names.update(tuple(w for w, _ in words(part)) for part in value.split("\n"))
            else:
                segments.extend((part.start() + start, part[0]) for part in re.finditer(r"(?:(?!\n\s*- ).)+", value, re.S))
    for line in re.finditer(r".*\n?", text):
        match = KEY.match(line[0])
        if match or (line[0].strip() and not line[0].startswith((" ", "-"))):
            close()
            key = match[2] if match else None
            start = offset + line.start() + (match.end() if match else 0)
        end = offset + line.end()
    close()
    return segments


def content_segments(path, text, names):
    """The parts of a content file that are sentences, each with its offset."""
    if path.suffix in {".yaml", ".yml"}:
        # Flow maps of one line each hold names only: the list of countries.
        return yaml_segments(re.sub(r"^- \{.*\}$", lambda m: " " * len(m[0]), text, flags=re.M), 0, names)
    if path.suffix == ".csv":
        return [(m.start(), m[0]) for m in re.finditer(r'"[^"]*"|[^,\n"]+', text)]
    front = re.match(r"---\n.*?\n---\n", text, re.S)
    body = front.end() if front else 0
    segments = yaml_segments(text[4:body - 4], 4, names) if front else []
    prose = text[body:]
    return segments + [(m.start() + body, m[0]) for m in re.finditer(r"(?:(?!\n[ \t]*\n|\|).)+", prose, re.S)]


def runs(segment, offset, known, shingles):
    """Copied runs of one segment: (offset, the words, the document)."""
    segment = blank(segment, QUOTATION, keeps=lambda m: len(WORD.findall(m[0])) > LONGEST_QUOTATION)
    found = words(blank(segment, NOT_TEXT))
    names = [False] * len(found)
    texts = [word for word, _ in found]
    for i in range(len(texts)):
        for length in known.get(texts[i], {}):
            if tuple(texts[i:i + length]) in known[texts[i]][length]:
                names[i:i + length] = [True] * length
    i = 0
    while i + RUN <= len(texts):
        document = None if any(names[i:i + RUN]) else shingles.get(tuple(texts[i:i + RUN]))
        if document is None:
            i += 1
            continue
        end = i + RUN
        while end < len(texts) and not names[end] and tuple(texts[end - RUN + 1:end + 1]) in shingles:
            end += 1
        yield offset + found[i][1], " ".join(texts[i:end]), document
        i = end


def main(arguments):
    if len(arguments) not in (1, 2) or not all(Path(a).is_dir() for a in arguments):
        sys.stderr.write(__doc__)
        return 64
    documents = sorted(p for p in Path(arguments[0]).rglob("*") if p.suffix in {".md", ".txt"} and p.stem != "README")
    if not documents:
        sys.stderr.write(f"{arguments[0]} holds no documents (.md, .txt)\n")
        return 64
    shingles = {}
    for path in documents:
        texts = [word for word, _ in words(blank(path.read_text(errors="replace"), NOT_TEXT))]
        for i in range(len(texts) - RUN + 1):
            shingles.setdefault(tuple(texts[i:i + RUN]), path.name)

    content = Path(arguments[1] if len(arguments) == 2 else "content")
    names, files = set(), []
    for path in sorted(p for p in content.rglob("*") if p.suffix in {".md", ".yaml", ".csv"}):
        text = path.read_text()
        files.append((path, text, content_segments(path, text, names)))
    known = {}
    for name in names:
        if len(name) > 2:
            known.setdefault(name[0], {}).setdefault(len(name), set()).add(name)

    count = 0
    for path, text, segments in files:
        lines = [m.start() for m in re.finditer("\n", text)]
        for offset, segment in segments:
            for at, copied, document in runs(segment, offset, known, shingles):
                count += 1
                print(f"{path}:{bisect.bisect_left(lines, at) + 1}: {len(copied.split())} words of {document}: {copied}")
    print(f"{len(files)} files against {len(documents)} documents: {count or 'no'} copied runs of {RUN} words or more")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

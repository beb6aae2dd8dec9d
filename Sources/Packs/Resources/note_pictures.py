"""Tells the notes of a Word file where the pictures are that they show: `note_pictures.py round-table-2.docx`.

pandoc 3.9 puts pictures of notes into the file, but tells only the text where they are, and Word shows none.
"""

import re
import sys
from zipfile import ZIP_DEFLATED, ZipFile

NOTES, TEXT = "word/footnotes.xml", "word/_rels/document.xml.rels"
KNOWN = "word/_rels/footnotes.xml.rels"
END = b"</Relationships>"


def main(path):
    with ZipFile(path) as archive:
        parts = [(info, archive.read(info)) for info in archive.infolist()]
    content = {info.filename: data for info, data in parts}
    shown = set(re.findall(rb'r:embed="(\w+)"', content.get(NOTES, b"")))
    missing = [tag for tag in relationships(content[TEXT]) if id_of(tag) in shown - known(content)]
    if missing:
        content[KNOWN] = content[KNOWN].replace(END, b"".join(missing) + END)
        with ZipFile(path, "w", ZIP_DEFLATED) as archive:
            for info, _ in parts:
                archive.writestr(info, content[info.filename])


def relationships(part):
    return re.findall(rb"<Relationship [^>]*/>", part)


def known(content):
    return {id_of(tag) for tag in relationships(content.get(KNOWN, b""))}


def id_of(relationship):
    return re.search(rb'Id="(\w+)"', relationship)[1]


main(*sys.argv[1:])

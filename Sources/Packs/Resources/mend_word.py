"""Mends what pandoc 3.9 writes otherwise than Word wants it: `mend_word.py round-table-2.docx rtl "#1b5e3f" "#e9f2ed"`.

- Pictures of notes are in the file, but only the text is told where they are, and Word shows none.
- Which language words are in is told for Latin letters only; Word asks for Chinese and for Arabic ones, too.
- What is read from right to left is told to paragraphs and words; tables, the section and what stands at the foot of pages aren't told.

The colour of the theme's own styles and its tint become those of the site.
"""

import re
import sys
from zipfile import ZIP_DEFLATED, ZipFile

TEXT, NOTES, STYLES, THEME = "word/document.xml", "word/footnotes.xml", "word/styles.xml", "word/theme/theme1.xml"
PLACES, PLACES_OF_NOTES = "word/_rels/document.xml.rels", "word/_rels/footnotes.xml.rels"
END = b"</Relationships>"
# What `pack.docx` of the theme has.
OWN_COLOUR, OWN_TINT = b"0B4F8A", b"EAF1F8"
PARAGRAPH = rb"(<w:p\b[^>/]*>)(<w:pPr>(?:(?!</w:pPr>).)*</w:pPr>)?"
# As in an empty cell of a table.
EMPTY = PARAGRAPH + rb"(?=</w:p>)"
# What comes behind the direction among the properties of a paragraph (ISO/IEC 29500-1, section 17.3.1.26).
LATER = rb"(?=<w:(?:adjustRightInd|snapToGrid|spacing|ind|contextualSpacing|mirrorIndents|jc|textAlignment|outlineLvl|rPr)\b|</w:pPr>)"
# What a language is called where Word doesn't know it by its code alone.
NAMES = {b"ar": b"ar-SA", b"zh": b"zh-CN", b"zh-Hans": b"zh-CN"}


def main(path, direction, colour, tint):
    with ZipFile(path) as archive:
        parts = [(info, archive.read(info)) for info in archive.infolist()]
    content = {info.filename: data for info, data in parts}
    show_pictures_of_notes(content)
    for name in content.keys() & {STYLES, THEME}:
        for own, other in ((OWN_COLOUR, colour), (OWN_TINT, tint)):
            content[name] = content[name].replace(own, other.removeprefix("#").upper().encode())
    for name in (TEXT, NOTES, STYLES):
        if name in content:
            content[name] = re.sub(rb'<w:lang w:val="([\w-]+)" ?/>', language, content[name])
    for name in (TEXT, NOTES):
        if name in content:
            content[name] = re.sub(rb"(?s)<w:tbl>.*?</w:tbl>", lambda table: mirrored_as_its_words(table[0]), content[name])
    if direction == "rtl":
        content[TEXT] = re.sub(EMPTY, from_the_right, content[TEXT])
        content[TEXT] = re.sub(rb"(?=<w:docGrid |</w:sectPr>)", b"<w:bidi />", content[TEXT], count=1)
        for name in content:
            if re.fullmatch(r"word/(header|footer)\d*\.xml", name):
                content[name] = re.sub(PARAGRAPH, from_the_right, content[name])
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for info, _ in parts:
            archive.writestr(info, content[info.filename])


def show_pictures_of_notes(content):
    shown = set(re.findall(rb'r:embed="(\w+)"', content.get(NOTES, b"")))
    missing = [tag for tag in relationships(content[PLACES]) if id_of(tag) in shown - known(content)]
    if missing:
        content[PLACES_OF_NOTES] = content[PLACES_OF_NOTES].replace(END, b"".join(missing) + END)


def relationships(part):
    return re.findall(rb"<Relationship [^>]*/>", part)


def known(content):
    return {id_of(tag) for tag in relationships(content.get(PLACES_OF_NOTES, b""))}


def id_of(relationship):
    return re.search(rb'Id="(\w+)"', relationship)[1]


def language(tag):
    """The language of words in any script."""
    name = NAMES.get(tag[1], tag[1])
    return b'<w:lang w:val="%b" w:eastAsia="%b" w:bidi="%b" />' % (name, name, name)


def mirrored_as_its_words(table):
    """A table with its first column on the right, if that is where its words begin; the order of properties is fixed."""
    if b"<w:bidi />" not in table:
        return table
    return re.sub(rb"<w:tblPr>(<w:tblStyle [^>]*/>)?", rb"<w:tblPr>\1<w:bidiVisual />", table, count=1)


def from_the_right(paragraph):
    """The beginning of a paragraph that is read from right to left."""
    start, properties = paragraph[1], paragraph[2] or b"<w:pPr></w:pPr>"
    if b"<w:bidi />" in properties:
        return paragraph[0]
    return start + re.sub(LATER, b"<w:bidi />", properties, count=1)


main(*sys.argv[1:])

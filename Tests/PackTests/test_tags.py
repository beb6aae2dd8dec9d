"""What a screen reader finds in packs: links, pairs, tables, notes; and nothing that is only decoration."""

import re

import pytest
from complaints import excerpt, refuse
from pdf import HEADINGS
from tags import structure

# What may stand in lists and tables.
PARTS = {"L": {"LI", "Caption"}, "LI": {"Lbl", "LBody"}, "TR": {"TH", "TD"}, "Table": {"THead", "TBody", "TFoot", "TR", "Caption"}}


def test_links_are_described_by_words(pack):
    refuse(
        f"{pack.name}: the link “{link.text}” is read as “{annotation.get('/Contents')}”"
        for link in structure(pack).all("Link")
        for annotation in link.annotations
        if not re.search(r"\w", annotation.get("/Contents", "")) or annotation["/Contents"] == annotation.get("/Dest")
    )


def test_no_link_or_heading_is_in_another(pack):
    refuse(
        f"{pack.name}, page {inner.pages[:1]}: “{excerpt(inner.text)}” is a {inner.role} in a {outer.role}"
        for family in (("Link",), HEADINGS)
        for outer in structure(pack).all(*family)
        for inner in outer.all(*family)
    )


def test_parts_belong_where_they_are(pack):
    refuse(
        f"{pack.name}, page {tag.pages[:1]}: a {part.role} in a {tag.role}, “{excerpt(tag.text)}”"
        for tag in structure(pack).all(*PARTS)
        for part in tag.tags
        if part.role not in PARTS[tag.role]
    )


def test_text_is_read_or_decoration(pack):
    refuse(f"{pack.name}, page {run.page}: “{run.text}” is neither" for runs in pack.runs.values() for run in runs if not run.is_marked)


def test_margins_are_decoration(pack):
    """Running heads, page numbers and thumb tabs aren't read in the midst of a sentence."""
    heights = {number: float(page.mediabox.height) for number, page in enumerate(pack.reader.pages, 1)}
    refuse(
        f"{pack.name}, page {run.page}: “{run.text}” is read, though it stands in the margin"
        for run in structure(pack).runs
        if not 42 < run.baseline < heights[run.page] - 42
    )


def test_terms_stand_with_what_is_said_of_them(pack):
    refuse(
        f"{pack.name}: “{label.text}” is on page {label.pages[-1]}, “{excerpt(body.text)}” on page {body.pages[0]}"
        for item in structure(pack).all("LI")
        for label, body in zip(item.tags, item.tags[1:])
        if label.role == "Lbl" and body.pages and label.pages and label.pages[-1] != body.pages[0]
    )


def test_captions_stand_with_their_tables(pack):
    for table in structure(pack).all("Table"):
        captions, rows = list(table.all("Caption")), list(table.all("TR"))
        if captions and captions[0].pages[-1] != rows[0].pages[0]:
            pytest.fail(f"{pack.name}: “{captions[0].text}” is on another page than its table", pytrace=False)


def test_rows_are_whole(pack):
    rows = (row for row in structure(pack).all("TR") if len(row.pages) > 1)
    refuse(f"{pack.name}, page {row.pages[0]}: the row “{excerpt(row.text)}” goes on over the page" for row in rows)


def test_notes_have_names(pack):
    notes = [tag.node for tag in structure(pack).all("Note")]
    names = pack.structure["/IDTree"]["/Names"] if notes else []
    known = dict(zip(names[::2], names[1::2]))
    assert len(known) == len(notes) and list(names[::2]) == sorted(names[::2])
    assert all(known[node["/ID"]].get_object() == node for node in notes)

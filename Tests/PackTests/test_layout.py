"""What a reader sees on the page: notes beside their calls, nothing beyond its column, no stray headings and lines."""

import re

import pytest
from complaints import excerpt, refuse
from conftest import FOLDER
from paper import column
from pdf import HEADINGS

BLOCKS = ("P", "LBody", "TD", "TH")


def test_footnotes_stand_on_the_page_of_their_call(pack):
    wrong = []
    for page in pack.page_numbers:
        calls, notes = footnote_calls(pack, page), footnotes(pack, page)
        for letter in calls.keys() - notes.keys():
            wrong.append(f"{pack.name}, page {page}: note {letter} of “{excerpt(calls[letter])}” is on another page")
        for letter in notes.keys() - calls.keys():
            wrong.append(f"{pack.name}, page {page}: note {letter}, “{excerpt(notes[letter])}”, is called on another page")
    refuse(wrong)


def test_no_footnote_is_lost(pack):
    web_page = FOLDER / f"public/packs/{pack.path.stem}/index.html"
    if not web_page.exists():
        pytest.skip("only what a build makes has a page on the web")
    expected = web_page.read_text().count('class="footnote-ref"')
    found = sum(len(footnotes(pack, page)) for page in pack.page_numbers)
    assert found >= expected, f"{pack.name} has {found} notes, its page on the web {expected}"


def footnote_calls(pack, page):
    """The letters of the notes that are called on a page, each with the text in which it stands."""
    blocks = pack.of_role(*BLOCKS, page=page)
    calls = pack.of_role("Reference", page=page)
    return {call.text: next((block.text for block in blocks if set(call.runs) <= set(block.runs)), call.text) for call in calls}


def footnotes(pack, page):
    """The letters of the notes at the foot of a page, each with its text."""
    return {note.text.split()[0]: note.text for note in pack.of_role("Note", page=page)}


def test_nothing_is_wider_than_its_column(pack):
    refuse(
        f"{pack.name}, page {page}: “{excerpt(run.text)}” goes {past(run, *column(pack, page)):.0f} points beyond its column"
        for page in pack.page_numbers
        for run, element in pack.text_runs[page]
        if past(run, *column(pack, page)) > 0.5 and not hangs(run)
    )


def past(run, left, right):
    return max(left - run.left, run.right - right)


def hangs(run):
    """Whether it is the number of a paragraph, which stands in the margin."""
    return re.fullmatch(r"(RT)?\d+\.\d+", run.text)


def test_nothing_stands_on_other_text(pack):
    wrong = []
    for page in pack.page_numbers:
        pairs = [pair for pair in neighbours(pack.runs[page]) if overlap(*pair)]
        if pairs:
            texts = " and ".join(f"“{excerpt(run.text)}”" for run in pairs[0])
            wrong.append(f"{pack.name}, page {page}: {texts} stand on each other, as {len(pairs)} pairs do on this page")
    refuse(wrong)


def neighbours(runs):
    """All pairs of runs on about the same line."""
    runs = sorted(runs, key=lambda run: run.baseline)
    for place, one in enumerate(runs, 1):
        for other in runs[place:]:
            if other.baseline - one.baseline > 0.6 * min(one.size, other.size):
                break
            yield one, other


def overlap(one, other):
    return min(one.right, other.right) - max(one.left, other.left) > 1


def test_no_heading_is_last_on_its_page(pack):
    wrong = []
    for page in (page for page in pack.page_numbers if pack.text_runs[page]):
        last = max(run.baseline for run, _ in pack.text_runs[page])
        line = [(run, element) for run, element in pack.text_runs[page] if last - run.baseline < 2]
        is_alone = len({round(other.baseline) for other, _ in pack.text_runs[page]}) == 1
        if all({*HEADINGS, "Caption"}.intersection(element.path) for _, element in line) and not is_alone:
            wrong.append(f"{pack.name}, page {page}: “{line[0][0].text}” is last on the page")
    refuse(wrong)


def test_every_page_of_an_objective_has_its_tab(pack):
    """The number of the objective in white on black, beside the column; a running head would stand above it."""
    wrong = []
    for number, pages in objectives(pack):
        for page in pages:
            if number not in [run.text for run in pack.margin_text(page) if run.size > 12]:
                wrong.append(f"{pack.name}, page {page}: no thumb tab {number} at the edge")
    refuse(wrong)


def objectives(pack):
    """The numbers of the pack's objectives, each with its pages."""
    sections = [mark for mark in pack.bookmarks if mark.level == 1]
    begins = {page: name.split("-")[1] for name, page in pack.destinations.items() if re.fullmatch(r"objective-\d+", name)}
    for section, following in zip(sections, sections[1:]):
        if section.page in begins:
            yield begins[section.page], range(section.page, following.page)


def test_no_line_is_alone(pack):
    """The first and the last line of a paragraph have another one beside them."""
    wrong = []
    for page in pack.page_numbers[:-1]:
        first, second = last_paragraph(pack, page), first_paragraph(pack, page + 1)
        if not first or not second or first.path != second.path or first.prose.endswith((".", "?", "!", ":", "”")):
            continue
        if len(first.lines) == 1:
            wrong.append(f"{pack.name}, page {page}: the first line of a paragraph is alone: “{excerpt(first.text)}”")
        if len(second.lines) == 1:
            wrong.append(f"{pack.name}, page {page + 1}: the last line of a paragraph is alone: “{excerpt(second.text)}”")
    refuse(wrong)


def first_paragraph(pack, page):
    return outermost(pack, page, min)


def last_paragraph(pack, page):
    return outermost(pack, page, max)


def outermost(pack, page, choose):
    """The paragraph at the top or at the bottom of a page, if it is one that stands there."""
    if not pack.text_runs[page]:
        return None
    edge, _ = choose(pack.text_runs[page], key=lambda item: item[0].baseline)
    return next((element for element in pack.of_role("P", page=page) if edge in element.runs), None)

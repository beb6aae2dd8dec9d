"""Packs are set like a book: full pages, right-hand pages to copy, one list of references, nothing at the spine."""

import re

import pytest
from complaints import excerpt, refuse
from conftest import SAMPLE
from fill import pages
from paper import POINTS

SPINE = 18 * POINTS["mm"]
ROUND_TABLES = [f"round-table-{number}" for number in range(1, 5)]
ABBREVIATION = r"(?<![\w./-])[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:-\d+)?(?![\w/])"


def test_pages_are_full(packs):
    thin = [f"{name}, page {page.number}: {page.fill:.0%} full" for name in ROUND_TABLES for page in pages(packs[name]) if page.is_thin]
    assert len(thin) <= 3, "\n".join(thin)


def test_pages_have_few_holes(packs):
    holes = [f"{name}, page {page.number}: {page.free:.0f} points" for name in ROUND_TABLES for page in pages(packs[name]) if page.is_hole]
    assert len(holes) <= 4, "\n".join(holes)


def test_packs_are_no_longer_than_they_need_to_be(packs):
    counts = {name: len(packs[name].page_numbers) for name in ROUND_TABLES}
    assert counts[SAMPLE] <= 48 and sum(counts.values()) <= 156, counts


@pytest.mark.parametrize("name", [*ROUND_TABLES, f"{SAMPLE}-letter"])
def test_what_is_copied_is_on_right_hand_pages(name, packs):
    places = packs[name].destinations
    assert (places["contents"], places["how-to-use"], places["session"], places["in-brief"]) == (2, 2, 3, 5)
    assert places["discussion"] == 4


@pytest.mark.parametrize("name", [*ROUND_TABLES, f"{SAMPLE}-letter"])
def test_what_is_copied_can_be_read(name, packs):
    """The text is no smaller than 10.5 points; only signs of sources and notes are."""
    refuse(
        f"{name}, page {page}: “{excerpt(run.text)}” has {run.size:.1f} points"
        for page in (3, 5)
        for run, _ in packs[name].text_runs[page]
        if run.size < 10.4 and not re.fullmatch(r"[\[\],\d ]+|[a-z]", run.text.strip())
    )


def test_nothing_is_at_the_spine(pack):
    refuse(
        f"{pack.name}, page {page}: “{excerpt(run.text)}” is {distance(pack, page, run) / POINTS['mm']:.0f} mm from the spine"
        for page in pack.page_numbers[1:]
        for run in pack.runs[page]
        if distance(pack, page, run) < SPINE
    )


def distance(pack, page, run):
    """From the spine, which is at the right of left pages."""
    return run.left if page % 2 else float(pack.reader.pages[page - 1].mediabox.width) - run.right


def test_large_print_is_large(packs):
    pack = packs[f"{SAMPLE}-a4-large"]
    refuse(
        f"page {page}: “{excerpt(run.text)}” has {run.size:.1f} points"
        for page, runs in pack.runs.items()
        for run in runs
        if run.size < 15.9
    )
    assert "large print" in " ".join(element.text for element in pack.on_page[1])


def test_references_are_one_list(pack):
    """Each number that the text calls is in the list, and each number stands there once."""
    begin = pack.destinations.get("references")
    if not begin:
        return
    places = {name: page for name, page in pack.destinations.items() if re.fullmatch(r"ref-\d+", name)}
    assert sorted(int(name[4:]) for name in places) == list(range(1, len(places) + 1))
    assert all(page >= begin for page in places.values())
    calls = [link for link in pack.of_role("Link") if re.fullmatch(r"ref-\d+", link.target or "")]
    assert calls
    refuse(
        f"{pack.name}, page {link.page}: “{link.text}” leads to `{link.target}`"
        for link in calls
        if link.text != link.target[4:]
    )


def test_abbreviations_are_explained(pack):
    """All that are printed before the annexes; in these, names of documents are as their publishers write them."""
    begin = pack.destinations.get("abbreviations")
    if not begin:
        return
    listed = {element.text.split()[0].rstrip("+") for page in pack.page_numbers[begin - 1 :] for element in pack.of_role("LBody", page=page)}
    refuse(
        f"{pack.name}, page {page}: “{word}” isn't explained"
        for page in range(1, begin)
        for run in pack.runs[page]
        for word in re.findall(ABBREVIATION, run.text)
        if word not in listed and word.removesuffix("s") not in listed
    )

"""Packs in two languages on facing pages: what stands in both stands side by side."""

import re

import page
import pypdf
import pytest
from complaints import excerpt, refuse
from pdf import HEADINGS, PDF
from project import Project
from tags import structure
from translated import FACING, Packs

POINTS_TO_MILLIMETRE = 72 / 25.4
# What has a partner in the other language, but where it runs in the order of letters.
PARTNERS = (*HEADINGS, "P", "LI", "TR", "Caption")
PAPERS = {"A4": [], "Letter": ["--paper", "letter"], "large print": ["--large-print"]}


@pytest.fixture(scope="module")
def packs(tmp_path_factory):
    return Packs(tmp_path_factory.mktemp("facing"))


@pytest.fixture(scope="module", params=PAPERS)
def facing(request, packs):
    return packs.pdf(FACING, *PAPERS[request.param])


@pytest.fixture(scope="module")
def sections(facing):
    """The sections of both languages, in the order of reading."""
    [whole] = structure(facing).tags
    return whole.tags


def language(tag):
    return tag.node.get("/Lang", "en")


def pairs(left, right):
    """Elements of the structure that stand in both sections; an index may have more entries in one of them."""
    assert len(left.tags) == len(right.tags) or left.role == "L"
    for tag, other in zip(left.tags, right.tags) if len(left.tags) == len(right.tags) else ():
        assert tag.role == other.role
        if tag.role in PARTNERS:
            yield tag, other
        else:
            yield from pairs(tag, other)


def words(tag):
    """What is read of an element, but for the numbers of paragraphs; nothing of a drawing."""
    return [run for run in tag.runs if run.text.strip() and not re.fullmatch(r"(RT)?\d+\.\d+", run.text.strip())]


def first_line(tag):
    """Where an element begins; signs that are raised or hang beside it are smaller."""
    runs = words(tag)
    top = min(runs, key=lambda run: (run.page, round(run.baseline)))
    line = [run for run in runs if run.page == top.page and abs(run.baseline - top.baseline) < 6]
    return top.page, max(line, key=lambda run: run.size).baseline


def test_keeps_to_standards(facing):
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
        refuse(f"{facing.name}: {failure}" for failure in page.validate_pdf(facing.path, profile=profile).failures)


def test_what_reads_from_the_left_lies_left(facing):
    """The file names Arabic first."""
    languages = {}
    for section in structure(facing).tags[0].tags:
        for number in section.pages:
            languages.setdefault(number, set()).add(language(section))
    assert languages.pop(1) == {"en", "ar"}
    refuse(f"page {number}: {found}" for number, found in languages.items() if found != ({"ar"} if number % 2 else {"en"}))
    assert facing.reader.root_object["/Lang"] == "en" and "/Direction" not in facing.reader.root_object["/ViewerPreferences"]


def test_each_section_is_followed_by_the_same_in_the_other_language(sections):
    assert [language(section) for section in sections] == ["en", "ar"] * (len(sections) // 2)
    assert [tag.role for tag in sections[::2]] == [tag.role for tag in sections[1::2]]


def test_what_stands_in_both_begins_side_by_side(sections):
    assert check_side_by_side(sections) > 0


def test_our_own_content_comes_together(tmp_path):
    """Boxes and tables of its objectives go on over pages, under heads that are repeated."""
    project = Project(tmp_path / "own")
    project.write("content/packs/two.md", "---\ntitle: Both\nobjectives: [8, 21]\nlanguages: [en, ar]\n---\n\nText.\n")
    project.write("content/packs/two.ar.md", "---\ntitle: معا\n---\n\nنص.\n")
    run = project.run("pack", "two", "--output", "two.pdf")
    assert run.returncode == 0, run.stderr
    [whole] = structure(PDF(project.folder / "two.pdf")).tags
    # Its figures stand beside each other, and so do related objectives.
    check_side_by_side(whole.tags, but="LI")


def check_side_by_side(sections, but=None):
    """How far the first lines of two are apart at most, in millimetres; those with a role may be."""
    found = [pair for two in zip(sections[2::2], sections[3::2]) for pair in pairs(*two)]
    assert len(found) > 60 and max(number for tag, _ in found for number in tag.pages) > 10
    worst = 0
    for tag, other in found:
        if words(tag) and words(other) and tag.role != but:
            (number, line), (beside, other_line) = first_line(tag), first_line(other)
            apart = abs(line - other_line) / POINTS_TO_MILLIMETRE
            worst = max(worst, apart)
            assert beside == number + 1, f"“{excerpt(tag.text)}” is on pages {number} and {beside}"
            assert apart < 1, f"“{excerpt(tag.text)}” on page {number} stands {apart:.1f} mm apart"
    return worst


def test_notes_stand_on_the_pages_of_their_calls(facing):
    notes = list(structure(facing).all("Note"))
    assert len(notes) == 4
    refuse(f"“{note.text}” is on {note.pages}, its call on {note.parent.pages}" for note in notes if note.pages[0] not in note.parent.pages)


def test_links_and_bookmarks_lead_to_the_same_language(facing):
    for mark in facing.bookmarks:
        assert (re.search(r"[\u0600-\u06ff]", mark.title) is not None) == bool(mark.page % 2), mark
    for number in facing.page_numbers[1:]:
        for link in facing.reader.pages[number - 1].get("/Annots", []):
            target = link.get_object().get("/Dest")
            if target:
                assert facing.destinations[target] % 2 == number % 2, f"page {number}: {target} is on {facing.destinations[target]}"


def test_page_numbers_are_those_of_the_pages(facing):
    for number in facing.page_numbers[1:]:
        assert str(number) in [run.text for run in facing.margin_text(number)]
    contents = next(tag for tag in structure(facing).all("L") if tag.pages == [2])
    for item in contents.tags:
        [link] = item.all("Link")
        shown = re.search(r"\d+$", link.text)[0]
        assert int(shown) == facing.destinations[link.annotations[0]["/Dest"]]


def test_sheets_are_whole(facing, packs):
    assert len(facing.page_numbers) % 4 == 0


def test_a_booklet_is_folded_of_it(packs):
    sheets = pypdf.PdfReader(packs.made(FACING, "--booklet"))
    assert len(sheets.pages) * 2 == len(packs.pdf(FACING).page_numbers)


def test_a_word_file_has_the_language_that_is_asked_for(packs):
    assert packs.made(FACING, "--docx").read_bytes() != packs.made(FACING, "--docx", "--language", "ar").read_bytes()


@pytest.mark.parametrize("languages, words", [
    ("[en]", "two languages face each other"),
    ("[en, en]", "two languages face each other"),
    ("[en, ar, fr]", "two languages face each other"),
    ("[en, xx]", "`xx` is not a language code"),
    ("[en, es]", "isn't there in Español"),
])
def test_other_languages_are_refused(languages, words, packs):
    path = f"content/packs/{FACING}.md"
    before = packs.project.read(path).decode()
    packs.project.edit(path, "[ar, en]", languages)
    check = packs.project.run("check")
    packs.project.write(path, before)
    assert check.returncode == 1 and words in check.stderr and f"--> {path}:4:" in check.stderr, check.stderr

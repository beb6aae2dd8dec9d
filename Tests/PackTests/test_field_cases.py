"""What people met with in print, Word files and e-books: small inputs, each with the right result.

All that can be together is in one pack, which is made once.
"""

import ctypes
import re
import subprocess
import zipfile
from xml.etree import ElementTree

import pypdfium2
import pytest
from complaints import refuse
from conservation import Site, write_pictures
from pdf import PDF
from project import SMALL, Project
from reading import W, text_of

SITE = "https://forum.example/"
FRONT_MATTER = """---
number: 8
title: Save lives and establish coordinated international efforts
short_title: Saving lives
related: [13]
gaps:
  - {text: Nobody counts them, source: s1}
figures:
FIGURES---
"""
FIGURES = "".join(f'  - {{value: "{number}00", label: label {number} of a figure}}\n' for number in range(1, 7))
OBJECTIVE = """
The very first[^1].

[^1]: See [the report](https://example.org/report).

## Overview of progress[^h]

[^h]: A note of the heading.

See [paragraph 8.1](#p8.1) and [related](#related), [messages](../round-tables/02-protecting-migrants.md#key-messages) and
[objectives](../round-tables/02-protecting-migrants.md#objectives).

First call[^m], second call[^m].

[^m]: As told [@s1, p. 4].

[![Map of routes](figure.png)](https://example.org/maps)

![Deaths by year](drawing.svg)

![Boats at dawn](figure.png "Off *Malta*. Photo: IOM")

Behind the pictures, see the [table](annex.pdf).

A table in a note[^t] and code in another[^c].

[^t]: Before the table:

    | left | right |
    |------|-------|
    | cell | other |

    behind it.

[^c]: Before the code:

    ```
    line of code
    ```

- [ ] to be done
- [x] was done

| a left heading | a middle heading | a right heading |
|:---------------|:----------------:|----------------:|
| leftmost       |     centred      |       rightmost |

Words of 中文 in English, слова and كلمات, too.

See https://example.org/путь in Russian.

```
monospaced
```

This is <mark>marked</mark>, <cite>cited</cite> and <q lang="fr">citée</q>.
"""
WIDE = "Internationalization Responsibilities Administrations Misunderstandings Uncharacteristically Disproportionately".split()


SOURCES = "- {id: s1, title: The first source, symbol: A/RES/73/195}\n- {id: s2, title: The second source}\n"


def write_objective(project, text=OBJECTIVE, figures=FIGURES, **fields):
    matter = FRONT_MATTER.replace("FIGURES", figures)
    for key, value in fields.items():
        matter = matter.replace("related:", f"{key}: {value}\nrelated:")
    project.write("content/objectives/08-saving-lives.md", matter + text)


@pytest.fixture
def project(tmp_path):
    return small(tmp_path)


def small(folder):
    """The small site with two sources; its other pack and its translation are left out."""
    project = Project(folder, SMALL)
    project.clear("content/packs/at-sea.md", "content/round-tables/02-protecting-migrants.fr.md")
    for path in project.folder.glob("content/**/*.*"):
        if path.suffix in (".md", ".yaml", ".csv"):
            path.write_text(re.sub(r"(\[@|source: |,)summary", r"\1s1", path.read_text()))
    project.write("content/sources.yaml", SOURCES)
    for name in "packs", "round-tables":
        (project.folder / "content" / name).mkdir(exist_ok=True)
    write_pictures(project)
    project.write("content/objectives/annex.pdf", "%PDF-1.7\n")
    return project


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    project = small(tmp_path_factory.mktemp("field"))
    write_objective(project)
    check = project.run("check")
    assert check.returncode == 0, check.stderr
    return Made(Site(project, "round-table-2", [f"{SITE}objectives/8/"]).make(["page", "A4", "Word", "e-book"]))


class Made(dict):
    """The readings of forms by their names; one that isn't made fails the tests that ask for it."""

    def __getitem__(self, name):
        form = super().__getitem__(name)
        if isinstance(form, str):
            pytest.fail(f"{name} isn't made:\n{form}", pytrace=False)
        return form.readings[0]


@pytest.fixture(scope="module")
def page(made):
    return made["page"]


@pytest.fixture(scope="module")
def paper(made):
    return made["A4"]


@pytest.fixture(scope="module")
def word(made):
    return made["Word"]


@pytest.fixture(scope="module")
def book(made):
    return made["e-book"]


# --- Notes ---


def note_with(reading, text):
    """The one note in which a text stands."""
    found = {id(pieces): text_of(pieces) for pieces in reading.notes.values() if text in text_of(pieces)}
    assert len(found) == 1, f"{len(found)} notes say “{text}”"
    return next(iter(found.values()))


def calls_behind(reading, words):
    """The notes that are called right behind some words."""
    pieces = [piece for piece in reading.pieces if piece.kind != "place" and piece.text]
    return [
        text_of(reading.note(following.text))
        for piece, following in zip(pieces, pieces[1:])
        if following.kind == "call" and piece.kind == "text" and piece.text.rstrip().endswith(words)
    ]


@pytest.mark.parametrize("form", ["page", "A4", "e-book"])
def test_a_note_that_is_called_twice_is_there_once(form, made):
    note = note_with(made[form], "As told")
    assert calls_behind(made[form], "First call") == calls_behind(made[form], "second call") == [note]


def test_word_has_a_note_once_and_marks_both_calls(word):
    note_with(word, "As told")
    paragraph = paragraph_with(word, "First call")
    signs = {f"{W}{name}" for name in ("footnoteReference", "hyperlink", "instrText", "fldSimple")}
    assert len([part for part in paragraph.iter() if part.tag in signs]) >= 2, "the second call has no mark"


def test_word_says_which_note_a_second_call_means(word):
    """By the letter that Word gives the note, which counts all of the file."""
    letters, name = {}, None
    for element in word.part("word/document.xml").iter():
        if element.tag == f"{W}bookmarkStart":
            name = element.get(f"{W}name")
        elif element.tag == f"{W}footnoteReference":
            letters[name] = chr(ord("a") + len(letters))
    paragraph = paragraph_with(word, "First call")
    called = next(part.text.split()[1] for part in paragraph.iter(f"{W}instrText"))
    assert "".join(part.text for part in paragraph.iter(f"{W}t")) == f"8.3 First call, second call{letters[called]}."


def test_notes_are_lettered_in_the_order_of_their_calls(paper):
    """A note that is called in a note comes behind it."""
    called = []

    def read(pieces):
        names = list(dict.fromkeys(piece.text[0] for piece in pieces if piece.kind == "call"))
        new = [name for name in names if name not in called]
        called.extend(new)
        for name in new:
            read(paper.notes[name])

    first = next(index for index, piece in enumerate(paper.pieces) if "The very first" in piece.text)
    for piece in paper.pieces[first:]:
        read([piece])
    letters = [paper.letters[name] for name in called]
    assert letters == [chr(ord("a") + place) for place in range(len(letters))] and len(letters) >= 6


def test_the_first_note_is_a(paper):
    assert [paper.letters[name] for name, pieces in paper.notes.items() if "See the report" in text_of(pieces)] == ["a"]


@pytest.mark.parametrize("form", ["page", "A4", "Word", "e-book"])
def test_tables_and_code_in_notes_stay_there(form, made):
    text = text_of(made[form].pieces)
    assert re.sub(r"\W", "", note_with(made[form], "Before the table")).endswith("leftrightcellotherbehindit")
    assert "line of code" in note_with(made[form], "Before the code")
    assert "line of code" not in text and re.search(r"A table in a note and code in another ?\.", text)


def test_a_note_of_a_heading_is_not_in_the_bookmark(paper):
    titles = [mark.title for mark in paper.pdf.bookmarks]
    assert "Overview of progress" in titles, titles


def test_all_notes_are_set_alike(paper):
    """The note of a heading is neither bold nor blue."""
    texts = ["A note of the heading", "As told", "Before the table"]
    fonts = {font_of(paper, text) for text in texts}
    assert len(fonts) == 1, fonts


def font_of(paper, text):
    """The font, the size and the colour of a text."""
    run = next(run for runs in paper.pdf.runs.values() for run in runs if text in run.text)
    return run.font, round(run.size, 1), colour_of(paper, run)


def colour_of(paper, run):
    """The colour in which the first letter of a run is painted."""
    document = pypdfium2.PdfDocument(paper.pdf.path)
    sheet = document[run.page - 1]
    text = sheet.get_textpage()
    place = text.get_index(run.left + 1, sheet.get_height() - run.baseline + 1, 3, 3)
    channels = [ctypes.c_uint() for _ in range(4)]
    pypdfium2.raw.FPDFText_GetFillColor(text.raw, place, *map(ctypes.byref, channels))
    return tuple(channel.value for channel in channels)


def test_the_heading_of_a_note_is_in_no_contents(page, book):
    contents = next(nav for nav in page.root.iter("nav") if nav.get("class") == "contents")
    assert "Overview of progress" in ["".join(link.itertext()) for link in contents.iter("a")]
    assert "note of the heading" not in book.archive.read("EPUB/nav.xhtml").decode()


# --- Links ---


@pytest.mark.parametrize("form", ["page", "A4", "Word", "e-book"])
@pytest.mark.parametrize(
    "words, found",
    [
        ("paragraph 8.1", "The very first"),
        ("related", "Detention"),
        ("messages", "Nobody should be detained"),
        ("objectives", "Saving lives|Save lives"),
    ],
)
def test_links_to_sections_lead_there(words, found, form, made):
    link = next(piece.link for piece in made[form].pieces if piece.link and piece.text.strip() == words)
    assert re.search(found, made[form].text_at(link.address)), f"{link.address} leads to “{made[form].text_at(link.address)}”"


def test_an_address_that_the_text_shows_has_no_note(paper):
    assert "example.org/путь" in paper.squeezed
    assert "%D0" not in paper.squeezed.upper()
    assert not calls_behind(paper, "путь")


@pytest.mark.parametrize("form", ["Word", "e-book"])
def test_numbers_of_references_stand_apart(form, made):
    text = text_of(made[form].pieces)
    assert re.search(r"\[1\] The first source, A/RES/73/195 ?\[2\] p\. 4", text), text[text.index("References"):][:200]
    assert re.search(r"Objective 13: ", text)


def test_references_have_no_bullets_in_word(word):
    references = [paragraph_with(word, text) for text in ("The first source", "p. 4")]
    assert not any(paragraph.findall(f".//{W}numPr") for paragraph in references)


# --- Parts of one's own ---


HOST = "data.on-migration.example-forum.org"
PART = """
<p><span class="paragraph-number">M.1</span> A message of the chair.</p>
<section class="box" data-box>
<div class="box-head"><h3 class="box-title" id="own">A box of ours<span class="continued">, continued</span></h3></div>
<div class="box-body">LINES</div>
</section>
<ul>ADDRESSES</ul>
""".replace("LINES", "<p>A line in the box.</p>\n" * 60)
# Each begins at another place of its line.
PART = PART.replace(
    "ADDRESSES",
    "".join(f"<li>{'w' * count} {{{{ ui.soft_address('https://{HOST}/a') }}}}</li>\n" for count in range(30, 70, 3)),
)


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A pack with parts that its designer has written as `docs/packs.md` describes them, in all forms."""
    project = small(tmp_path_factory.mktemp("own"))
    project.append("templates/pack/colophon.html", PART)
    for options in [], ["--docx"], ["--epub"]:
        run = project.run("pack", "2", *options)
        assert run.returncode == 0, run.stderr
    return project.folder


def texts_in(file, pattern):
    """The text of the parts of an archive."""
    with zipfile.ZipFile(file) as archive:
        parts = [archive.read(name) for name in archive.namelist() if re.search(pattern, name)]
    return " ".join("".join(ElementTree.fromstring(part).itertext()) for part in parts)


def test_a_box_is_continued_on_its_later_pages_only(own):
    pack = PDF(own / "round-table-2.pdf")
    titles = [run for runs in pack.runs.values() for run in runs if "A box of ours" in run.text]
    continued = [run for runs in pack.runs.values() for run in runs if ", continued" in run.text]
    assert len(titles) > 1 and [run.page for run in continued] == [run.page for run in titles[1:]]
    assert [mark.title for mark in pack.bookmarks if "box" in mark.title] == ["A box of ours"]


@pytest.mark.parametrize("file, parts", [("round-table-2.docx", r"document\.xml$"), ("round-table-2.epub", r"\.xhtml$")])
def test_a_box_is_not_continued_elsewhere(file, parts, own):
    text = texts_in(own / file, parts)
    assert "A box of ours" in text and "continued" not in text


def test_a_number_of_a_paragraph_is_on_one_line(own):
    assert any(run.text.strip() == "M.1" for runs in PDF(own / "round-table-2.pdf").runs.values() for run in runs)


def test_the_name_of_a_host_is_never_divided(own):
    texts = [run.text for runs in PDF(own / "round-table-2.pdf").runs.values() for run in runs]
    hosts = [text for text in texts if "example-forum" in text.replace("\u2060", "")]
    assert len(hosts) == 14 and all(HOST in text.replace("\u2060", "") for text in hosts), hosts


# --- Pictures ---


@pytest.mark.parametrize("form", ["page", "A4", "Word", "e-book"])
@pytest.mark.parametrize("words", ["Map of routes", "Deaths by year", "Boats at dawn"])
def test_pictures_are_there(words, form, made):
    assert [piece.kind for piece in made[form].pieces if piece.text == words] == ["picture"]


@pytest.mark.parametrize("form", ["page", "A4", "Word", "e-book"])
def test_a_picture_has_its_caption_and_no_number(form, made):
    text = text_of(made[form].pieces)
    assert re.search(r"Off Malta\. Photo: IOM ?(8\.\d+)? ?Behind the pictures", text), text


@pytest.mark.parametrize("form", ["page", "A4", "Word", "e-book"])
def test_a_file_says_what_it_is(form, made):
    words = [piece for piece in made[form].pieces if piece.link and piece.link.address.endswith("objectives/annex.pdf")]
    assert text_of(words) == "table (PDF, 1 kB)"


def test_the_address_of_a_file_is_printed(paper):
    assert calls_behind(paper, "table (PDF, 1 kB)") == [f"{SITE}objectives/annex.pdf"]


def test_the_address_of_a_picture_is_printed(paper):
    note_with(paper, "https://example.org/maps")


# --- Lists, tables, type ---


def test_a_task_is_on_one_line(paper):
    item = next(element for element in paper.pdf.of_role("LI") if "to be done" in element.text)
    assert re.fullmatch(r"☐ ?to be done", item.text), item.text
    assert len({round(run.baseline) for run in item.runs}) == 1


def test_columns_are_aligned_on_paper(paper):
    cells = {run.text.strip(): run for runs in paper.pdf.runs.values() for run in runs}
    heads = [cells[text] for text in ("a left heading", "a middle heading", "a right heading")]
    left, middle, right = cells["leftmost"], cells["centred"], cells["rightmost"]
    assert abs(left.left - heads[0].left) < 1
    assert abs(middle.left + middle.right - heads[1].left - heads[1].right) < 2
    assert abs(right.right - heads[2].right) < 1


def test_columns_are_aligned_in_word(word):
    alignments = [paragraph_with(word, text).find(f"{W}pPr/{W}jc") for text in ("centred", "rightmost")]
    assert [alignment is not None and alignment.get(f"{W}val") for alignment in alignments] == ["center", "right"]


def test_columns_are_aligned_in_e_books(book):
    cells = {"".join(cell.itertext()).strip(): cell.get("style", "") for body in book.chapters.values() for cell in body.iter("td")}
    assert "center" in cells["centred"] and "text-align: end" in cells["rightmost"]


def test_words_of_other_scripts_are_printed(paper):
    for words in "中文", "слова":
        assert words in paper.squeezed
    assert not any("\ufffd" in run.text or ".notdef" in run.text for runs in paper.pdf.runs.values() for run in runs)


def test_code_is_monospaced(paper):
    for text in "monospaced", "line of code":
        assert "Mono" in font_of(paper, text)[0]


def test_word_shows_marks_and_titles(word):
    assert properties(word, "marked") & {"highlight", "shd"}
    assert properties(word, "cited") & {"i", "iCs"}


def paragraph_with(word, text):
    """The innermost paragraph of a Word file in which a text stands."""
    paragraphs = word.part("word/document.xml").iter(f"{W}p")
    return next(paragraph for paragraph in paragraphs if text in "".join(paragraph.itertext()))


def properties(word, text):
    """The names of the properties of a run, and of its style."""
    run = next(run for run in word.part("word/document.xml").iter(f"{W}r") if "".join(run.itertext()) == text)
    own = run.find(f"{W}rPr")
    style = own.find(f"{W}rStyle") if own is not None else None
    styles = word.part("word/styles.xml").findall(f"{W}style")
    named = [other.find(f"{W}rPr") for other in styles if style is not None and other.get(f"{W}styleId") == style.get(f"{W}val")]
    return {part.tag.removeprefix(W) for parts in [own, *named] if parts is not None for part in parts}


@pytest.mark.parametrize("form", ["A4", "Word", "e-book"])
def test_quotations_have_the_marks_of_their_language(form, made):
    assert re.search(r"and «\s*citée\s*»", text_of(made[form].pieces))


# --- What doesn't fit ---


@pytest.mark.parametrize("options", [[], ["--large-print"], ["--paper", "letter"]])
def test_a_wide_table_is_on_the_sheet_or_refused(options, project):
    heads = [f"{word}{number}" for number, word in enumerate([*WIDE, "Institutionalization"], 1)]
    write_objective(project, f"\n## Overview of progress\n\n| {' | '.join(heads)} |\n{'|---' * 7}|\n{'| 1 ' * 7}|\n")
    run = project.run("pack", "2", *options, "--output", "2.pdf")
    if run.returncode:
        assert "--> content/objectives/08-saving-lives.md:" in run.stderr, run.stderr
        return
    command = ["pdftotext", "-bbox", project.folder / "2.pdf", "-"]
    boxes = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    width = float(re.search(r'<page width="([\d.]+)"', boxes)[1])
    found = re.findall(r'xMin="([\d.-]+)".*?xMax="([\d.-]+)".*?>([^<]*)<', boxes)
    words = {word: (float(left), float(right)) for left, right, word in found}
    refuse(f"{head} is not on the sheet, or cut" for head in heads if not on_sheet(head, words, width))


def on_sheet(head, words, width):
    """Whether a word is there, hyphenated or whole, and within the edges."""
    parts = [edges for word, edges in words.items() if word.strip("-\u00ad\u2010") and word.strip("-\u00ad\u2010") in head]
    return parts and all(left > 10 and right < width - 10 for left, right in parts)


@pytest.mark.parametrize("count", [16, 18, 20])
def test_values_of_figures_stay_with_their_labels(count, project):
    write_objective(project, "\n## Overview of progress\n" + "\nA short paragraph.\n" * count)
    assert project.run("pack", "2", "--output", "2.pdf").returncode == 0
    pages = {run.text.strip(): run.page for runs in PDF(project.folder / "2.pdf").runs.values() for run in runs}
    refuse(
        f"{number}00 is on page {pages[f'{number}00']}, what it counts on page {pages[f'label {number} of a figure']}"
        for number in range(1, 7)
        if pages[f"{number}00"] != pages[f"label {number} of a figure"]
    )


# --- Packs ---


@pytest.mark.parametrize(
    "practices, found", [("[{title: Boats that rescue, countries: [Ecuador]}]", "Boats that rescue"), ("[]", None)]
)
def test_a_country_of_a_pack_is_not_an_empty_heading(practices, found, project):
    project.clear("content/practices", "content/pledges.csv")
    write_objective(project, "\n## Overview of progress\n\nText.\n", practices=practices)
    project.write("content/packs/at-sea.md", "---\ntitle: At sea\nobjectives: [8]\ncountries: [Ecuador]\n---\n")
    assert project.run("pack", "at-sea", "--epub", "--output", "sea.epub").returncode == 0
    with zipfile.ZipFile(project.folder / "sea.epub") as archive:
        chapters = [ElementTree.fromstring(archive.read(name)) for name in archive.namelist() if "/ch" in name]
    sections = [
        " ".join("".join(section.itertext()).split())
        for chapter in chapters
        for section in chapter.iter("{http://www.w3.org/1999/xhtml}section")
        if any(heading.tag.endswith("h3") and "".join(heading.itertext()) == "Ecuador" for heading in section)
    ]
    assert sections or found is None
    for section in sections:
        assert section != "Ecuador" and (found or "") in section


def test_large_print_is_never_ignored(project):
    run = project.run("pack", "2", "--docx", "--large-print", "--output", "2.docx")
    if run.returncode:
        assert "--large-print" in run.stderr and project.read("2.docx") is None
        return
    project.run("pack", "2", "--docx", "--output", "small.docx")
    assert base_size(project.folder / "2.docx") >= 1.3 * base_size(project.folder / "small.docx")


def base_size(file):
    """The size of most text in a Word file, in half points."""
    with zipfile.ZipFile(file) as archive:
        styles = ElementTree.fromstring(archive.read("word/styles.xml"))
    return int(styles.find(f"{W}docDefaults//{W}sz").get(f"{W}val"))


def test_a_draft_is_said_to_be_one(project):
    project.write("content/packs/at-sea.md", "---\ntitle: At sea\nobjectives: [8]\ndraft: true\n---\n")
    run = project.run("pack", "at-sea", "--output", "sea.pdf")
    assert run.returncode == 1 and "draft" in run.stderr and "--drafts" in run.stderr and "at-sea" in run.stderr


def test_a_pack_of_drafts_is_said_to_be_one(project):
    write_objective(project, "\nText.\n", draft="true")
    project.edit("content/round-tables/02-protecting-migrants.md", "objectives: [8, 13]", "objectives: [13]")
    project.edit("content/objectives/13-detention.md", "number: 13", "number: 13\ndraft: true")
    run = project.run("pack", "2", "--output", "2.pdf")
    assert run.returncode == 1 and "draft" in run.stderr, run.stderr


def test_a_draft_is_marked_on_every_sheet(project):
    project.write("content/packs/at-sea.md", "---\ntitle: At sea\nobjectives: [8]\ndraft: true\n---\n")
    assert project.run("pack", "at-sea", "--drafts", "--output", "sea.pdf").returncode == 0
    pages = PDF(project.folder / "sea.pdf").runs
    unmarked = [page for page, runs in pages.items() if not any("draft" in run.text.lower() for run in runs)]
    refuse(f"page {page} doesn't say that it is a draft" for page in unmarked)

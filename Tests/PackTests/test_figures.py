"""Figures in packs: drawings with words for those who don't see them, and their tables beside them."""

import re
import zipfile

import pytest
from conftest import FOLDER, SAMPLE
from project import Project
from tags import structure

TITLES = ["Related to most others", "The road to the forum", "Named for most objectives", "Countries of which something is told"]


def descriptions(pack):
    return [figure.node.get("/Alt", "") for figure in structure(pack).all("Figure")]


def test_drawings_say_what_they_show(packs):
    said = descriptions(packs[SAMPLE])
    assert all(said) and [title for title in TITLES if not any(words.startswith(title) for words in said)] == []


def test_tables_stand_beside_them(packs):
    rows = [[cell.text.strip() for cell in row.tags] for row in structure(packs[SAMPLE]).all("TR")]
    assert ["8 Saving lives", "1, 5, 9, 11", "1, 3, 9, 11"] in rows


def test_large_print_has_the_tables_alone(packs):
    pack = packs[f"{SAMPLE}-a4-large"]
    assert not any(words.startswith(tuple(TITLES)) for words in descriptions(pack))
    assert all(any(title in table.text for table in structure(pack).all("Table")) for title in TITLES)


def test_words_of_drawings_are_set_as_words(packs):
    """Letter by letter no Arabic word can be found, since its letters would stand apart and the wrong way round."""
    said = "".join(page.extract_text() for page in packs[SAMPLE].reader.pages)
    assert said.count("Return and reintegration") >= 3


@pytest.fixture(scope="module")
def files(packs):
    project = Project(FOLDER)
    found = {}
    for form in ["docx", "epub"]:
        run = project.run("pack", SAMPLE, f"--{form}", "--output", f"figures.{form}")
        assert run.returncode == 0 and not run.stderr, run.stderr
        found[form] = zipfile.ZipFile(FOLDER / f"figures.{form}")
    return found


def test_word_shows_them(files):
    document = files["docx"].read("word/document.xml").decode()
    assert [title for title in TITLES if not re.search(f'<wp:docPr descr="{title}', document)] == []
    assert sum(name.endswith(".png") for name in files["docx"].namelist()) >= len(TITLES)


def test_books_show_them(files):
    pages = "".join(files["epub"].read(name).decode() for name in files["epub"].namelist() if name.endswith(".xhtml"))
    assert [title for title in TITLES if not re.search(f'<img [^>]*alt="{title}', pages)] == []

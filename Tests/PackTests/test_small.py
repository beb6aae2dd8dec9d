"""What the command line does with packs: what is printed again, what goes wrong and what is said about it."""

import shutil

import pytest
from pdf import PDF
from project import SMALL, Project

OBJECTIVE = "content/objectives/13-detention.md"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A small site with its packs, which no test changes."""
    project = Project(tmp_path_factory.mktemp("small"), SMALL)
    build = project.run("build")
    assert build.stderr == ""
    return project


@pytest.fixture
def project(built, tmp_path):
    """A copy of it, with what was printed."""
    shutil.copytree(built.folder, tmp_path / "site")
    return Project(tmp_path / "site", SMALL)


def cached(project):
    """What was printed, with the time."""
    return {file.name: file.stat().st_mtime_ns for file in (project.folder / ".imrf/packs").iterdir()}


def test_a_second_build_prints_nothing(project):
    before = cached(project)
    assert project.run("build").returncode == 0
    assert cached(project) == before


def test_a_change_prints_only_the_packs_that_show_it(project):
    before, pdf = cached(project), project.read("public/packs/round-table-2.pdf")
    project.edit(OBJECTIVE, "nobody", "no child")
    assert project.run("build").returncode == 0
    changed = {name.split(".pdf")[0] for name, _ in cached(project).items() ^ before.items()}
    assert not any("at-sea" in name for name in changed)
    assert project.read("public/packs/round-table-2.pdf") != pdf


def test_without_weasyprint_a_build_makes_all_else(project):
    build = project.run("build", "--output", "other", weasyprint="/nowhere")
    assert build.returncode == 0 and build.stderr.count("warning: ") == 1, build.stderr
    assert "[pack/no-weasyprint]" in build.stderr and "make deps" in build.stderr
    pages = list((project.folder / "other").rglob("*.html"))
    assert len(pages) == len(list((project.folder / "public").rglob("*.html")))
    assert not any(".pdf" in page.read_text() for page in pages)
    assert not list((project.folder / "other").rglob("*.pdf"))


def test_without_weasyprint_a_pack_fails_with_the_same_words(project):
    project.write("2.pdf", "the old one")
    warning = project.run("build", weasyprint="/nowhere").stderr
    pack = project.run("pack", "2", "--output", "2.pdf", weasyprint="/nowhere")
    assert pack.returncode == 1 and not pack.stdout
    assert pack.stderr == warning.replace("warning: ", "error: ").replace("1 warning", "1 error")
    assert project.read("2.pdf") == b"the old one"


def fails(project, where, what, *arguments):
    """Runs a command that has to fail with a message that names a place, and to keep what was made before."""
    project.write("2.pdf", "the old one")
    before = {path: path.read_bytes() for path in (project.folder / "public").rglob("*.*") if path.is_file()}
    run = project.run(*arguments)
    assert run.returncode == 1 and not run.stdout
    assert f"--> {where}" in run.stderr and what in run.stderr, run.stderr
    assert project.read("2.pdf") == b"the old one"
    assert {path: path.read_bytes() for path in (project.folder / "public").rglob("*.*") if path.is_file()} == before


def line_of(project, path, text):
    """Where a text stands in a file."""
    before = (project.folder / path).read_text().split(text)[0]
    return f"{path}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def test_unknown_css_fails(project):
    project.edit("templates/assets/pack.css", "  html { color:", "  html { colour: red; color:")
    where = line_of(project, "templates/assets/pack.css", "colour")
    fails(project, where, "`colour: red`", "pack", "2", "--output", "2.pdf")


def test_a_missing_font_fails(project):
    project.edit("templates/assets/pack-fonts.css", "NotoSerif-Bold.ttf", "NotoSerif-Fat.ttf")
    where = line_of(project, "templates/assets/pack-fonts.css", "/usr/share/fonts/truetype/noto/NotoSerif-Fat.ttf")
    fails(project, where, "NotoSerif-Fat.ttf", "pack", "2", "--output", "2.pdf")


def test_a_character_that_no_font_has_fails(project):
    project.edit(OBJECTIVE, "nobody", "no\ue123body")
    fails(project, line_of(project, OBJECTIVE, "\ue123"), "U+E123", "build")


@pytest.mark.parametrize("name, hint", [("at-see", "did you mean `at-sea`?"), ("9", "`round-table-2`")])
def test_an_unknown_pack_is_said_to_be_one(name, hint, built):
    run = built.run("pack", name)
    assert run.returncode == 1 and "[pack/unknown]" in run.stderr and hint in run.stderr, run.stderr


def test_a_pack_holds_what_its_file_asks_for(built):
    pack = PDF(built.folder / "public/packs/at-sea.pdf")
    titles = [mark.title for mark in pack.bookmarks if mark.level == 1]
    expected = ["Introduction", "Objective 8 · Saving lives", "What countries reported and pledged"]
    expected += ["Abbreviations", "Index of countries"]
    assert [title for title in titles if title in expected] == expected
    assert not {"Objective 13 · Detention", "Guiding principles", "Sources"}.intersection(titles)
    texts = " ".join(element.text for element in pack.of_role("P", "LI"))
    for text in "Search and rescue", "Whoever is rescued", "Patrols that look for boats", "Boats for the coast guard":
        assert text in texts, f"{pack.name} doesn't have “{text}”"


def test_a_translated_round_table_has_a_translated_pack(built):
    pack = PDF(built.folder / "public/fr/packs/round-table-2.pdf")
    assert pack.reader.root_object["/Lang"] == "fr"
    assert any("Protéger les migrants" in element.text for element in pack.of_role("P", "H1"))
    assert PDF(built.folder / "public/packs/round-table-2.pdf").reader.root_object["/Lang"] == "en"

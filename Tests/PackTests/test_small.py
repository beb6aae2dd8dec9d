"""What the command line does with packs: what is printed again, what goes wrong and what is said about it."""

import json
import os
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from patience import PATIENCE
from pdf import PDF
from project import IMRF, PROGRAMS
from pypdf import PdfReader

OBJECTIVE = "content/objectives/13-detention.md"


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
    assert build.returncode == 0 and build.stderr.count("warning: ") == 2, build.stderr
    assert "[pack/no-weasyprint]" in build.stderr and "[site/no-page-pictures]" in build.stderr and "imrf setup packs" in build.stderr
    pages = list((project.folder / "other").rglob("*.html"))
    assert len(pages) == len(list((project.folder / "public").rglob("*.html")))
    assert not any(".pdf" in page.read_text() for page in pages)
    assert not list((project.folder / "other").rglob("*.pdf"))


def test_without_weasyprint_a_pack_fails_with_the_same_words(project):
    project.write("2.pdf", "the old one")
    warning = project.run("build", weasyprint="/nowhere").stderr
    pack = project.run("pack", "2", "--output", "2.pdf", weasyprint="/nowhere")
    assert pack.returncode == 1 and not pack.stdout
    assert pack.stderr == warning.replace("warning: ", "error: ").split("\n\n")[0] + "\n\n1 error\n"
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


@pytest.mark.parametrize(
    "sheet, old, new, place, said",
    [
        ("pack.css", "  html { color:", "  html { colour: red; color:", "colour", "`colour: red`"),
        # What is wrong is written where the variable is set, not where it is used.
        ("brand.css", "{{ site.colours.tint }}", "#zzz", "#zzz", "#zzz"),
        ("brand.css", '"Noto Sans"', '"Lato", "Noto Sans"', "Lato", "there is no font `Lato`"),
        ("pack-fonts.css", "NotoSerif-Bold.ttf", "NotoSerif-Fat.ttf", "/usr/share/fonts/truetype/noto/NotoSerif-Fat.ttf", "NotoSerif-Fat.ttf"),
    ],
    ids=["declaration", "variable", "font that no sheet brings along", "missing font"],
)
def test_what_is_wrong_in_a_sheet_fails_where_it_stands(sheet, old, new, place, said, project):
    project.edit(f"templates/assets/{sheet}", old, new)
    where = line_of(project, f"templates/assets/{sheet}", place)
    fails(project, where, said, "pack", "2", "--output", "2.pdf")


def test_a_character_that_no_font_has_fails(project):
    project.edit(OBJECTIVE, "nobody", "no\ue123body")
    where = line_of(project, OBJECTIVE, "\ue123")
    fails(project, where, "U+E123", "pack", "2", "--output", "2.pdf")


def test_a_pack_that_fails_keeps_nothing_else_from_being_published(project):
    old, other = project.read("public/packs/round-table-2.pdf"), project.read("public/packs/at-sea.pdf")
    project.edit(OBJECTIVE, "nobody", "no\ue123body")
    project.edit("content/packs/at-sea.md", "title: ", "title: The new title, ")
    where = line_of(project, OBJECTIVE, "\ue123")
    # The first build has the old PDFs, the next one has those that were left by it.
    for _ in range(2):
        build = project.run("build")
        assert build.returncode == 1 and build.stdout.startswith("public: "), build.stdout
        assert f"--> {where}" in build.stderr and "U+E123" in build.stderr
        assert "`packs/round-table-2.pdf` is still that of an earlier build" in build.stderr
        assert b"no\xee\x84\xa3body" in project.read("public/objectives/13/index.html")
        assert project.read("public/packs/round-table-2.pdf") == old
        assert project.read("public/packs/at-sea.pdf") not in (None, other)
        assert "round-table-2.pdf" in (project.folder / "public/packs/index.html").read_text()


def test_no_page_links_to_a_pack_that_never_was_printed(project):
    shutil.rmtree(project.folder / "public")
    project.edit(OBJECTIVE, "nobody", "no\ue123body")
    build = project.run("build")
    assert build.returncode == 1 and "the site has no `packs/round-table-2.pdf`" in build.stderr
    pages = "".join(page.read_text() for page in (project.folder / "public").rglob("*.html"))
    assert "round-table-2.pdf" not in pages and "at-sea.pdf" in pages
    assert not (project.folder / "public/packs/round-table-2.pdf").exists()


def test_pages_that_fail_are_not_published_though_packs_are_printed(project):
    project.edit("templates/objective.html", "objective.summary", "objective.sumary")
    fails(project, "templates/objective.html", "did you mean `summary`?", "build")


def test_an_output_that_is_no_file_is_written_into(project):
    os.mkfifo(project.folder / "pipe")
    with ThreadPoolExecutor() as pool:
        read = pool.submit((project.folder / "pipe").read_bytes)
        assert project.run("pack", "2", "--output", "pipe").returncode == 0
        assert read.result(PATIENCE) == project.read("public/packs/round-table-2.pdf")
    assert (project.folder / "pipe").is_fifo()
    run = project.run("pack", "2", "--output", "/dev/null")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert Path("/dev/null").is_char_device()


def test_a_pack_goes_to_the_standard_output(project):
    with (project.folder / "piped").open("wb") as output:
        command = [IMRF, "pack", "2", "--output", "/dev/stdout"]
        subprocess.run(command, cwd=project.folder, env=os.environ | PROGRAMS, stdout=output, check=True)
    assert project.read("piped") == project.read("public/packs/round-table-2.pdf")


@pytest.mark.parametrize("is_there", [True, False])
def test_an_output_that_is_a_link_is_followed(is_there, project):
    (project.folder / "link.pdf").symlink_to("elsewhere.pdf")
    if is_there:
        project.write("elsewhere.pdf", "the old one")
    assert project.run("pack", "2", "--output", "link.pdf").returncode == 0
    assert (project.folder / "link.pdf").is_symlink()
    assert project.read("elsewhere.pdf") == project.read("public/packs/round-table-2.pdf")


@pytest.mark.parametrize("command, words", [
    (["pack", "2", "--output", ""], "--output"),
    (["build", "--output", ""], "--output"),
    (["build", "--source", ""], "--source"),
    (["serve", "--source", ""], "--source"),
    (["pack", "2", "--docx", "--large-print"], "--large-print is for paper"),
    (["pack", "2", "--epub", "--paper", "a4"], "--paper is for paper"),
])
def test_what_makes_no_sense_is_bad_usage(command, words, built):
    run = built.run(*command)
    assert run.returncode == 64 and words in run.stderr


@pytest.mark.parametrize("kind", ["link", "file"])
def test_a_work_folder_that_is_none_is_told(kind, project):
    shutil.rmtree(project.folder / ".imrf")
    project.write(".imrf", "") if kind == "file" else (project.folder / ".imrf").symlink_to("nowhere")
    run = project.run("pack", "2")
    assert run.returncode == 1 and "[pack/folder]" in run.stderr and "--> ./.imrf" in run.stderr


def test_a_pack_that_is_a_draft_is_said_to_be_one(project):
    project.edit("content/packs/at-sea.md", "title: ", "draft: true\ntitle: ")
    run = project.run("pack", "at-sea")
    assert run.returncode == 1 and "there is a pack `at-sea`, but it is a draft [pack/draft]" in run.stderr
    assert "--drafts" in run.stderr
    assert project.run("pack", "at-sea", "--drafts").returncode == 0


def test_a_draft_leaves_the_pack_of_its_round_table_in_place(project):
    before = project.read("public/packs/round-table-2.pdf")
    project.write("content/packs/round-table-2.md", "---\ntitle: Another\nround_table: 2\ndraft: true\n---\n")
    build = project.run("build")
    assert (build.returncode, build.stderr) == (0, "") and " 2 packs " in build.stdout
    assert project.read("public/packs/round-table-2.pdf") == before


def test_a_table_that_is_too_wide_fails(project):
    """The same words stand in another file, too: the place is where most of their row is."""
    number = "12345678901234567890123"
    row = f"| {number} " * 7 + "|"
    project.append("content/objectives/08-saving-lives.md", f"\n\nSee {number}.\n")
    project.append(OBJECTIVE, "\n\n" + "| A " * 7 + "|\n" + "|---" * 7 + f"|\n{row}\n")
    where = line_of(project, OBJECTIVE, number)
    fails(project, where, "[pack/too-wide]", "pack", "2", "--output", "2.pdf")


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


def test_a_booklet_is_offered_as_what_it_is_printed_on(project):
    project.append("content/site.yaml", "formats: [pdf, booklet]\n")
    assert project.run("build").stderr == ""
    page = re.sub(r"<[^>]*>", "", project.read("public/packs/at-sea/index.html").decode())
    pages, sides = (len(PdfReader(project.folder / f"public/packs/{name}.pdf").pages) for name in ("at-sea", "at-sea-booklet"))
    assert re.search(rf"PDF, A4, {pages} pages, \d+ kB\s+Booklet to be folded, PDF, A3, {sides} sides, ", page)


def test_a_translated_round_table_has_a_translated_pack(built):
    pack = PDF(built.folder / "public/fr/packs/round-table-2.pdf")
    assert pack.reader.root_object["/Lang"] == "fr"
    assert any("Protéger les migrants" in element.text for element in pack.of_role("P", "H1"))
    assert PDF(built.folder / "public/packs/round-table-2.pdf").reader.root_object["/Lang"] == "en"


def test_a_country_is_told_of_where_only_an_objective_names_it(project):
    project.append("content/countries.yaml", "- {name: Malta, code: MLT}\n")
    project.edit("content/packs/at-sea.md", "[Greece]", "[Ecuador, Malta]")
    practice = "practices: [{title: Watching the sea, countries: [Ecuador]}]\n"
    project.edit("content/objectives/08-saving-lives.md", "title:", practice + "title:")
    assert project.run("pack", "at-sea", "--output", "at-sea.pdf").returncode == 0
    pack = PDF(project.folder / "at-sea.pdf")
    page = pack.destinations["reports"]
    told = " ".join(element.text for element in pack.of_role("P", "LBody", "H3", page=page))
    assert "Ecuador" in told and "Watching the sea" in told and "No practices and no pledges on these objectives are listed for: Malta" in told
    assert "Malta" not in [element.text for element in pack.of_role("H3")]


def test_drafts_are_marked_on_every_sheet(project):
    project.edit("content/objectives/08-saving-lives.md", "title:", "draft: true\ntitle:")
    project.edit("content/packs/at-sea.md", "objectives: [8]", "objectives: [8, 13]")
    run = project.run("pack", "at-sea", "--drafts", "--output", "at-sea.pdf")
    assert run.returncode == 0, run.stderr
    pack = PDF(project.folder / "at-sea.pdf")
    marked = [page for page in pack.page_numbers if any("Draft" in run.text for run in pack.margin_text(page))]
    assert marked == list(range(pack.destinations["objective-8"], pack.destinations["objective-13"]))
    assert "drafts" in " ".join(element.text for element in pack.on_page[1])


def test_what_is_printed_twice_has_its_anchors_once(project):
    project.edit("content/objectives/08-saving-lives.md", "title:", 'gaps: [{text: "No boats [@summary]"}]\ntitle:')
    assert project.run("pack", "at-sea", "--output", "at-sea.pdf").returncode == 0
    pack = PDF(project.folder / "at-sea.pdf")
    text = " ".join(element.text for element in pack.elements if element.role in ("TD", "LBody"))
    assert text.count("No boats") == 2
    assert pack.destinations["objective-8-cite-2"] == pack.destinations["objective-8-gaps"]


def test_a_build_tells_where_its_time_goes(project):
    build = project.run("build", "--no-packs", "--profile")
    assert build.returncode == 0
    for head in ["stage", "template", "slowest pages"]:
        assert re.search(rf"^{head} ", build.stdout, re.MULTILINE), head
    assert re.search(r"^objective\.html +[0-9]+ +[0-9.]+", build.stdout, re.MULTILINE)
    assert re.search(r"^templates/macros\.html +macro [a-z_]+ +[0-9]+", build.stdout, re.MULTILINE)
    told = json.loads(project.run("build", "--no-packs", "--quiet", "--profile-json").stdout)
    pages = {page["path"]: page for page in told["pages"]}
    assert pages["/objectives/8/"]["bytes"] == len(project.read("public/objectives/8/index.html"))
    assert {stage["name"] for stage in told["stages"]} >= {"loading", "pages", "publishing"}
    assert any(part["part"] == "block content" and part["calls"] > 0 for part in told["parts"])


def test_the_tab_of_an_objective_ends_with_it(unprinted):
    unprinted.write("content/kinds.yaml", "position: {fields: {}}\npack: {fields: {positions: list of position}}\n")
    unprinted.write("content/positions/ours.md", "---\ntitle: Ours\n---\nWe agree.\n")
    unprinted.edit("content/packs/at-sea.md", "objectives: [8]", "objectives: [8]\npositions: [ours]")
    run = unprinted.run("pack", "at-sea", "--output", "at-sea.pdf")
    assert run.returncode == 0, run.stderr
    pack = PDF(unprinted.folder / "at-sea.pdf")
    text = {page: " ".join(run.text for run in pack.runs[page]) for page in pack.page_numbers}
    tabs = [page for page in pack.page_numbers if "8" in [run.text for run in pack.margin_text(page) if run.size > 12]]
    assert tabs and any("We agree." in text[page] for page in text) and not any("We agree." in text[page] for page in tabs)

"""What is wrong is laid over the page and said on the terminal, until it is mended."""

import re

import pytest
from pages import is_as_opened, open_page
from patience import eventually
from playwright.sync_api import expect
from preview import Preview
from project import ROOT

OBJECTIVE, OTHER = "content/objectives/08-saving-lives.md", "content/objectives/13-detention.md"
TEMPLATE = "templates/objective.html"
TITLE = "Save lives and establish coordinated international efforts on missing migrants"
MENDED = "nothing to complain about any more\n"



def line_of(words):
    """The line of the template in which some words stand first."""
    text = (ROOT / TEMPLATE).read_text()
    return text[:text.index(words)].count("\n") + 1


# What is broken in which file, and where the report says it is.
FAULTS = {
    "front matter": (OBJECTIVE, "number: 8", "number: eight", f"{OBJECTIVE}:2:9"),
    "YAML": (OBJECTIVE, "summary: Deaths", "summary: [Deaths", f"{OBJECTIVE}:5:10"),
    "reference": (OBJECTIVE, "[@summary]", "[@summery]", f"{OBJECTIVE}:12:51"),
    "syntax of a template": (TEMPLATE, "{% if objective.gaps %}", "{% if objective.gaps }", f"{TEMPLATE}:{line_of('{% if objective.gaps %}')}:"),
    "field of a template": (TEMPLATE, "objective.summary", "objective.sumary", f"{TEMPLATE}:{line_of('objective.summary')}:22"),
    "style sheet": ("templates/base.html", "site.css", "sight.css", "templates/base.html:"),
}
faults = pytest.mark.parametrize("path, right, wrong, place", FAULTS.values(), ids=FAULTS.keys())


@faults
def test_an_error_lies_over_the_last_good_page_until_it_is_mended(path, right, wrong, place, context, preview):
    page = open_page(context, f"{preview.url}/objectives/8/")
    preview.project.edit(path, right, wrong)
    overlay = page.get_by_role("alertdialog", name="What is wrong")
    expect(overlay).to_be_visible()
    report = overlay.locator("pre").inner_text()
    assert "error: " in report and f"--> {place}" in report and re.search(r"\| +\^", report) and wrong in report, report
    expect(page.locator("h1")).to_have_text(TITLE)
    assert is_as_opened(page)
    page.reload()
    expect(overlay).to_be_visible()
    expect(page.locator("h1")).to_have_text(TITLE)
    preview.project.edit(path, wrong, right)
    expect(overlay).not_to_be_attached()
    expect(page.locator("h1")).to_have_text(TITLE)


@faults
def test_the_terminal_says_the_same_once(path, right, wrong, place, context, preview):
    page = open_page(context, f"{preview.url}/objectives/8/")
    preview.project.edit(path, right, wrong)
    report = page.get_by_role("alertdialog").locator("pre").inner_text()
    page.reload()
    preview.project.append(OTHER, "\nNobody is locked up.\n")
    eventually(lambda: OTHER in preview.said)
    eventually(lambda: report in preview.said)
    assert preview.said.count(report) == 1
    preview.project.edit(path, wrong, right)
    eventually(lambda: preview.said.endswith(MENDED))


@faults
def test_a_broken_site_shows_itself_when_it_is_mended(path, right, wrong, place, page, project):
    project.edit(path, right, wrong)
    with Preview(project) as preview:
        page.goto(f"{preview.url}/objectives/8/")
        overlay = page.get_by_role("alertdialog")
        expect(overlay).to_contain_text(f"--> {place}")
        eventually(lambda: f"--> {place}" in preview.said)
        project.edit(path, wrong, right)
        expect(page.locator("h1")).to_have_text(TITLE)
        expect(overlay).not_to_be_attached()


def test_all_errors_of_a_file_are_shown(page, preview):
    page.goto(f"{preview.url}/objectives/8/")
    preview.project.edit(OBJECTIVE, "[@summary]", "[@summery]")
    preview.project.edit(OBJECTIVE, "number: 8", "number: eight")
    overlay = page.get_by_role("alertdialog")
    for line in 2, 12:
        expect(overlay).to_contain_text(f"{OBJECTIVE}:{line}:")
    expect(overlay).to_contain_text("2 errors")
    preview.project.edit(OBJECTIVE, "number: eight", "number: 8")
    expect(overlay).not_to_contain_text(f"{OBJECTIVE}:2:")
    expect(overlay).to_contain_text("1 error")


def test_an_error_lies_over_the_page_of_its_file_and_the_packs_and_all_else_is_current(context, preview):
    page, pack, other = (open_page(context, preview.url + path) for path in ("/objectives/8/", "/packs/at-sea/", "/objectives/13/"))
    preview.project.edit(OBJECTIVE, "[@summary]", "[@summery]")
    preview.project.append(OTHER, "\nNobody is locked up.\n")
    for concerned in page, pack:
        expect(concerned.get_by_role("alertdialog")).to_contain_text(OBJECTIVE)
    expect(other.locator("main")).to_contain_text("Nobody is locked up.")
    for current in other, open_page(context, f"{preview.url}/practices/patrols/"), open_page(context, f"{preview.url}/"):
        expect(current.get_by_role("alertdialog")).not_to_be_attached()


def test_an_error_of_a_data_file_lies_over_every_page(context, preview):
    pages = [open_page(context, preview.url + path) for path in ("/", "/objectives/13/", "/packs/at-sea/")]
    preview.project.append("content/sources.yaml", "\n- {id: broken\n")
    for page in pages:
        expect(page.get_by_role("alertdialog")).to_contain_text("content/sources.yaml")


def test_an_error_of_one_page_lies_over_no_other(context, preview):
    page, other = (open_page(context, preview.url + path) for path in ("/objectives/8/", "/"))
    preview.project.edit(TEMPLATE, "objective.summary", "objective.sumary")
    expect(page.get_by_role("alertdialog")).to_be_visible()
    expect(other.get_by_role("alertdialog")).not_to_be_attached()


def test_a_place_is_copied_when_it_is_clicked(page, preview):
    page.goto(f"{preview.url}/objectives/8/")
    preview.project.edit(OBJECTIVE, "[@summary]", "[@summery]")
    place = page.get_by_role("alertdialog").get_by_role("button", name=OBJECTIVE)
    place.click()
    expect(place).to_have_attribute("data-copied", "copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{OBJECTIVE}:12:51"


def test_a_report_can_be_hidden_and_comes_back_with_the_next_change(page, preview):
    page.goto(f"{preview.url}/objectives/8/")
    overlay = page.get_by_role("alertdialog")
    for hide in lambda: page.keyboard.press("Escape"), lambda: overlay.get_by_role("button", name="Hide").click():
        preview.project.append(OBJECTIVE, "\nNobody knows [@summery].\n")
        expect(overlay).to_be_visible()
        hide()
        expect(overlay).not_to_be_attached()


def test_what_is_shown_of_a_file_is_text(page, preview):
    page.goto(f"{preview.url}/objectives/8/")
    mark = "<img src=x onerror=alert(1)></pre><b>bold</b>"
    preview.project.edit(OBJECTIVE, "[@summary]", f"[@summery, {mark}]")
    overlay = page.get_by_role("alertdialog")
    expect(overlay).to_contain_text(mark)
    assert not overlay.locator("img, b").count()


def test_content_that_is_all_gone_and_comes_back(page, preview):
    page.goto(f"{preview.url}/objectives/8/")
    content, away = preview.project.folder / "content", preview.project.folder / "away"
    content.rename(away)
    expect(page.get_by_role("alertdialog")).to_be_visible()
    expect(page.locator("h1")).to_have_text(TITLE)
    away.rename(content)
    expect(page.get_by_role("alertdialog")).not_to_be_attached()
    preview.project.append(OBJECTIVE, "\nShips look for boats.\n")
    expect(page.get_by_text("Ships look for boats.")).to_be_attached()

"""Packs are printed when someone asks for them, and the preview tells of itself what there is."""

import os
import re
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from pages import is_as_opened, open_page
from patience import PATIENCE, eventually
from playwright.sync_api import expect
from preview import HeldPress, Preview
from programs import running, stand_in
from project import SMALL, Project
from pypdf import PdfReader

OBJECTIVE = "content/objectives/08-saving-lives.md"
PACK = "/packs/round-table-2.pdf"


def test_a_program_gets_the_pack_that_is_printed_with_drafts(tmp_path):
    project, other = (Project(tmp_path / name, SMALL) for name in ("site", "other"))
    for each in project, other:
        each.edit("content/objectives/13-detention.md", "number: 13", "number: 13\ndraft: true")
    with Preview(project) as preview:
        answer = preview.get(PACK, accept="*/*")
        assert (answer.status, answer.type) == (200, "application/pdf")
        run = other.run("pack", "2", "--drafts", "--output", "2.pdf")
        assert run.returncode == 0, run.stderr
        assert answer.body == other.read("2.pdf")
        assert preview.said == ""


def test_a_person_is_told_to_wait(page, project):
    """What a browser does with a PDF is its own affair; that it opens it is seen by the types it is sent."""
    seen = []

    def note(response):
        if response.request.is_navigation_request():
            seen.append((response.status, response.headers.get("content-type")))

    page.on("response", note)
    press = HeldPress(project)
    with Preview(project, **press.variables) as preview:
        page.goto(preview.url + PACK)
        expect(page.get_by_role("status")).to_have_text(
            "round-table-2.pdf is being printed. It will show here when it is ready."
        )
        press.release()
        # Events come while the browser is asked something.
        eventually(lambda: page.title() is not None and (200, "application/pdf") in seen)
    assert seen[0] == (200, "text/html; charset=utf-8")


def test_a_pack_that_cannot_be_printed_says_why(page, preview):
    preview.project.edit("templates/assets/pack.css", "  html { color:", "  html { colour: red; color:")
    eventually(lambda: "pack.css" in preview.said)
    page.goto(preview.url + PACK)
    expect(page.locator("h1")).to_have_text("round-table-2.pdf can't be printed")
    expect(page.locator(".report")).to_contain_text("--> templates/assets/pack.css:")
    expect(page.locator(".report")).to_contain_text("`colour: red`")
    assert preview.get(PACK).status == 500
    eventually(lambda: "[pack/unknown-css]" in preview.said)
    assert preview.said.count("`colour: red`") == 1
    preview.project.edit("templates/assets/pack.css", "colour: red; ", "")
    eventually(lambda: "nothing to complain about any more" in preview.said)
    assert preview.get(PACK).status == 200


@pytest.mark.parametrize("options, variables, said", [
    ([], {"IMRF_WEASYPRINT": "/nowhere"}, "packs can't be printed without WeasyPrint [pack/no-weasyprint]"),
    (["--no-packs"], {}, ""),
], ids=["none there", "none wanted"])
def test_without_a_program_that_prints_there_are_no_packs(options, variables, said, project):
    with Preview(project, *options, **variables) as preview:
        assert said in preview.said and bool(said) == bool(preview.said)
        assert preview.get(PACK).status == 404
        assert preview.get("/packs/round-table-2/").status == 200
        assert ".pdf" not in preview.text("/packs/") + preview.text("/_imrf/")


@pytest.mark.parametrize("path", ["/packs/round-table-2", "/packs/at-sea", "/fr/packs/round-table-2"])
def test_a_pack_has_sheets(path, page, preview):
    page.goto(f"{preview.url}/_imrf{path}/")
    sheets = page.get_by_role("img", name="Page ")
    expect(sheets.first).to_be_visible()
    assert sheets.count() == len(PdfReader(BytesIO(preview.get(f"{path}.pdf").body)).pages)
    for sheet in sheets.all():
        sheet.scroll_into_view_if_needed()
        eventually(lambda: sheet.evaluate("image => image.complete && image.naturalWidth > 500"))
    assert page.get_by_role("link", name=".pdf").get_attribute("href") == f"{path}.pdf"


def test_sheets_are_made_anew_when_the_pack_changes(context, preview):
    pages = [open_page(context, f"{preview.url}/_imrf/packs/{name}/") for name in ("round-table-2", "at-sea")]
    for page in pages:
        expect(page.get_by_role("img").first).to_be_visible()
        page.evaluate("window.isMarked = true")
    preview.project.append("content/objectives/13-detention.md", "\nNobody is locked up.\n")
    eventually(lambda: not is_as_opened(pages[0]))
    expect(pages[0].get_by_role("img").first).to_be_visible()
    # Objective 13 isn't in the other.
    assert is_as_opened(pages[1])


def test_sheets_that_a_sentence_is_on_come_before_the_others(page, project):
    """And they are what the whole pack shows in the end."""
    press = HeldPress(project, "print.py")
    press.release()
    with Preview(project, **press.variables) as preview:
        sheets = f"{preview.url}/_imrf/packs/round-table-2/"
        page.goto(sheets)
        expect(page.get_by_role("img").first).to_be_visible()
        count = page.get_by_role("img").count()
        press.hold()
        project.append("content/objectives/13-detention.md", "\nNobody is locked up.\n")
        changed = page.locator("img.changed")
        expect(changed.first).to_be_visible()
        numbers = [int(re.search(r"changed-(\d+)\.png", image.get_attribute("src"))[1]) for image in changed.all()]
        assert 0 < len(numbers) < count / 2
        early = {number: preview.get(f"/_imrf/packs/round-table-2/changed-{number}.png").body for number in numbers}
        press.release()
        expect(changed).to_have_count(0)
        for number, picture in early.items():
            assert preview.get(f"/_imrf/packs/round-table-2/{number}.png").body == picture, number


def test_it_tells_what_there_is(page, preview):
    preview.project.edit(OBJECTIVE, "number: 8", "number: 8\ndraft: true")
    eventually(lambda: OBJECTIVE in preview.said)
    page.goto(f"{preview.url}/_imrf/")
    expect(page.locator(".facts")).to_contain_text("1 draft,")
    section = {name: page.get_by_role("region", name=name) for name in ("Drafts", "Packs", "Changes", "Pages", "Files")}
    expect(section["Drafts"].get_by_role("link")).to_have_attribute("href", "/objectives/8/")
    assert section["Pages"].get_by_role("link", name="/objectives/8/", exact=True).count() == 1
    assert section["Files"].get_by_role("link", name="/sitemap.xml").count() == 1
    assert re.search(r"\d+ s ago\s+\d+\.\d ms\s+" + OBJECTIVE, section["Changes"].inner_text())
    for link in page.get_by_role("link").all():
        address = link.get_attribute("href")
        # Packs are printed only to be looked at.
        if "packs" not in address:
            assert preview.get(address).status == 200, address


def test_drafts_are_marked(page, preview):
    preview.project.edit(OBJECTIVE, "number: 8", "number: 8\ndraft: true")
    page.goto(f"{preview.url}/objectives/8/")
    expect(page.locator(".draft")).to_be_visible()


@pytest.mark.parametrize(
    "path, right, wrong",
    [(OBJECTIVE, "[@summary]", "[@summery]"), ("templates/objective.html", "objective.summary", "objective.sumary")],
    ids=["content", "template"],
)
def test_it_tells_what_is_wrong(path, right, wrong, page, preview):
    preview.project.edit(path, right, wrong)
    eventually(lambda: path in preview.said)
    for own_page in "/_imrf/", "/_imrf/check/":
        page.goto(preview.url + own_page)
        expect(page.locator(".report")).to_contain_text(f"--> {path}")
        place = page.get_by_role("button", name=path)
        place.click()
        expect(place).to_have_attribute("data-copied", "copied")
        assert page.evaluate("navigator.clipboard.readText()").startswith(f"{path}:")


def test_the_check_of_all_pages_says_what_the_command_says(page, preview):
    preview.project.append(OBJECTIVE, "\n[Nothing there](/nothing/).\n")
    eventually(lambda: OBJECTIVE in preview.said)
    page.goto(f"{preview.url}/_imrf/check/")
    report = preview.project.run("check", "--drafts").stderr
    assert "/nothing/" in report
    assert page.locator(".report").inner_text().strip() == report.strip()


def test_only_the_newest_version_of_a_pack_is_printed(project, tmp_path):
    """Each save has an open pack asked for again; what is being printed of an older version is given up."""
    log, sleep = tmp_path / "log", f"98764.{os.getpid()}"
    programs = stand_in(tmp_path / "programs", f'echo >>"{log}"\nsleep {sleep}')
    variables = {f"IMRF_{name.upper()}": path for name, path in programs.items()}
    with Preview(project, **variables) as preview, ThreadPoolExecutor(12) as pool:
        asked = [pool.submit(preview.get, PACK)]
        eventually(log.exists)
        for number in range(2, 12):
            preview.project.append(OBJECTIVE, f"\nShip number {number}.\n")
            eventually(lambda: f"Ship number {number}." in preview.text("/objectives/8/"))
            asked.append(pool.submit(preview.get, PACK))
            eventually(lambda: log.read_text().count("\n") == number)
            eventually(lambda: len(running(f"sleep\0{sleep}")) == 1)
        stand_in(tmp_path / "programs", "echo Done >&2")
        preview.project.append(OBJECTIVE, "\nThe last ship.\n")
        eventually(lambda: "The last ship." in preview.text("/objectives/8/"))
        # Those who have waited since the first version get the last one.
        assert preview.get(PACK).status == 500
        assert [answer.result(PATIENCE).status for answer in asked] == [500] * len(asked)
        assert running(f"sleep\0{sleep}") == []

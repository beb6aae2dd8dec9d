"""What helps to pass a page on: cards beside links, how it is cited, twins for programs, the calendar, pictures."""

import json
import re
import struct
from datetime import date
from html import unescape
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar
from playwright.sync_api import expect
from project import SMALL, Project
from serving import serving

OBJECTIVE = "content/objectives/08-saving-lives"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A small site in English and Arabic, published, for a folder, and without the programs that draw."""
    project = Project(tmp_path_factory.mktemp("sharing") / "site", SMALL)
    links = "\n\nSee [detention](13-detention.md) and [paragraph 13.1](13-detention.md#p13.1).\n"
    project.edit(f"{OBJECTIVE}.md", "[@summary].\n", f"[@summary].{links}")
    project.write(f"{OBJECTIVE}.ar.md", "---\nnumber: 8\ntitle: إنقاذ الأرواح\n---\n\nانظر [الاحتجاز](13-detention.md).\n")
    project.write("content/objectives/13-detention.ar.md", "---\nnumber: 13\ntitle: الاحتجاز\nsummary: ملخص عن الاحتجاز.\n---\n\nنص.\n")
    runs = {"plain": [], "portable": ["--portable", "--no-packs"], "again": []}
    for name, options in runs.items():
        run = project.run("build", "--no-search", "--output", name, *options)
        assert run.returncode == 0, run.stderr
    return project


@pytest.fixture(scope="module")
def address(project):
    with serving(project.folder / "plain") as address:
        yield address


@pytest.fixture
def asked(page):
    """What a page asks for."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


def link(page, words):
    return page.locator("main").get_by_role("link", name=words, exact=True).first


def card(page):
    return page.locator(".link-card")


def test_a_card_shows_where_a_link_leads(address, page, asked):
    page.goto(address + "/objectives/8/")
    link(page, "detention").hover()
    expect(card(page)).to_contain_text("Objective 13")
    # It stays while somebody points at it, and goes with the pointer.
    card(page).hover()
    page.wait_for_timeout(600)
    expect(card(page)).to_be_visible()
    page.mouse.move(1, 1)
    expect(card(page)).to_have_count(0)
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(address).netloc}


def test_a_card_comes_with_the_keyboard_and_goes_with_escape(address, page):
    page.goto(address + "/objectives/8/")
    link(page, "detention").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(card(page)).to_be_visible()
    assert link(page, "detention").get_attribute("aria-describedby") == "link-card"
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    expect(link(page, "detention")).to_be_focused()
    assert link(page, "detention").get_attribute("aria-describedby") is None


def test_a_term_and_a_paragraph_of_another_page_are_told(address, page):
    term = page.request.get(address + "/glossary/index.json").json()["entries"][0]
    paragraph = page.request.get(address + "/objectives/13/index.json").json()["paragraphs"][0]
    page.goto(address + "/glossary/")
    link(page, term["title"]).hover()
    expect(card(page)).to_contain_text(term["description"])
    page.goto(address + "/objectives/8/")
    link(page, "paragraph 13.1").hover()
    expect(card(page)).to_contain_text(paragraph["text"])


def test_a_citation_shows_its_source_from_the_page_itself(project, page):
    for folder in ["plain", "portable"]:
        page.goto((project.folder / folder / "objectives/8/index.html").as_uri())
        page.locator("[role=doc-biblioref]").first.hover()
        title = page.locator(".reference-list cite").first.inner_text()
        expect(card(page)).to_contain_text(title)


def test_an_arabic_card_is_read_from_right_to_left(address, page):
    page.goto(address + "/ar/objectives/8/")
    words = link(page, "الاحتجاز")
    words.hover()
    expect(card(page)).to_contain_text("ملخص عن الاحتجاز.")
    assert card(page).evaluate("card => [card.lang, getComputedStyle(card).direction]") == ["ar", "rtl"]
    ends = [element.evaluate("one => one.getBoundingClientRect().right") for element in (card(page), words)]
    assert abs(ends[0] - ends[1]) < 1


def test_a_finger_brings_no_card(address, browser):
    with browser.new_context(has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        page.goto(address + "/objectives/8/")
        page.route("**/objectives/13/", lambda route: route.abort())
        link(page, "detention").tap()
        page.wait_for_timeout(600)
        expect(card(page)).to_have_count(0)


def test_a_paragraph_is_cited_by_its_number(address, page):
    page.goto(address + "/objectives/8/")
    page.locator("a.paragraph-number").first.hover()
    cited = (
        "Forum briefings, Objective 8: Save lives and establish coordinated international efforts on missing migrants, para. 8.1 "
        "(edition of 20 May 2022), https://forum.example/objectives/8/#p8.1"
    )
    expect(card(page).locator("p")).to_have_text(cited)
    card(page).get_by_role("button", name="Copy").click()
    expect(card(page).get_by_role("button")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == cited


def test_without_a_script_a_page_says_how_it_is_cited(address, browser):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + "/objectives/8/")
        page.get_by_text("Cite this page").click()
        expect(page.locator(".citing-text")).to_have_text(
            "Forum briefings, Objective 8: Save lives and establish coordinated international efforts on missing migrants "
            "(edition of 20 May 2022), https://forum.example/objectives/8/"
        )


def test_each_page_has_a_twin_that_agrees_with_it(project):
    folder = project.folder / "plain"
    pages = [file for file in folder.rglob("index.html") if "search" not in file.parts]
    for page in pages:
        text = page.read_text()
        twin = json.loads((page.parent / "index.json").read_text())
        assert '<link rel="alternate" type="application/json" href="index.json">' in text, page
        assert twin["url"] == f"https://forum.example/{page.parent.relative_to(folder)}/".replace("/./", "/"), page
        assert twin["language"] == re.search('<html lang="(..)"', text)[1], page
        heading = re.search(r"<h1[^>]*>(.*?)</h1>", text, re.DOTALL)
        assert twin["title"] in unescape(re.sub("<[^>]+>", "", heading[1])) or twin["type"] in ("home", "round-table"), page
        for paragraph in twin.get("paragraphs", []):
            assert f'id="{paragraph["id"]}"' in text and paragraph["text"], page
            assert not paragraph["text"].startswith(paragraph["number"]), page
        for reference in twin.get("references", []):
            for place in reference["places"]:
                assert f'id="{place["id"]}"' in text, page
    assert len(list(folder.rglob("index.json"))) == len(pages)


def test_the_calendar_is_read_by_a_program(project):
    for path, name in [("calendar.ics", "Round table 2: Protecting migrants"), ("fr/calendar.ics", "Table ronde\u00a02\u00a0: Protéger les migrants")]:
        content = (project.folder / "plain" / path).read_bytes()
        assert content == (project.folder / "again" / path).read_bytes()
        assert all(len(line) <= 75 and b"\n" not in line for line in content.split(b"\r\n"))
        events = Calendar.from_ical(content).walk("VEVENT")
        assert [str(event["SUMMARY"]) for event in events] == [name]
        assert str(events[0]["UID"]) == "round-table-2@forum.example"
        assert (events[0]["DTSTART"].dt, events[0]["DTEND"].dt) == (date(2022, 5, 17), date(2022, 5, 18))
        assert str(events[0]["URL"]).startswith("https://forum.example/")


def test_programs_find_a_guide(project):
    guide = (project.folder / "plain/llms.txt").read_text()
    assert guide.startswith("# Forum briefings\n")
    assert "- [Objective 8: Save lives and establish coordinated international efforts on missing migrants](https://forum.example/objectives/8/): Deaths are counted better than before.\n" in guide
    assert not re.search(r"&(amp|lt|#\d+);|<", guide)


def test_pages_have_pictures_for_those_who_pass_them_on(project):
    folder = project.folder / "plain"
    shown = {}
    for path in ["objectives/8", "ar/objectives/8", "round-tables/2", "practices", "practices/patrols", "."]:
        text = (folder / path / "index.html").read_text()
        address = re.search('<meta property="og:image" content="https://forum.example/([^"]+)">', text)[1]
        picture = (folder / address).read_bytes()
        assert struct.unpack(">LL", picture[16:24]) == (1200, 630), path
        assert len(picture) < 100_000
        shown[path] = address
    assert shown["practices"] == shown["practices/patrols"]
    assert len(set(shown.values())) == 5
    assert "og:image" not in (project.folder / "portable/objectives/8/index.html").read_text()


def test_without_weasyprint_pages_have_no_pictures(project):
    run = project.run("build", "--no-search", "--output", "none", weasyprint="/nowhere")
    assert "[site/no-page-pictures]" in run.stderr
    text = (project.folder / "none/objectives/8/index.html").read_text()
    assert "og:image" not in text and 'content="summary"' in text

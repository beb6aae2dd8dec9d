"""The page /search/: what is first for questions from real use, and what is there without a server, without a script, without Pagefind."""

import csv
import gzip
from urllib.parse import urlsplit

import pytest
from nginx import nginx, open_folder
from playwright.sync_api import expect
from preview import Preview
from project import ROOT, SMALL, Project
from serving import serving

QUESTIONS = list(csv.DictReader((ROOT / "Tests/BrowserTests/questions.csv").open()))
LANGUAGES = sorted({row["language"] for row in QUESTIONS})
INDEX = ".imrf/search"


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """The site of this repository, built as it is published and for a folder."""
    project = Project(tmp_path_factory.mktemp("search") / "site", ROOT / "content")
    for options in [["--output", "plain"], ["--portable", "--output", "portable"]]:
        run = project.run("build", "--no-packs", *options)
        assert run.returncode == 0 and not run.stderr, run.stderr
    return project


@pytest.fixture(scope="module")
def address(own):
    with serving(own.folder / "plain") as address:
        yield address


def ask(page, question):
    """Asks on the page, and gives the addresses that are found, the first ones."""
    page.fill("#q", question)
    page.press("#q", "Enter")
    page.wait_for_function("asked => document.querySelector('#search-results ol').dataset.question === asked", arg=question)
    return found(page)


def found(page):
    links = page.locator("#search-results ol > li > .entry-title a")
    addresses = [urlsplit(address) for address in links.evaluate_all("links => links.map(link => link.href)")]
    return [f"{address.path}#{address.fragment}".rstrip("#") for address in addresses]


def rank(row, addresses):
    """The place of the page that must be first; the part of it counts where the question names it."""
    places = [address if "#" in row["page"] else address.split("#")[0] for address in addresses]
    return places.index(row["page"]) + 1 if row["page"] in places else None


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_must_be_first_is_first(language, address, page):
    rows = [row for row in QUESTIONS if row["language"] == language]
    page.goto(address + ("/search/" if language == "en" else f"/{language}/search/"))
    ranks = {row["question"]: rank(row, ask(page, row["question"])) for row in rows}
    others = {question: place for question, place in ranks.items() if place != 1}
    print(f"{language}: {len(rows) - len(others)} of {len(rows)} first; others {others}")
    assert len(others) <= len(rows) * 0.05
    assert sum(place is None or place > 3 for place in others.values()) <= len(rows) * 0.01


def test_results_lead_to_paragraphs_with_numbers(address, page):
    page.goto(address + "/search/")
    ask(page, "45,000 lost their lives")
    place = page.locator(".search-places li").filter(has=page.get_by_role("link", name="8.1", exact=True))
    expect(place).to_contain_text("At least 45,000 people lost their lives")
    expect(place.locator("mark").first).to_have_text("45,000")
    place.get_by_role("link").click()
    page.wait_for_url("**/objectives/8/#p8.1")


def test_a_search_is_narrowed_and_its_address_says_so(address, page):
    page.goto(address + "/search/?q=detention")
    page.get_by_text("Narrow the search").click()
    page.get_by_label("Kind").select_option("practice")
    expect(page.locator("#search-results .entry-meta").first).to_have_text("Practices")
    page.get_by_label("Objective", exact=True).select_option("21")
    page.wait_for_url("**/search/?q=detention&kind=practice&objective=21")
    expect(page.get_by_role("status")).to_contain_text("Results: ")
    before = page.get_by_role("status").text_content()
    page.reload()
    expect(page.get_by_role("status")).to_have_text(before)
    assert all(place.startswith("/practices/") for place in found(page))


def test_more_results_come_at_a_button_and_get_the_focus(address, page):
    page.goto(address + "/search/")
    count = len(ask(page, "migrants"))
    page.get_by_role("button", name="More results").press("Enter")
    expect(page.locator("#search-results ol > li > .entry-title").nth(count).get_by_role("link")).to_be_focused()


def test_nothing_found_says_what_to_try(address, page):
    page.goto(address + "/search/")
    ask(page, "xyzzyq")
    expect(page.get_by_role("status")).to_contain_text("Nothing was found for “xyzzyq”. Try fewer or other words")
    expect(page.get_by_text("More results")).to_be_hidden()


def test_words_of_a_question_are_never_taken_for_html(address, page):
    page.goto(address + "/search/")
    ask(page, "<img src=x onerror=alert(1)> 8.3")
    ask(page, "zzqx<b id=bold>")
    assert page.locator("#bold, main img").count() == 0


@pytest.mark.parametrize("path", ["/", "/objectives/8/", "/ar/search/"])
def test_the_field_of_every_page_leads_to_the_answer(path, address, page):
    page.goto(address + path)
    search = page.get_by_role("search")
    search.get_by_role("searchbox").fill("8.3")
    search.get_by_role("searchbox").press("Enter")
    expect(page.locator("#search-results ol > li a").first).to_have_attribute("href", f"{address}{path[:3] if path[1:3] == 'ar' else ''}/objectives/8/#p8.3")


def test_only_the_page_of_the_search_may_compile(own):
    for file in (own.folder / "plain").rglob("*.html"):
        text = file.read_text()
        if "assets/redirect." in text:
            continue
        is_search = file.parent.name == "search"
        assert ("'wasm-unsafe-eval'" in text) == is_search, file
        assert ("assets/search." in text) == is_search, file
        assert "base-uri 'none'; form-action 'self'" in text, file


def test_a_first_search_loads_little(address, page):
    page.goto(address + "/search/")
    page.wait_for_load_state("networkidle")
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    ask(page, "search and rescue")
    page.wait_for_load_state("networkidle")
    assert all(answer.url.startswith(address) for answer in answers)
    bodies = {answer.url: answer.body() for answer in answers}
    script = next((ROOT / "templates/assets").glob("search.js")).read_bytes()
    # As servers send it: what Pagefind has compressed already doesn't get smaller.
    total = sum(min(len(body), len(gzip.compress(body))) for body in [*bodies.values(), script])
    print(f"a first search loads {total} bytes in {len(bodies)} files")
    assert total < 160_000


def test_a_copy_in_a_folder_finds_numbers_and_names(own, page):
    folder = (own.folder / "portable").as_uri()
    assert not (own.folder / "portable/pagefind").exists()
    for question, place in [("8.3", "objectives/8/index.html#p8.3"), ("Ivoire", "countries/cote-d-ivoire/index.html")]:
        page.goto(f"{folder}/objectives/8/index.html")
        page.get_by_role("searchbox").fill(question)
        page.get_by_role("searchbox").press("Enter")
        expect(page.locator("#search-results a").first).to_have_attribute("href", f"{folder}/{place}")
        expect(page.get_by_role("status")).to_contain_text("Only numbers, names and titles are searched here.")


def test_without_a_script_the_page_is_an_index(address, browser):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + "/")
        page.get_by_role("searchbox").fill("Ecuador")
        page.get_by_role("button", name="Search").click()
        page.wait_for_url("**/search/?q=Ecuador")
        expect(page.locator("noscript p")).to_be_visible()
        assert page.locator("#search-filters").is_hidden()
        page.get_by_role("link", name="Ecuador", exact=True).click()
        page.wait_for_url("**/countries/ecuador/")


def test_behind_a_web_server_texts_are_found_and_no_policy_is_broken(page):
    """With the policy that docs/operating.md has nginx send, in a folder of the server."""
    said = []
    page.on("console", lambda message: said.append(message.text))
    with open_folder() as folder:
        project = Project(folder / "site", SMALL)
        run = project.run("build", "--no-packs", "--base-url", "https://forum.example/briefings/")
        assert run.returncode == 0 and not run.stderr, run.stderr
        with nginx(project.folder / "public") as server:
            page.goto(server.address + "/briefings/objectives/8/")
            page.get_by_role("searchbox").fill("patrols")
            page.get_by_role("searchbox").press("Enter")
            expect(page.locator("#search-results mark").first).to_be_visible()
            expect(page.get_by_role("status")).not_to_contain_text("Only numbers, names and titles")
            page.goto(server.address + "/briefings/fr/nowhere/")
            expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    assert [text for text in said if "404 (Not Found)" not in text] == []


def test_a_preview_finds_numbers_and_names(project, page):
    with Preview(project, "--no-packs") as preview:
        page.goto(preview.url + "/search/?q=objective 8")
        expect(page.locator("#search-results a").first).to_have_attribute("href", f"{preview.url}/objectives/8/")
        expect(page.get_by_role("status")).to_contain_text("Only numbers, names and titles are searched here.")


def index(project):
    """The files of the index as they were published, and when the one that is kept was made."""
    folder = project.folder / "public/pagefind"
    (kept,) = (project.folder / INDEX).iterdir()
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}, kept.stat().st_mtime_ns


def lasting(files):
    """What Pagefind makes of the same texts each time; the values of filters, and what names their files, come in any order."""
    return {name: text for name, text in files.items() if name.startswith(("fragment/", "index/", "wasm."))}


def test_an_index_is_made_again_only_if_a_text_has_changed(project):
    def build():
        run = project.run("build", "--no-packs")
        assert run.returncode == 0 and not run.stderr, run.stderr
        return index(project)

    files, made = build()
    assert "pagefind.js" in files and not any("ui" in name for name in files)
    project.append("templates/assets/site.css", "h1 { color: red; }\n")
    project.edit("templates/parts/footer.html", "<div class=\"imprint\">", "<div class=\"imprint\"><p>New</p>")
    assert build() == (files, made)
    project.edit("content/objectives/08-saving-lives.md", "title: ", "title: Always ")
    changed, made_again = build()
    assert changed.keys() != files.keys() and made_again != made
    project.clear(INDEX)
    assert lasting(build()[0]) == lasting(changed)
    (kept,) = (project.folder / INDEX).iterdir()
    kept.write_bytes(kept.read_bytes()[:-1])
    assert lasting(build()[0]) == lasting(changed), "an index that was cut is none"


def test_without_pagefind_a_build_says_so_once_and_goes_on(project):
    project.write("python", "#!/bin/sh\necho \"No module named pagefind\" >&2\nexit 1\n")
    (project.folder / "python").chmod(0o755)
    for python in ["/nowhere", "./python"]:
        run = project.run("build", "--no-packs", python=python)
        assert run.returncode == 0 and run.stderr.count("[search/no-index]") == 1, run.stderr
        assert not (project.folder / "public/pagefind").exists()
        assert (project.folder / "public/search/index.html").exists()
    run = project.run("build", "--no-packs", "--no-search", python="/nowhere")
    assert run.returncode == 0 and not run.stderr

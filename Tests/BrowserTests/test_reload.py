"""The editor saves, and every browser shows it by itself."""

import re
import time

import pytest
from pages import STYLE, hide, is_as_opened, open_page
from patience import eventually
from PIL import Image
from playwright.sync_api import expect
from preview import Preview

OBJECTIVE, OTHER = "content/objectives/08-saving-lives.md", "content/objectives/13-detention.md"
PICTURE = "content/objectives/boat.png"


def test_a_page_shows_what_is_saved_and_stays_where_it_was(page, preview):
    page.set_viewport_size({"width": 800, "height": 300})
    page.goto(f"{preview.url}/objectives/8/")
    page.evaluate("scrollTo({top: 250, behavior: 'instant'})")
    preview.project.append(OBJECTIVE, "\nShips look for boats.\n")
    expect(page.get_by_text("Ships look for boats.")).to_be_attached()
    eventually(lambda: page.evaluate("scrollY") == 250)


def test_only_pages_that_show_it_are_loaded_again(context, preview):
    page, other = (open_page(context, f"{preview.url}/objectives/{number}/") for number in (8, 13))
    preview.project.append(OBJECTIVE, "\nShips look for boats.\n")
    expect(page.get_by_text("Ships look for boats.")).to_be_attached()
    assert not is_as_opened(page) and is_as_opened(other)
    preview.project.append(OTHER, "\nNobody is locked up.\n")
    expect(other.get_by_text("Nobody is locked up.")).to_be_attached()


@pytest.mark.parametrize("path", ["/objectives/", "/round-tables/2/", "/objectives/13/"])
def test_pages_that_name_it_are_loaded_again(path, context, preview):
    page = open_page(context, preview.url + path)
    for field in "title: Save", "short_title: Saving":
        preview.project.edit(OBJECTIVE, field, field.replace("Sav", "Spar"))
    expect(page.get_by_text("Spar").first).to_be_attached()


def test_a_style_sheet_is_put_on_without_loading_the_page(context, preview):
    page = open_page(context, f"{preview.url}/objectives/8/")
    for number in range(3):
        preview.project.append(STYLE, f"h1 {{ color: rgb(1, 2, {number}); }}\n")
        expect(page.locator("h1")).to_have_css("color", f"rgb(1, 2, {number})")
        sheets = page.locator("link[rel=stylesheet][href*='/site.']")
        expect(sheets).to_have_count(1)
        assert preview.get("/assets/" + sheets.get_attribute("href").split("/")[-1]).status == 200
    assert is_as_opened(page)


def test_a_style_sheet_saved_again_and_again_leaves_one(context, preview):
    page = open_page(context, f"{preview.url}/objectives/8/")
    for number in range(20):
        preview.project.append(STYLE, f"h1 {{ color: rgb(1, 2, {number}); }}\n")
        time.sleep(0.015)
    expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 19)")
    expect(page.locator("link[rel=stylesheet][href*='/site.']")).to_have_count(1)
    assert is_as_opened(page)


def test_a_style_sheet_that_a_page_has_not_is_no_affair_of_it(context, preview):
    page = open_page(context, f"{preview.url}/objectives/8/")
    preview.project.append("templates/assets/pack.css", "h1 { color: red; }\n")
    preview.project.append(STYLE, "h1 { color: rgb(1, 2, 3); }\n")
    expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)")
    assert is_as_opened(page)


def test_a_picture_is_replaced_without_loading_the_page(context, project):
    paint(project, "red", (40, 30))
    project.append(OBJECTIVE, "\n![A boat](boat.png)\n")
    with Preview(project) as preview:
        page = open_page(context, f"{preview.url}/objectives/8/")
        eventually(lambda: pixel(page) == [255, 0, 0])
        paint(project, "blue", (40, 30))
        eventually(lambda: pixel(page) == [0, 0, 255])
        assert is_as_opened(page)
        # Pages keep room for pictures, so this one has to be loaded again.
        paint(project, "lime", (60, 20))
        eventually(lambda: pixel(page) == [0, 255, 0])
        assert page.locator("main img").evaluate("image => [image.naturalWidth, image.width]") == [60, 60]


def paint(project, colour, size):
    Image.new("RGB", size, colour).save(project.folder / PICTURE)


def pixel(page):
    """The colour of a page's picture."""
    return page.locator("main img").evaluate("""image => {
      const canvas = document.createElement("canvas").getContext("2d");
      canvas.drawImage(image, 0, 0);
      return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
    }""")


def test_a_template_bears_on_all_pages(context, preview):
    pages = [open_page(context, preview.url + path) for path in ("/", "/objectives/8/", "/no/such/page/")]
    preview.project.append("templates/parts/footer.html", "<p>Printed on paper</p>\n")
    for page in pages:
        expect(page.get_by_text("Printed on paper")).to_be_attached()


def test_a_page_that_comes_to_be_shows_itself(page, preview):
    page.goto(f"{preview.url}/objectives/9/")
    expect(page.locator("h1")).to_have_text("Page not found")
    text = (preview.project.folder / OTHER).read_text()
    preview.project.write(
        "content/objectives/09-smuggling.md", text.replace("13", "9").replace("detention", "smuggling")
    )
    expect(page.locator("h1")).to_contain_text("smuggling")


def test_every_browser_is_told(browser, preview):
    contexts = [browser.new_context() for _ in range(3)]
    pages = [open_page(context, f"{preview.url}/objectives/8/") for context in contexts]
    preview.project.append(OBJECTIVE, "\nShips look for boats.\n")
    for page in pages:
        expect(page.get_by_text("Ships look for boats.")).to_be_attached()
    for context in contexts:
        context.close()


def test_what_was_missed_while_the_preview_was_away_is_caught_up(page, preview):
    page.goto(f"{preview.url}/objectives/8/")
    preview.kill()
    preview.project.append(OBJECTIVE, "\nShips look for boats.\n")
    with Preview(preview.project, port=preview.port):
        expect(page.get_by_text("Ships look for boats.")).to_be_attached()


def test_a_page_that_missed_nothing_stays_as_it_is(context, preview):
    page = open_page(context, f"{preview.url}/objectives/8/")
    preview.kill()
    with Preview(preview.project, port=preview.port) as again:
        eventually(lambda: "1 open in a browser" in again.text("/_imrf/"))
        again.project.append(STYLE, "h1 { color: rgb(1, 2, 3); }\n")
        expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)")
        assert is_as_opened(page)


def test_what_was_missed_while_a_page_was_hidden_is_caught_up(context, preview):
    page, other = (open_page(context, f"{preview.url}/objectives/8/") for _ in range(2))
    hide(page)
    preview.project.append(OBJECTIVE, "\nShips look for boats.\n")
    expect(other.get_by_text("Ships look for boats.")).to_be_attached()
    expect(page.get_by_text("Ships look for boats.")).not_to_be_attached()
    hide(page, False)
    expect(page.get_by_text("Ships look for boats.")).to_be_attached()


def test_a_change_while_a_page_connects_is_not_lost(preview):
    """An editor that saves twice does so just when the page is loaded again."""
    path = "/objectives/8/"
    for number in range(100):
        before = version(preview, path)
        preview.project.append(OBJECTIVE, f"\nShip number {number}.\n")
        time.sleep(0.002 + number % 20 / 10000)
        with preview.listen(path, before) as connection:
            eventually(lambda: f"Ship number {number}." in preview.text(path))
            wanted, told = f'"version":"{version(preview, path)}"'.encode(), b""
            while wanted not in told:
                part = connection.recv(4096)
                assert part, "the connection has ended"
                told += part


def version(preview, path):
    return re.search(r'data-version="(\w+)"', preview.text(path))[1]


def test_many_pages_of_one_browser_stay_usable(context, preview):
    """Browsers hold no more than six connections to one place."""
    pages = []
    for _ in range(10):
        pages.append(open_page(context, f"{preview.url}/objectives/8/"))
        hide(pages[-1])
    preview.project.append(OBJECTIVE, "\nShips look for boats.\n")
    for page in pages:
        hide(page, False)
        expect(page.get_by_text("Ships look for boats.")).to_be_attached()
        hide(page)


def test_browsers_that_have_left_are_forgotten(context, preview):
    """Otherwise who reads a thousand pages in a day takes up all connections that a program may have."""
    page = context.new_page()
    for _ in range(10):
        page.goto(f"{preview.url}/objectives/8/")
    eventually(lambda: int(re.search(r"(\d+) open in a browser", preview.text("/_imrf/"))[1]) <= 3)


def test_going_back_shows_what_was_saved_meanwhile(page, preview):
    page.goto(f"{preview.url}/objectives/8/")
    page.goto(f"{preview.url}/objectives/13/")
    preview.project.append(OBJECTIVE, "\nShips look for boats.\n")
    eventually(lambda: "Ships look for boats." in preview.text("/objectives/8/"))
    page.go_back()
    expect(page.get_by_text("Ships look for boats.")).to_be_attached()

"""Numbers of paragraphs: the browser finds them, a selection has them, and their addresses can be copied."""

import pytest
from playwright.sync_api import expect

PLACES = [("/objectives/8/", "8.3"), ("/round-tables/2/", "RT2.3"), ("/ar/round-tables/2/", "RT2.3"), ("/meetings/idm-2022/", "3")]
TARGET = 24


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path, number", PLACES)
def test_the_number_is_a_link_to_its_paragraph(path, number, width, address, page):
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(address + path)
    paragraph = page.locator(f"[id='p{number}']")
    link = paragraph.get_by_role("link").first
    expect(link).to_have_text(number)
    assert number in link.get_attribute("aria-label") != number
    assert link.evaluate("link => link.href") == f"{address}{path}#p{number}"
    box = link.bounding_box()
    assert box["height"] >= TARGET and box["width"] >= TARGET and box["x"] >= 0 and box["x"] + box["width"] <= width, box
    link.click()
    assert page.url == f"{address}{path}#p{number}"
    assert page.evaluate("document.querySelector(':target').id") == f"p{number}"


@pytest.mark.parametrize("path, number", PLACES[:2])
def test_the_browser_finds_the_number_and_a_selection_has_it(path, number, address, page):
    page.goto(address + path)
    assert page.evaluate("number => window.find(number, true, false, true)", number)
    paragraph = page.locator(f"[id='p{number}']")
    selected = paragraph.evaluate("element => { getSelection().selectAllChildren(element); return getSelection().toString() }")
    assert selected.split(maxsplit=1)[0] == number
    assert paragraph.inner_text().count(number) == 1

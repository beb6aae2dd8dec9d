"""A site's own colour in browsers, and while somebody looks for it."""

from pages import open_page
from playwright.sync_api import expect

SETTINGS = "content/site.yaml"


def test_a_colour_is_put_on_when_it_is_saved(context, preview):
    page = open_page(context, f"{preview.url}/objectives/8/")
    link = page.locator(".site-nav a:not([aria-current])").first
    expect(link).to_have_css("color", "rgb(11, 79, 138)")
    preview.project.append(SETTINGS, 'colour: "#1b5e3f"\n')
    expect(link).to_have_css("color", "rgb(27, 94, 63)")
    expect(page.locator("meta[name=theme-color]")).to_have_attribute("content", "#1b5e3f")
    preview.project.edit(SETTINGS, "1b5e3f", "8a1538")
    expect(link).to_have_css("color", "rgb(138, 21, 56)")


def test_a_colour_that_cannot_be_read_is_refused_and_the_page_stays(context, preview):
    page = open_page(context, f"{preview.url}/objectives/8/")
    preview.project.append(SETTINGS, 'colour: "#009edb"\n')
    expect(page.get_by_text("#009edb").first).to_be_attached()
    expect(page.locator(".site-nav a:not([aria-current])").first).to_have_css("color", "rgb(11, 79, 138)")


def test_a_page_waits_for_no_second_sheet(page, preview):
    asked = []
    page.on("request", lambda request: asked.append(request.url.split("/")[-1]))
    page.goto(f"{preview.url}/objectives/8/")
    assert sorted(name.split(".")[0] for name in asked if ".css" in name and "preview" not in name) == ["print", "site"]

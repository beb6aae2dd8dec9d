"""On a phone, what a delegate looks for stands within the first screen, and long lists can be narrowed."""

import pytest
from playwright.sync_api import expect

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def phone(context, address):
    """Opens a page of the site on a phone."""
    page = context.new_page()
    page.set_viewport_size(PHONE)

    def open(path):
        page.goto(address + path)
        return page

    return open


def top(page, selector):
    """Where something begins, in screens."""
    return page.locator(selector).first.bounding_box()["y"] / PHONE["height"]


def bottom(page, selector):
    box = page.locator(selector).first.bounding_box()
    return (box["y"] + box["height"]) / PHONE["height"]


@pytest.mark.parametrize("language", ["", "/ar"])
def test_an_objective_begins_with_where_it_stands_its_gap_its_questions_and_its_pack(language, phone):
    page = phone(language + "/objectives/8/")
    box = page.locator(".key-box")
    expect(box.locator("dd")).to_have_count(2)
    assert bottom(page, ".key-box a[href='#questions']") <= 1
    assert bottom(page, ".key-box .pack-card-title") <= 1
    box.locator("a[href='#questions']").click()
    assert 0 <= top(page, "#questions") < 0.5


def test_a_round_table_begins_with_its_messages_and_ends_with_its_people(phone):
    page = phone("/round-tables/2/")
    assert bottom(page, ".pack-card") <= 1
    assert top(page, "#key-messages") < 1 < top(page, "#session")
    assert top(page, "#key-messages") < top(page, "#discussion") < top(page, ".person-list")


def test_the_home_page_begins_with_a_field_and_the_round_tables(phone):
    page = phone("/")
    assert bottom(page, "[type=search]") <= 1
    assert bottom(page, ".card") <= 1.05
    assert page.locator(".card").count() == 4
    page.get_by_role("searchbox").fill("8.3")
    page.get_by_role("searchbox").press("Enter")
    assert page.url.endswith("/search/?q=8.3")


@pytest.mark.parametrize("medium", ["screen", "print"])
def test_a_list_shows_one_of_its_groups_and_prints_it(medium, phone):
    page = phone("/practices/")
    groups = page.locator(".group:visible")
    everything = groups.count()
    assert everything > 15
    page.get_by_label("By objective").get_by_role("link", name="8", exact=False).first.evaluate("link => link.click()")
    page.goto(page.url.split("#")[0] + "#objective-8")
    page.emulate_media(media=medium)
    expect(groups).to_have_count(1)
    expect(groups.get_by_role("link", name="Guidelines on the search for missing migrants")).to_be_visible()
    page.emulate_media(media="screen")
    page.get_by_role("link", name="All", exact=True).click()
    expect(groups).to_have_count(everything)


def test_countries_of_which_nothing_is_said_are_named_and_lead_nowhere(phone):
    page = phone("/countries/")
    expect(page.locator(".letter").get_by_role("link", name="Ecuador", exact=True)).to_be_visible()
    expect(page.locator(".unnamed", has_text="Andorra")).to_be_visible()
    expect(page.get_by_role("link", name="Andorra", exact=True)).to_have_count(0)
    page.goto(page.url + "andorra/")
    expect(page.get_by_role("main").get_by_role("link", name="Search for")).to_have_attribute("href", "../../search/?q=Andorra")


def test_a_link_back_to_the_top_comes_with_the_second_screen(phone):
    page = phone("/glossary/")
    link = page.get_by_role("link", name="Back to top")
    expect(link).not_to_be_in_viewport()
    page.mouse.wheel(0, 2000)
    expect(link).to_be_in_viewport()
    link.click()
    page.wait_for_function("scrollY === 0")


def test_a_source_that_is_cited_often_folds_the_ways_back(phone):
    page = phone("/objectives/8/")
    folded = page.locator("details.back").first
    expect(folded.locator("[role=doc-backlink]").first).to_be_hidden()
    folded.locator("summary").click()
    back = folded.locator("[role=doc-backlink]").first
    expect(back).to_be_visible()
    box = back.bounding_box()
    assert box["width"] >= 24 and box["height"] >= 24

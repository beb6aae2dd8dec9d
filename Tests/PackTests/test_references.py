"""Where a pack names a page, the page is right: bookmarks, contents, cross references, the index of countries."""

import re

from complaints import excerpt, refuse
from page_text import joined
from project import ROOT


def test_every_section_has_a_bookmark(pack):
    bookmarks, wrong = list(pack.bookmarks), []
    for heading in (heading for heading in pack.headings if heading.role in ("H2", "H3")):
        if bookmarks and bookmarks[0].page == heading.page and names(bookmarks[0].title, heading, pack):
            bookmarks.pop(0)
        else:
            wrong.append(f"{pack.name}, page {heading.page}: no bookmark leads to “{excerpt(heading.text)}”")
    wrong += [f"{pack.name}, page {mark.page}: no heading for the bookmark “{mark.title}”" for mark in bookmarks]
    refuse(wrong)


def names(title, heading, pack):
    """Whether a bookmark names a section: by its heading, or by the line above it and a short title."""
    lines = [line.text for line in pack.of_role("P", page=heading.page)]
    return heading.text.endswith(title) or any(title.startswith(f"{line} · ") for line in lines)


def test_contents_are_right(pack):
    wrong, listed = [], []
    for entry in contents(pack):
        number = max(entry.runs, key=lambda run: run.left)
        page = pack.destinations.get(entry.links()[0].target)
        listed.append(page)
        if number.text != str(page):
            wrong.append(f"{pack.name}, page {entry.page}: “{entry.text}” begins on page {page}, not {number.text}")
        if not any(is_title(heading, entry, number, pack) for heading in pack.headings if heading.page == page):
            wrong.append(f"{pack.name}, page {page}: no heading for “{entry.text}” of the contents")
    sections = sections_of(pack)[1:]
    missing = [section for section in sections if section.page not in listed]
    wrong += [f"{pack.name}, page {section.page}: “{section.title}” isn't in the contents" for section in missing]
    if len(listed) > len(sections):
        wrong.append(f"{pack.name}: the contents have {len(listed)} entries for {len(sections)} sections")
    refuse(wrong)


def test_contents_stay_on_one_page(pack):
    pages = {entry.page for entry in contents(pack)}
    if not pack.name.endswith("-large.pdf"):
        assert len(pages) == 1, f"{pack.name}: the contents are on pages {sorted(pages)}"


def test_the_round_table_in_brief_stays_on_one_page(pack):
    if "session" in pack.destinations and not pack.name.endswith("-large.pdf"):
        first = pack.destinations["in-brief"]
        following = next(section for section in sections_of(pack) if section.page > first)
        assert following.page == first + 1, f"{pack.name}: the round table in brief goes on to page {following.page - 1}"


def sections_of(pack):
    """The bookmarks of the first level: the contents, and what they list."""
    return [mark for mark in pack.bookmarks if mark.level == 1]


def contents(pack):
    """The entries of the contents, in order."""
    first, _, third = sections_of(pack)[:3]
    return [item for item in pack.of_role("LI") if item.page in range(first.page, third.page) and item.links()]


def is_title(heading, entry, number, pack):
    """Whether an entry of the contents names a section, by its heading or, if that is long, by its bookmark."""
    own = re.sub(r"^\d+", "", joined(run for run in entry.runs if run != number)) or number.text
    titles = [heading.text] + [mark.title for mark in sections_of(pack) if mark.page == heading.page]
    return any(title.endswith(own) for title in titles)


def test_links_lead_to_the_page_that_they_name(pack):
    wrong = []
    for link in (link for link in pack.of_role("Link") if link.target):
        page = pack.destinations.get(link.target)
        if page is None:
            wrong.append(f"{pack.name}, page {link.page}: “{link.text}” leads to `{link.target}`, which isn't there")
        for number in page_numbers(link):
            if number != page:
                wrong.append(f"{pack.name}, page {link.page}: “{link.text}” names page {number}, but is on page {page}")
    refuse(wrong)


def page_numbers(link):
    """The numbers that a style sheet puts behind a link: "(p. 12)", "(12)", ", p. 12"."""
    return [int(number) for number in re.findall(r"(?:\(|\bp\. )(\d+)\)?$", link.text)]


def test_countries_stand_where_the_index_says(pack):
    wrong = []
    for name, links in index(pack):
        for link in links:
            pages = pages_of_place(link.target, pack)
            if not any(is_named(name, page, pack) for page in pages):
                wrong.append(f"{pack.name}: the index has {name} at {link.text}, but it doesn't stand on page {pages[0]}")
    refuse(wrong)


def test_index_has_every_country(pack):
    """Each numbered paragraph that names a country is in the index."""
    if "countries" not in pack.destinations:
        return
    known = {name: {link.target for link in links} for name, links in index(pack)}
    refuse(
        f"{pack.name}: the index doesn't have {name} at {number}"
        for number, text in pack.numbered_paragraphs.items()
        for name in countries_in(text)
        if "p" + number not in known.get(name, set())
    )


def index(pack):
    """The countries of the index, each with its links."""
    first = pack.destinations.get("countries")
    for item in pack.of_role("LI"):
        links = item.links()
        if first and item.page >= first and links and re.fullmatch(r"p(RT)?\d+\.\d+|objective-.*-practices|session", links[0].target or ""):
            yield item.text.split(links[0].text)[0].strip(" ,:"), links


def pages_of_place(target, pack):
    """The pages of a paragraph, or those of a box or the session, up to the next heading."""
    page = pack.destinations[target]
    if re.fullmatch(r"p(RT)?\d+\.\d+", target):
        return [page, page + 1]
    return range(page, 1 + next((mark.page for mark in pack.bookmarks if mark.page > page), page))


def is_named(name, page, pack):
    return any(name in element.text for element in pack.on_page[page])


def countries_in(text):
    """The countries of `content/countries.yaml` that a text names, longer names first: Niger isn't in Nigeria."""
    names = re.findall(r'name: (?:"(.+?)"|(.+?)), code', (ROOT / "content/countries.yaml").read_text())
    for name in sorted((quoted or plain for quoted, plain in names), key=len, reverse=True):
        if re.search(rf"\b{re.escape(name)}(?!\w)", text):
            text = text.replace(name, "")
            yield name

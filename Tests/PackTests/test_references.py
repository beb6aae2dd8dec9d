"""Where a pack names a page, the page is right: bookmarks, contents, cross references, the index of countries."""

import re

from complaints import excerpt, refuse
from project import ROOT


def test_every_section_has_a_bookmark(pack):
    headings = [heading for heading in pack.headings if heading.role in ("H2", "H3")]
    bookmarks = list(pack.bookmarks)
    wrong = []
    for heading in headings:
        names = {heading.text} | {run.text for run in pack.margin_text(heading.page)}
        if bookmarks and bookmarks[0].page == heading.page and bookmarks[0].title in names:
            bookmarks.pop(0)
        else:
            wrong.append(f"{pack.name}, page {heading.page}: no bookmark leads to “{excerpt(heading.text)}”")
    refuse(wrong + [f"{pack.name}, page {other.page}: no heading for the bookmark “{other.title}”" for other in bookmarks])


def test_contents_are_right(pack):
    entries = [item for item in pack.of_role("LI") if item.page == pack.destinations["contents"]]
    wrong, listed = [], set()
    for entry in entries:
        *title, number = sorted(entry.runs, key=lambda run: run.left)
        target = next(link.target for link in entry.links())
        page = pack.destinations.get(target)
        listed.add(page)
        if number.text != str(page):
            wrong.append(f"{pack.name}, contents: “{entry.text}” begins on page {page}, not {number.text}")
        if not any(is_title(heading, entry, pack) for heading in pack.headings if heading.page == page):
            wrong.append(f"{pack.name}, page {page}: no heading for “{entry.text}” of the contents")
    sections = [section for section in pack.bookmarks if section.level == 1 and section.title != pack.headings[0].text]
    wrong += [f"{pack.name}, page {section.page}: “{section.title}” isn't in the contents" for section in sections if section.page not in listed]
    assert len(entries) == len(sections), f"{pack.name}: {len(entries)} entries of the contents, {len(sections)} sections"
    refuse(wrong)


def is_title(heading, entry, pack):
    """Whether an entry of the contents names a section, by its heading or, if that is long, by its bookmark."""
    names = [heading.text] + [mark.title for mark in pack.bookmarks if mark.page == heading.page and mark.level == 1]
    words = re.sub(r"^\d+\s*|\s*\d+$", "", joined_in_order(entry))
    return any(name.endswith(words) for name in names)


def joined_in_order(entry):
    """The text of an entry as it is read, from the first line to the last and from left to right."""
    runs = sorted(entry.runs, key=lambda run: (round(run.baseline), run.left))
    return " ".join(" ".join(run.text for run in runs).split())


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
    """The numbers that a style sheet puts behind a link, which is a link within it."""
    return [int(number) for part in link.parts if part.role == "Link" for number in re.findall(r"\d+", part.text)]


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
        links = [link for link in item.links() if link.path[-2] != "Link"]
        if first and item.page >= first and links and re.fullmatch(r"p\d+\.\d+|objective-.*-practices", links[0].target or ""):
            yield item.text.split(links[0].text)[0].strip(" ,:"), links


def pages_of_place(target, pack):
    """The page of a paragraph, or those of a box, up to the next heading."""
    page = pack.destinations[target]
    if re.fullmatch(r"p\d+\.\d+", target):
        return [page]
    return range(page, 1 + next((mark.page for mark in pack.bookmarks if mark.page > page), page))


def is_named(name, page, pack):
    return any(name in element.text for element in pack.elements if element.page == page)


def countries_in(text):
    """The countries of `content/countries.yaml` that a text names, longer names first: Niger isn't in Nigeria."""
    names = re.findall(r'name: (?:"(.+?)"|(.+?)), code', (ROOT / "content/countries.yaml").read_text())
    for name in sorted((quoted or plain for quoted, plain in names), key=len, reverse=True):
        if re.search(rf"\b{re.escape(name)}(?!\w)", text):
            text = text.replace(name, "")
            yield name

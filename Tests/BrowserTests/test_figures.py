"""Figures: what they draw is what their tables say, in every language, in the dark, and on a telephone."""

import re

import pytest
from project import SMALL, Project
from serving import serving

LANGUAGES = ["", "ar/", "es/", "fr/", "ru/", "zh/"]
# Where each figure stands: its id, and whether it is read as one picture or has links in it.
FIGURES = {
    "relations": ("objectives/", "group"),
    "principles-by-objective": ("principles/", "group"),
    "practices-by-objective": ("practices/", "group"),
    "countries-by-region": ("countries/", "group"),
    "road": ("meetings/", "group"),
}
OF_ONE = {"relations": ("objectives/8/", "img")}
DOT = re.compile(r"M([\d.]+) ([\d.]+)h\.01")
SQUARE = re.compile(r"M[\d.]+ [-\d.]+h12v12h-12z")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_has_a_name_and_is_seen(language, scheme, page, address):
    page.emulate_media(color_scheme=scheme)
    for name, (path, role) in [*FIGURES.items(), *OF_ONE.items()]:
        page.goto(f"{address}/{language}{path}")
        drawing = page.locator(f"#{name} svg")
        assert drawing.is_visible(), f"{language}{path}"
        title = page.locator(f"#{name} figcaption").inner_text()
        assert title and "{" not in title
        assert page.get_by_role(role, name=title).count() == 1, f"{language}{path}"
        ink = drawing.locator(".line, .mark").first.evaluate("mark => [getComputedStyle(mark).stroke, getComputedStyle(mark).fill]")
        link = page.locator(".site-nav a:not([aria-current])").first.evaluate("link => getComputedStyle(link).color")
        assert link in ink and (link == "rgb(11, 79, 138)") == (scheme == "light")


@pytest.mark.parametrize("language", ["", "ar/", "ru/"])
def test_a_narrow_window_scrolls_the_figure_alone(language, page, address):
    page.set_viewport_size({"width": 320, "height": 640})
    for name, (path, _) in FIGURES.items():
        page.goto(f"{address}/{language}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, f"{language}{path}"
        region = page.locator(f"#{name} .drawing-scroll")
        assert region.get_attribute("tabindex") == "0" and region.get_attribute("role") == "region"
        # Where its language begins is what is seen first.
        outside = region.evaluate("region => region.getBoundingClientRect()[getComputedStyle(region).direction === 'rtl' ? 'right' : 'left']")
        inside = region.locator("svg").evaluate("svg => svg.getBoundingClientRect()[getComputedStyle(svg.parentElement).direction === 'rtl' ? 'right' : 'left']")
        assert abs(outside - inside) < 1


@pytest.mark.parametrize("language", ["", "ar/"])
def test_relations_are_those_of_the_table(language, page, address):
    page.goto(f"{address}/{language}objectives/")
    said = rows(page, "relations")
    named = {row[0].split()[0]: numbers(row[1]) for row in said}
    naming = {row[0].split()[0]: numbers(row[2]) for row in said}
    pairs = {(one, other) for one, others in named.items() for other in others}
    assert pairs == {(one, other) for other, others in naming.items() for one in others} and len(named) == 23
    drawn = paths(page, "relations")
    both = sum((other, one) in pairs for one, other in pairs)
    # Those of the legend are among them; a ring is drawn by two paths.
    assert sum(len(SQUARE.findall(path)) for path in drawn) == both + 1
    assert sum(len(DOT.findall(path)) for path in drawn) == 2 * (len(pairs) - both + 1)


def test_principles_are_those_of_the_table(page, address):
    page.goto(f"{address}/principles/")
    said = rows(page, "principles-by-objective")
    assert [int(row[1]) for row in said] == [len(numbers(row[2])) for row in said]
    assert [int(row[1]) for row in said] == sorted((int(row[1]) for row in said), reverse=True)
    places = [place for path in paths(page, "principles-by-objective") for place in DOT.findall(path)]
    by_row = {height: sum(other == height for _, other in places) for _, height in places}
    assert [by_row[height] for height in sorted(by_row, key=float)] == [int(row[1]) for row in said if row[1] != "0"]


def test_practices_stand_where_their_axis_says(page, address):
    page.goto(f"{address}/practices/")
    said = rows(page, "practices-by-objective")
    figure = page.locator("#practices-by-objective svg")
    ticks = [(float(x), int(words)) for x, words in figure.locator("g[font-size] text").evaluate_all("all => all.map(text => [text.getAttribute('x'), text.textContent])")]
    (left, low), (right, high) = ticks[0], ticks[-1]
    dots = DOT.findall(paths(page, "practices-by-objective")[1])
    assert [round(low + (float(x) - left) / (right - left) * (high - low), 1) for x, _ in dots] == [int(row[1]) for row in said]


def test_countries_are_those_of_the_table(page, address):
    page.goto(f"{address}/countries/")
    said = rows(page, "countries-by-region")
    light, dark = [path.count("v26") for path in paths(page, "countries-by-region")[:2]]
    shares = [re.findall(r"\d+", row[1]) for row in said]
    assert len(said) == 5 and light + dark == sum(int(all) for _, all in shares) == 195
    assert dark == sum(int(named) for named, _ in shares) == sum(len(row[2].split(", ")) for row in said if row[2] != "–")


def test_statements_are_those_of_the_documents(page, address):
    page.goto(f"{address}/meetings/imrf-2022/")
    said = {row[0]: row[1:] for row in rows(page, "statements")}
    assert [said[f"Round table {number}"][0] for number in range(1, 5)] == ["28", "25", "22", "26"]
    assert ["120", "7"] in said.values()


def test_documents_are_told_in_words_too(page, address):
    page.goto(f"{address}/objectives/8/")
    fact = page.locator(".facts dd", has=page.locator(".squares"))
    assert fact.inner_text().strip() == "4 of 5"


def test_pages_stay_small(page, address):
    for language in LANGUAGES:
        for path in ["objectives/", "principles/", "practices/", "countries/", "meetings/"]:
            assert len(page.request.get(f"{address}/{language}{path}").body()) < 60_000, f"{language}{path}"


def test_nothing_is_drawn_where_there_is_nothing(tmp_path):
    project = Project(tmp_path / "site", SMALL)
    run = project.run("build", "--no-packs", "--no-search", "--output", "public")
    assert run.returncode == 0, run.stderr
    drawn = {str(file.parent.relative_to(project.folder / "public")) for file in project.folder.glob("public/**/*.html") if b'class="drawing"' in file.read_bytes()}
    assert drawn == {"practices", "fr/practices"}


def test_a_few_objectives_are_drawn_as_they_are(tmp_path, page):
    project = Project(tmp_path / "site", SMALL)
    project.edit("content/objectives/08-saving-lives.md", "summary:", "related: [13]\nsummary:")
    run = project.run("build", "--no-packs", "--no-search", "--output", "public")
    assert run.returncode == 0, run.stderr
    with serving(project.folder / "public") as address:
        page.goto(f"{address}/objectives/")
        assert rows(page, "relations") == [["8 Saving lives", "13", "–"], ["13 Detention", "–", "8"]]
        assert page.locator("#relations figcaption").inner_text() == "Related to most others: Saving lives, Detention, to 1 of 1"


def rows(page, name):
    """The cells of the table of a figure."""
    table = page.locator(f'table:has(caption[id="{name}-data"])')
    return table.locator("tbody tr").evaluate_all("rows => rows.map(row => [...row.cells].map(cell => cell.textContent.trim()))")


def paths(page, name):
    return page.locator(f"#{name} svg path").evaluate_all("paths => paths.map(path => path.getAttribute('d'))")


def numbers(words):
    return re.findall(r"\d+", words)

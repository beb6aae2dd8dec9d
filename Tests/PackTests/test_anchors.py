"""Every address within an entry that a link may name is there in every form.

Which there are is asked of `imrf check`, by links to one that isn't there: it names those that are.
"""

import itertools
import re

import pytest
from complaints import refuse
from conservation import FORMS, SITE, Site
from constructs import Case, Inside, Text
from project import SMALL, Project

# The files of the content, each with what its front matter says; a word in it tells what a reader finds there. What stands in a
# section is a word with the section's name, what stands in a paragraph one with its number.
OBJECTIVE = """number: {number}
title: w90{number:02}n1e
summary: Word.
related: [{other}]
references: [one]
principles: [1]
figures:
  - {{value: "5", label: w91{number:02}n1e}}
practices:
  - {{title: Practice, text: w92{number:02}n1e}}
gaps:
  - text: w93{number:02}n1e
questions:
  - {{text: w94{number:02}n1e, source: one}}
"""
FILES = {
    "objectives/08-one.md": OBJECTIVE.format(number=8, other=13),
    "objectives/13-two.md": OBJECTIVE.format(number=13, other=8),
    "objectives/14-elsewhere.md": OBJECTIVE.format(number=14, other=8),
    "round-tables/02-one.md": "number: 2\ntitle: w9042n1e\nobjectives: [8, 13]\nkey_messages: [w9142n1e]\n",
    "round-tables/03-two.md": "number: 3\ntitle: w9043n1e\nobjectives: [14]\nkey_messages: [w9143n1e]\n",
    "principles/01-one.md": "number: 1\ntitle: w9050n1e\nsummary: Word.\n",
    "meetings/forum.md": "title: w9060n1e\nobjectives: [8]\nsessions:\n  - title: w9160n1e\n",
    "practices/one.md": "title: w9070n1e\nobjectives: [14]\n",
    "packs/round-table-2.md": "title: w9080n1e\nround_table: 2\n",
    "packs/other.md": "title: w9081n1e\nobjectives: [14]\n",
    "about.md": "title: w9090n1e\n",
    "index.md": "title: w9091n1e\n",
}
# What the sections of lists hold.
SECTIONS = {
    "figures": "w91{}n1e",
    "practices": "w92{}n1e",
    "gaps": "w93{}n1e",
    "questions": "w94{}n1e",
    "key-messages": "w91{}n1e",
    "sessions": "w91{}n1e",
    "references": "w9003n1e",
}
OBJECTIVES_OF = {"02": "w9008n1e", "03": "w9014n1e", "forum": "w9008n1e", "one": "w9014n1e"}
RELATED = {"08": "w9013n1e", "13": "w9008n1e", "14": "w9008n1e"}
# The files that the pack has, besides itself.
IN_PACK = ["objectives/08-one.md", "objectives/13-two.md", "round-tables/02-one.md"]
# Where links stand.
ORIGINS = ["objectives/08-one.md", "round-tables/02-one.md", "packs/round-table-2.md"]


def number(path):
    """What tells the words of a file from those of others: the number of its title."""
    return re.search(r"title: w90(\d+)n1e", FILES[path])[1]


def body(path):
    """Headings and paragraphs, each with a word of its own."""
    file = number(path)
    words = [f"w95{file}n{place}e" for place in range(1, 6)]
    return "{} is a paragraph.\n\n## {}\n\n{} is another one.\n\n### {}\n\n{} ends it.\n".format(*words)


def word_at(path, anchor):
    """The word that a reader finds behind a link."""
    file, name = number(path), path.split("/")[-1].removesuffix(".md").split("-")[0]
    if anchor is None:
        # A pack begins with the round table; a link to it leads to what was said there.
        return SECTIONS["key-messages"].format(file) if path.startswith("round-tables") else f"w90{file}n1e"
    if re.fullmatch(r"w\d+n\d+e", anchor):
        return anchor
    if match := re.fullmatch(r"p(?:(?:RT)?\d+\.)?(\d)", anchor):
        return f"w95{file}n{2 * int(match[1]) - 1}e"
    if anchor in ("objectives", "related"):
        return {"objectives": OBJECTIVES_OF, "related": RELATED}[anchor][name]
    assert anchor in SECTIONS, f"say in SECTIONS what stands in the section #{anchor}"
    return SECTIONS[anchor].format(file)


def relative(path, origin):
    return f"../{path}" if "/" in origin else path


def write(project, links):
    """Writes the site, with links below the text of their files."""
    for path, fields in FILES.items():
        text = body(path) + "".join(f"\n{link.markdown}" for link in links.get(path, []))
        project.write(f"content/{path}", f"---\n{fields}updated: 2022-05-20\n---\n\n{text}")


def known_anchors(project):
    """The addresses within each file, as the message tells that a link leads to none of them; none stands for the file itself."""
    asked = "".join(f"[x]({relative(path, 'about.md')}#zzzzzzzzzzzzzzzzzzzz)\n" for path in FILES)
    write(project, {"about.md": [Case(1, "", text=Text(asked))]})
    report = project.run("check").stderr
    found = re.findall(r"`content/([^`]*)` has no heading.*?hint: it has ([^\n]*)", report, re.DOTALL)
    anchors = {path: [None, *re.findall(r"`([^`]*)`", known)] for path, known in found}
    assert anchors.keys() == FILES.keys(), report
    return anchors


def link(case_number, path, anchor, origin):
    """A link to an address, which is one within the pack if what it leads to stands there."""
    case = Case(case_number, f"{path}{'#' + anchor if anchor else ''} from {origin}")
    case.place = origin
    in_pack, nearest = path in IN_PACK, None
    if path == "packs/round-table-2.md":
        in_pack = None
    elif path == "principles/01-one.md":
        # The annexes have the title and the summary of a principle, not its text.
        in_pack, nearest = anchor is None, word_at(path, None)
    address = ("" if path == origin and anchor else relative(path, origin)) + (f"#{anchor}" if anchor else "")
    case.text = Text("[") + case.word(Inside(word_at(path, anchor), in_pack, nearest)) + Text(f"]({address})")
    return case


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    project = Project(tmp_path_factory.mktemp("anchors"), SMALL)
    project.clear("content/objectives", "content/round-tables", "content/practices", "content/packs", "content/pledges.csv")
    project.write("content/sources.yaml", "- {id: one, title: w9003n1e}\n")
    return project


@pytest.fixture(scope="module")
def links(project):
    """A link from each origin to each address."""
    numbers, anchors = itertools.count(1), known_anchors(project)
    places = [(path, anchor) for path in FILES for anchor in anchors[path]]
    return [link(next(numbers), *place, origin) for origin in ORIGINS for place in places]


@pytest.fixture(scope="module")
def made(project, links):
    write(project, {origin: [case for case in links if case.place == origin] for origin in ORIGINS})
    check = project.run("check")
    assert check.returncode == 0, check.stderr
    pages = ["objectives/8/", "round-tables/2/", "packs/round-table-2/"]
    return Site(project, "round-table-2", [SITE + page for page in pages]).make()


def test_all_kinds_of_addresses_are_tried(links):
    names = {case.name.split(" ")[0] for case in links}
    assert len(names) > 60
    for name in ("objectives/08-one.md#p8.3", "round-tables/02-one.md#key-messages", "meetings/forum.md#sessions"):
        assert name in names


@pytest.mark.parametrize("form", FORMS)
def test_links_to_all_addresses_lead_there(form, made, links):
    if isinstance(made[form], str):
        pytest.fail(f"{form} isn't made:\n{made[form]}", pytrace=False)
    shown = [case for case in links if form != "feed" or not case.place.startswith("packs/")]
    lost = [(case, loss) for case in shown for loss in made[form].losses(case)]
    refuse(f"{form}: the link to {case.name} has this fault: {loss} {address(made[form], case)}" for case, loss in lost)


def address(form, case):
    """Where a link leads in a form."""
    reading, found = form.found.get(case.number, (None, []))
    return [(item.link.address, reading.text_at(item.link.address)[:60]) for item in found if item.link]

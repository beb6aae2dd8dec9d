"""What a site declares is shown: its values, its labels, who refers to whom, on every page and in packs."""

import json
import re
import subprocess

import pytest

VISIT = "---\ntitle: Port\n{}---\n\nWe saw the port.\n"


def page(project, path):
    return project.read(f"public/{path}/index.html").decode()


def words(html):
    text = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    return text.replace("&#39;", "'").replace("&quot;", '"')


def build(project, *arguments):
    run = project.run("build", *arguments)
    assert (run.returncode, run.stderr) == (0, "")


def check(project):
    return project.run("check").stderr


def printed(project, name):
    pdf = project.folder / f"public/packs/{name}.pdf"
    return " ".join(subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True).stdout.split())


def visits(project, fields, values, kinds=""):
    project.write("content/kinds.yaml", f"visit:\n  fields:\n{fields}{kinds}")
    project.write("content/visits/port.md", VISIT.format(values))


def test_every_source_has_the_citation_of_its_own(small):
    visits(
        small,
        "    c: source\n    d: source\n    more: list of source\n    parts: {type: list of part, section: true}\n",
        "c: summary, p. 1\nd: summary, p. 2\nmore: ['summary, p. 3', 'summary, p. 4']\n"
        "parts: [{text: A, one: 'summary, p. 5', two: ['summary, p. 6', 'summary, p. 7']}]\n",
        "groups:\n  part: {fields: {text: text, one: source, two: list of source}}\n",
    )
    build(small, "--no-packs")
    html = page(small, "visits/port")
    main = html.partition('<section class="references">')[0]
    anchors = re.findall(r'<sup class="citation" id="(cite-\d+)">', main)
    assert anchors == [f"cite-{number}" for number in range(1, 8)]
    places = re.findall(r'class="citation" id="cite-\d+">\[<a [^>]*aria-label="Reference \d+, (p\. \d)"', main)
    assert places == [f"p. {number}" for number in range(1, 8)]
    assert not set(re.findall(r'href="#(cite-\d+)"', html)) - set(anchors)


def test_a_source_that_is_only_listed_in_a_map_is_shown(small):
    visits(
        small, "    parts: list of part\n", "parts: [{text: A, see: summary}]\n",
        "groups:\n  part: {fields: {text: text, see: {type: source, cited: false}}}\n",
    )
    build(small, "--no-packs")
    assert "A See: Summary" in words(page(small, "visits/port"))


BARE = {
    "objectives/08-a.md": "number: 8\ntitle: A",
    "principles/01-b.md": "number: 1\ntitle: B",
    "round-tables/02-c.md": "number: 2\ntitle: C\nobjectives: [8]",
    "meetings/d.md": "title: D",
    "practices/e.md": "title: E\nobjectives: [8]",
    "packs/f.md": "title: F\nround_table: 2",
    "index.md": "title: G",
    "about.md": "title: H",
}


def test_what_a_site_has_taken_away_is_missed_by_none_of_our_templates(small):
    small.clear("content/objectives", "content/practices", "content/packs", "content/round-tables")
    for path, front in BARE.items():
        small.write(f"content/{path}", f"---\n{front}\n---\n\nText.\n")
    small.write("content/sources.yaml", "- {id: s, title: S}\n")
    small.write("content/countries.yaml", "- {name: Greece, code: GRC}\n")
    small.write("content/pledges.csv", "id,title\np,P\n")
    small.write("content/glossary.yaml", "- {term: T, definition: It is known.}\n")
    needed = {"pack": ["round_table"]}
    lines = []
    for kind in small.run("schema").stdout.split():
        if kind == "site":
            continue
        schema = json.loads(small.run("schema", kind).stdout)
        schema = schema.get("items", schema)
        file = ["summary", "updated", "draft", "aliases", "extra"]
        keep = schema.get("required", []) + file + needed.get(kind, []) + ["id", "title", "number"]
        off = [name for name in schema["properties"] if name not in keep]
        lines.append(f"{kind}: {{fields: {{{', '.join(f'{name}: none' for name in off)}}}}}\n")
        assert off or kind in ["principle"], kind
    groups = "groups:\n  session: {fields: {objectives: none}}\n  person: {fields: {country: none}}\n"
    small.write("content/kinds.yaml", "".join(lines) + groups)
    run = small.run("build")
    assert run.returncode == 0 and "template/" not in run.stderr, run.stderr


def test_the_lists_of_ours_stay(small):
    small.write("content/kinds.yaml", "objective: {listed: false}\n")
    stderr = check(small)
    assert "[kinds/fixed]" in stderr and "content/kinds.yaml:1:" in stderr


def test_what_nobody_answered_is_not_shown_as_no(small):
    visits(small, "    open: boolean\n", "")
    build(small, "--no-packs")
    assert "Open" not in words(page(small, "visits/port"))
    assert page(small, "visits/port").count("<dt>") == 0
    small.edit("content/visits/port.md", "title: Port\n", "title: Port\nopen: false\n")
    build(small, "--no-packs")
    assert "Open No" in words(page(small, "visits/port"))


ADDED = """groups:
  person: {fields: {email: text}}
  statement: {fields: {heard: text}}
  question: {fields: {asked_by: {type: text, label: asked by}}}
  step: {fields: {room: text}}
  session: {fields: {speaker: text}}
  figure: {fields: {counted: text}}
  practice-phrase: {fields: {budget: text, proof: source}}
"""


def test_fields_added_to_our_groups_are_shown_where_the_groups_are(small):
    small.write("content/kinds.yaml", ADDED)
    small.edit("content/objectives/08-saving-lives.md", "source: summary}", "source: summary, asked_by: Ann}")
    small.edit(
        "content/objectives/08-saving-lives.md", "questions:",
        "gaps: [{text: None, heard: twice}]\nfigures: [{value: 3, label: boats, counted: daily}]\n"
        "practices: [{title: Radio, budget: small, source: summary, proof: 'summary, p. 9'}]\nquestions:",
    )
    small.edit(
        "content/round-tables/02-protecting-migrants.md", "key_messages:",
        "co_chairs: [{name: Eve, email: e@x.example}]\nrunning_order: [{item: Opening, room: B1}]\nkey_messages:",
    )
    small.write(
        "content/meetings/m.md",
        "---\ntitle: M\nsessions: [{title: First, speaker: Bob}]\npeople: [{name: Ida, email: i@x.example}]\n---\n\nText.\n",
    )
    small.clear("content/round-tables/02-protecting-migrants.fr.md")
    build(small)
    objective = words(page(small, "objectives/8"))
    pack = printed(small, "round-table-2")
    for part in ["Heard: twice", "Counted: daily", "Budget: small", "Asked by: Ann"]:
        assert part in objective and part in pack, part
    assert re.search(r'aria-label="Reference \d+, p\. 9"', page(small, "objectives/8"))
    assert "Email: e@x.example" in words(page(small, "round-tables/2")) and "Email: e@x.example" in pack
    assert "Room: B1" in pack
    meeting = words(page(small, "meetings/m"))
    assert "Speaker: Bob" in meeting and "Email: i@x.example" in meeting


OWN = """visit:
  fields:
    packs: {type: list of pack, inverse: visits}
    terms: {type: list of term, inverse: visits}
    objectives: {type: list of objective, inverse: {name: visits, label: Visited in}}
    page: {type: page, inverse: visits}
objective: {fields: {costs: {type: list of prose, section: true}}}
round-table: {fields: {slots: {type: list of prose, section: true}, chair_note: text}}
meeting: {fields: {costs: {type: list of prose, section: true}}}
pack: {fields: {room: text, notes: {type: list of prose, section: true}}}
term: {fields: {region: text}}
page: {fields: {owner: text}}
source: {fields: {proof: source}}
"""


def test_fields_and_backlinks_of_a_site_are_shown_for_every_kind(small):
    small.clear("content/round-tables/02-protecting-migrants.fr.md")
    small.write("content/kinds.yaml", OWN)
    small.write(
        "content/visits/port.md",
        VISIT.format("packs: [at-sea]\nterms: [international-organization-for-migration]\nobjectives: [8]\npage: index\n"),
    )
    small.edit("content/objectives/08-saving-lives.md", "number: 8", "number: 8\ncosts: [Much]")
    small.edit(
        "content/round-tables/02-protecting-migrants.md", "number: 2",
        "number: 2\nslots: [Three minutes]\nchair_note: Be short",
    )
    small.write("content/meetings/m.md", "---\ntitle: M\ncosts: [Little]\n---\n\nText.\n")
    small.edit("content/packs/at-sea.md", "title:", "room: B12\nnotes: [Bring water]\ntitle:")
    small.edit("content/glossary.yaml", "abbreviation: IOM", "abbreviation: IOM, region: Europe")
    small.edit("content/index.md", "title:", "owner: Ann\ntitle:")
    build(small)
    objective = page(small, "objectives/8")
    contents = re.search(r'<nav class="contents".*?</nav>', objective, re.S).group()
    assert 'href="#costs"' in contents and 'href="#visits">Visited in<' in contents
    assert ">Visited in</h2>" in objective
    contents = re.search(r'<nav class="contents".*?</nav>', page(small, "round-tables/2"), re.S).group()
    assert 'href="#slots"' in contents
    contents = re.search(r'<nav class="contents".*?</nav>', page(small, "meetings/m"), re.S).group()
    assert 'href="#costs"' in contents
    pack = words(page(small, "packs/at-sea"))
    assert "Room B12" in pack and "Bring water" in pack and "Visits Port" in pack
    term = page(small, "glossary/international-organization-for-migration")
    assert "Region Europe" in words(term) and "Visits Port" in words(term)
    assert "Owner Ann" in words(page(small, ".")) and "Visits Port" in words(page(small, "."))
    print_of_pack = printed(small, "at-sea")
    assert "Room B12" in print_of_pack and "Bring water" in print_of_pack
    assert "Three minutes" in printed(small, "round-table-2") and "Be short" in printed(small, "round-table-2")


def test_labels_of_ours_are_what_readers_see(small):
    small.write(
        "content/kinds.yaml",
        "objective: {label: Goal, fields: {questions: {label: {en: what to ask, fr: que demander}}}}\n"
        "round-table: {label: Panel, fields: {key_messages: {label: in short}, starts: {label: begins}}}\n",
    )
    build(small)
    objective = page(small, "objectives/8")
    assert '<p class="kicker">Goal 8 ' in objective and "Guiding questions" not in objective
    assert '<a href="#questions">What to ask</a>' in objective and '<h2 id="questions">What to ask</h2>' in objective
    panel = page(small, "round-tables/2")
    assert "Panel 2" in panel and '<h2 id="key-messages">In short</h2>' in panel and "<dt>Begins</dt>" in panel
    pack = printed(small, "round-table-2")
    assert "Goal 8" in pack and "What to ask" in pack and "In short" in pack


def test_entries_have_addresses_of_their_own(small):
    small.write("content/kinds.yaml", "visit: {address: '/visits/#{id}'}\n")
    stderr = check(small)
    assert "[kinds/bad-address]" in stderr and "#{id}" not in stderr.partition("expected")[2]


def test_what_has_parts_stands_under_a_heading_that_links_may_name(small):
    visits(small, "    answers: map\n    parts: list of part\n", "answers: {a: b}\nparts: [{text: A}]\n",
           "groups:\n  part: {fields: {text: text}}\n")
    small.edit("content/visits/port.md", "We saw", "See [answers](#answers) and [parts](#parts). We saw")
    build(small, "--no-packs")
    assert "broken-anchor" not in check(small)
    small.append("content/visits/port.md", "\n## Answers\n\nText.\n")
    assert "taken-anchor]" in check(small)


def test_an_empty_list_of_a_site_speaks_of_no_country(small):
    small.write("content/kinds.yaml", "visit: {fields: {a: text}}\n")
    build(small, "--no-packs")
    assert "country" not in words(page(small, "visits")).lower().replace("countries", "")


def test_who_refers_is_called_by_a_label_or_by_the_name_of_the_inverse(small):
    small.write(
        "content/kinds.yaml",
        "district: {fields: {}}\nmeasure:\n  fields:\n"
        "    districts: {type: list of district, inverse: kind}\n"
        "    voters: {type: list of district, inverse: {name: votes, label: {en: votes on it, fr: votes}}}\n"
        "    follows: {type: measure, inverse: followed_by}\n",
    )
    small.write("content/districts/d.md", "---\ntitle: D\n---\n\nText.\n")
    small.write("content/measures/a.md", "---\ntitle: A\ndistricts: [d]\nvoters: [d]\n---\n\nText.\n")
    small.write("content/measures/b.md", "---\ntitle: B\nfollows: a\n---\n\nText.\n")
    build(small, "--no-packs")
    assert re.findall(r"<h2 id=.*?>(.*?)</h2>", page(small, "districts/d")) == ["Measures", "Votes on it"]
    assert re.findall(r"<h2 id=.*?>(.*?)</h2>", page(small, "measures/a")) == ["Followed by"]
    small.write("content/kinds.yaml", "district: {fields: {x: {type: objective, inverse: {label: Votes}}}}\n")
    assert "`name`" in check(small)


def test_a_list_says_what_its_numbers_and_days_are(small):
    small.write(
        "content/kinds.yaml",
        "measure:\n  numbers: 1-9\n  fields:\n    state: {type: choice, values: [open, done]}\n"
        "    starts: date\n    ends: date\n    cost: {type: number, label: cost in crowns}\n",
    )
    small.write(
        "content/measures/01-trees.md",
        "---\nnumber: 1\ntitle: Plant trees\nstate: open\nstarts: 2026-03-01\nends: 2026-04-01\ncost: 1000\n---\n\nText.\n",
    )
    small.write("content/measures/02-parks.md", "---\nnumber: 2\ntitle: Parks\n---\n\nText.\n")
    build(small, "--no-packs")
    html = page(small, "measures")
    assert '<span class="number">1</span> Plant trees</a>' in html and html.count('class="entry-meta"') == 1
    meta = re.findall(r"<span>(.*?)</span>", re.search(r'<p class="entry-meta">(.*?)</p>', html, re.S).group(1))
    assert [words(one) for one in meta] == [
        "open", "Starts: 1 March 2026", "Ends: 1 April 2026", "Cost in crowns: 1000"]


def test_maps_within_maps_are_shown_in_words(small):
    visits(
        small, "    notes: map\n    parts: list of part\n",
        "notes: {a: {q: r}, b: [x, y], c: ~, d: true}\nparts: [{text: A, free: {k: {l: false}}}]\n",
        "groups:\n  part: {fields: {text: text, free: map}}\n",
    )
    build(small, "--no-packs")
    html = page(small, "visits/port")
    assert "A q r B x y C D Yes".lower() in words(html).lower() and "k l No".lower() in words(html).lower()
    for python in ["{", "None", "True", "False"]:
        assert python not in words(html), python


def test_a_pack_of_own_kinds_tells_of_what_is_in_it(consultation):
    questions = "    questions: {type: list of question}"
    consultation.edit("content/kinds.yaml", questions, f"{questions}\n    room: text")
    consultation.edit("content/packs/hearings.md", "title:", "room: B12\ntitle:")
    consultation.edit("content/packs/hearings.md", "annexes: [abbreviations, sources]\n", "")
    build(consultation)
    text = printed(consultation, "hearings")
    assert "1 How should recruitment fees be dealt with?" in text and "Room B12" in text
    assert "A practice that a State" not in text and "A gap or a challenge" not in text
    html = page(consultation, "packs/hearings")
    inside = words(re.search(r'What is inside.*?</section>', html, re.S).group())
    assert inside.startswith("What is inside 1 How should recruitment fees be dealt with? 2 Which languages")
    for title in ["Guiding principles", "Index of countries", "Abbreviations", "References"]:
        assert (title in inside) == (title in text), title
    assert re.findall(r"<dt>(.*?)</dt>", html) == ["Edition", "Room"]
    assert "Objectives:" not in words(page(consultation, "packs"))


def test_paragraphs_are_explained_where_they_have_numbers(small):
    visits(small, "    a: text\n", "", "pack: {any_of: [visits], fields: {visits: list of visit}}\n")
    small.write("content/packs/plain.md", "---\ntitle: Plain\nvisits: [port]\n---\n")
    build(small)
    assert "name the paragraph" not in printed(small, "plain")
    small.edit("content/kinds.yaml", "visit:\n", "visit:\n  paragraphs: numbered\n")
    build(small)
    assert "name the paragraph" in printed(small, "plain")


LONG = """visit:
  fields:
    cost: {type: text, label: cost in thousand crowns of the year before last}
    from: {type: text, label: from}
    length: {type: text, label: Streckenlängenmessungsverfahrensbeschreibung}
pack: {any_of: [visits], fields: {visits: list of visit}}
"""


def boxes(project, name):
    """The words of a pack, page by page: each with its left edge and its top."""
    html = subprocess.run(
        ["pdftotext", "-bbox", project.folder / f"public/packs/{name}.pdf", "-"], capture_output=True, text=True).stdout
    return [
        {word: (float(left), float(top)) for left, top, word in
         re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>(.*?)</word>', part)}
        for part in html.split("<page ")[1:]
    ]


def test_long_labels_stand_beside_their_own_values_in_print(small):
    small.write("content/kinds.yaml", LONG)
    small.write(
        "content/visits/port.md",
        "---\ntitle: Port\ncost: Alpha\nfrom: Beta\nlength: Gamma\n---\n\n## Seen\n\nWe saw it.\n")
    small.write("content/packs/long.md", "---\ntitle: Long\nvisits: [port]\n---\n")
    build(small)
    page = next(words for words in boxes(small, "long") if "Alpha" in words)
    for label, value in [("Cost", "Alpha"), ("From", "Beta")]:
        assert abs(page[label][1] - page[value][1]) < 3, label
    measured = next(word for word in page if word.startswith("Strecken"))
    assert abs(page[measured][1] - page["Gamma"][1]) < 3 and measured != "Streckenlängenmessungsverfahrensbeschreibung"
    assert page["Seen"][0] == pytest.approx(page["Port"][0], abs=1) and page["Seen"][1] > page["Gamma"][1] + 30

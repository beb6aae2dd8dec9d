"""`imrf new` makes files that are right as they are, and right with every field in them."""

import re

import pytest
from yaml_values import read

KINDS = {
    "objective": ("23-cooperation", "objectives/23-cooperation.md"),
    "round-table": ("4-data", "round-tables/04-data.md"),
    "principle": ("3", "principles/03.md"),
    "meeting": ("hearing", "meetings/hearing.md"),
    "practice": ("mobile-registration", "practices/mobile-registration.md"),
    "pack": ("at-work", "packs/at-work.md"),
    "page": ("help", "help.md"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_file_is_named_and_filled_as_its_kind_wants(small, kind):
    id, path = KINDS[kind]
    run = small.run("new", kind, id)
    assert (run.returncode, run.stdout) == (0, f"content/{path}\n"), run.stderr
    complaints = [line for line in small.run("check").stderr.splitlines() if line.startswith("error")]
    # A pack needs to be told what is in it.
    assert complaints == (["error: the pack has no `round_table` or `objectives` [content/missing-key]"] if kind == "pack" else [])


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_there_and_known(small, kind):
    id, path = KINDS[kind]
    small.run("new", kind, id)
    text = (small.folder / "content" / path).read_text()
    # Without the signs of comments only values are missing.
    fields = read(re.sub(r"(?m)^# (?=[a-z_]+:)|^#(?=   )", "", text.split("---\n")[1]))
    table = small.run("schema", kind, "--tables").stdout
    named = re.findall(r"(?m)^\| `([a-z_]+)`", table)
    assert named and set(named) <= set(fields)
    small.write("content/" + path, re.sub(r"(?m)^# (?=[a-z_]+:)|^#(?=   )", "", text))
    assert "content/unknown-key" not in small.run("check").stderr


def test_nothing_is_overwritten(small):
    before = small.read("content/objectives/08-saving-lives.md")
    run = small.run("new", "objective", "8-saving-lives")
    assert run.returncode == 1 and "[new/exists]" in run.stderr
    # Another name for the same number.
    for id in ("8-at-sea", "8"):
        run = small.run("new", "objective", id)
        assert run.returncode == 1 and "--> content/objectives/08-saving-lives.md" in run.stderr, run.stderr
    # And where the content can't be read.
    small.write("content/practices/broken.md", "---\ntitle: [\n---\n")
    run = small.run("new", "objective", "8")
    assert run.returncode == 1 and "--> content/objectives/08-saving-lives.md" in run.stderr, run.stderr
    assert small.read("content/objectives/08-saving-lives.md") == before
    assert not (small.folder / "content/objectives/08-at-sea.md").exists()


@pytest.mark.parametrize("kind, file", [("source", "sources.yaml"), ("term", "glossary.yaml"), ("pledge", "pledges.csv")])
def test_what_stands_in_one_file_is_added_to_it(small, kind, file):
    before = small.read(f"content/{file}")
    run = small.run("new", kind, "one-more")
    assert run.stdout == f"content/{file}\n", run.stderr
    after = small.read(f"content/{file}")
    assert after.startswith(before) and b"one-more" in after[len(before):]
    assert small.run("new", kind, "one-more").returncode == 1
    assert small.read(f"content/{file}") == after


def test_without_a_name_it_gets_one_that_is_free(small):
    assert small.run("new", "objective").stdout == "content/objectives/01.md\n"
    assert small.run("new", "objective").stdout == "content/objectives/02.md\n"
    assert small.run("new", "practice").stdout == "content/practices/new-practice.md\n"
    assert small.run("new", "practice").stdout == "content/practices/new-practice-2.md\n"
    small.write("content/objectives/03.md", "---\nnumber: 3\n---\n")
    run = small.run("new", "practice")
    assert run.returncode == 64 and "the content has errors" in run.stderr


def test_a_file_that_is_not_there_is_begun(small):
    small.clear("content/pledges.csv")
    small.run("new", "pledge", "first")
    assert small.read("content/pledges.csv").decode().splitlines()[0].startswith("id,title,")


def test_kinds_of_a_site_are_made_too(consultation):
    assert consultation.run("new", "question", "3-wages").stdout == "content/questions/03-wages.md\n"
    assert consultation.run("new", "submission", "farmers").stdout == "content/submissions/farmers.md\n"
    text = (consultation.folder / "content/submissions/farmers.md").read_text()
    assert "union, employer, State or person" in text and "# answers:" in text


@pytest.mark.parametrize("words", [("objective", "x"), ("objective", "24-x"), ("practice", "A b"), ("practise", "a")])
def test_a_wrong_name_is_a_mistake_of_usage(small, words):
    run = small.run("new", *words)
    assert run.returncode == 64 and run.stderr.startswith("Error: ")


KIND = """
visit:
  noun: 'visit: a'
  stored: visits.yaml
  fields:
    state: {type: choice, values: ['yes: it is', '[no', 'a # b'], required: true, note: "two\\nlines: of a note"}
    code: {type: text, pattern: "[a-z]{0,3}", expected: "three\\nletters: small", required: true}
    done: {type: boolean, required: true}
"""


def in_one_file(small, text, name="visits.yaml", kind=KIND):
    small.write("content/kinds.yaml", kind)
    small.write(f"content/{name}", text)
    return small.run("new", "visit", "one-more")


ENTRY = "- id: a\n  title: A\n  state: a # b\n"


@pytest.mark.parametrize("text", ["", "# Nothing yet\n", ENTRY, "  - id: a\n    title: A", "---\n- id: a", "- id: a\n  title: |\n    A\n"])
def test_an_entry_is_one_more_in_the_list(small, text):
    run = in_one_file(small, text)
    assert run.returncode == 0, run.stderr
    after = (small.folder / "content/visits.yaml").read_text()
    entries = read(after)
    assert after.startswith(text) and [entry["id"] for entry in entries][-1] == "one-more"
    assert len(entries) == len(read(text) or []) + 1
    assert entries[-1]["state"] == "yes: it is" and entries[-1]["done"] is False and set(entries[-1]) == {
        "id", "title", "state", "code", "done"}


@pytest.mark.parametrize("text", ["[]\n", "[{id: a, title: A}]\n", ENTRY + "...\n", "id: a\n", "- id: [\n"])
def test_a_list_in_which_it_has_no_place_stays_as_it_is(small, text):
    run = in_one_file(small, text)
    assert run.returncode == 1 and "[new/no-place]" in run.stderr and "content/visits.yaml" in run.stderr
    assert (small.folder / "content/visits.yaml").read_text() == text


@pytest.mark.parametrize("header", ['"id","title","shut"', "\ufeffid,title,shut", "title, id, shut"])
def test_a_row_has_the_columns_of_the_header(small, header):
    kind = "visit: {stored: visits.csv, fields: {open: boolean, shut: {type: boolean, required: true}}}\n"
    run = in_one_file(small, header + "\n", "visits.csv", kind)
    assert run.returncode == 0, run.stderr
    row = (small.folder / "content/visits.csv").read_text().splitlines()[1].split(",")
    assert sorted(row) == sorted(["one-more", "One more", "false"])
    assert "error" not in small.run("check").stderr


def test_what_a_note_says_stays_in_its_line(small):
    small.write("content/kinds.yaml", KIND.replace("  stored: visits.yaml\n", ""))
    assert small.run("new", "visit").returncode == 0
    assert small.run("check").stderr.count("error") == 0
    text = (small.folder / "content/visits/new-visit.md").read_text()
    assert read(text.split("---\n")[1]) == {"title": "New visit", "state": "yes: it is", "code": "", "done": False}


def test_the_next_number_is_found_without_counting_them_all(small):
    small.write("content/kinds.yaml", "visit: {numbers: 1-9999999, fields: {a: text}}\n")
    assert small.run("new", "visit").stdout == "content/visits/01.md\n"
    small.clear("content/visits")
    small.write("content/kinds.yaml", "visit: {numbers: 7-9999999, stored: visits.yaml, fields: {a: text}}\n")
    assert [small.run("new", "visit").returncode for _ in range(2)] == [0, 0]
    entries = read((small.folder / "content/visits.yaml").read_text())
    assert [(entry["number"], "id" in entry) for entry in entries] == [(7, False), (8, False)]


def test_tables_of_fields_hold_whatever_is_said(small):
    small.write("content/kinds.yaml", KIND.replace("three", "x|y") + "    n: {type: number, to: 1000000}\n")
    table = small.run("schema", "visit", "--tables").stdout.splitlines()
    assert len(table) == 8 and all(len(re.findall(r"(?<!\\)\|", line)) == 4 for line in table)
    assert "0 to 1,000,000" in table[-1]

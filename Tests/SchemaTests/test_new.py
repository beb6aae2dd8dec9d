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
    assert small.run("new", "objective", "8-at-sea").returncode == 1
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

"""What `imrf schema` tells editors holds for all that is written, and for nothing that `imrf check` refuses."""

import json

import jsonschema
import pytest
from project import ROOT, SMALL, Project
from yaml_values import front_matter, read

FOLDERS = {"objective": "objectives", "round-table": "round-tables", "principle": "principles", "meeting": "meetings",
           "practice": "practices", "pack": "packs", "page": "."}
YAML_FILES = {"source": "sources.yaml", "term": "glossary.yaml", "country": "countries.yaml", "site": "site.yaml"}


@pytest.fixture(scope="session")
def schemas(tmp_path_factory):
    project = Project(tmp_path_factory.mktemp("forum"))
    return {kind: schema(project, kind) for kind in [*FOLDERS, *YAML_FILES]}


@pytest.fixture(scope="session")
def translation_schemas(tmp_path_factory):
    project = Project(tmp_path_factory.mktemp("translated"))
    return {kind: schema(project, kind, "--translation") for kind in [*FOLDERS, *YAML_FILES]}


def schema(project, kind, *options):
    found = json.loads(project.run("schema", kind, *options).stdout)
    jsonschema.Draft7Validator.check_schema(found)
    return jsonschema.Draft7Validator(found)


@pytest.mark.parametrize("kind", FOLDERS)
def test_all_front_matter_fits(schemas, translation_schemas, kind):
    files = sorted((ROOT / "content" / FOLDERS[kind]).glob("*.md"))
    assert files
    for file in files:
        fitting = translation_schemas if len(file.suffixes) > 1 else schemas
        errors = [error.message for error in fitting[kind].iter_errors(front_matter(file))]
        assert not errors, f"{file.name}: {errors}"


@pytest.mark.parametrize("kind", YAML_FILES)
def test_all_yaml_files_fit(schemas, kind):
    errors = list(schemas[kind].iter_errors(read((ROOT / "content" / YAML_FILES[kind]).read_text())))
    assert not errors, errors[0].message


@pytest.mark.parametrize("kind", YAML_FILES)
def test_all_translated_yaml_files_fit(translation_schemas, kind):
    files = list((ROOT / "content").glob(YAML_FILES[kind].replace(".", ".??.")))
    assert len(files) == 5
    for file in files:
        errors = [error.message for error in translation_schemas[kind].iter_errors(read(file.read_text()))]
        assert not errors, f"{file.name}: {errors[0]}"


@pytest.mark.parametrize(
    "change",
    [{"number": 24}, {"number": None}, {"titel": "x"}, {"gaps": [{"source": "gcm"}]}, {"related": 8}, {"updated": "May"},
     {"practices": [{"source": "gcm"}]}, {"questions": [{"text": "Who?", "source": "gcm", "derived_from": "gcm"}]}],
)
def test_what_check_refuses_does_not_fit(schemas, change):
    values = front_matter(next((ROOT / "content/objectives").glob("08-*.md"))) | change
    assert not schemas["objective"].is_valid(values)


@pytest.mark.parametrize(
    "change", [{"title": None}, {"titel": "x"}, {"base_url": "example.org"}, {"language": "english"}, {"papers": ["a5"]},
               {"document_url": "https://undocs.org/"}, {"checks": ["off"]}, {"link_mentions": "yes"}])
def test_settings_that_check_refuses_do_not_fit(schemas, change):
    values = read((ROOT / "content/site.yaml").read_text()) | change
    assert not schemas["site"].is_valid(values)


def test_editors_offer_the_entries_that_there_are(schemas):
    sources = json.dumps(schemas["objective"].schema["properties"]["references"])
    countries = json.dumps(schemas["pack"].schema["properties"]["countries"])
    assert '"imrf-2022"' in sources and '"Ecuador"' in countries


def test_kinds_of_a_site_have_schemas(consultation):
    submission = schema(consultation, "submission")
    folder = consultation.folder / "content/submissions"
    for file in folder.glob("*.md"):
        assert submission.is_valid(front_matter(file))
    assert not submission.is_valid(front_matter(folder / "dockers.md") | {"from": "neighbour"})
    assert schema(consultation, "event").is_valid(read((consultation.folder / "content/events.yaml").read_text()))


KIND = """
visit:
  any_of: [p, q]
  one_of: [p, q, r]
  fields:
    p: text
    q: {type: list of text}
    r: text
    digits: {type: text, pattern: "[0-9]+"}
    letters: {type: text, pattern: "[A-Z]{2}"}
    word: {type: choice, values: ["1", "true", other]}
    day: date
    some_day: {type: date, partly: true}
    link: address
    done: boolean
    flags: {type: list of boolean}
    maps: {type: list of map}
    file: id
trip: {stored: trips.yaml, numbers: 1-9}
"""


@pytest.fixture(scope="module")
def visits(tmp_path_factory):
    project = Project(tmp_path_factory.mktemp("visits"), SMALL)
    project.write("content/kinds.yaml", KIND)
    return project, schema(project, "visit")


FITTING = [
    "p: x", "q: [x]", "p: x\nr:\nq: []", "digits: 7", "digits: '7'", "letters: AB", "word: 1", "word: true", "word: '1'",
    "day: 2024-02-29", "day: 2022-10-31", "some_day: 2022", "some_day: 2022-05", "some_day: 2022-05-20",
    "link: https://a.b/c?d#e", "done: false", "flags: [true, false]", "maps: [{a: b}, {c: d}]", "file: a-1", "digits:", "word:"]
REFUSED = [
    "p: x\nr: y", "p:", "q: []", "p: ' '", "p: ''", "q: [null]", "letters: 7", "letters: ABC", "word: 2", "day: 2022",
    "day: 20220520", "day: 2022-13-01", "day: 2022-02-30", "day: 2022-04-31", "some_day: 1", "some_day: 20220520",
    "some_day: 2022-13", "link: 'https://'", "link: 'https://a b/'", "link: 'https:///a'", "done:", "done: 'true'",
    "flags: [maybe]", "maps: [x]", "file: Foo Bar!", "file: ''"]


@pytest.mark.parametrize("text, fits", [(text, True) for text in FITTING] + [(text, False) for text in REFUSED])
def test_editors_and_check_take_the_same(visits, text, fits):
    project, visit = visits
    # One of `p` and `q` has to be there.
    known = {line.split(":")[0] for line in text.split("\n")}
    front = "title: A\n" + ("" if known & {"p", "q"} else "p: z\n") + text + "\n"
    project.write("content/visits/a.md", f"---\n{front}---\n")
    run = project.run("check")
    assert ("error" not in run.stderr) == fits, run.stderr
    assert visit.is_valid(read(front)) == fits


def test_what_has_a_number_in_a_list_is_named_by_it(visits):
    project, visit = visits
    project.write("content/trips.yaml", "- {number: 2, title: B}\n")
    project.write("content/kinds.yaml", KIND + "tour: {fields: {trip: trip}}\n")
    project.write("content/visits/a.md", "---\ntitle: A\np: z\n---\n")
    project.write("content/tours/a.md", "---\ntitle: A\ntrip: 2\n---\n")
    assert "error" not in project.run("check").stderr
    assert schema(project, "tour").is_valid({"title": "A", "trip": 2})
    assert schema(project, "trip").is_valid([{"number": 2, "title": "B"}])
    project.clear("content/tours", "content/trips.yaml")
    project.write("content/kinds.yaml", KIND)


def test_a_kind_that_there_is_not_is_a_mistake_of_usage(small):
    run = small.run("schema", "objectiv")
    assert run.returncode == 64 and "did you mean `objective`" in run.stderr

"""What `imrf schema` tells editors holds for all that is written, and for nothing that `imrf check` refuses."""

import json

import jsonschema
import pytest
from project import ROOT, Project
from yaml_values import front_matter, read

FOLDERS = {"objective": "objectives", "round-table": "round-tables", "principle": "principles", "meeting": "meetings",
           "practice": "practices", "pack": "packs", "page": "."}
YAML_FILES = {"source": "sources.yaml", "term": "glossary.yaml", "country": "countries.yaml", "site": "site.yaml"}


@pytest.fixture(scope="session")
def schemas(tmp_path_factory):
    project = Project(tmp_path_factory.mktemp("forum"))
    return {kind: schema(project, kind) for kind in [*FOLDERS, *YAML_FILES]}


def schema(project, kind):
    found = json.loads(project.run("schema", kind).stdout)
    jsonschema.Draft7Validator.check_schema(found)
    return jsonschema.Draft7Validator(found)


@pytest.mark.parametrize("kind", FOLDERS)
def test_all_front_matter_fits(schemas, kind):
    files = sorted((ROOT / "content" / FOLDERS[kind]).glob("*.md"))
    assert files
    for file in files:
        errors = [error.message for error in schemas[kind].iter_errors(front_matter(file))]
        assert not errors, f"{file.name}: {errors}"


@pytest.mark.parametrize("kind", YAML_FILES)
def test_all_yaml_files_fit(schemas, kind):
    errors = list(schemas[kind].iter_errors(read((ROOT / "content" / YAML_FILES[kind]).read_text())))
    assert not errors, errors[0].message


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


def test_a_kind_that_there_is_not_is_a_mistake_of_usage(small):
    run = small.run("schema", "objectiv")
    assert run.returncode == 64 and "did you mean `objective`" in run.stderr

"""What is written for translators' programs has the form that these read, and says what the content says."""

import os
import re
import subprocess
from xml.etree import ElementTree

import pytest
from project import Project
from translate.storage.xliff2 import Xliff2File

NAMESPACE = "{urn:oasis:names:tc:xliff:document:2.0}"


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The project's own content, for translators into Arabic."""
    project = Project(tmp_path_factory.mktemp("own"))
    run = project.run("translations", "ar", "--export", "ar.xlf")
    assert run.returncode == 0, run.stderr
    return project.folder / "ar.xlf"


@pytest.fixture(scope="module")
def root(written):
    return ElementTree.parse(written).getroot()


def elements(parent, name):
    return parent.iter(NAMESPACE + name)


def test_its_form_is_that_of_the_standard(written):
    """OASIS's schema is nothing that we may hand out: where somebody has it, `XLIFF_SCHEMA` names it."""
    schema = os.environ.get("XLIFF_SCHEMA")
    if not schema:
        pytest.skip("XLIFF_SCHEMA names no xliff_core_2.0.xsd")
    run = subprocess.run(["xmllint", "--nonet", "--noout", "--schema", schema, written], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


def test_parts_stand_in_the_order_that_the_standard_wants(root):
    assert (root.tag, root.get("version"), root.get("srcLang"), root.get("trgLang")) == (NAMESPACE + "xliff", "2.0", "en", "ar")
    files = list(elements(root, "file"))
    assert len({file.get("id") for file in files}) == len(files) > 50
    for file in files:
        assert file.get("trgDir") == "rtl" and file.get("canResegment") == "no"
        ids = [unit.get("id") for unit in elements(file, "unit")]
        assert len(set(ids)) == len(ids) and all(re.fullmatch(r"[\w.:-]+", id) for id in ids)
        for unit in elements(file, "unit"):
            names = " ".join(child.tag.removeprefix(NAMESPACE) for child in unit)
            assert re.fullmatch(r"notes (originalData )?segment( segment)*", names), names
            for segment in elements(unit, "segment"):
                names = [child.tag.removeprefix(NAMESPACE) for child in segment]
                assert names in (["source"], ["source", "target"])


def test_each_tag_stands_for_something_and_has_its_own_number(root):
    count = 0
    for unit in elements(root, "unit"):
        data = {datum.get("id") for datum in elements(unit, "data")}
        for side in "source", "target":
            tags = [tag for line in elements(unit, side) for tag in line.iter() if tag.tag[len(NAMESPACE) :] in ("ph", "pc")]
            ids = [tag.get("id") for tag in tags]
            assert len(set(ids)) == len(ids), unit.get("id")
            for tag in tags:
                named = {value for name, value in tag.attrib.items() if name.startswith("dataRef")}
                assert named and named <= data, (unit.get("id"), tag.attrib)
                count += 1
    assert count > 500


def test_citations_and_addresses_are_no_words_to_translate(root):
    for line in elements(root, "source"):
        words = "".join(line.itertext())
        assert "[@" not in words and "](" not in words and ".md" not in words, words


def test_a_program_of_others_reads_the_same_words(written, root):
    """It passes over tags, so those lines are compared that have none."""
    ours = {}
    for unit in elements(root, "unit"):
        for segment in elements(unit, "segment"):
            source = segment.find(NAMESPACE + "source")
            if len(source) == 0:
                target = segment.find(NAMESPACE + "target")
                has_words = target is not None and len(target) == 0
                ours.setdefault(source.text, set()).add(target.text if has_words else None)
    theirs = {}
    for unit in Xliff2File.parsefile(str(written)).units:
        theirs.setdefault(unit.source, set()).add(unit.target or None)
    assert len(ours) > 500
    for source, targets in ours.items():
        assert source in theirs, source
        assert targets - {None} <= theirs[source], source

"""What every PDF must be as a file: valid, described, made for its paper, the same on every machine."""

import subprocess
import tempfile
from collections import Counter
from datetime import datetime
from pathlib import Path

import page
import pytest
from complaints import refuse
from conftest import OTHER_SAMPLE, SAMPLE
from project import ROOT, Project

SIZES = {"letter": (612, 792)}
A4 = (595.28, 841.89)


@pytest.mark.parametrize("profile", [page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A], ids=str)
def test_keeps_to_standards(profile, pack):
    """One file is accessible and can be archived."""
    report = page.validate_pdf(pack.path, profile=profile)
    refuse(f"{pack.name}: {failure}" for failure in report.failures)


def test_is_sound(pack):
    check = subprocess.run(["qpdf", "--check", pack.path], capture_output=True, text=True)
    assert check.returncode == 0, f"{pack.name}: {check.stdout}{check.stderr}"


def test_is_described(pack):
    described = pack.reader.metadata
    assert described.title and described.author, f"{pack.name}: title {described.title!r}, author {described.author!r}"
    assert isinstance(described.creation_date, datetime), f"{pack.name} doesn't say when it was made"
    assert isinstance(described.modification_date, datetime), f"{pack.name} doesn't say when it was changed"
    language = pack.reader.root_object.get("/Lang")
    assert language == "en", f"{pack.name}: its language is {language!r}"
    assert pack.reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"], f"{pack.name}: readers show the file's name"


def test_has_whole_sheets(pack):
    count = len(pack.page_numbers)
    assert count % 4 == 0, f"{pack.name} has {count} pages, which isn't a multiple of four"


def test_has_the_size_of_its_paper(pack):
    size = next((size for name, size in SIZES.items() if name in pack.name), A4)
    boxes = [page.mediabox for page in pack.reader.pages]
    refuse(
        f"{pack.name}, page {number}: {box.width} by {box.height} points instead of {size[0]} by {size[1]}"
        for number, box in enumerate(boxes, 1)
        if abs(float(box.width) - size[0]) > 0.1 or abs(float(box.height) - size[1]) > 0.1
    )


def test_tells_nothing_of_the_machine(pack):
    command = ["qpdf", "--qdf", "--object-streams=disable", "--stream-data=uncompress", pack.path, "-"]
    content = subprocess.run(command, capture_output=True, check=True).stdout
    traces = ["file:", str(ROOT), f"{tempfile.gettempdir()}/", "/.imrf/", f"{Path.home()}/"]
    for trace in traces:
        for bytes in trace.encode(), trace.encode("utf-16-be"):
            place = content.find(bytes)
            assert place < 0, f"{pack.name} tells {trace!r}: {content[max(0, place - 80) : place + 80]}"


def test_names_every_character(pack):
    refuse(
        f"{pack.name}, page {number}: a character of “{run.text}” can't be copied or read out"
        for number, runs in pack.runs.items()
        for run in runs
        if "\ufffd" in run.text
    )


def test_is_read_here_as_others_read_it(packs):
    """The other checks see what other programs see; the words of the four drawings are theirs alone."""
    pack, drawn = packs[SAMPLE], []
    text = subprocess.run(["pdftotext", "-raw", pack.path, "-"], capture_output=True, text=True, check=True).stdout
    for number, other in zip(pack.page_numbers, text.split("\f")):
        own, other = Counter("".join("".join(run.text for run in pack.runs[number]).split())), Counter("".join(other.split()))
        assert not own - other, f"{pack.name}, page {number}"
        drawn += [number] if other - own else []
    assert len(drawn) == 4, f"{pack.name}, pages {drawn}"


def test_is_the_same_in_another_folder(packs, tmp_path, monkeypatch):
    """Printed once more from nothing, at another place, by somebody else in another time zone."""
    for variable, value in {"HOME": str(tmp_path), "USER": "somebody", "TZ": "Asia/Tokyo", "LC_ALL": "C"}.items():
        monkeypatch.setenv(variable, value)
    project, names = Project(tmp_path / "elsewhere"), [SAMPLE, OTHER_SAMPLE]
    runs = project.run_all(["pack", name, "--output", f"{name}.pdf"] for name in names)
    refuse(
        f"{name} is printed differently each time {run.stderr}"
        for name, run in zip(names, runs)
        if project.read(f"{name}.pdf") != packs[name].path.read_bytes()
    )

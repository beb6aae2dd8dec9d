"""What would fail a pack is found by `imrf check`, at the place that causes it, before anything is printed."""

import pytest
from project import SMALL, Project

OBJECTIVE = "content/objectives/08-saving-lives.md"
COVER = "templates/pack/cover.html"


def style(project):
    project.edit("templates/assets/pack.css", "  html { color:", "  html { colour: red; color:")


def character(project):
    project.append(OBJECTIVE, "\nA sign that no font has: \ue123.\n")


def picture(project):
    project.write("templates/assets/sign.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    project.append(COVER, '<img src="{{ "sign.svg" | asset }}" alt="">\n')


def template(project):
    project.append(COVER, '{% if page.output == "print" %}{{ pack.sumary }}{% endif %}\n')


def elsewhere(project):
    project.append(COVER, '<img src="https://pictures.example/a.png" alt="A">\n')


@pytest.mark.parametrize(
    "spoil, fault, place",
    [
        (style, "[pack/unknown-css]", "templates/assets/pack.css:"),
        (character, "[pack/missing-glyph]", f"{OBJECTIVE}:"),
        (picture, "[pack/image-text]", f"{COVER}:"),
        (template, "`sumary`", f"{COVER}:"),
        (elsewhere, "[pack/outside]", f"{COVER}:"),
    ],
)
def test_what_fails_a_pack_is_found(spoil, fault, place, tmp_path):
    project = Project(tmp_path, SMALL)
    spoil(project)
    check, pack = project.run_all([["check"], ["pack", "2"]])
    assert (check.returncode, pack.returncode) == (1, 1)
    for run in check, pack:
        assert fault in run.stderr and f"--> {place}" in run.stderr, run.stderr

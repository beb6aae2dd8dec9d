"""What would fail a pack is found by `imrf check`, at the place that causes it, before anything is printed."""

import base64
import zipfile
from io import BytesIO

import pytest
from PIL import Image
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


def drawing(content):
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">{content}</svg>'


def nested(content):
    """A drawing within a drawing, in which nobody can read it."""
    return drawing(f'<image href="data:image/svg+xml;base64,{base64.b64encode(drawing(content).encode()).decode()}"/>')


OUTSIDE = '<image href="https://pictures.example/a.png" width="9" height="9"/>'
BROKEN = '<image href="data:image/png;base64,AAAA" width="9" height="9"/>'
DRAWING = "content/objectives/boats.svg"
DRAWINGS = {
    "a broken picture in it": (drawing(BROKEN), "[pack/missing-image]", f"{DRAWING}:1:"),
    "a hidden picture of elsewhere": (nested(OUTSIDE), "[pack/outside]", f"{DRAWING}\n"),
    "a hidden broken picture": (nested(BROKEN), "[pack/missing-image]", f"{DRAWING}\n"),
    "a sign that no font has": (drawing('<text y="20">\ue123</text>'), "[pack/missing-glyph]", f"{DRAWING}:1:"),
    "such a sign by its number": (drawing('<text y="20">&#xe123;</text>'), "[pack/missing-glyph]", f"{DRAWING}\n"),
    "no end": (drawing("<text>")[:-9], "[pack/missing-image]", f"{OBJECTIVE}:"),
}
FORMS = ["pack", "2"], ["pack", "2", "--docx"], ["pack", "2", "--epub"]


def show(project, text):
    project.write(DRAWING, text)
    project.append(OBJECTIVE, "\n![Boats](boats.svg)\n")


@pytest.mark.parametrize("text, fault, place", DRAWINGS.values(), ids=DRAWINGS)
def test_a_drawing_fails_all_forms_alike(text, fault, place, unprinted):
    show(unprinted, text)
    for run in unprinted.run_all([["check"], *FORMS]):
        assert run.returncode == 1 and fault in run.stderr and f"--> {place}" in run.stderr, run.stderr


def test_words_of_a_drawing_have_their_font(unprinted):
    """Chinese is a font of its own, which a pack has only if it needs it."""
    show(unprinted, drawing('<text y="20">中文</text>'))
    for run in unprinted.run_all([["check"], *FORMS]):
        assert (run.returncode, run.stderr) == (0, "")


def test_a_drawing_is_whole_in_word(unprinted):
    show(unprinted, drawing('<rect width="200" height="100" fill="#ff0000"/>'))
    assert unprinted.run("pack", "2", "--docx", "--output", "2.docx").returncode == 0
    with zipfile.ZipFile(unprinted.folder / "2.docx") as archive:
        [picture] = [archive.read(name) for name in archive.namelist() if name.endswith(".png")]
    image = Image.open(BytesIO(picture)).convert("RGB")
    width, height = image.size
    corners = {image.getpixel(place) for place in [(2, 2), (width - 3, 2), (2, height - 3), (width - 3, height - 3)]}
    assert corners == {(255, 0, 0)} and abs(width / height - 2) < 0.01

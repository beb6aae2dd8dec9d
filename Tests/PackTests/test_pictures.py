"""Photographs and diagrams: in several sizes on the web, sharp enough on paper, and without what cameras write into them."""

import io
import re
import zipfile
from urllib.parse import urljoin

import page
import pytest
from PIL import Image, ImageDraw
from project import SMALL, Project
from pypdf import PdfReader

OBJECTIVE = "content/objectives/08-saving-lives.md"
PAGE = "objectives/8/"
CAMERA = "Camera of somebody"


def photograph(size, format="JPEG"):
    """The bytes of a picture that a camera held upright took: red above, if it is turned as its notes say."""
    notes = Image.Exif()
    notes[0x0112], notes[0x010F] = 6, CAMERA
    notes.get_ifd(0x8825)[1] = "N"
    picture = Image.effect_noise(size, 90).convert("RGB")
    ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 4, size[1]), fill="red")
    bytes = io.BytesIO()
    picture.save(bytes, format, quality=95, exif=notes)
    return bytes.getvalue()


def diagram(size):
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).rectangle((9, 9, 300, 300), fill="blue")
    bytes = io.BytesIO()
    picture.quantize(8).save(bytes, "PNG", optimize=True)
    return bytes.getvalue()


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """A site that shows pictures, and its packs."""
    project = Project(tmp_path_factory.mktemp("pictures"), SMALL)
    folder = project.folder / "content/objectives"
    (folder / "boats.jpg").write_bytes(photograph((3000, 2000)))
    (folder / "chart.png").write_bytes(diagram((1200, 700)))
    (folder / "icon.png").write_bytes(diagram((400, 300)))
    (folder / "coast.jpg").write_bytes(photograph((900, 600)))
    project.append(OBJECTIVE, "\n![Boats](boats.jpg) ![Chart](chart.png) ![Icon](icon.png) ![Coast](coast.jpg) and [it](coast.jpg)\n")
    for arguments in [["build"], ["pack", "2", "--docx", "--output", "2.docx"], ["pack", "2", "--epub", "--output", "2.epub"]]:
        run = project.run(*arguments)
        assert (run.returncode, run.stderr) == (0, ""), run.stderr
    return project


def tags(project):
    """The attributes of the pictures of the page, by what they show."""
    html = project.read(f"public/{PAGE}index.html").decode()
    found = [dict(re.findall(r'(\S+)="([^"]*)"', tag)) for tag in re.findall("<img [^>]*>", html)]
    return {attributes["alt"]: attributes for attributes in found}


def published(project, address):
    return Image.open(project.folder / "public" / urljoin(PAGE, address))


def sizes(project, name):
    """The widths that a browser may choose among, each with its picture."""
    choices = (choice.split(" ") for choice in tags(project)[name].get("srcset", "").split(", "))
    return {int(width.removesuffix("w")): published(project, address) for address, width in choices}


@pytest.mark.parametrize("name, widths", [("Boats", [480, 960, 1600]), ("Chart", [480, 960, 1200]), ("Coast", [480, 600])])
def test_browsers_choose_among_sizes(shown, name, widths):
    choices = sizes(shown, name)
    assert [picture.width for picture in choices.values()] == list(choices) == widths
    shares = {round(picture.width / picture.height, 2) for picture in choices.values()}
    assert len(shares) == 1, "the sizes have different shapes"
    attributes = tags(shown)[name]
    assert published(shown, attributes["src"]).size == (int(attributes["width"]), int(attributes["height"]))


def test_small_pictures_and_drawings_stay_as_they_are(shown):
    assert "srcset" not in tags(shown)["Icon"]
    assert shown.read("public/objectives/icon.png") == shown.read("content/objectives/icon.png")


def test_a_camera_is_turned_and_tells_nothing(shown):
    for picture in sizes(shown, "Boats").values():
        assert picture.height > picture.width
        assert not picture.getexif()
        red, green, blue = picture.convert("RGB").getpixel((picture.width // 2, 5))
        assert red > 150 > green, "the top isn't red"


def test_originals_stay_here_but_those_that_a_link_hands_out(shown):
    names = {file.name for file in (shown.folder / "public/objectives").iterdir()}
    assert "boats.jpg" not in names and "chart.png" not in names
    assert shown.read("public/objectives/coast.jpg") == shown.read("content/objectives/coast.jpg")


def test_few_colours_stay_few(shown):
    assert {picture.mode for picture in sizes(shown, "Chart").values()} == {"P"}


def test_packs_tell_nothing_of_the_camera_either(shown):
    pdf = PdfReader(shown.folder / "public/packs/round-table-2.pdf")
    pictures = [image.image for page in pdf.pages for image in page.images]
    for name in ["2.docx", "2.epub"]:
        with zipfile.ZipFile(shown.folder / name) as archive:
            inside = [item for item in archive.namelist() if item.endswith((".jpg", ".jpeg", ".png"))]
            pictures += [Image.open(io.BytesIO(archive.read(item))) for item in inside]
    assert not any(picture.getexif() for picture in pictures)
    upright = {(2000, 3000), (600, 900)}
    assert {picture.size for picture in pictures} == upright | {(1200, 700), (400, 300)}


@pytest.mark.parametrize("profile", [page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A], ids=str)
def test_packs_with_photographs_keep_to_standards(shown, profile):
    report = page.validate_pdf(str(shown.folder / "public/packs/round-table-2.pdf"), profile=profile)
    assert [str(failure) for failure in report.failures] == []


def test_what_was_made_is_kept_and_held_against_its_name(shown, tmp_path):
    kept = {file: file.stat().st_mtime_ns for file in (shown.folder / ".imrf/pictures").rglob("*-*")}
    assert shown.run("build", "--no-packs").returncode == 0
    assert {file: file.stat().st_mtime_ns for file in kept} == kept
    before, cut = sizes(shown, "Boats")[960].tobytes(), next(file for file in kept if file.name.startswith("960-"))
    cut.write_bytes(cut.read_bytes()[:1000])
    assert shown.run("build", "--no-packs").returncode == 0
    assert sizes(shown, "Boats")[960].tobytes() == before


def test_without_python_pictures_are_published_as_they_are(shown):
    build = shown.run("build", "--no-packs", "--output", "other", python="/nowhere")
    assert build.returncode == 0
    assert "warning: large pictures are published as they are" in build.stderr
    assert shown.read("other/objectives/boats.jpg") == shown.read("content/objectives/boats.jpg")


def test_a_broken_picture_is_told_once_and_keeps_nothing_else(tmp_path):
    project = Project(tmp_path, SMALL)
    whole = photograph((1000, 700))
    damaged = bytearray(whole)
    # A table of the points is gone.
    damaged[damaged.index(b"\xff\xc4") + 4 : damaged.index(b"\xff\xda")] = bytes(damaged.index(b"\xff\xda") - damaged.index(b"\xff\xc4") - 4)
    (project.folder / "content/objectives/cut.jpg").write_bytes(whole[:60000])
    (project.folder / "content/objectives/damaged.jpg").write_bytes(damaged)
    project.append(OBJECTIVE, "\n![Cut](cut.jpg) ![Damaged](damaged.jpg)\n")
    build = project.run("build", "--no-packs")
    assert build.returncode == 0
    assert build.stderr.count("content/objectives/cut.jpg") == 1 and "its end is missing" in build.stderr
    assert build.stderr.count("content/objectives/damaged.jpg") == 1 and "can't be made smaller" in build.stderr
    assert "its end is missing" in project.run("check").stderr
    assert project.read("public/objectives/cut.jpg") == whole[:60000]

"""A site's own colour, logo and fonts are everywhere, and nothing of the theme's is left."""

import io
import re
import zipfile
from collections import Counter

import pypdfium2
import pytest
from PIL import Image
from project import SMALL, Project
from pypdf import PdfReader

GREEN, BLUE = (0x1B, 0x5E, 0x3F), (0x0B, 0x4F, 0x8A)
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 64"><path d="M0 0h96v64H0z" fill="#c00000"/></svg>'
# All that is blue in the theme, on light and on dark.
BLUES = re.compile(rb"#?(0b4f8a|0b4a8a|92c2f7|8cc4f5|eaf1f8|eef2f7|1c2a38|1b2a38)", re.I)
# One that isn't that of headings.
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono{}.ttf"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A small site in green, with its packs in all forms."""
    project = Project(tmp_path_factory.mktemp("green"), SMALL)
    project.append("content/site.yaml", 'colour: "#1B5E3F"\nlogo: logo.svg\nformats: [pdf, docx, epub]\n')
    project.write("content/logo.svg", LOGO)
    build = project.run("build")
    assert build.returncode == 0 and not build.stderr, build.stderr
    return project.folder / "public"


def contents(file):
    """What a file says, or the files in it if it is an archive."""
    if file.suffix not in (".docx", ".epub"):
        return [file.read_bytes()]
    with zipfile.ZipFile(file) as archive:
        return [archive.read(name) for name in archive.namelist()]


def drawn(file):
    """How many points of the pages of a PDF have each colour."""
    pages = pypdfium2.PdfDocument(file)
    return sum((colours(page.render(scale=1).to_pil()) for page in pages), Counter())


def colours(picture):
    return Counter(dict((colour, count) for count, colour in picture.convert("RGB").getcolors(1 << 24)))


def test_nothing_is_left_of_the_theme_s_blue(site):
    texts = [file for file in site.rglob("*") if file.suffix in (".html", ".css", ".svg", ".js", ".docx", ".epub", ".json", ".xml")]
    found = {(str(file.relative_to(site)), match[0]) for file in texts for data in contents(file) for match in BLUES.finditer(data)}
    assert len(texts) > 50 and not found


@pytest.mark.parametrize(
    "pattern", ["assets/site.*.css", "assets/epub.*.css", "assets/favicon.*.svg", "index.html", "objectives/8/index.html", "packs/*.docx", "packs/*.epub"]
)
def test_all_that_has_a_colour_has_the_site_s(pattern, site):
    files = list(site.glob(pattern))
    assert files and all(any(b"1b5e3f" in data.lower() for data in contents(file)) for file in files)


def test_packs_are_drawn_in_it(site):
    for file in site.glob("packs/*.pdf"):
        points = drawn(file)
        assert points[GREEN] > 500 and not points[BLUE], file.name


def test_pictures_of_pages_are_drawn_in_it(site):
    pictures = list(site.rglob("picture-*.png"))
    assert pictures
    for file in pictures:
        points = colours(Image.open(file))
        assert points[GREEN] > 1200 * 20 and not points[BLUE], file


def test_the_logo_is_at_the_head_of_each_page_and_on_each_cover(site):
    assert '<img src="../../logo.svg" alt="" width="96" height="64">Forum briefings</a>' in (site / "objectives/8/index.html").read_text()
    red = (0xC0, 0, 0)
    for file in site.glob("packs/*.pdf"):
        cover = colours(pypdfium2.PdfDocument(file)[0].render(scale=1).to_pil())
        # 16 by 24 mm.
        assert abs(cover[red] - 45 * 68) < 300, (file.name, cover[red])
    for file in [*site.glob("packs/*.docx"), *site.glob("packs/*.epub")]:
        pictures = [data for data in contents(file) if data.startswith(b"\x89PNG") or data == LOGO.encode()]
        assert len(pictures) == 1, file.name
        if pictures[0].startswith(b"\x89PNG"):
            assert colours(Image.open(io.BytesIO(pictures[0])))[red] > 10000


def test_a_font_that_one_sheet_names_is_that_of_pages_and_packs(tmp_path):
    project = Project(tmp_path / "site", SMALL)
    faces = ""
    for weight, ending in (("normal", ""), ("bold", "-Bold")):
        font = f"own{ending.lower()}.ttf"
        (project.folder / "templates/assets/fonts").mkdir(exist_ok=True)
        with open(FONT.format(ending), "rb") as source:
            (project.folder / "templates/assets/fonts" / font).write_bytes(source.read())
        faces += f'@font-face {{ font-family: "Own"; font-weight: {weight}; src: url("fonts/{font}"); }}\n'
    project.edit("templates/assets/brand.css", ":root {", faces + ":root {")
    project.edit("templates/assets/brand.css", '"Noto Sans"', '"Own"')
    run = project.run("pack", "at-sea", "--output", "at-sea.pdf")
    assert run.returncode == 0 and not run.stderr, run.stderr
    fonts = [page["/Resources"]["/Font"].values() for page in PdfReader(project.folder / "at-sea.pdf").pages]
    names = {font.get_object()["/BaseFont"].split("+")[1] for fonts in fonts for font in fonts}
    assert names == {"Own", "Own-Bold", "Noto-Serif", "Noto-Serif-Bold"}
    run = project.run("pack", "at-sea", "--docx", "--output", "at-sea.docx")
    assert run.returncode == 0 and not run.stderr, run.stderr

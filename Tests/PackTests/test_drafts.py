"""Nothing of a draft is published: no word and no picture of it, in no file of a build."""

import io
import struct
import zipfile
import zlib

import pypdf
import pytest
from complaints import refuse

SECRET = "Quokka"
# Drafts of every kind that is a file, one of a kind of the site's own, and what belongs to them.
DRAFTS = {
    "content/objectives/09-quokka.md": "number: 9\ntitle: Quokka one\nupdated: 2022-05-19\nrelated: [8]\n",
    "content/round-tables/03-quokka.md": "number: 3\ntitle: Quokka two\nobjectives: [9]\nkey_messages: [Quokka three]\n",
    "content/principles/01-quokka.md": "number: 1\ntitle: Quokka four\n",
    "content/meetings/quokka.md": "title: Quokka five\nobjectives: [8]\npeople: [{name: Quokka Six, country: Ecuador}]\n",
    "content/practices/quokka.md": "title: Quokka seven\nobjectives: [8]\ncountries: [Ecuador]\nextra: {photo: quokka-eight.png}\n",
    "content/packs/quokka.md": "title: Quokka nine\nobjectives: [8]\n",
    "content/quokka.md": "title: Quokka ten\nmenu: 1\n",
    "content/letters/quokka.md": "title: Quokka eleven\nto: [8]\n",
    "content/packs/round-table-2.md": "title: Quokka twelve\nround_table: 2\n",
}
TRANSLATIONS = {
    # One that waits with its draft, and one that is itself a draft.
    "content/objectives/09-quokka.fr.md": "number: 9\ntitle: Quokka thirteen\n",
    "content/practices/patrols.fr.md": "draft: true\ntitle: Quokka fourteen\nobjectives: [8]\n",
}
BODY = "---\n\nQuokka speaks of objective 8 and of Ecuador [@{source}, p. 7].\n\n![Quokka]({picture})\n"


def picture(words):
    """A PNG of one pixel with words in it."""
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), (b"tEXt", b"Comment\0" + words.encode())]
    chunks += [(b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")]
    body = (struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(body)


@pytest.fixture
def site(project):
    """A small site with drafts; pictures that they show, one that nobody shows, and one that a published page shows too."""
    source = (project.folder / "content/sources.yaml").read_text().split("id: ")[1].split()[0]
    project.write("content/kinds.yaml", "letter:\n  fields:\n    title: {type: text, required: true}\n    to: {type: list of objective, inverse: letters}\n")
    project.append("content/site.yaml", "\nformats: [pdf, docx, epub]\n")
    for path, fields in {**DRAFTS, **TRANSLATIONS}.items():
        mark = "" if path in TRANSLATIONS else "draft: true\n"
        shown = "" if path.startswith("content/letters") else "../letters/"
        shown = "letters/" if path == "content/quokka.md" else shown
        project.write(path, f"---\n{mark}{fields}" + BODY.format(source=source, picture=shown + "quokka.png"))
    for name in ["letters/quokka", "practices/quokka-eight", "practices/quokka-of-nobody"]:
        (project.folder / f"content/{name}.png").write_bytes(picture(SECRET))
    (project.folder / "content/practices/boats.png").write_bytes(picture("Boats"))
    project.append("content/practices/patrols.md", "\n\n![Boats](boats.png)\n")
    project.append("content/practices/quokka.md", "\n![Boats](boats.png)\n")
    return project


def texts(name, data):
    """The bytes of a file, and all that is packed in it, the names too."""
    yield name.encode()
    yield data
    if name.endswith(".pdf"):
        reader = pypdf.PdfReader(io.BytesIO(data))
        yield repr((reader.metadata, reader.xmp_metadata and reader.xmp_metadata.stream.get_data())).encode()
        yield " ".join(page.extract_text() for page in reader.pages).encode()
        for number in range(1, reader.trailer["/Size"]):
            found = reader.get_object(pypdf.generic.IndirectObject(number, 0, reader))
            yield found.get_data() if isinstance(found, pypdf.generic.StreamObject) else repr(found).encode()
    elif name.endswith((".docx", ".epub")):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.namelist():
                yield part.encode() + b"\n" + archive.read(part)


def files(project, output):
    folder = project.folder / output
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_nothing_of_a_draft_is_published(site):
    seen = site.run("build", "--drafts", "--output", "seen")
    assert seen.returncode == 0, seen.stderr
    shown = {name for name, data in files(site, "seen").items() if SECRET.encode() in b"".join(texts(name, data))}
    expected = {"index.html", "feed.xml", "packs/round-table-2.pdf", "packs/quokka.epub", "objectives/8/index.html"}
    assert expected <= shown, "the test doesn't see what it looks for"
    build = site.run("build", "--output", "site")
    assert build.returncode == 0, build.stderr
    made = files(site, "site")
    words = SECRET.lower().encode()
    refuse(name for name, data in made.items() if words in b"".join(texts(name, data)).lower())
    assert "practices/boats.png" in made and "packs/round-table-2.docx" in made
    said = [line for line in site.run("check").stderr.splitlines() if "-->" in line]
    assert said == ["  --> content/practices/quokka-of-nobody.png"], "a draft's picture is no fault"


def test_an_old_pack_with_drafts_is_not_kept(site):
    assert site.run("build", "--drafts").returncode == 0
    assert site.read("public/packs/round-table-2.pdf")
    site.edit("templates/assets/pack.css", "  html { color:", "  html { colour: red; color:")
    build = site.run("build")
    assert build.returncode == 1 and "the site has no `packs/round-table-2.pdf`" in build.stderr, build.stderr
    assert not list((site.folder / "public").rglob("*.pdf"))

"""The project's own content is printed as it is written: every paragraph, cell and item is in every form, once, in its order.

Pandoc, which has no part in the pages and in print, says what a text says.
"""

import functools
import json
import re
import subprocess

import pypandoc
import pytest
from complaints import excerpt, refuse
from conftest import FOLDER, OTHER_SAMPLE, SAMPLE
from conservation import Finder
from project import ROOT, Project
from reading import Book, Print, WebSite, WordFile

SITE = re.search(r"base_url: (\S+)", (ROOT / "content/site.yaml").read_text())[1]
# Fields that the page of an objective and the packs print, in their order; what stands in another field is printed elsewhere.
FIELDS = {"practices": ["title", "text"], "gaps": ["text"], "figures": ["value", "label"], "questions": ["text"]}
# A part of a body that is longer stands in it once; a question may be that of two objectives, a gap is told in brief besides.
LONG = 80


@functools.cache
def parts(path):
    """What a file says, part by part, notes where they are called: paragraphs, headings, cells and items of its body, and apart
    from them those of the fields that stand before and behind it.
    """
    text = re.sub(r"\[@[^\]]*\]", "", path.read_text())
    text = re.sub(r"(?m)^> \[!\w+\] *(.*)$", r"> \1\n>", text)
    command = [pypandoc.get_pandoc_path(), "--from=gfm+yaml_metadata_block", "--to=json"]
    document = json.loads(subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout)
    fields = {
        name: [
            squeezed(part)
            for entry in document["meta"].get(name, {}).get("c", [])
            for key in keys
            for part in lines(entry["c"].get(key, []))
        ]
        for name, keys in FIELDS.items()
    }
    return [squeezed(part) for part in lines(document["blocks"])], fields.pop("figures"), sum(fields.values(), [])


def lines(node):
    """The texts of what stands on lines of its own in pandoc's tree."""
    if isinstance(node, dict) and node.get("t") in ("Para", "Plain", "MetaInlines"):
        yield "".join(words(node["c"]))
    elif isinstance(node, dict) and node.get("t") == "Header":
        yield "".join(words(node["c"][2]))
    elif isinstance(node, dict) and node.get("t") in ("CodeBlock", "MetaString"):
        yield node["c"] if node["t"] == "MetaString" else node["c"][1]
    elif isinstance(node, (dict, list)):
        for child in node.values() if isinstance(node, dict) else node:
            yield from lines(child)


def words(node):
    """The words of a line, those of notes among them."""
    match node:
        case {"t": "Str", "c": text}:
            yield text
        case {"t": "Code", "c": [_, text]}:
            yield text
        case {"t": "Note", "c": blocks}:
            yield from lines(blocks)
        case {"t": "Link" | "Image" | "Span", "c": [_, inlines, *_]}:
            yield from words(inlines)
        case {"t": "RawInline" | "Math"}:
            return
        case {"t": _, "c": inner}:
            yield from words(inner)
        case list():
            for child in node:
                yield from words(child)


def squeezed(text):
    """Letters and digits only."""
    return re.sub(r"[\W_]", "", text)


class Text(Finder):
    """What a form says, without the numbers of references and those of pages, which print puts behind links."""

    def find(self):
        self.text = ""
        super().find()
        return self.text

    def note(self, run, in_note):
        self.text += squeezed("".join(piece.text for piece in run if not is_number(piece)))


def is_number(piece):
    if piece.link is None:
        return False
    return re.search(r"ref-\d+$", piece.link.address) or re.fullmatch(r"[ (,]*p\. \d+\)?", piece.text)


def missing(text, body, before, behind):
    """The parts that a text doesn't have in their order, and those of the body that it has twice."""
    place = 0
    for part in [*before, *body, *behind]:
        found = text.find(part, place)
        place = found + len(part) if found >= 0 else place
        if found < 0:
            yield part, "not there" if part not in text else "not in its place"
    yield from ((part, "there twice") for part in body if len(part) > LONG and text.count(part) > 1)


@pytest.fixture(scope="module")
def site(packs):
    return WebSite(FOLDER / "public", SITE)


@pytest.fixture(scope="module", params=[SAMPLE, OTHER_SAMPLE])
def files(request, packs):
    """The Word file and the e-book of a pack."""
    project, name = Project(FOLDER), request.param
    made = [f"{name}.docx", f"{name}.epub"]
    runs = project.run_all([["pack", name, f"--{file.split('.')[-1]}", "--output", file] for file in made])
    refuse(run.stderr for run in runs if run.returncode)
    return name, [project.folder / file for file in made]


def objectives_of(pack):
    """The files of the objectives that a printed pack has."""
    numbers = [match[1] for mark in pack.bookmarks if (match := re.match(r"Objective (\d+) ·", mark.title))]
    return [file for number in numbers for file in objectives("") if file.name.startswith(f"{int(number):02}-")]


def objectives(language):
    """The files of the objectives in a language, without those that only have a title; the site's first language has no name."""
    files = sorted((ROOT / "content/objectives").glob("*.md"))
    return [file for file in files if "".join(file.suffixes[:-1]) == language and parts(file)[0]]


def refuse_losses(where, text, files):
    refuse(f"{where}: “{excerpt(part)}” of {file.name} is {what}" for file in files for part, what in missing(text, *parts(file)))


@pytest.mark.parametrize("language, count", [("", 23), (".ar", 7), (".fr", 7)])
def test_pages_say_all(site, language, count):
    files = objectives(language)
    assert len(files) == count
    for file in files:
        address = f"{language[1:]}/objectives/{int(file.name[:2])}/".lstrip("/")
        refuse_losses(address, Text(site.page(SITE + address)).find(), [file])


def test_the_feed_says_all(site):
    files = [(file, site.feed(f"{SITE}objectives/{int(file.name[:2])}/")) for file in objectives("")]
    for file, entry in files:
        if entry:
            refuse_losses("the feed", Text(entry).find(), [file])


def test_packs_say_all(pack):
    refuse_losses(pack.name, Text(Print(pack.path)).find(), objectives_of(pack))


def test_word_files_and_e_books_say_all(files, packs, site):
    name, (word, book) = files
    for reading in WordFile(word, site), Book(book, site):
        refuse_losses(f"{name}, {type(reading).__name__}", Text(reading).find(), objectives_of(packs[name]))

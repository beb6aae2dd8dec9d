"""Each recipe of docs/recipes.md is followed to the letter on a new site, and what it says that you see is looked for.

A recipe is a section with blocks of code: a new one needs nothing here. CONTRIBUTING.md tells what it is written in.
"""

import os
import re
import subprocess
from html.parser import HTMLParser

import pytest
from project import IMRF, PROGRAMS, ROOT

# A block of code, or a paragraph.
PART = re.compile(r"(?ms)^```(\w+)\n(.*?)^```$|^(?!```)(\S.*?)(?=\n\n|\n```|\Z)")
# The end of the paragraph before a block: what is to be done with it.
DEED = re.compile(r"(Write|Write over|Add to the front matter of|Add at the end of|Change in) `([^`]+)`:$")
# A paragraph of what is seen names places, and behind each what is there.
SEEN = re.compile(r"[Yy]ou (?P<verb>see|don't see)|`(?P<place>/[^`]*|[^` ]+\.(pdf|html|docx|epub))`|(?P<terminal>the terminal)|\"(?P<words>[^\"]+)\"|(?P<pages>\d+) pages?\b")


def recipes():
    """The blocks of code and the paragraphs of each recipe by its title."""
    sections = {}
    for part in PART.findall((ROOT / "docs/recipes.md").read_text()):
        if part[2].startswith("## "):
            sections[part[2].removeprefix("## ")] = parts = []
        elif sections:
            parts.append(part)
    return sections


RECIPES = recipes()


@pytest.mark.parametrize("title", RECIPES)
def test_it_comes_out_as_the_recipe_says(title, tmp_path):
    kitchen = Kitchen(tmp_path)
    if not any("imrf new site" in block for _, block, _ in RECIPES[title]):
        kitchen.run("imrf new site site\ncd site")
    before = ""
    for language, block, paragraph in RECIPES[title]:
        before = " ".join(paragraph.split()) or before
        if language == "sh":
            kitchen.told = kitchen.run(block)
        elif language:
            deed = DEED.search(before)
            assert deed, f"what is to be done with this?\n{block}"
            kitchen.write(*deed.groups(), block)
            before = ""
        elif re.match("You (don't )?see ", before):
            kitchen.look(before)
    kitchen.listen()


class Kitchen:
    """Where a recipe is followed."""

    def __init__(self, folder):
        self.start = self.folder = folder
        self.told, self.is_tried, self.complaints, self.expected = "", True, [], []

    def run(self, commands):
        environment = os.environ | PROGRAMS | {"PATH": f"{IMRF.parent}:{os.environ['PATH']}", "WHERE": str(self.start / "where")}
        script = f'{commands}\npwd > "$WHERE"'
        run = subprocess.run(["sh", "-euc", script], cwd=self.folder, env=environment, capture_output=True, text=True)
        assert run.returncode == 0, f"{commands}\n{run.stderr}"
        self.complaints += re.findall("(?m)^(?:warning|error): .*", run.stderr)
        self.folder, self.is_tried = self.start / (self.start / "where").read_text().strip(), True
        return run.stdout + run.stderr

    def write(self, deed, path, block):
        file = self.folder / path
        assert file.exists() == (deed != "Write"), path
        text = file.read_text() if file.exists() else ""
        if deed in ("Write", "Write over"):
            text = block
        elif deed == "Add at the end of":
            text += "\n" * path.endswith(".md") + block
        elif deed == "Add to the front matter of":
            head, end, body = text[4:].partition("\n---\n")
            assert text.startswith("---\n") and end, path
            text = f"---\n{head}\n{block}---\n{body}"
        else:
            for line in block.splitlines():
                key = line.partition(":")[0]
                text, count = re.subn(rf"(?m)^{re.escape(key)}:.*$", lambda _: line, text)
                assert count == 1, f"{path} has no line {key!r}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        self.is_tried = False

    def look(self, sentence):
        if "`/" in sentence:
            self.run("imrf build --no-packs --no-search")
        is_there, place, text = True, None, None
        for found in SEEN.finditer(sentence):
            if found["verb"]:
                is_there = found["verb"] == "see"
            elif found["terminal"]:
                place, text = "the terminal", self.told
            elif found["place"]:
                place = found["place"]
                text = words_of(self.folder / (f"public{place}index.html" if place.startswith("/") else place))
            elif found["pages"]:
                facts = subprocess.run(["pdfinfo", self.folder / place], capture_output=True, text=True, check=True).stdout
                assert re.search(r"Pages: +(\d+)", facts)[1] == found["pages"], place
            else:
                text = " ".join(text.split())
                is_said = found["words"] in text
                assert is_said == is_there, f"{place}: {found['words']!r} {'is' if is_said else 'is not'} there\n{text}"
                self.expected += [found["words"]] * (place == "the terminal")

    def listen(self):
        """No command may have complained of anything that the recipe doesn't tell."""
        if not self.is_tried:
            self.run("imrf check")
        assert [one for one in self.complaints if not any(words in one for words in self.expected)] == []


def words_of(file):
    """What readers find in a file; of what isn't text, that it is there."""
    assert file.stat().st_size, file
    if file.suffix == ".pdf":
        return subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout
    reader = Reader()
    if file.suffix == ".html":
        reader.feed(file.read_text())
    return reader.text


class Reader(HTMLParser):
    """The words of a page, with those that stand for pictures and explain abbreviations."""

    INLINE = {"a", "abbr", "bdi", "cite", "em", "q", "span", "strong", "sup"}
    text, is_hidden = "", False

    def handle_starttag(self, tag, attributes):
        said = dict(attributes)
        self.is_hidden = tag in ("script", "style")
        self.text += "" if tag in self.INLINE else " "
        self.text += "".join(f"{said[name]} " for name in ("alt", "title") if said.get(name))

    def handle_endtag(self, tag):
        self.is_hidden = False
        self.text += "" if tag in self.INLINE else " "

    def handle_data(self, data):
        self.text += "" if self.is_hidden else data

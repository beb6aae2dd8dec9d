"""Notes at the foot of the page, tried where they may be called, with more of them than a pack has."""

import random

import pytest
from complaints import refuse
from printing import call, note, print_page
from tags import structure

WORDS = "people who cross borders at sea and on land have rights that follow them wherever they go as states have said".split()


class Author:
    """Writes by chance, but the same each time."""

    def __init__(self, seed):
        self.random, self.count = random.Random(seed), 0

    def words(self, least, most):
        return " ".join(self.random.choices(WORDS, k=self.random.randint(least, most)))

    def called(self, most=30):
        """A call and its note."""
        self.count += 1
        return call(self.count, "n") + note(self.count, "n", self.words(3, most))

    def paragraph(self, most=110):
        """Up to three notes at any place."""
        words = [self.words(1, 1) for _ in range(self.random.randint(10, most))]
        for place in self.random.sample(range(len(words)), self.random.choice([0, 1, 1, 2, 3])):
            words[place] += self.called()
        return f"<p>{' '.join(words)}</p>"

    def cell(self):
        return f"<td>{self.words(3, 14)}{self.called(12) if self.random.random() < 0.4 else ''}</td>"

    def rows(self):
        return "".join(f"<tr>{self.cell()}{self.cell()}</tr>" for _ in range(self.random.randint(3, 9)))

    def item(self):
        return f"<li>{self.words(3, 25)}{self.called()} {self.words(1, 9)}</li>"


PLACES = {
    "paragraph": lambda author: author.paragraph(),
    "heading": lambda author: f"<h2 style='break-after: avoid'>{author.words(2, 5)}{author.called()}</h2>{author.paragraph()}",
    "list": lambda author: f"<ul>{author.item()}{author.item()}{author.item()}</ul>",
    "bare list": lambda author: f"<ol style='list-style: none'>{author.item()}{author.item()}</ol>",
    "box": lambda author: f"<div style='padding: 8pt; border: 1pt solid'>{author.paragraph()}{author.paragraph()}</div>",
    "whole box": lambda author: f"<div style='break-inside: avoid'>{author.paragraph(40)}{author.paragraph(30)}</div>",
    "cloned box": lambda author: f"<div style='padding: 8pt; box-decoration-break: clone'>{author.paragraph()}</div>",
    "cell": lambda author: f"<table><tbody>{author.rows()}</tbody></table>",
    "whole row": lambda author: f"<table class='whole'><tbody>{author.rows()}</tbody></table>",
    "head": lambda author: f"<table><thead><tr><th>A{author.called()}</th><th>B</th></tr></thead><tbody>{author.rows()}</tbody></table>",
    "caption": lambda author: f"<table><caption>{author.words(2, 4)}{author.called()}</caption><tbody>{author.rows()}</tbody></table>",
    "inline block": lambda author: f"<p>A <span style='display: inline-block'>fact{author.called()}</span> {author.words(5, 40)}</p>",
    "row of boxes": lambda author: f"<div style='display: flex'><div>{author.words(4, 9)}{author.called()}</div><div>B</div></div>",
    "grid": lambda author: f"<div style='display: grid; grid-template-columns: 1fr 1fr'><div>A{author.called()}</div><div>B</div></div>",
    "definition": lambda author: f"<dl><dt>{author.words(1, 2)}{author.called()}</dt><dd>{author.words(5, 20)}{author.called()}</dd></dl>",
    "note": lambda author: f"<p>{author.words(9, 30)}{author.called()}{author.called()} {author.words(9, 30)}</p>",
    "beside": lambda author: f"<div style='position: relative'><div style='position: absolute; width: 20mm'>A{author.called()}</div>"
    f"<p style='padding-left: 25mm'>{author.words(30, 60)}</p></div>",
}


@pytest.mark.parametrize("place", PLACES)
def test_a_note_is_on_the_page_of_its_call(place, tmp_path):
    author = Author(place)
    body = "".join(author.paragraph() + PLACES[place](author) for _ in range(25))
    pdf, complaints = print_page(body, tmp_path, style=".whole tr { break-inside: avoid } h2 { font-size: 12pt }")
    assert not complaints
    notes = {tag.node["/ID"]: tag for tag in structure(pdf).all("Note")}
    calls = {tag.annotations[0]["/Dest"]: tag for tag in structure(pdf).all("Link") if tag.parent.role == "Reference"}
    assert len(calls) == author.count
    refuse(wrong_places(calls, notes))
    refuse(torn_lines(structure(pdf)))


def test_lists_and_quotations_of_a_note_stand_close_together(tmp_path):
    text = "<p>Told:</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n<blockquote>\n<p>three</p>\n</blockquote>\n<p>four</p>\n"
    style = "ul, blockquote, p { margin: 0; padding: 0 } ul { list-style: none } .footnote > p:first-of-type { display: inline }"
    pdf, _ = print_page(f"<p>A{call('x', 'a')}{note('x', 'a', text, 'div')}</p>", tmp_path, style=style)
    lines = {run.text.split()[-1]: run.baseline for run in pdf.runs[1] if run.text.strip()}
    lines = [lines[word] for word in ("Told:", "one", "two", "three", "four")]
    assert [round(abs(line - following)) for line, following in zip(lines, lines[1:])] == [11] * 4


def test_a_note_that_is_on_no_page_is_told(tmp_path):
    body = f"<div style='position: absolute; top: 0'>A{call('x', 'a')}{note('x', 'a', 'Lost.')}</div><p>Text</p>"
    _, complaints = print_page(body, tmp_path)
    assert "ERROR: A note is called where none can be placed: “a Lost.”\n" in complaints


def wrong_places(calls, notes):
    for name, called in calls.items():
        pages = notes[name].pages if name in notes else []
        if pages != called.pages:
            yield f"{name} is called on page {called.pages} and stands on {pages}"


def torn_lines(document):
    """Paragraphs with fewer than three lines before or behind the end of a page."""
    for paragraph in document.all("P"):
        lines = lines_of(paragraph)
        if len(lines) > 1 and min(map(len, lines.values())) < 3:
            yield f"“{paragraph.text[:40]} …” has {[len(found) for found in lines.values()]} lines on its pages"


def lines_of(paragraph):
    """The baselines of a paragraph's lines by pages, without those of notes."""
    notes = {run for note in paragraph.all("Note", "Reference") for run in note.runs}
    lines = {}
    for run in paragraph.runs:
        if run not in notes:
            lines.setdefault(run.page, set()).add(round(run.baseline))
    return lines

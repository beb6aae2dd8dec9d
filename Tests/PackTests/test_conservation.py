"""Nothing that an author writes is lost in any form: every word is there, once, in its order, pictures are, and links lead where
they should.

`conservation.py` prints the same as a table.
"""

import re
from collections import defaultdict

import pytest
from complaints import refuse
from conservation import FORMS, OTHER_PAPERS, TOKEN, Sources, Workshop, is_of_layout, losses_in, write_site

# How many constructs of one kind of loss a message names.
EXAMPLES = 4
# How often a form that can't be made is tried again with fewer cases, to find those at fault.
REPEATS = 12
MAIN_FORMS = [form for form in FORMS if form not in OTHER_PAPERS]


@pytest.fixture(scope="module")
def sources():
    return Sources()


@pytest.fixture(scope="module")
def drawn():
    return Sources.drawn()


@pytest.fixture(scope="module")
def made(sources, tmp_path_factory):
    return write_site(tmp_path_factory.mktemp("cases"), sources.cases).make(MAIN_FORMS)


@pytest.fixture(scope="module")
def made_on_other_papers(sources, tmp_path_factory):
    cases = list(filter(is_of_layout, sources.cases))
    return write_site(tmp_path_factory.mktemp("papers"), cases).make(OTHER_PAPERS)


@pytest.fixture(scope="module")
def made_of_drawn(drawn, tmp_path_factory):
    return write_site(tmp_path_factory.mktemp("drawn"), drawn.cases).make(MAIN_FORMS)


@pytest.mark.parametrize("form", MAIN_FORMS)
def test_nothing_is_lost(form, made, sources, tmp_path):
    refuse(complaints(form, made[form], sources.cases, tmp_path))


@pytest.mark.parametrize("form", OTHER_PAPERS)
def test_nothing_is_lost_on_other_papers(form, made_on_other_papers, sources, tmp_path):
    refuse(complaints(form, made_on_other_papers[form], list(filter(is_of_layout, sources.cases)), tmp_path))


@pytest.mark.parametrize("form", MAIN_FORMS)
def test_nothing_is_lost_of_texts_that_chance_has_drawn(form, made_of_drawn, drawn, tmp_path):
    refuse(complaints(form, made_of_drawn[form], drawn.cases, tmp_path))


def test_notes_leave_no_trace_elsewhere(made, sources):
    """Not in bookmarks and contents, where headings are named, nor in quotations and descriptions."""
    words = sources.note_words
    refuse(f"a note stands in {where}: “{text}”" for where, text in mentions_of_texts(made) if has_trace(text, words))


def mentions_of_texts(made):
    """What names or quotes texts elsewhere."""
    yield from (("a bookmark", mark.title) for mark in made["A4"].readings[0].pdf.bookmarks)
    yield from (("the contents of the e-book", title) for title in made["e-book"].readings[0].titles)
    for page in made["page"].readings:
        yield from ((f"the contents of {page.base}", title) for title in page.titles)
        yield from ((f"what {page.base} quotes", quotation) for quotation in page.quotations)
        yield f"the description of {page.base}", page.description


def has_trace(text, note_words):
    """Whether it has words of a note or, if it is a text of the cases, the sign of a call."""
    rest = re.sub(r"https?://\S*|\S*example\.org\S*", "", TOKEN.sub("", text))
    return bool(note_words.intersection(TOKEN.findall(text))) or bool(re.match(r"w\d{1,3}n", text) and re.search(r"\w", rest))


def complaints(form, made, cases, folder):
    """What is lost, and the shortest constructs that lose it."""
    lost = {case.number: what for case, what in losses_in(form, made, cases, Workshop(folder, REPEATS))}
    by_loss = defaultdict(list)
    for case in sorted(cases, key=lambda case: len(case.markdown)):
        for loss in lost.get(case.number, []):
            by_loss[loss].append(case)
    for loss, losers in by_loss.items():
        yield f"{form} has {LOSSES[loss]} ({len(losers)} cases), first of all of these:"
        yield from (f"- {case.name}, {case.place}:\n{case.markdown}" for case in losers[:EXAMPLES])


# What the words of the table mean.
LOSSES = {
    "words": "not all words",
    "twice": "words twice",
    "order": "words in another order",
    "picture": "no picture",
    "note": "words of notes in the text, or of the text in notes",
    "link": "words without their link",
    "false link": "links that lead elsewhere or nowhere, or that nobody wrote",
    "link to our site": "links or notes that lead to pages of our own site, which paper doesn't have",
    "address": "no address to read of a link to elsewhere",
    "no file": "nothing: the file isn't made",
}

"""Nothing that an author writes is lost in any form: every word is there, once, in its order, pictures are, and links lead where
they should.

`conservation.py` prints the same as a table.
"""

from collections import defaultdict

import pytest
from complaints import refuse
from conservation import FORMS, Sources, losses_in, write_site

# How many constructs of one kind of loss a message names.
EXAMPLES = 5


@pytest.fixture(scope="module")
def sources():
    return Sources()


@pytest.fixture(scope="module")
def drawn():
    return Sources.drawn()


@pytest.fixture(scope="module")
def made(sources, tmp_path_factory):
    return write_site(tmp_path_factory.mktemp("cases"), sources.cases).make()


@pytest.fixture(scope="module")
def made_of_drawn(drawn, tmp_path_factory):
    return write_site(tmp_path_factory.mktemp("drawn"), drawn.cases).make()


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_lost(form, made, sources, tmp_path):
    refuse(complaints(form, made[form], sources.cases, tmp_path))


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_lost_of_texts_that_chance_has_drawn(form, made_of_drawn, drawn, tmp_path):
    refuse(complaints(form, made_of_drawn[form], drawn.cases, tmp_path))


def complaints(form, made, cases, folder):
    """What is lost, and the shortest constructs that lose it."""
    lost = {case.number: what for case, what in losses_in(form, made, cases, folder)}
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

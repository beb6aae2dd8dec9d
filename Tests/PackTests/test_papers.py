"""The same pack on other papers: the page and the type differ, the numbers of paragraphs don't."""

from collections import Counter

import pytest
from complaints import excerpt, refuse
from conftest import SAMPLE


@pytest.mark.parametrize("paper, points", [("", 12), ("-letter", 12), ("-a4-large", 18)])
def test_type_has_its_size(paper, points, packs):
    sizes = Counter()
    for runs in packs[SAMPLE + paper].text_runs.values():
        for run, _ in runs:
            sizes[round(run.size, 1)] += len(run.text)
    assert sizes.most_common(1)[0][0] == points


@pytest.mark.parametrize("paper", ["-letter", "-a4-large"])
def test_paragraphs_keep_their_numbers(paper, packs):
    expected, found = packs[SAMPLE].numbered_paragraphs, packs[SAMPLE + paper].numbered_paragraphs
    assert len(expected) > 50 and list(found) == list(expected)
    refuse(
        f"{SAMPLE}{paper}: paragraph {number} begins “{excerpt(found[number])}” instead of “{excerpt(text)}”"
        for number, text in expected.items()
        if found[number][:15] != text[:15]
    )


@pytest.mark.parametrize("paper", ["", "-letter", "-a4-large"])
def test_numbers_of_a_round_table_are_printed_once_beside_its_discussion(paper, packs):
    pack = packs[SAMPLE + paper]
    numbers = [number for number in pack.numbered_paragraphs if number.startswith("RT")]
    assert numbers == [f"RT2.{place}" for place in range(1, len(numbers) + 1)] and len(numbers) > 3
    for number in numbers:
        runs = pack.runs[pack.destinations["p" + number]]
        assert sum(run.text.split()[:1] == [number] for run in runs) == 1, number
    assert pack.destinations["pRT2.1"] == pack.destinations["discussion"]

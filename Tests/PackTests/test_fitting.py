"""What is too wide for the sheet: set smaller, divided, or told with its place; never cut."""


import pytest
from printing import print_page
from tags import structure

HEADS = ["Internationalisation", "Disproportionality", "Misrepresentation", "Counterproductive", "Interdependencies"]
HEADS += ["Institutionalised", "Responsibilities"]
PICTURE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'%3E%3Cpath d='M0 0H9V9z'/%3E%3C/svg%3E"
A4 = "@page { size: A4; margin: 24mm 46mm 26mm 24mm } html { font-size: %s; line-height: 1.4; --least-size: %s }"
A4 += " table { width: 100%%; font-size: .81rem } th, td { padding: .3rem .75rem .3rem 0 }"
# The right edge of the column, in points.
RIGHT = (210 - 46) * 72 / 25.4


def table(heads, cell="1"):
    head, row = "".join(f"<th>{head}</th>" for head in heads), f"<td>{cell}</td>" * len(heads)
    return f"<table><thead><tr>{head}</tr></thead><tbody><tr>{row}</tr></tbody></table>"


def lay_out(body, folder, size="12pt", least="7.5pt"):
    pdf, complaints = print_page(body, folder, style=A4 % (size, least))
    return pdf, [line.split("\t") for line in complaints.splitlines()]


def sizes(pdf):
    return {round(run.size, 1) for runs in pdf.runs.values() for run in runs if len(run.text) > 2}


def fits(pdf):
    return all(run.right < RIGHT + 1 for runs in pdf.runs.values() for run in runs)


def test_a_table_that_fits_stays_as_it_is(tmp_path):
    pdf, complaints = lay_out(table(HEADS[:3]), tmp_path)
    assert not complaints and fits(pdf) and sizes(pdf) == {9.7}


def test_a_table_is_set_as_small_as_it_must_be(tmp_path):
    pdf, complaints = lay_out(table(HEADS[:5]), tmp_path)
    [size] = sizes(pdf)
    assert not complaints and fits(pdf) and 7.5 < size < 9.7


@pytest.mark.parametrize("size, least", [("12pt", 7.5), ("18pt", 14)])
def test_words_of_a_table_are_divided_when_it_is_small_enough(size, least, tmp_path):
    pdf, complaints = lay_out(table(HEADS), tmp_path, size, f"{least}pt")
    assert not complaints and fits(pdf) and sizes(pdf) == {least}
    text = next(structure(pdf).all("THead")).text.replace("\u2010 ", "").replace("\u2010", "")
    assert text.replace(" ", "") == "".join(HEADS)


def test_what_sticks_out_in_the_margin_of_a_page_is_told(tmp_path):
    """It belongs to no element that could be set smaller."""
    style = A4 % ("12pt", "7.5pt") + '@page { @top-left { white-space: nowrap; content: "%s" } }' % ("W" * 99)
    _, complaints = print_page("<p>Text</p>", tmp_path, style=style)
    [[page, millimetres, anchor, words, _]] = [line.split("\t") for line in complaints.splitlines()]
    assert page == "ERROR: Sticks out: 1" and int(millimetres) > 20 and (anchor, words) == ("", "W" * 99)


def test_what_still_sticks_out_is_told(tmp_path):
    pdf, complaints = lay_out(f"<section id='gaps'>{table(HEADS, '1234567890123456789')}</section>", tmp_path)
    [[page, millimetres, anchor, words, line]] = complaints
    assert page == "ERROR: Sticks out: 1" and int(millimetres) > 20 and anchor == "gaps"
    assert words == "1234567890123456789" and line.split() == [words * 7]


def test_lines_of_code_are_set_smaller_and_go_on(tmp_path):
    for count, size in {90: 9, 75: 10.8}.items():
        code = "x" * 70 + " " + "y" * count
        pdf, complaints = lay_out(f"<pre style='font-family: Serif'>{code}\nshort</pre>", tmp_path)
        assert not complaints and fits(pdf) and 8.9 < min(sizes(pdf)) < 12
        assert sum(run.text.count("y") for run in pdf.runs[1]) == count


def test_a_long_word_is_divided(tmp_path):
    body = f"<p>See {'abcdefghij' * 12}.</p><div style='columns: 2'><p>{'x' * 60}</p><p>end</p></div>"
    pdf, complaints = lay_out(body, tmp_path)
    assert not complaints and fits(pdf)
    assert "".join(next(structure(pdf).all("P")).text.split()) == "See" + "abcdefghij" * 12 + "."


@pytest.mark.parametrize("style", ["width: 300mm; height: 20mm", "width: 20mm; height: 400mm"])
def test_a_picture_is_fitted(style, tmp_path):
    pdf, complaints = lay_out(f"<p><img alt='Map' style='{style}' src=\"{PICTURE}\"/></p>", tmp_path)
    [figure] = structure(pdf).all("Figure")
    left, bottom, right, top = map(float, figure.attribute("/BBox"))
    assert not complaints and right < RIGHT + 1 and bottom > 26 * 72 / 25.4 - 1
    assert figure.node["/Alt"] == "Map"


@pytest.mark.parametrize("count, pages, height", [(14, 1, 15), (16, 1, 13), (30, 3, 15)])
def test_a_sheet_is_set_closer_if_that_keeps_it_on_its_page(count, pages, height, tmp_path):
    lines = "".join(f"<div>line {number}</div>" for number in range(count))
    pdf, complaints = print_page(f"<section data-one-page=''>{lines}</section>", tmp_path, ".closer { line-height: 13pt }")
    first, second = [run.baseline for run in pdf.runs[1] if run.text in ("line 0", "line 1")]
    assert not complaints and len(pdf.page_numbers) == pages and second - first == pytest.approx(height, abs=0.1)


def test_blanks_at_the_end_of_a_line_stick_out_of_nothing(tmp_path):
    items = " ".join(f"<li>{'كلمة ' * (number % 4)}{number}</li>" for number in range(60))
    style = "ul { margin: 0; padding: 0 } ul, h3 { display: inline } li { display: inline-block; margin-inline-end: 9pt }"
    for width in range(60, 100, 9):
        body = f"<div style='width: {width}mm'><h3>كلمة</h3> <ul>{items}</ul></div>"
        assert print_page(body, tmp_path, style, 'lang="ar" dir="rtl"')[1] == ""

"""What the structure of a printed page is, tried with pages of our own: whatever a theme or a text may hold."""

import pytest
from printing import call, note, print_page
from tags import structure

WORDS = "People who cross borders at sea or on land have rights that follow them wherever they go. "


@pytest.fixture
def printed(tmp_path):
    """Prints a page of our own, without complaints."""

    def printed(body, **options):
        pdf, complaints = print_page(body, tmp_path, **options)
        assert not complaints
        return structure(pdf)

    return printed


def test_a_note_is_read_behind_its_call(printed):
    body = f"<p>First{call('m', 'a')}{note('m', 'a', 'As told.')}, then more{call('m', 'a', 2)}.</p>"
    [paragraph] = printed(body).all("P")
    assert paragraph.outline == "P(Reference(Link) Note(Lbl(Link)) Reference(Link))"
    first, note_, second = paragraph.tags
    assert note_.text == "a As told." and note_.node["/ID"] == "fn-m"
    for reference in first, second:
        assert reference.node["/Ref"][0].get_object() == note_.node
        [annotation] = reference.tags[0].annotations
        assert annotation["/Dest"] == "fn-m" and annotation["/Contents"] == "a"


def test_a_note_in_a_heading_is_read_behind_it(printed):
    body = f"<section><h2>Progress{call('h', 'a')}{note('h', 'a', 'So far.')}</h2><p>Text.</p></section>"
    [section] = printed(body).tags
    assert section.outline == "Sect(H2(Reference(Link)) Note(Lbl(Link)) P)"


def test_a_note_holds_blocks(printed):
    items = "<p>Two things:</p><ul><li>one</li><li>two</li></ul><table><tbody><tr><th>A</th><td>B</td></tr></tbody></table>"
    body = f"<div>Text{call('l', 'a')}{note('l', 'a', items, tag='div')} goes on.</div>"
    [found] = printed(body).all("Note")
    assert found.outline == "Note(Lbl(Link) P L(LI(Lbl LBody) LI(Lbl LBody)) Table(TBody(TR(TH TD))))"


def test_what_goes_on_over_the_page_is_one(printed):
    body = f"<p>{WORDS * 20}</p><ol>{''.join(f'<li>{WORDS * 3}</li>' for _ in range(5))}</ol>"
    document = printed(body)
    assert [tag.role for tag in document.tags] == ["P", "L"]
    paragraph, items = document.tags
    assert paragraph.text == " ".join((WORDS * 20).split()) and len(paragraph.pages) > 1
    assert items.attribute("/ListNumbering") == "/Decimal" and len(items.tags) == 5


def test_a_head_is_read_once(printed):
    rows = "".join(f"<tr><th scope='row'>{number}</th><td>{WORDS}</td></tr>" for number in range(12))
    body = f"<table><caption>Rights</caption><thead><tr><th>No.</th><th>Right</th></tr></thead><tbody>{rows}</tbody></table>"
    document = printed(body)
    [table] = document.tags
    assert len(table.pages) > 1 and [tag.role for tag in table.tags] == ["Caption", "THead", "TBody"]
    assert [head.attribute("/Scope") for head in list(table.all("TH"))[:3]] == ["/Column", "/Column", "/Row"]
    assert table.text.count("Right ") == 1 and len(list(table.all("TR"))) == 13
    shown = sum(run.text.startswith("Right") for runs in document.pdf.runs.values() for run in runs)
    assert shown == len(table.pages) + 1


def test_facts_are_pairs(printed):
    body = "<dl><dt>When</dt><dd>17 May</dd><dt>Chairs</dt><dd>Ecuador</dd><dd>Tajikistan</dd></dl>"
    body += "<dl><div><dt>Where</dt><dd>New York</dd></div></dl>"
    first, second = printed(body).tags
    assert first.outline == "L(LI(Lbl LBody) LI(Lbl LBody LBody))" and second.outline == "L(LI(Lbl LBody))"
    assert [item.text for item in first.tags] == ["When 17 May", "Chairs Ecuador Tajikistan"]


def test_a_mark_of_the_style_sheet_is_a_label(printed):
    style = "ul { list-style: none } li { counter-increment: n; padding-left: 5mm } li::before { content: counter(n) }"
    [item] = printed("<ul><li>Who is missing?</li></ul>", style=style).all("LI")
    assert item.outline == "LI(Lbl LBody)" and [tag.text for tag in item.tags] == ["1", "Who is missing?"]


def test_links_say_where_they_lead(printed):
    style = 'a[href^="#"]::after { content: " (" attr(data-page) target-counter(attr(href), page) ")" }'
    style += " .contents a::after { content: target-counter(attr(href), page); position: absolute; right: 0 }"
    body = '<p class="contents"><a href="#x" data-page="p. ">Objective <em>8</em></a></p>'
    body += '<p><a href="#x" data-page="p. ">objective 8</a>, <a href="https://example.org/"><img alt="Map" src="{}"/></a></p>'
    picture = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'%3E%3Cpath d='M0 0H9V9z'/%3E%3C/svg%3E"
    links = list(printed(body.format(picture) + '<h2 id="x" style="break-before: page">Lives</h2>', style=style).all("Link"))
    contents = [{annotation["/Contents"] for annotation in link.annotations} for link in links]
    assert contents == [{"Objective 8, p. 2"}, {"objective 8 (p. 2)"}, {"Map"}]
    assert [len(link.annotations) for link in links[:2]] == [2, 1], "a number that stands elsewhere has an area of its own"


def test_other_languages_are_told(printed):
    body = '<p>In French <span lang="fr">les <em>droits</em></span>, <em>here</em>.</p>'
    body += '<blockquote lang="ar" dir="rtl"><p lang="ar">حقوق</p></blockquote>'
    document = printed(body)
    assert document.outline == "Document(P(Span) BlockQuote(P))"
    languages = {tag.role: tag.node.get("/Lang") for tag in document.all()}
    assert languages["Span"] == "fr" and languages["BlockQuote"] == "ar"
    assert next(document.all("BlockQuote")).attribute("/WritingMode") == "/RlTb"
    assert [tag.node.get("/Lang") for tag in document.all("P")] == [None, None]


def test_right_to_left_is_told(printed):
    document = printed("<p>حقوق</p>", attributes='lang="ar" dir="rtl"')
    assert document.pdf.reader.root_object["/ViewerPreferences"]["/Direction"] == "/R2L"
    assert document.attribute("/WritingMode") == "/RlTb" and document.pdf.reader.root_object["/Lang"] == "ar"


def test_decoration_is_not_read(printed):
    style = "h2 { string-set: title content() } @page { @top-left { content: string(title) } }"
    style += ' .tab { position: fixed; top: 0; right: 0 } p::before { content: url("data:image/svg+xml,'
    style += "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0H9V9z'/></svg>\") }"
    body = f"<h2>Lives</h2><div class='tab'>8</div><p>{WORDS * 20}</p><p aria-hidden='true'>Lives, continued</p>"
    document = printed(body, style=style)
    assert document.outline == "Document(H2 P)" and document.text == " ".join(f"Lives {WORDS * 20}".split())


def test_a_picture_has_words_and_a_place(printed):
    body = "<figure><svg xmlns='http://www.w3.org/2000/svg' width='96' height='48'><title>Deaths by year</title>"
    body += "<path d='M0 0H9V9z'/></svg><figcaption>Deaths</figcaption></figure>"
    [figure] = printed(body, style="figure { margin: 0 }").all("Figure")
    assert figure.node["/Alt"] == "Deaths by year"
    left, bottom, right, top = map(float, figure.attribute("/BBox"))
    assert (round(right - left), round(top - bottom)) == (72, 36) and abs(left - 28.35) < 0.1 and abs(top - 249.4) < 0.5

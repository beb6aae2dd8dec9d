"""The recipes of docs/operating.md: their form, and what they do, with stand-ins for what a test may not touch."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from project import IMRF, ROOT, SMALL, Project

PAGE = (ROOT / "docs/operating.md").read_text()
OBJECTIVE = "content/objectives/08-saving-lives.md"


def blocks(language):
    """The examples in a language."""
    found = re.findall(rf"(?ms)^```{language}\n(.*?)^```$", PAGE)
    assert found, language
    return found


def block(language, word):
    (found,) = [text for text in blocks(language) if word in text]
    return found


def parts(recipe):
    """The shell parts of a recipe for CI, in their order."""
    data = yaml.safe_load(recipe)
    if "jobs" in data:
        return [step["run"] for job in data["jobs"].values() for step in job["steps"] if "run" in step]
    lists = [data["default"]["before_script"], data["check"]["script"], data["pages"]["script"]]
    return ["\n".join(lines) for lines in lists]


RECIPES = {"github-workflows": "runs-on", "gitlab-ci": "before_script"}


@pytest.mark.parametrize("schema", RECIPES)
def test_a_recipe_is_in_the_form_that_its_service_wants(schema, tmp_path):
    (tmp_path / "recipe.yml").write_text(block("yaml", RECIPES[schema]))
    checker = Path(sys.executable).with_name("check-jsonschema")
    run = subprocess.run([checker, "--builtin-schema", f"vendor.{schema}", tmp_path / "recipe.yml"], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout


def test_shells_understand_what_is_for_them():
    container = "\n".join(re.findall(r"(?m)^RUN (.*)$", block("dockerfile", "FROM")))
    texts = [*blocks("sh"), container, *(part for word in RECIPES.values() for part in parts(block("yaml", word)))]
    for shell in "bash", "dash":
        for text in texts:
            run = subprocess.run([shell, "-n"], input=text, capture_output=True, text=True)
            assert not run.returncode and not run.stderr, text


@pytest.fixture
def programs(tmp_path):
    """A folder of programs: `imrf` without what it would install, printing or indexing, and others that only note what they are told."""
    folder = tmp_path / "programs"
    folder.mkdir()
    told = tmp_path / "told"
    (folder / "imrf").write_text(
        f'#!/bin/sh\necho "imrf $@" >>{told}\ncase $1 in\n'
        f'    setup) ;;\n    build) exec {IMRF} "$@" --no-packs --no-search ;;\n    *) exec {IMRF} "$@" ;;\nesac\n'
    )
    for name in "apt-get", "sudo":
        (folder / name).write_text(f'#!/bin/sh\necho "{name} $@" >>{told}\n')
    for file in folder.iterdir():
        file.chmod(0o755)
    return folder


def run(command, folder, programs):
    variables = {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "GIT_CONFIG_GLOBAL": os.devnull,
        **{f"GIT_{who}_{what}": "desk@forum.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }
    return subprocess.run(command, cwd=folder, env=os.environ | variables, capture_output=True, text=True)


def told(programs):
    return (programs.parent / "told").read_text().splitlines()


@pytest.mark.parametrize("schema", RECIPES)
def test_a_recipe_installs_checks_and_builds_and_stops_at_an_error(schema, small, programs):
    small.write("imrf_0.2.0-1_amd64.deb", "")
    small.write("content/_addresses.txt", "")
    shell = ["bash", "-e", "-o", "pipefail", "-c"]
    for part in parts(block("yaml", RECIPES[schema])):
        last = run([*shell, part], small.folder, programs)
        assert last.returncode == 0, last.stderr
    assert "apt-get install --yes ./imrf_0.2.0-1_amd64.deb" in told(programs) and "imrf setup packs" in told(programs)
    assert (small.folder / "public/objectives/8/index.html").exists()
    small.append(OBJECTIVE, "\n[Nowhere](nowhere.md)\n")
    for part in parts(block("yaml", RECIPES[schema]))[1:]:
        assert run([*shell, part], small.folder, programs).returncode == 1


def git(folder, *arguments):
    names = ["-c", "user.name=desk", "-c", "user.email=desk@forum.example", "-c", "init.defaultBranch=main"]
    return subprocess.run(["git", *names, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def desk(tmp_path):
    """Where somebody writes, and pushes into a repository of which the server has a clone."""
    desk = Project(tmp_path / "desk", SMALL)
    desk.write(".gitignore", "/public/\n/.imrf/\n")
    desk.write("content/_addresses.txt", "")
    git(tmp_path, "init", "--quiet", "--bare", "shared.git")
    git(desk.folder, "init", "--quiet")
    git(desk.folder, "remote", "add", "origin", tmp_path / "shared.git")
    push(desk, "main")
    git(tmp_path, "clone", "--quiet", "shared.git", "server")
    return desk


def push(desk, branch):
    git(desk.folder, "add", "--all")
    git(desk.folder, "commit", "--quiet", "--allow-empty", "--message", "Change")
    git(desk.folder, "push", "--quiet", "origin", f"HEAD:{branch}")


@pytest.fixture
def server(desk):
    return desk.folder.parent / "server"


def test_a_server_publishes_what_was_pushed(desk, server, programs):
    script = programs.parent / "publish-briefings"
    script.write_text(block("sh", "publish-briefings:"))

    def publish():
        return run(["sh", script, server], server, programs)

    first = publish()
    assert (first.returncode, first.stdout, first.stderr) == (0, "", "")
    page = server / "public/objectives/8/index.html"
    before = page.read_text()
    assert (server / "public/redirects.conf").exists() and "sudo --non-interactive systemctl reload nginx" in told(programs)
    assert "/objectives/8/" in git(server.parent / "shared.git", "show", "main:content/_addresses.txt")
    # What it has pushed itself is no news.
    count = len(told(programs))
    assert publish().stderr == "" and len(told(programs)) == count

    git(desk.folder, "pull", "--quiet", "--rebase", "origin", "main")
    desk.append(OBJECTIVE, "\n[Nowhere](nowhere.md)\n")
    push(desk, "main")
    for _ in range(2):
        failed = publish()
        assert failed.returncode == 1 and "nowhere.md" in failed.stderr and page.read_text() == before

    desk.edit(OBJECTIVE, "[Nowhere](nowhere.md)", "Ships look for boats.")
    push(desk, "main")
    mended = publish()
    assert (mended.returncode, mended.stderr) == (0, "") and "Ships look for boats." in page.read_text()


def test_branches_are_shown_each_in_its_folder_until_they_are_gone(desk, server, programs):
    script, previews = programs.parent / "preview-briefings", programs.parent / "previews"
    script.write_text(block("sh", "preview-briefings:"))

    def build():
        done = run(["sh", script, server, previews, "https://preview.forum.example"], server, programs)
        assert done.returncode == 0, done.stderr
        return {folder.name for folder in previews.iterdir() if not folder.name.startswith(".")}

    desk.append(OBJECTIVE, "\nShips look for boats.\n")
    desk.edit("content/practices/patrols.md", "title: ", "draft: true\ntitle: ")
    push(desk, "ships/at-sea")
    desk.append(OBJECTIVE, "\n[Nowhere](nowhere.md)\n")
    push(desk, "wrong")
    assert build() == {"main", "ships-at-sea", "wrong"}
    page = (previews / "ships-at-sea/objectives/8/index.html").read_text()
    assert "Ships look for boats." in page and 'href="https://preview.forum.example/ships-at-sea/objectives/8/"' in page
    assert (previews / "ships-at-sea/practices/patrols/index.html").exists()
    assert "Ships look for boats." not in (previews / "main/objectives/8/index.html").read_text()
    assert not git(server, "status", "--porcelain", "--untracked-files=no")

    git(desk.folder, "push", "--quiet", "--delete", "origin", "wrong")
    desk.edit(OBJECTIVE, "[Nowhere](nowhere.md)", "And aeroplanes.")
    push(desk, "ships/at-sea")
    assert build() == {"main", "ships-at-sea"}
    assert "And aeroplanes." in (previews / "ships-at-sea/objectives/8/index.html").read_text()

"""What is installed, and what brings the rest: `imrf doctor` and `imrf setup packs`."""

import re
import subprocess
import sys
import venv

from project import IMRF, Project
from programs import stand_in


def said_by(argument, folder, programs, path="/usr/bin:/bin"):
    environment = {f"IMRF_{name.upper()}": str(path) for name, path in programs.items()}
    run = subprocess.run([IMRF, argument], cwd=folder, env={"PATH": path} | environment, capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (0, ""), run
    return run.stdout


def doctor(folder, path="/usr/bin:/bin", **programs):
    return said_by("doctor", folder, programs, path)


def test_the_version_is_told_with_those_of_the_engines_that_are_there(tmp_path):
    pandoc = stand_in(tmp_path / "programs", 'echo "pandoc 3.9"; echo "Features: +server"')["pandoc"]
    folder = tmp_path / "nothing"
    folder.mkdir()
    own = r"imrf \d+\.\d+\.\d+\ncommit (none|[0-9a-f]{12}(-dirty)?)\ncmark-gfm 0\.29\.0\S*\nlibyaml 0\.\d+\.\d+\n"
    assert re.fullmatch(own + r"WeasyPrint 70\.0\npandoc 3\.9\n", said_by("--version", folder, {"python": sys.executable, "pandoc": pandoc}))
    nowhere = {"python": "/nowhere/python3", "pandoc": "/nowhere/pandoc"}
    assert re.fullmatch(own, said_by("--version", folder, nowhere))
    assert not list(folder.iterdir())


def test_what_is_there_is_told_with_its_version(tmp_path):
    said = doctor(tmp_path, python=sys.executable)
    assert re.match(r"imrf \d+\.\d+\.\d+, with cmark-gfm 0\.29\.0\S* and libyaml 0\.\d+\.\d+\n\nready    the website\n", said)
    assert re.search(r"^ready    PDF.*: Python, WeasyPrint 70\.0, pypdf 7\.1\.0, pypdfium2 \S+, Pango 1\.\d+\.\d+, Noto, DejaVu$", said, re.M), said
    assert re.search(r"^ready    the search.*: Pagefind 1\.5\.2$", said, re.M)


def test_what_is_missing_is_told_with_the_commands_that_bring_it(tmp_path):
    venv.create(tmp_path / "empty")
    said = doctor(tmp_path, path="/nowhere", python=tmp_path / "empty/bin/python3")
    assert re.search(r"^missing  PDF.*: WeasyPrint, pypdf, pypdfium2$", said, re.M), said
    assert "\nready    the website\n" in said and re.search(r"^missing  a look at finished pages .*Chromium, Java$", said, re.M)
    commands = said.split("To bring what is missing:\n")[1].split("\n  ")
    commands = [line.strip() for line in commands]
    assert commands == ["sudo apt-get install chromium default-jre-headless curl git", "imrf setup packs", "imrf setup checks"]
    assert [folder.name for folder in tmp_path.iterdir()] == ["empty"]


def test_without_python_it_comes_first(tmp_path):
    said = doctor(tmp_path, path="/nowhere")
    assert re.search(r"^missing  PDF.*: Python, WeasyPrint, pypdf, pypdfium2$", said, re.M), said
    assert re.search(r"\n  sudo apt-get install python3-venv .*\n  imrf setup packs\n", said)


def test_a_variable_that_names_no_program_is_told_in_the_place_of_what_would_be_installed(tmp_path):
    for name in "weasyprint", "python", "pandoc":
        said = doctor(tmp_path, **{"python": sys.executable, name: "/nowhere/it"})
        assert f"`IMRF_{name.upper()}` names `/nowhere/it`, where no program is" in said and "To bring" not in said
        assert re.search(r"^missing  (Word|PDF)", said, re.M), said


def test_what_packs_need_is_installed_into_the_project(tmp_path):
    """Only what pip is asked for is looked at here: it would load a hundred megabytes."""
    project = Project(tmp_path / "site")
    (project.folder / ".venv/bin").mkdir(parents=True)
    python = project.folder / ".venv/bin/python3"
    python.symlink_to(stand_in(tmp_path / "programs", f'cat "$7" >{tmp_path}/asked 2>/dev/null; echo "$@" >>{tmp_path}/asked')["python"])
    run = project.run("setup", "packs", python=python)
    assert run.returncode == 0 and "imrf doctor" in run.stdout, run
    asked = (tmp_path / "asked").read_text()
    assert "weasyprint==70.0" in asked and "pip install" in asked and "--requirement" in asked

"""Makes the packs of the project's own content once, for all checks of what they are like, and small sites to try things."""

import fcntl
import functools
import shutil

import pytest
from pdf import PDF
from project import ROOT, SMALL, Project

# It stays, so that packs are printed again only when something has changed.
FOLDER = ROOT / ".build/pack-tests"
# The packs of a round table and of a file of `content/packs` that stand for all where each costs another printing.
SAMPLE, OTHER_SAMPLE = "round-table-2", "borders-and-rescue-at-sea"
# The other sizes of the sample, by the ends of their files' names.
SIZES = {"letter": ["--paper", "letter"], "a4-large": ["--large-print"]}


@functools.cache
def printed():
    """All packs that a build makes, but for booklets, and the sample in the other sizes.

    Each of the processes that test asks for them; the first one prints them, the others find what it has made.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    with open(FOLDER / ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return print_all()


def print_all():
    project = Project(FOLDER)
    commands = [["pack", SAMPLE, *options, "--output", f"{SAMPLE}-{size}.pdf"] for size, options in SIZES.items()]
    for run in [project.run("build", "--output", "public"), *project.run_all(commands)]:
        if run.returncode or run.stderr:
            pytest.exit(f"{' '.join(map(str, run.args))} failed:\n{run.stderr}", returncode=1)
    built = [file for file in sorted((FOLDER / "public/packs").glob("*.pdf")) if not file.stem.endswith("-booklet")]
    files = built + [FOLDER / f"{SAMPLE}-{size}.pdf" for size in SIZES]
    return {file.stem: PDF(file) for file in files}


def pytest_generate_tests(metafunc):
    if "pack" in metafunc.fixturenames:
        metafunc.parametrize("pack", printed().values(), ids=printed().keys())


@pytest.fixture(scope="session")
def packs():
    """All packs by their names."""
    return printed()


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """A small site with its packs, which no test changes."""
    project = Project(tmp_path_factory.mktemp("small"), SMALL)
    assert project.run("build").stderr == ""
    return project


@pytest.fixture
def project(built, tmp_path):
    """A copy of it, with what was printed."""
    shutil.copytree(built.folder, tmp_path / "site")
    return Project(tmp_path / "site", SMALL)


@pytest.fixture
def unprinted(tmp_path):
    """A small site of which nothing was printed yet."""
    return Project(tmp_path / "site", SMALL)

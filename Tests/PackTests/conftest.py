"""Makes the packs of the project's own content once, for all checks of what they are like."""

import functools

import pytest
from pdf import PDF
from project import ROOT, Project

# It stays, so that packs are printed again only when something has changed.
FOLDER = ROOT / ".build/pack-tests"
# The packs of a round table and of a file of `content/packs` that stand for all where each costs another printing.
SAMPLE, OTHER_SAMPLE = "round-table-2", "borders-and-rescue-at-sea"
# The other sizes of the sample, by the ends of their files' names.
SIZES = {"letter": ["--paper", "letter"], "a4-large": ["--large-print"]}


@functools.cache
def printed():
    """All packs that a build makes, and the sample in the other sizes."""
    project = Project(FOLDER)
    commands = [["pack", SAMPLE, *options, "--output", f"{SAMPLE}-{size}.pdf"] for size, options in SIZES.items()]
    for run in [project.run("build", "--output", "public"), *project.run_all(commands)]:
        if run.returncode or run.stderr:
            pytest.exit(f"{' '.join(map(str, run.args))} failed:\n{run.stderr}", returncode=1)
    files = sorted((FOLDER / "public/packs").glob("*.pdf")) + [FOLDER / f"{SAMPLE}-{size}.pdf" for size in SIZES]
    return {file.stem: PDF(file) for file in files}


def pytest_generate_tests(metafunc):
    if "pack" in metafunc.fixturenames:
        metafunc.parametrize("pack", printed().values(), ids=printed().keys())


@pytest.fixture(scope="session")
def packs():
    """All packs by their names."""
    return printed()

"""Makes the packs of the project's own content once, for all checks of what they are like."""

import functools

import pytest
from pdf import PDF
from project import ROOT, Project

# It stays, so that packs are printed again only when something has changed.
FOLDER = ROOT / ".build/pack-tests"
# What stands for all packs where each costs another printing.
SAMPLE = "round-table-2"


@functools.cache
def printed():
    """All packs that a build makes, and one in the other sizes."""
    project = Project(FOLDER)
    build = project.run("build", "--output", "public")
    if build.returncode or build.stderr:
        pytest.exit(f"imrf build failed, so there are no packs to check:\n{build.stderr}", returncode=1)
    others = {"letter": ["--paper", "letter"], "a4-large": ["--large-print"]}
    for name, options in others.items():
        pack = project.run("pack", SAMPLE, *options, "--output", f"{SAMPLE}-{name}.pdf")
        if pack.returncode or pack.stderr:
            pytest.exit(f"imrf pack {SAMPLE} {' '.join(options)} failed:\n{pack.stderr}", returncode=1)
    files = sorted((FOLDER / "public/packs").glob("*.pdf")) + [FOLDER / f"{SAMPLE}-{name}.pdf" for name in others]
    return {file.stem: PDF(file) for file in files}


def pytest_generate_tests(metafunc):
    if "pack" in metafunc.fixturenames:
        metafunc.parametrize("pack", printed().values(), ids=printed().keys())


@pytest.fixture(scope="session")
def packs():
    """All packs by their names."""
    return printed()

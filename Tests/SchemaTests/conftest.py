"""Sites on which kinds of their own are tried."""

import pytest
from project import ROOT, SMALL, Project


@pytest.fixture
def small(tmp_path):
    """A small forum."""
    return Project(tmp_path / "forum", SMALL)


@pytest.fixture
def consultation(tmp_path):
    """A national consultation: kinds of its own, made of nothing but data."""
    return Project(tmp_path / "consultation", ROOT / "Tests/python/consultation")


@pytest.fixture(scope="session")
def published(tmp_path_factory):
    """The consultation, built and printed once for those who only look."""
    project = Project(tmp_path_factory.mktemp("published"), ROOT / "Tests/python/consultation")
    run = project.run("build")
    assert run.returncode == 0 and not run.stderr, run.stderr
    return project

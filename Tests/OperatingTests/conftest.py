"""Sites that operators run."""

import pytest
from project import SMALL, Project


@pytest.fixture
def small(tmp_path):
    """A small forum."""
    return Project(tmp_path / "forum", SMALL)

"""How checks say what is wrong with a pack."""

import pytest


def refuse(wrong):
    """Fails with all that is wrong, a line each, without the code of the check."""
    wrong = list(wrong)
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


def excerpt(text, length=60):
    """The beginning of a text."""
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + " …"

"""Waiting for what comes by itself."""

import time

from playwright.sync_api import Error


def eventually(condition, within=5):
    """Waits until a condition holds, and fails if it never does; a page that is being loaded can't be asked."""
    deadline = time.monotonic() + within
    while True:
        try:
            value = condition()
        except Error:
            value = None
        if value:
            return value
        assert time.monotonic() < deadline, f"it never came in {within} s"
        time.sleep(0.01)

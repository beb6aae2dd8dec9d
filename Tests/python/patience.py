"""Waiting for what comes by itself."""

import time

from playwright.sync_api import Error

# In seconds: only what never comes takes so long, however slow a machine is.
PATIENCE = 60


def eventually(condition):
    """Waits until a condition holds, and fails if it never does; a page that is being loaded can't be asked."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            value = condition()
        except Error:
            value = None
        if value:
            return value
        assert time.monotonic() < deadline, f"it never came in {PATIENCE} s"
        time.sleep(0.01)

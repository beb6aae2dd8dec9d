"""Has WeasyPrint say on the standard error what it leaves out, a line each: it ends well even if a picture is missing.

What it says of something in a drawing has the address of that drawing at its end.
"""

import logging

import pictures
from weasyprint import LOGGER


def report():
    pictures.keep_track()
    handler = logging.StreamHandler()
    handler.setFormatter(_Line("%(levelname)s: %(message)s"))
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.WARNING)


class _Line(logging.Formatter):
    def format(self, record):
        drawing = pictures.drawing()
        return super().format(record) + (f"\tin {drawing}" if drawing else "")

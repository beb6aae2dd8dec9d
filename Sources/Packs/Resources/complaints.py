"""Has WeasyPrint say on the standard error what it leaves out, a line each: it ends well even if a picture is missing."""

import logging

from weasyprint import LOGGER


def report():
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.WARNING)

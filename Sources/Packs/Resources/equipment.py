"""Tells which of some packages are there, and Pango, if WeasyPrint can load it: a line for each with its name and its version."""

import sys
from importlib.metadata import PackageNotFoundError, version

import libraries  # noqa: F401

for name in sys.argv[1:]:
    try:
        print(name, version(name), sep="\t")
    except PackageNotFoundError:
        pass

try:
    from weasyprint.text.ffi import pango
except (ImportError, OSError):
    # It says at length on its standard output what it lacks.
    pass
else:
    number = pango.pango_version()
    print("pango", f"{number // 10000}.{number // 100 % 100}.{number % 100}", sep="\t")

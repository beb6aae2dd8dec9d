"""The site of this repository as it is published, but for packs and the index, made once for all tests that only look at it."""

import fcntl
import functools
import re
from pathlib import Path

from project import IMRF, ROOT, Project

FOLDER = ROOT / ".build/page-tests"
LANGUAGES = ["ar", "en", "es", "fr", "ru", "zh"]


@functools.cache
def site():
    """The folder of the site. Each of the processes that test asks for it; the first one makes it, and it stays."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with open(FOLDER / ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = FOLDER / ".made"
        if not made.exists() or made.read_text() != state():
            run = Project(FOLDER).run("build", "--no-packs", "--no-search", "--output", "public")
            assert run.returncode == 0, run.stderr
            made.write_text(state())
    return FOLDER / "public"


def state():
    """What tells whether the site would be another: when each of its files, and the program, was last changed."""
    files = [IMRF, *(file for name in ("content", "templates") for file in sorted((ROOT / name).rglob("*")) if file.is_file())]
    return "\n".join(f"{file} {file.stat().st_mtime_ns}" for file in files)


@functools.cache
def pages():
    """All pages by their paths; those that only lead from an old address to a page are none."""
    texts = {str(file.relative_to(site())): file.read_text() for file in sorted(site().rglob("*.html"))}
    return {path: text for path, text in texts.items() if kind(text)}


def kind(text):
    """What sort of page it is: its template says it in the class of the body."""
    found = re.search(r'<body class="page-([^" ]+)', text)
    return found and found[1]


def language(path):
    first = Path(path).parts[0]
    return first if first in LANGUAGES else "en"


@functools.cache
def samples():
    """One page of each kind in each language, the longest, where most can go wrong; in English the shortest, too."""
    groups = {}
    for path, text in pages().items():
        groups.setdefault((language(path), kind(text)), []).append(path)
    chosen = set()
    for (own, _), paths in groups.items():
        paths.sort(key=lambda path: len(pages()[path]))
        chosen |= {paths[-1]} | ({paths[0]} if own == "en" else set())
    return sorted(chosen)

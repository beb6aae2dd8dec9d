"""Programs that stand in for those that packs are made with, and do what these should not."""

from pathlib import Path

# The file that is to be made: the last argument that is a PDF, or the value of `--output=…`.
TARGET = """
for argument; do
    case "$argument" in
        --output=*) target="${argument#--output=}" ;;
        *.pdf) target="$argument" ;;
    esac
done"""


def stand_in(folder, script):
    """Makes WeasyPrint, the Python beside it and pandoc of a shell script, which finds the file to make in `$target`.

    They go by the names that `Project.run` knows.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in "weasyprint", "python3", "pandoc":
        (folder / name).write_text(f"#!/bin/sh\n{TARGET}\n{script}\n")
        (folder / name).chmod(0o755)
    return {name: str(folder / file) for name, file in [("weasyprint",) * 2, ("python", "python3"), ("pandoc",) * 2]}


def running(word):
    """The processes whose command line holds a word."""
    return [folder.name for folder in Path("/proc").glob("[0-9]*") if word in command_line(folder)]


def command_line(process):
    try:
        return (process / "cmdline").read_bytes().decode()
    except OSError:
        return ""

"""A copy of the project, in which the command line is tried."""

import os
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypandoc

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "Tests/python/small/content"
# `make test` tries one that is compiled as for use; without the variable it is the one that `swift build` made.
IMRF = Path(os.environ.get("IMRF", ROOT / ".build/debug/imrf")).absolute()
PROGRAMS = {
    "IMRF_WEASYPRINT": str(ROOT / ".venv/bin/weasyprint"),
    "IMRF_PANDOC": pypandoc.get_pandoc_path(),
    "IMRF_PYTHON": sys.executable,
}


# What shells start in the background hears no Ctrl-C, what `nohup` starts not that a terminal is closed, nor what these start: the
# programs that are tried have to.
for number, handler in (signal.SIGINT, signal.default_int_handler), (signal.SIGHUP, signal.SIG_DFL):
    if signal.getsignal(number) == signal.SIG_IGN:
        signal.signal(number, handler)


class Project:
    """A folder with content and templates, and the command line in it."""

    def __init__(self, folder, content=ROOT / "content"):
        self.folder = Path(folder)
        for name, source in {"content": content, "templates": ROOT / "templates"}.items():
            shutil.rmtree(self.folder / name, ignore_errors=True)
            shutil.copytree(source, self.folder / name)

    def run(self, *arguments, **programs):
        """Runs `imrf` and waits for it; other programs go by their names: `weasyprint="/nowhere"`."""
        process = self.start(*arguments, **programs)
        output, error = process.communicate()
        return subprocess.CompletedProcess(process.args, process.returncode, output, error)

    def start(self, *arguments, **programs):
        """Starts `imrf`."""
        environment = os.environ | PROGRAMS | {f"IMRF_{name.upper()}": path for name, path in programs.items()}
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen([IMRF, *arguments], cwd=self.folder, env=environment, **pipes)

    def run_all(self, commands):
        """Runs several commands at once."""
        with ThreadPoolExecutor() as pool:
            return list(pool.map(lambda arguments: self.run(*arguments), commands))

    def write(self, path, text):
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def clear(self, *paths):
        """Removes files and folders."""
        for path in paths:
            file = self.folder / path
            shutil.rmtree(file) if file.is_dir() else file.unlink()

    def edit(self, path, old, new):
        text = (self.folder / path).read_text()
        assert old in text, f"{path} doesn't hold {old!r}"
        self.write(path, text.replace(old, new, 1))

    def append(self, path, text):
        self.write(path, (self.folder / path).read_text() + text)

    def read(self, path):
        """The bytes of a file, none if it isn't there."""
        file = self.folder / path
        return file.read_bytes() if file.exists() else None

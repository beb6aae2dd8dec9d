"""What commands write, and whom they tell: what docs/operating.md promises, as the system saw it."""

import os
import re
import subprocess

import pytest
from project import IMRF, PROGRAMS

PLACES = "openat,open,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat"
WRITING = re.compile(r"O_(WRONLY|RDWR|CREAT)|^(creat|mkdir|rename|link|symlink)")


class Trace:
    """What a command and all that it starts have asked the system for."""

    def __init__(self, project, *arguments, input=None):
        self.folder = project.folder.resolve()
        self.home = self.folder.parent / "home"
        self.home.mkdir(exist_ok=True)
        log = self.folder.parent / "trace"
        before = self.files
        strace = ["strace", "-f", "--seccomp-bpf", "-qq", "-yy", "-s", "4096", "-e", f"trace=connect,sendto,sendmsg,sendmmsg,{PLACES}", "-o", log]
        # Where programs keep what they think is worth it.
        variables = {"HOME": str(self.home), "TMPDIR": str(self.home), "XDG_CACHE_HOME": str(self.home / "cache")}
        self.run = subprocess.run(
            [*strace, IMRF, *arguments], cwd=self.folder, env=os.environ | PROGRAMS | variables, input=input, capture_output=True, text=True
        )
        assert self.run.returncode == 0, self.run.stderr
        self.calls = [line.split(maxsplit=1)[1] for line in log.read_text(errors="replace").splitlines()]
        assert any(call.startswith("openat") for call in self.calls)
        self.new = {path: bytes for path, bytes in self.files.items() if before.get(path) != bytes}

    @property
    def files(self):
        """All files of the project and of the home, with when they were written."""
        found = [file for folder in (self.folder, self.home) for file in folder.rglob("*") if file.is_file()]
        return {os.path.relpath(file, self.folder): file.stat().st_mtime_ns for file in found}

    @property
    def places(self):
        """The first two parts of what was written."""
        return {"/".join(path.split("/")[: 2 if path.startswith((".imrf", "content")) else 1]) for path in self.new}

    @property
    def elsewhere(self):
        """What was opened for writing outside of the project, but for what was there for a moment in the folder for temporary files."""
        paths = [re.search(r'"((?:[^"\\]|\\.)*)"', call) for call in self.calls if WRITING.search(call) and "= -1 " not in call]
        paths = {os.path.normpath(self.folder / path[1]) for path in paths if path}
        paths = {path for path in paths if not path.startswith((str(self.folder), "/dev/", "/proc/"))}
        return {path for path in paths if os.path.exists(path) or not path.startswith(str(self.home))}

    @property
    def told(self):
        """What went to other machines, or to a service of this one that would hand it on."""
        return [call for call in self.calls if re.match(r"connect|send", call) and re.search(r"sin6?_addr|TCP|UDP|nscd|resolve", call)]


COMMANDS = {
    # .imrf/packs remembers that nothing was wrong with the packs.
    "check": {".imrf/.gitignore", ".imrf/packs"},
    "build --no-packs --no-search": {"public", "content/_addresses.txt"},
    "build": {"public", "content/_addresses.txt", ".imrf/.gitignore", ".imrf/packs", ".imrf/pages", ".imrf/search"},
    "build --drafts --no-packs --no-search --output look": {"look"},
    "build --keep-going --no-packs --no-search --output look": {"look"},
    "pack 2": {"round-table-2.pdf", ".imrf/.gitignore", ".imrf/packs"},
    "new practice boats": {"content/practices"},
    "theme list": set(),
    "theme copy print.html": {"templates"},
    "schema objective": set(),
    "strings fr": set(),
    "translations fr": set(),
    "doctor": set(),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_writes_what_it_says_and_tells_nobody(command, small):
    small.clear("templates/print.html")
    trace = Trace(small, *command.split())
    assert trace.places == COMMANDS[command]
    assert trace.elsewhere == set()
    assert trace.told == []


def test_the_network_would_have_been_seen(small):
    """Only to ask others lets a command ask others; that nobody answers here is no matter."""
    small.append("content/objectives/08-saving-lives.md", "\n[Elsewhere](http://127.0.0.1:9/)\n")
    assert Trace(small, "check", "--external").told

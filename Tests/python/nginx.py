"""nginx with the configuration that docs/operating.md gives to operators."""

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from patience import eventually
from project import ROOT

# Debian puts it where ordinary users don't look.
PROGRAM = shutil.which("nginx") or "/usr/sbin/nginx"
# Where the documentation has the site, and the port.
FOLDER, LISTEN, ROOT_PATH = "/srv/briefings/public/", "listen 80;", "/briefings/"


def documented():
    """The configuration as it is written."""
    (text,) = re.findall(r"(?ms)^```nginx\n(.*?)^```$", (ROOT / "docs/operating.md").read_text())
    return text


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def listens(port):
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def open_folder():
    """A folder that everyone can read: who is root has nginx run as somebody else, who sees nothing of a test's own."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        yield Path(folder)


class Nginx:
    """A server that runs."""

    def __init__(self, process, port):
        self.process = process
        self.port = port
        self.address = f"http://127.0.0.1:{port}"

    def reload(self):
        """Has it read its configuration anew."""
        self.process.send_signal(signal.SIGHUP)


@contextmanager
def nginx(site, path="/briefings/"):
    """Serves a folder under a path, as an ordinary user."""
    port, text = free_port(), documented()
    for old, new in [(FOLDER, f"{site}/"), (LISTEN, f"listen 127.0.0.1:{port};")]:
        assert old in text
        text = text.replace(old, new)
    if path == "/":
        # As the documentation says of a site that has a host of its own.
        text = re.sub(r".*location = /briefings \{.*\n", "", text)
    text = text.replace(ROOT_PATH, path)
    with open_folder() as folder:
        user = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
        os.chmod(folder, 0o777)
        names = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        places = " ".join(f"{name}_temp_path {folder}/{name};" for name in names)
        (folder / "nginx.conf").write_text(
            f"daemon off; worker_processes 1; pid {folder}/pid; events {{}}\nhttp {{ access_log off; {places}\n{text}}}\n"
        )
        with subprocess.Popen([PROGRAM, "-c", folder / "nginx.conf", "-e", folder / "error.log"], stderr=subprocess.PIPE, **user) as process:
            try:
                eventually(lambda: listens(port) or process.poll() is not None)
                assert process.poll() is None, process.stderr.read().decode()
                yield Nginx(process, port)
            finally:
                process.terminate()

"""A preview that runs, and what programs ask it."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from patience import PATIENCE
from project import IMRF, PROGRAMS


# A browser and Java for each page that a test opens would be much for what no test but one asks for.
NO_CHECKS = {"IMRF_BROWSER": "/nowhere", "IMRF_JAVA": "/nowhere"}


class Preview:
    """`imrf serve` in the folder of a project."""

    def __init__(self, project, *arguments, port=0, **variables):
        self.project = project
        self.log = project.folder / "said"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [IMRF, "serve", "--port", str(port), *arguments],
                cwd=project.folder,
                env=os.environ | PROGRAMS | NO_CHECKS | variables,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        line = self.process.stdout.readline()
        assert " shows " in line, f"it doesn't say where it is: {line}{self.said}"
        self.url = line.split()[0].rstrip("/")
        self.port = int(re.search(r"://\S*:(\d+)", line)[1])

    @property
    def said(self):
        """What stands on the terminal beside the address."""
        return self.log.read_text()

    @property
    def changes(self):
        """The files of each change that it has told of."""
        return re.findall(r"^\d\d:\d\d:\d\d (.*): [\d.]+ ms$", self.said, re.MULTILINE)

    @property
    def naps(self):
        """How often its threads have had nothing to do, and then something again."""
        threads = Path(f"/proc/{self.process.pid}/task").glob("*/status")
        return sum(int(re.search(r"^voluntary_ctxt_switches:\s+(\d+)", text.read_text(), re.M)[1]) for text in threads)

    @property
    def is_idle(self):
        """Whether it leaves the processors to others for a second."""
        before = self._processor_ticks
        time.sleep(1)
        return self._processor_ticks - before < os.sysconf("SC_CLK_TCK") / 10

    @property
    def _processor_ticks(self):
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])

    @contextmanager
    def held(self):
        """What is done meanwhile is seen at once afterwards, as if it had taken no time."""
        self.process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, self.process.pid, os.WSTOPPED)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)

    def get(self, path, method="GET", **fields):
        """The answer to a request; fields of its header go by their names: `if_none_match="…"`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, headers={name.replace("_", "-"): value for name, value in fields.items()})
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def text(self, path):
        """The text of a page."""
        return self.get(path).body.decode()

    def connect(self):
        """A connection; who waits too long at it fails."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

    def send(self, data, patience=PATIENCE):
        """All that comes back for some bytes until the connection ends, or says nothing for some seconds."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=patience) as connection:
            received = b""
            try:
                connection.sendall(data)
                connection.shutdown(socket.SHUT_WR)
                while part := connection.recv(65536):
                    received += part
            except OSError:
                pass
            return received

    def listen(self, path, version):
        """A connection over which a page that is open is told of changes; who waits too long for them fails."""
        connection = self.connect()
        connection.sendall(
            f"GET /_imrf/events?page={path}&version={version} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
        )
        return connection

    def end(self, number=signal.SIGINT):
        """Presses Ctrl-C, or sends another signal, and tells the status.

        That takes less time than the 30 s that it would wait for a request, or what a press that is held takes.
        """
        self.process.send_signal(number)
        return self.process.wait(25)

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()


class HeldPress:
    """Python for WeasyPrint that begins only when it is released, so that a pack is under way for as long as a test needs."""

    def __init__(self, project, script=""):
        """Holds all that Python is asked to do, or one script."""
        self._released = project.folder / "released"
        python = Path(PROGRAMS["IMRF_WEASYPRINT"]).with_name("python3")
        waiting = f"""#!{sys.executable}
import os, sys, time
is_held = any({script!r} in argument for argument in sys.argv)
while is_held and not os.path.exists({str(self._released)!r}): time.sleep(0.01)
os.execv({str(python)!r}, [{str(python)!r}, *sys.argv[1:]])
"""
        for name in "weasyprint", "python3":
            project.write(f"press/{name}", waiting)
            (project.folder / "press" / name).chmod(0o755)
        self.variables = {"IMRF_WEASYPRINT": str(project.folder / "press/weasyprint")}

    def release(self):
        self._released.touch()

    def hold(self):
        self._released.unlink()


class Answer:
    """What a request got."""

    def __init__(self, response):
        self.status = response.status
        self.fields = {name.lower(): value for name, value in response.getheaders()}
        self.body = response.read()

    @property
    def type(self):
        return self.fields.get("content-type")

"""A preview that runs, and what programs ask it."""

import http.client
import os
import re
import signal
import socket
import subprocess
from pathlib import Path

from project import IMRF, PROGRAMS

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


class Preview:
    """`imrf serve` in the folder of a project."""

    def __init__(self, project, *arguments, port=0, **variables):
        self.project = project
        self.log = project.folder / "said"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [IMRF, "serve", "--port", str(port), *arguments],
                cwd=project.folder,
                env=os.environ | PROGRAMS | variables,
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
    def seconds_used(self):
        """How long processors have worked for it."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS_PER_SECOND

    def get(self, path, method="GET", **fields):
        """The answer to a request; fields of its header go by their names: `if_none_match="…"`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, headers={name.replace("_", "-"): value for name, value in fields.items()})
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def text(self, path):
        """The text of a page."""
        return self.get(path).body.decode()

    def send(self, data):
        """All that comes back for some bytes until the connection ends or says nothing for a while."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=0.5) as connection:
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
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=2)
        connection.sendall(
            f"GET /_imrf/events?page={path}&version={version} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
        )
        return connection

    def end(self, number=signal.SIGINT):
        """Presses Ctrl-C, or sends another signal, and tells the status; half a second has to be enough."""
        self.process.send_signal(number)
        return self.process.wait(0.5)

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()


class Answer:
    """What a request got."""

    def __init__(self, response):
        self.status = response.status
        self.fields = {name.lower(): value for name, value in response.getheaders()}
        self.body = response.read()

    @property
    def type(self):
        return self.fields.get("content-type")

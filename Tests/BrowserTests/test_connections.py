"""What becomes of connections (RFC 9112): what may stand on them, in which order it is answered, when they end."""

import os
import re
import resource
import socket
import subprocess
import time
from contextlib import ExitStack, suppress

import pytest
from patience import PATIENCE, eventually
from preview import HeldPress, Preview
from project import IMRF, SMALL, Project

PAGE = b"GET /objectives/8/ HTTP/1.1\r\nHost: localhost\r\n"
OTHER = b"GET /objectives/13/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
POST = b"POST /objectives/8/ HTTP/1.1\r\nHost: localhost\r\n"
OLD = b"GET %s HTTP/1.0\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n"
EVENTS = b"/_imrf/events?page=/objectives/8/"


@pytest.fixture(scope="module")
def preview(tmp_path_factory):
    """A small site, which no test changes."""
    with Preview(Project(tmp_path_factory.mktemp("connections") / "site", SMALL), "--no-packs") as preview:
        yield preview


@pytest.fixture(autouse=True)
def still_there(preview):
    """After all that was tried, others get their answers."""
    yield
    assert preview.get("/objectives/8/").status == 200


def whole(connection):
    """All that comes until the other side ends the connection."""
    received = b""
    while part := connection.recv(65536):
        received += part
    return received


def answers(preview, data):
    """What comes back for some bytes from one who doesn't end the connection himself."""
    with preview.connect() as connection:
        connection.sendall(data)
        return whole(connection)


def statuses(received):
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3}) ", received)]


def refused(preview, data, status):
    """Whether there is that one answer, the connection is said to end, and does."""
    received = answers(preview, data)
    assert b"\r\nConnection: close\r\n" in received
    return statuses(received) == [status]


# Which host is meant.


@pytest.mark.parametrize("fields", [b"", b"Host: localhost\r\nHost: localhost\r\n", b"Host: localhost\r\nhost: 127.0.0.1\r\n"])
def test_one_host_is_named(fields, preview):
    assert refused(preview, b"GET / HTTP/1.1\r\n" + fields + b"\r\n", 400)


def test_an_old_program_that_names_none_is_refused_too(preview):
    assert refused(preview, b"GET / HTTP/1.0\r\n\r\n", 421)


def test_an_address_may_name_the_host(preview):
    """RFC 9112, section 3.2.2: then it is that one, whatever the field says."""
    page = preview.get("/objectives/8/").body
    for host in b"localhost", b"forum.example":
        request = b"GET http://localhost:8000/objectives/8/ HTTP/1.1\r\nConnection: close\r\nHost: " + host + b"\r\n\r\n"
        assert answers(preview, request).endswith(page)
    assert refused(preview, b"GET http://forum.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 421)


# How large a request may be.


@pytest.mark.parametrize("length, status", [(8000, 404), (9000, 414), (15000, 414), (20000, 431), (200000, 431)])
def test_an_address_has_a_limit(length, status, preview):
    request = b"GET /" + b"a" * (length - 1) + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    assert refused(preview, request, status)


@pytest.mark.parametrize("count, size, status", [(60, 200, 200), (1, 12000, 200), (1, 20000, 431), (200, 200, 431), (200, 1, 431)])
def test_a_header_has_a_limit(count, size, status, preview):
    fields = b"".join(b"X-%d: " % number + b"a" * size + b"\r\n" for number in range(count))
    assert refused(preview, PAGE + fields + b"Connection: close\r\n\r\n", status)


@pytest.mark.parametrize(
    "beginning", [PAGE + b"X: ", PAGE, b"GET /", b"", POST + b"Content-Length: 9999999999\r\n\r\n"], ids=range(5)
)
def test_who_never_stops_is_stopped(beginning, preview):
    """However much he sends, little of it is read."""
    with preview.connect() as connection, pytest.raises((ConnectionResetError, BrokenPipeError)):
        connection.sendall(beginning)
        for _ in range(4000):
            connection.sendall((b"a" * 98 + b"\r\n") * 655 if beginning == PAGE else b"a" * 65536)


def test_many_small_requests_at_once_are_answered_in_part(preview):
    """All of them would have to be kept until it is their turn."""
    received = preview.send(PAGE.replace(b"GET", b"HEAD") + b"\r\n" + OTHER * 20_000)
    assert 1 < len(statuses(received)) < 20_000
    assert b"\r\nConnection: close\r\n" in received


# Requests behind each other.


def test_answers_come_in_the_order_of_the_requests(preview):
    paths = [("GET", "/objectives/8/"), ("HEAD", "/objectives/13/"), ("GET", "/nothing/"), ("GET", "/objectives/13/")]
    lines = [f"{method} {path} HTTP/1.1\r\nHost: localhost\r\n\r\n" for method, path in paths]
    rest = answers(preview, ("".join(lines[:-1]) + lines[-1].replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")).encode())
    for method, path in paths:
        header, rest = rest.split(b"\r\n\r\n", 1)
        expected = preview.get(path, method=method)
        assert int(header.split()[1]) == expected.status
        assert rest.startswith(expected.body)
        rest = rest[len(expected.body) :]
    assert rest == b""


def test_a_request_may_come_byte_by_byte(preview):
    with preview.connect() as connection:
        for byte in PAGE + b"Connection: close\r\n\r\n":
            connection.sendall(bytes([byte]))
        assert whole(connection).endswith(preview.get("/objectives/8/").body)


@pytest.mark.parametrize(
    "request_",
    [
        POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        POST + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        POST + b"Content-Length: 5, 6\r\n\r\nhello",
        POST + b"Content-Length: +5\r\n\r\nhello",
        POST + b"Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n",
        POST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        PAGE + b"Content-Length : 5\r\n\r\nhello",
        PAGE + b" Content-Length: 5\r\n\r\nhello",
        PAGE + b"X: a\r\n b\r\n\r\n",
        PAGE + b"X: a\0b\r\n\r\n",
        PAGE + b"X: a\rb\r\n\r\n",
        PAGE + b"no field\r\n\r\n",
        PAGE + b": nameless\r\n\r\n",
        b"get /objectives/8/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ],
)
def test_what_two_programs_could_read_differently_is_refused(request_, preview):
    """And nothing behind it is taken for a request."""
    assert refused(preview, request_ + OTHER, 400)


@pytest.mark.parametrize("version", [b"HTTP/2.0", b"HTTP/0.9", b"HTTP/3.7"])
def test_other_versions_are_refused(version, preview):
    assert refused(preview, b"GET / " + version + b"\r\nHost: localhost\r\n\r\n", 505)


@pytest.mark.parametrize("length", [b"Content-Length: %d" % len(OTHER), b"Transfer-Encoding: chunked"])
@pytest.mark.parametrize("beginning, status", [(PAGE, 200), (POST, 405)])
def test_content_is_never_a_request(length, beginning, status, preview):
    """It isn't needed for any answer, so nobody waits for it."""
    for content in b"", OTHER, b"%x\r\n" % len(OTHER) + OTHER:
        assert refused(preview, beginning + length + b"\r\n\r\n" + content, status)


def test_a_request_without_content_is_followed_by_others(preview):
    received = preview.send(PAGE + b"Content-Length: 0\r\n\r\n" + OTHER)
    assert statuses(received) == [200, 200]


# What is expected.


@pytest.mark.parametrize("beginning, status", [(PAGE, 200), (POST, 405)])
def test_who_asks_before_he_sends_content_is_told_at_once(beginning, status, preview):
    """RFC 9110, section 10.1.1: by the answer itself, if that is clear without the content."""
    assert refused(preview, beginning + b"Expect: 100-continue\r\nContent-Length: 5\r\n\r\n", status)


def test_other_expectations_are_not_met(preview):
    assert refused(preview, PAGE + b"Expect: a-miracle\r\n\r\n", 417)


def test_nobody_has_to_change_the_protocol(preview):
    request = PAGE + b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n\r\n"
    assert refused(preview, request, 200)


# When a connection ends.


def test_an_old_program_gets_its_answer_and_the_end(preview):
    received = answers(preview, OLD % b"/objectives/8/")
    assert received.endswith(preview.get("/objectives/8/").body) and b"\r\nConnection: close\r\n" in received


def test_an_old_program_gets_events_as_they_are(preview):
    with preview.connect() as connection:
        connection.sendall(OLD % EVENTS)
        received = b""
        while b"retry: 500\n\n" not in received:
            received += connection.recv(1)
        header, body = received.split(b"\r\n\r\n")
        assert b"chunked" not in header and body == b"retry: 500\n\n"


def test_who_says_that_he_sends_nothing_more_gets_his_answer(preview):
    for count in 1, 3:
        received = preview.send(PAGE + b"\r\n" + OTHER * (count - 1))
        assert statuses(received) == [200] * count
    assert statuses(preview.send(PAGE)) == [400]


def test_who_has_gone_is_told_of_nothing(preview):
    """Events end when the browser ends its side: the answer is whole, and nobody waits for the next attempt to send."""
    received = preview.send(b"GET " + EVENTS + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert b"\r\nretry: 500\n\n\r\n" in received and received.endswith(b"\r\n0\r\n\r\n")


def test_a_refused_header_has_no_body(preview):
    received = answers(preview, b"HEAD / HTTP/1.1\r\nHost: forum.example\r\n\r\n")
    assert statuses(received) == [421] and received.endswith(b"\r\n\r\n")


def test_who_waits_for_a_pack_gets_it_though_he_sends_nothing_more(project):
    held = HeldPress(project)
    with Preview(project, **held.variables) as preview, preview.connect() as connection:
        connection.sendall(b"GET /packs/at-sea.pdf HTTP/1.1\r\nHost: localhost\r\n\r\n" + OTHER)
        connection.shutdown(1)
        assert preview.get("/objectives/8/").status == 200
        held.release()
        received = whole(connection)
        assert statuses(received) == [200, 200] and b"\r\n\r\n%PDF-" in received


# How many there may be.


def test_the_oldest_idle_connection_makes_room(preview):
    with ExitStack() as stack:
        connections = [stack.enter_context(preview.connect()) for _ in range(300)]
        for connection in connections:
            connection.sendall(b"GET / HTTP/1.1\r\nHost:")
        assert preview.get("/objectives/8/").status == 200
        assert connections[0].recv(1) == b""
        connections[-1].sendall(b" localhost\r\nConnection: close\r\n\r\n")
        assert statuses(whole(connections[-1])) == [200]


def test_it_goes_on_when_there_are_descriptors_again(preview):
    eventually(lambda: preview.is_idle)
    pid = preview.process.pid
    limits = resource.prlimit(pid, resource.RLIMIT_NOFILE)
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (descriptors(preview), limits[1]))
    try:
        with preview.connect() as connection:
            connection.sendall(PAGE + b"Connection: close\r\n\r\n")
            eventually(lambda: preview.is_idle)
            resource.prlimit(pid, resource.RLIMIT_NOFILE, limits)
            assert statuses(whole(connection)) == [200]
    finally:
        resource.prlimit(pid, resource.RLIMIT_NOFILE, limits)


@pytest.mark.parametrize("limit", [8, 16, 32])
def test_without_descriptors_it_says_so(limit, project):
    command = ["sh", "-c", f'ulimit -n {limit}; exec "$0" serve --port 0', IMRF]
    run = subprocess.run(command, cwd=project.folder, capture_output=True, text=True, timeout=PATIENCE)
    assert run.returncode == 1 and "too many files are open" in run.stderr


def test_with_few_descriptors_it_serves_many(project):
    """Some are left for reading files, however many connect."""
    own = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (96, own[1]))
    try:
        preview = Preview(project, "--no-packs")
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, own)
    with preview, ExitStack() as stack:
        for _ in range(100):
            stack.enter_context(preview.connect()).sendall(b"GET / HTTP/1.1\r\nHost:")
        assert preview.get("/objectives/8/").status == 200


def test_a_check_of_everything_is_in_nobodys_way(tmp_path):
    """It takes seconds, and pages are answered and the program ends before it is done."""
    project = Project(tmp_path / "site")
    practice = next((project.folder / "content/practices").glob("*.md")).read_text()
    for number in range(100):
        project.write(f"content/practices/extra-{number}.md", practice)
    with Preview(project, "--no-packs") as preview, preview.connect() as connection:
        connection.sendall(b"GET /_imrf/check/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
        for _ in range(10):
            assert preview.get("/objectives/8/").status == 200
        assert preview.end() == 0
        assert connection.recv(1) == b"", "the check was done first"


# How long they may last.


def test_who_keeps_it_waiting_is_left(project):
    """Those who ask for nothing, who never finish asking, and who don't take what they have asked for."""
    project.append("content/objectives/08-saving-lives.md", "\n[Data](large.csv)\n")
    project.write("content/objectives/large.csv", "0,1\n" * 5_000_000)
    with Preview(project, "--no-packs") as preview, ExitStack() as stack:
        assert preview.get("/objectives/large.csv", method="HEAD").status == 200
        eventually(lambda: preview.is_idle)
        before = descriptors(preview)
        silent, slow, full = (stack.enter_context(preview.connect()) for _ in range(3))
        full.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        full.sendall(b"GET /objectives/large.csv HTTP/1.1\r\nHost: localhost\r\n\r\n")
        slow.sendall(PAGE)
        eventually(lambda: descriptors(preview) == before + 3)
        deadline = time.monotonic() + 2 * PATIENCE
        while descriptors(preview) > before:
            assert time.monotonic() < deadline
            with suppress(OSError):
                slow.sendall(b"X")
            time.sleep(0.5)
        assert silent.recv(1) == b""


def descriptors(preview):
    return len(os.listdir(f"/proc/{preview.process.pid}/fd"))


def test_it_ends_at_once_whatever_is_open(project):
    with Preview(project) as preview, ExitStack() as stack:
        for data in b"", PAGE, PAGE + b"\r\n", PAGE + b"\r\n" + OTHER * 99, POST + b"Content-Length: 5\r\n\r\n":
            stack.enter_context(preview.connect()).sendall(data)
        for _ in range(20):
            stack.enter_context(preview.listen("/objectives/8/", "x")).recv(1)
        begin = time.monotonic()
        assert preview.end() == 0
        assert time.monotonic() - begin < 10

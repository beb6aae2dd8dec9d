"""What pages elsewhere and bad programs may try, byte by byte."""

import os
import re
import resource
import socket
import time

import pytest
from patience import eventually
from preview import Preview
from project import SMALL, Project

SECRET = "What nobody else may read."
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><title>A boat</title>
<style>rect { fill: #f00 }</style><rect width="2" height="2"/></svg>"""


@pytest.fixture(scope="module")
def preview(tmp_path_factory):
    """A small site, which no test changes."""
    with Preview(Project(tmp_path_factory.mktemp("attacks") / "site", SMALL), "--no-packs") as preview:
        yield preview


@pytest.fixture(autouse=True)
def still_there(preview):
    """After all that was tried, a good request gets its answer, and the program hasn't ended."""
    yield
    answer = preview.get("/objectives/8/")
    assert answer.status == 200 and b"Save lives" in answer.body


def asked(preview, target="/objectives/8/", host="127.0.0.1", more=b""):
    """The status of the answer to a request as it stands there; none if the connection ends without one."""
    target = target if isinstance(target, bytes) else target.encode()
    host = b"" if host is None else f"Host: {host}\r\n".encode()
    received = preview.send(b"GET " + target + b" HTTP/1.1\r\n" + host + more + b"Connection: close\r\n\r\n")
    assert b"root:" not in received and SECRET.encode() not in received
    status = re.match(rb"HTTP/1.1 (\d+)", received)
    return status and int(status[1])


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST",
        "localhost:{port}",
        "127.0.0.1:{port}",
        "127.0.0.1",
        "[::1]:{port}",
        "[::1]",
        "imrf.localhost",
    ],
)
def test_its_own_names_are_answered(host, preview):
    assert asked(preview, host=host.format(port=preview.port)) == 200


@pytest.mark.parametrize(
    "host",
    [
        "forum.example",
        "forum.example:{port}",
        "127.0.0.1.forum.example",
        "localhost.forum.example",
        "notlocalhost",
        "forum.example#localhost",
        "localhost@forum.example",
        "127.evil.example",
        "192.0.2.1",
        "[2001:db8::1]",
        "",
        "[",
        "]",
        "[::1].forum.example",
        "[::1]forum.example",
        "localhost:80@forum.example",
        "::1.forum.example",
        "127.0.0.1 forum.example",
    ],
)
@pytest.mark.parametrize("path", ["/objectives/8/", "/_imrf/events?page=/"])
def test_other_names_are_refused(host, path, preview):
    """A page elsewhere gives its own name this machine's address, and reads what is written here (DNS rebinding)."""
    assert asked(preview, path, host=host.format(port=preview.port)) == 421


def test_no_name_is_refused(preview):
    assert asked(preview, host=None) in (400, 421)


def test_another_name_beside_its_own_is_refused(preview):
    assert asked(preview, more=b"Host: forum.example\r\n") == 400


def test_a_name_in_the_address_is_checked_too(preview):
    assert asked(preview, f"http://forum.example:{preview.port}/objectives/8/") != 200


# Upwards, with characters that are no letters, with broken escapes, with bytes that are no UTF-8.
UNCLEAN = (
    r"""
    /.. /. /./objectives/8/ /objectives/../objectives/8/ /../../../../../../etc/passwd /objectives/%2e%2e/
    /objectives/../../../../../../../etc/passwd /%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd /%2E%2E/etc/passwd
    /.%2e/.%2e/etc/passwd /..%2f..%2f..%2f..%2fetc%2fpasswd /%2e%2e%2f%2e%2e%2fetc%2fpasswd
    /objectives/8/%00 /%00 /objectives/8%00.html /objectives/8/%0a /objectives/8/%0d%0aSet-Cookie:%20a=b /%7f
    /objectives\8\ /..\..\etc\passwd /%5c..%5c..%5cetc%5cpasswd /objectives%5c8%5c
    /% /%4 /%zz /%+1 /objectives/8/% /%%32%65 /%u002e /%ff /%c0%ae%c0%ae/ /%ed%a0%80 /%f4%90%80%80
    """.split()
    + ["/% 1", b"/\xff\xfe", b"/\xc0\xae\xc0\xae/etc/passwd"]
)


@pytest.mark.parametrize("target", UNCLEAN)
def test_addresses_that_no_page_has_are_refused(target, preview):
    assert asked(preview, target) in (400, None)


FOREIGN = (
    """
    //etc/passwd /etc/passwd ///etc/passwd /%2fetc%2fpasswd /%252e%252e/%252e%252e/etc/passwd /file:///etc/passwd
    /content/site.yaml /templates/base.html /said /.git/config /.imrf/ /content/objectives/08-saving-lives.md
    /_imrf/../../etc/passwd /_imrf/packs/../../../etc/passwd /_imrf/packs//etc/passwd/ /_imrf/base.html
    /assets/../site.yaml /objectives/8/?../../../etc/passwd /assets/%E2%80%A6/ /.../ /....// /~root/
    //forum.example/objectives/8 file:///etc/passwd http://127.0.0.1/etc/passwd * etc/passwd ? #
    """.split()
    + ["", "/" + "a" * 7000, "/" + "a/" * 3000, "/" + "%2e" * 2000]
)


@pytest.mark.parametrize("target", FOREIGN, ids=range(len(FOREIGN)))
def test_nothing_but_the_site_is_served(target, preview):
    """And nobody is sent elsewhere."""
    status = asked(preview, target)
    assert status in (400, 404, None) or (status == 200 and "?" in target)


def test_a_request_for_another_server_is_not_passed_on(preview):
    with socket.create_server(("127.0.0.1", 0)) as other:
        other.setblocking(False)
        there = f"127.0.0.1:{other.getsockname()[1]}"
        asked(preview, f"http://{there}/")
        preview.send(f"CONNECT {there} HTTP/1.1\r\nHost: {there}\r\n\r\n".encode())
        with pytest.raises(BlockingIOError):
            other.accept()


GET, POST = b"GET / HTTP/1.1\r\nHost: localhost\r\n", b"POST / HTTP/1.1\r\nHost: localhost\r\n"
LISTEN = b"GET /_imrf/events?page=%s HTTP/1.1\r\nHost: localhost\r\n"
BROKEN = [
    b"",
    b"\r\n\r\n",
    b"\0" * 4096,
    bytes(range(256)) * 64,
    # The beginning of an encrypted connection, and of one of HTTP/2.
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\xaa" * 500,
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"GET",
    b"GET /",
    b"GET / HTTP/1.1",
    GET,
    b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
    b"G" * 20000 + b" / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    GET + b": x\r\nA\r\n\r\n",
    GET + b"Content-Length: -1\r\n\r\n",
    GET + b"Content-Length: 99999999999999999999\r\n\r\n",
    GET + b"Range: bytes=" + b"0-1," * 2000 + b"\r\n\r\n",
    GET + b"If-None-Match: " + b'",' * 3000 + b"\r\n\r\n",
    GET + b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n\r\n",
    POST + b"Content-Length: 1000000000000\r\n\r\nx",
    POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
    POST + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nx",
    LISTEN % b"%00%ff&version=%zz" + b"Last-Event-ID: \xff\xfe\r\n\r\n",
    LISTEN % b"../../etc/passwd" + b"\r\n",
]


@pytest.mark.parametrize("data", BROKEN, ids=range(len(BROKEN)))
def test_what_is_no_request_does_no_harm(data, preview):
    # Some wait for the rest of a request, or for changes, without end.
    assert b"root:" not in preview.send(data, patience=0.5)


def test_those_who_never_finish_are_in_nobodys_way(preview):
    waiting = [socket.create_connection(("127.0.0.1", preview.port)) for _ in range(100)]
    for connection in waiting:
        connection.sendall(b"GET / HTTP/1.1\r\nHost:")
    assert asked(preview) == 200
    for connection in waiting:
        connection.close()


LINKS = {
    "content/objectives/14-link.md": "secret.md",
    "content/practices/link.md": "secret.md",
    "content/objectives/link.svg": "secret.svg",
    "templates/link.html": "secret.html",
    "templates/assets/link.css": "secret.css",
    "templates/assets/folder": "",
    "content/folder": "",
}


@pytest.mark.parametrize("path", LINKS)
@pytest.mark.parametrize("is_there_first", [True, False], ids=["before", "later"])
def test_a_link_that_leads_out_is_not_followed(path, is_there_first, project):
    elsewhere = project.folder.parent / "elsewhere"
    elsewhere.mkdir()
    for name in set(LINKS.values()) - {""}:
        (elsewhere / name).write_text(SECRET)
    if path.endswith("svg"):
        project.append("content/objectives/08-saving-lives.md", "\n![A boat](link.svg)\n")
    if is_there_first:
        (project.folder / path).symlink_to(elsewhere / LINKS[path])
    with Preview(project, "--no-packs") as preview:
        if not is_there_first:
            (project.folder / path).symlink_to(elsewhere / LINKS[path])
            eventually(lambda: path in preview.said)
        listed = re.findall(r'<li><a href="([^"]*(?:link|secret)[^"]*)"', preview.text("/_imrf/"))
        name = path.split("/", 1)[1]
        guessed = [
            f"/{name}",
            f"/{name}/secret.css",
            f"/{name}/secret.svg",
            "/objectives/14/",
            "/practices/link/",
            "/objectives/link.svg",
        ]
        for address in ["/", "/objectives/8/", "/_imrf/", "/_imrf/check/", *guessed, *listed]:
            assert SECRET not in preview.text(address), address
        assert SECRET not in preview.said


@pytest.mark.parametrize("path, text", [("content/objectives/08-saving-lives.md", SECRET), ("content/objectives/boat.svg", DRAWING)])
def test_a_link_that_takes_the_place_of_a_file_is_not_followed(path, text, project):
    elsewhere = project.folder.parent / "elsewhere"
    elsewhere.write_text(text.replace("A boat", SECRET))
    project.write("content/objectives/boat.svg", DRAWING)
    project.append("content/objectives/08-saving-lives.md", "\n![A boat](boat.svg)\n")
    with Preview(project, "--no-packs") as preview:
        assert preview.get("/objectives/boat.svg").status == 200
        (project.folder / "link").symlink_to(elsewhere)
        (project.folder / "link").rename(project.folder / path)
        eventually(lambda: "[files/link-outside]" in preview.said)
        for address in "/", "/objectives/8/", "/objectives/boat.svg", "/_imrf/", "/_imrf/check/":
            assert SECRET not in preview.text(address), address


def test_a_pipe_that_takes_the_place_of_a_file_is_in_nobodys_way(project):
    with Preview(project, "--no-packs") as preview:
        os.mkfifo(project.folder / "pipe")
        (project.folder / "pipe").rename(project.folder / "content/objectives/08-saving-lives.md")
        eventually(lambda: "[files/unusual]" in preview.said)
        assert preview.get("/objectives/13/").status == 200


def test_a_drawing_runs_nothing(page, project):
    """What slips through is in a cage: a drawing that is opened by itself has no rights."""
    project.write("content/objectives/boat.svg", DRAWING)
    project.append("content/objectives/08-saving-lives.md", "\n![A boat](boat.svg)\n")
    with Preview(project, "--no-packs") as preview:
        policy = preview.get("/objectives/boat.svg").fields["content-security-policy"]
        assert "default-src 'none'" in policy and "sandbox" in policy
        page.goto(f"{preview.url}/objectives/boat.svg")
        colour = "getComputedStyle(document.querySelector('rect')).fill"
        assert page.evaluate(colour) == "rgb(255, 0, 0)", "styles of its own are allowed"
        assert page.evaluate("origin") == "null"


def test_the_previews_own_pages_may_load_nothing_of_others(preview):
    policy = preview.get("/_imrf/").fields["content-security-policy"]
    assert "default-src 'self'" in policy and "frame-ancestors 'self'" in policy
    assert preview.get("/").fields["content-security-policy"] == "frame-ancestors 'self'"


def test_a_page_elsewhere_cannot_frame_it(page, preview, tmp_path):
    (tmp_path / "page.html").write_text(f'<iframe src="{preview.url}/objectives/8/"></iframe>')
    with page.expect_event("requestfailed") as failed:
        page.goto((tmp_path / "page.html").as_uri())
    assert failed.value.failure == "net::ERR_BLOCKED_BY_RESPONSE"


def test_it_goes_on_after_too_many_connections(project):
    """With more than it has descriptors for."""
    with Preview(project, "--no-packs") as preview:
        resource.prlimit(preview.process.pid, resource.RLIMIT_NOFILE, (40, 40))
        waiting = []
        try:
            for _ in range(60):
                waiting.append(socket.create_connection(("127.0.0.1", preview.port)))
        except OSError:
            pass
        for connection in waiting:
            connection.close()
        eventually(lambda: asked_again(preview) == 200)


def asked_again(preview):
    try:
        return preview.get("/objectives/8/").status
    except OSError:
        return None

"""How it begins, what it says of where it is, and how it ends: at once, leaving nothing behind."""

import os
import re
import signal
import socket
import time
from pathlib import Path

import pytest
from patience import eventually
from playwright.sync_api import expect
from preview import HeldPress, Preview
from project import Project

OBJECTIVE = "content/objectives/08-saving-lives.md"


def test_it_says_where_it_is(preview):
    assert preview.url == f"http://127.0.0.1:{preview.port}"
    assert preview.said == ""


def test_a_port_that_is_taken_is_passed_over(preview, project):
    with Preview(project, port=preview.port) as next_one:
        assert follows(next_one.port, preview.port)
        assert f"port {preview.port} is taken, so it is {next_one.port}\n" in next_one.said
        with Preview(project, port=preview.port) as third:
            assert follows(third.port, next_one.port)
            for each in preview, next_one, third:
                assert each.get("/objectives/8/").status == 200


def test_a_port_that_another_program_has_is_passed_over(project):
    with socket.create_server(("127.0.0.1", 0)) as other, Preview(project, port=other.getsockname()[1]) as preview:
        assert follows(preview.port, other.getsockname()[1])


def follows(port, taken):
    """Whether a port comes soon after one that is taken; other programs may have some in between."""
    return taken < port < taken + 20


@pytest.mark.parametrize(
    "option", [["--port", "70000"], ["--port", "x"], ["--host", "forum.example"], ["--host", "192.0.2.1"]]
)
def test_what_cannot_be_is_said(option, project):
    """`192.0.2.1` is an address that no machine has (RFC 5737)."""
    run = project.run("serve", *option)
    assert run.returncode and option[1] in run.stderr and not run.stdout


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_ends_at_once_with_a_browser_connected(number, page, preview):
    page.goto(f"{preview.url}/objectives/8/")
    eventually(lambda: "1 open in a browser" in preview.text("/_imrf/"))
    assert preview.end(number) == 0
    with Preview(preview.project, port=preview.port) as again:
        assert again.port == preview.port, "a second start has to take another port"
        preview.project.append(OBJECTIVE, "\nShips look for boats.\n")
        expect(page.get_by_text("Ships look for boats.")).to_be_attached()


def test_it_ends_at_once_while_a_pack_is_printed(project):
    with (
        Preview(project, **HeldPress(project).variables) as preview,
        socket.create_connection(("127.0.0.1", preview.port)) as connection,
    ):
        connection.sendall(b"GET /packs/round-table-2.pdf HTTP/1.1\r\nHost: localhost\r\n\r\n")
        programs = eventually(lambda: children(preview.process.pid))
        assert preview.end() == 0
        assert not any(is_running(program) for program in programs)
        assert not list((project.folder / ".imrf/packs").glob("work-*"))
    with Preview(project, port=preview.port) as again:
        assert again.port == preview.port


def children(number):
    """The processes that a process has started, and those that they have."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int(re.search(r"PPid:\s+(\d+)", (folder / "status").read_text())[1])
        except OSError:
            pass
    own = [child for child, parent in parents.items() if parent == number]
    return own + [grandchild for child in own for grandchild in children(child)]


def is_running(number):
    """Whether a program still works: one that has ended stays on the list until somebody asks what became of it."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_what_others_can_read_is_said(project):
    with Preview(project, "--host", "0.0.0.0") as preview:
        assert "everyone who reaches this machine at 0.0.0.0 can read the site, drafts too\n" in preview.said
        assert preview.url == f"http://127.0.0.1:{preview.port}"
        assert preview.get("/objectives/8/").status == 200
        assert preview.get("/objectives/8/", host="192.0.2.1").status == 200
        assert preview.get("/objectives/8/", host="forum.example").status == 421


@pytest.mark.parametrize("host, address", [("localhost", "http://localhost"), ("::1", "http://[::1]")])
def test_other_names_of_this_machine_are_no_danger(host, address, page, project):
    with Preview(project, "--host", host) as preview:
        assert preview.said == "" and preview.url.startswith(address)
        page.goto(f"{preview.url}/objectives/8/")
        preview.project.append(OBJECTIVE, "\nShips look for boats.\n")
        expect(page.get_by_text("Ships look for boats.")).to_be_attached()


def test_nobody_else_can_connect(preview):
    """Linux gives a machine all of 127.0.0.0/8; it listens on one of them only."""
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", preview.port))


def test_a_browser_is_opened_where_the_site_is(project):
    programs, told = project.folder / "programs", project.folder / "told"
    project.write("programs/xdg-open", f'#!/bin/sh\necho "$@" >"{told}"\n')
    (programs / "xdg-open").chmod(0o755)
    path = f"{programs}:{os.environ['PATH']}"
    with Preview(project, "--open", "--base-url", "https://forum.example/briefings/", PATH=path) as preview:
        eventually(lambda: told.exists() and told.read_text() == f"http://127.0.0.1:{preview.port}/briefings/\n")
        assert preview.said == ""


def test_a_browser_that_cannot_be_opened_is_no_misfortune(project):
    project.write("programs/xdg-open", "#!/bin/sh\nexit 3\n")
    (project.folder / "programs/xdg-open").chmod(0o755)
    with Preview(project, "--open", PATH=f"{project.folder}/programs:{os.environ['PATH']}") as preview:
        eventually(lambda: preview.said == f"no browser could be opened; the address is {preview.url}/\n")
        assert preview.get("/").status == 200


def test_nothing_is_done_while_nothing_happens(page, preview):
    page.goto(f"{preview.url}/objectives/8/")
    eventually(lambda: "1 open in a browser" in preview.text("/_imrf/"))
    # A moment after the last change all pages are made once, to see whether they can be; after that nobody stirs.
    eventually(lambda: naps_within(3, preview) <= 3)


def naps_within(seconds, preview):
    before = preview.naps
    time.sleep(seconds)
    return preview.naps - before


def test_another_folder_can_be_shown(project, tmp_path):
    elsewhere = Project(tmp_path / "elsewhere")
    elsewhere.folder.joinpath("content").rename(elsewhere.folder / "gone")
    with Preview(elsewhere, "--source", str(project.folder)) as preview:
        project.append(OBJECTIVE, "\nShips look for boats.\n")
        eventually(lambda: "Ships look for boats." in preview.text("/objectives/8/"))

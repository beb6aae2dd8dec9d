"""What printing programs read: the files of the pack and the named fonts, nothing else of the machine or the network."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

# A red point.
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef"
    "0000000049454e44ae426082"
)
OBJECTIVE = "content/objectives/08-saving-lives.md"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><title>A boat</title>{}</svg>'


class Server:
    """A server on this machine that notes what it is asked for."""

    def __init__(self):
        self.asked = asked = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                asked.append(self.path)
                self.send_error(404)

            def log_message(self, *_):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/boat.png"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def server():
    with Server() as server:
        yield server


@pytest.fixture(params=["file", "network"])
def elsewhere(request, server, tmp_path):
    """The address of something that no pack may show."""
    file = tmp_path / "boat.png"
    file.write_bytes(PICTURE)
    return file.as_uri() if request.param == "file" else server.url


def refused(project, server, where, *arguments):
    run = project.run("pack", "2", "--output", "made", *arguments)
    assert run.returncode == 1 and "[pack/outside]" in run.stderr and f"--> {where}" in run.stderr, run.stderr
    assert not (project.folder / "made").exists() and server.asked == []


PARTS = {
    "picture": '<image width="9" height="9" href="{}"/>',
    "font": "<style>@font-face {{ font-family: x; src: url({}) }}</style>",
}


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_a_drawing_shows_no_other_file(part, elsewhere, server, project):
    """Those of the content are refused before they are printed."""
    project.write("templates/assets/boat.svg", DRAWING.format(part.format(elsewhere)))
    project.edit("templates/pack/cover.html", "</header>", '<img src="{{ "boat.svg" | asset }}" alt="A boat"></header>')
    refused(project, server, "templates/assets/boat.svg")


def test_a_style_sheet_reads_no_other_file(elsewhere, server, project):
    project.append("templates/assets/pack.css", f"\n.cover {{ background: url({elsewhere}) }}\n")
    refused(project, server, "templates/assets/pack.css")


@pytest.mark.parametrize("tag, form", [('<img src="{}" alt="A boat">', "--docx"), ('<iframe src="{}"></iframe>', "--epub")])
def test_a_word_file_shows_no_other_file(tag, form, elsewhere, server, project):
    project.edit("templates/pack/cover.html", "</header>", tag.format(elsewhere) + "</header>")
    refused(project, server, "templates/pack/cover.html", form)


def test_a_drawing_that_names_another_file_is_refused_before_anything_is_printed(project):
    project.write("content/objectives/boat.svg", DRAWING.format('<image href="boat.png"/>'))
    project.append(OBJECTIVE, "\n![A boat](boat.svg)\n")
    for command in ["check"], ["build"], ["pack", "2", "--docx"]:
        run = project.run(*command)
        assert run.returncode == 1 and "--> content/objectives/boat.svg:1:" in run.stderr, run.stderr

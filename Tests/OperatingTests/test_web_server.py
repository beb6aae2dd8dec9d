"""What visitors notice of a site behind nginx, with the configuration that docs/operating.md gives."""

import gzip
import http.client
import re
from urllib.parse import quote

import pytest
from nginx import nginx, open_folder
from patience import eventually
from project import SMALL, Project

OBJECTIVE = "content/objectives/08-saving-lives.md"
KEPT, ASKED = "public, max-age=31536000, immutable", "no-cache"


@pytest.fixture(scope="module")
def project():
    """A small site with an old address, a file to hand out, a drawing, and what begins with a dot; where it stands, a part of each."""
    with open_folder() as folder:
        project = Project(folder / "site", SMALL)
        project.edit(OBJECTIVE, "number: 8\n", "number: 8\naliases: [/old place/]\n")
        project.append(OBJECTIVE, "\n![A boat](boat.svg) [The report](report.docx)\n\n## Très vieux\n")
        project.write("content/objectives/boat.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
        (project.folder / "content/objectives/report.docx").write_bytes(b"PK\x03\x04" + bytes(range(256)) * 20)
        build(project)
        yield project


def build(project):
    run = project.run("build", "--no-packs", "--base-url", "https://forum.example/briefings/", "--redirects", "nginx")
    assert run.returncode == 0 and not run.stderr, run.stderr
    # Packs and pictures of pages would take half a minute, and all that a server sees of them is their files.
    public = project.folder / "public"
    (public / "picture-22890043.png").write_bytes(b"\x89PNG")
    (public / "packs/at-sea.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 40)
    (public / "packs/at-sea.epub").write_bytes(b"PK\x03\x04")
    (public / ".well-known").mkdir(exist_ok=True)
    (public / ".well-known/security.txt").write_text("Contact: mailto:desk@forum.example\n")


@pytest.fixture(scope="module")
def server(project):
    with nginx(project.folder / "public") as server:
        yield server


class Answer:
    def __init__(self, server, path, method="GET", **fields):
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in fields.items()})
        answer = connection.getresponse()
        self.status, self.body = answer.status, answer.read()
        self.fields = {name.lower(): value for name, value in answer.getheaders()}
        connection.close()


def files(project, pattern):
    """The addresses of files."""
    folder = project.folder / "public"
    found = [quote(f"/briefings/{file.relative_to(folder)}") for file in folder.glob(pattern)]
    assert found, pattern
    return found


def test_every_page_is_there_at_its_address(project, server):
    pages = [page for page in files(project, "**/index.html") if "old" not in page]
    assert len(pages) > 30
    for page in pages:
        answer = Answer(server, page.removesuffix("index.html"))
        assert (answer.status, answer.fields["content-type"]) == (200, "text/html; charset=utf-8"), page


@pytest.mark.parametrize(
    "path, place",
    [
        ("/briefings", "/briefings/"),
        ("/briefings/objectives/8", "/briefings/objectives/8/"),
        ("/briefings/fr", "/briefings/fr/"),
        ("/briefings/old%20place/", "/briefings/objectives/8/"),
        ("/briefings/old%20place", "/briefings/old%20place/"),
    ],
)
def test_an_address_leads_on_by_whatever_name_the_server_was_asked(path, place, server):
    """It stays on the host, the port and the protocol that the visitor sees, also behind a server that ends TLS."""
    answer = Answer(server, path, host="another.example")
    assert (answer.status, answer.fields["location"]) == (301, place)


@pytest.mark.parametrize(
    "path",
    ["nowhere/", "fr/nowhere", "assets/", "packs/nowhere.pdf", ".imrf-site", "redirects.conf", ".git/config", "assets/site.0123456789abcdef.css"],
)
def test_what_is_not_there_is_told_by_a_page_of_the_site(path, project, server):
    answer = Answer(server, "/briefings/" + path)
    assert answer.status == 404 and answer.body == project.read("public/404.html")
    assert answer.fields["cache-control"] == ASKED, "it may be there tomorrow"


def test_nothing_outside_the_site_is_shown(project, server):
    for path in ["/briefings/../content/site.yaml", "/briefings../content/site.yaml", "/briefings/%2e%2e/content/site.yaml", "/briefings/..%2fcontent/site.yaml", "/content/site.yaml"]:
        assert Answer(server, path).status in (400, 404), path


def test_types_and_encodings_are_told(project, server):
    types = {
        "objectives/8/": "text/html; charset=utf-8",
        "fr/": "text/html; charset=utf-8",
        "objectives/8/index.json": "application/json",
        "calendar.ics": "text/calendar; charset=utf-8",
        "llms.txt": "text/plain; charset=utf-8",
        "sitemap.xml": "text/xml; charset=utf-8",
        "packs/at-sea.pdf": "application/pdf",
        "packs/at-sea.epub": "application/epub+zip",
        "pagefind/wasm.unknown.pagefind": "application/octet-stream",
        ".well-known/security.txt": "text/plain; charset=utf-8",
    }
    for pattern, type in {
        "**/report*.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "**/boat*.svg": "image/svg+xml",
        "assets/site.*.css": "text/css; charset=utf-8",
        "assets/search.*.js": "application/javascript; charset=utf-8",
        "pagefind/fragment/*": "application/octet-stream",
        "picture-*.png": "image/png",
    }.items():
        types |= {path.removeprefix("/briefings/"): type for path in files(project, pattern)}
    told = {path: Answer(server, "/briefings/" + path) for path in types}
    assert {path: answer.fields.get("content-type") for path, answer in told.items()} == types
    assert {path: answer.status for path, answer in told.items()} == dict.fromkeys(types, 200)
    assert all(answer.fields["x-content-type-options"] == "nosniff" for answer in told.values())


def test_only_what_is_named_by_its_bytes_is_kept_for_good(project, server):
    """Whatever a build names without them may be another file tomorrow."""
    kept = {}
    for path in files(project, "**/*.*"):
        answer = Answer(server, path)
        if answer.status == 200:
            assert answer.fields["cache-control"] in (KEPT, ASKED)
            kept[path.removeprefix("/briefings/")] = answer.fields["cache-control"] == KEPT
    assets = {path for path in kept if path.startswith("assets/")}
    pictures = {path for path in kept if re.search(r"picture-\w+\.png$", path)}
    index = {path for path in kept if re.search(r"\.pf_\w+$", path)}
    assert assets and pictures and index
    assert {path for path, is_kept in kept.items() if is_kept} == assets | pictures | index


def test_scaled_pictures_are_kept_and_those_with_a_day_in_their_name_are_not(project, server):
    folder = project.folder / "public/objectives/8"
    for name, field in [("boats-960-1f0c3a9b.jpg", KEPT), ("boats-20220518.jpg", ASKED), ("boats-7-20220518.jpg", ASKED)]:
        (folder / name).write_bytes(b"\xff\xd8\xff")
        assert Answer(server, f"/briefings/objectives/8/{name}").fields["cache-control"] == field


def test_a_page_that_has_not_changed_is_not_sent_again(server):
    first = Answer(server, "/briefings/objectives/8/", accept_encoding="gzip")
    again = Answer(server, "/briefings/objectives/8/", accept_encoding="gzip", if_none_match=first.fields["etag"])
    assert again.status == 304 and not again.body
    assert again.fields["cache-control"] == ASKED and "content-security-policy" in again.fields


def test_text_is_sent_compressed_and_the_rest_as_it_is(project, server):
    for path in ["objectives/8/", "objectives/8/index.json", "sitemap.xml", files(project, "assets/site.*.css")[0][11:]]:
        plain, small = (Answer(server, "/briefings/" + path, accept_encoding=coding) for coding in ["identity", "gzip"])
        assert small.fields["content-encoding"] == "gzip" and gzip.decompress(small.body) == plain.body, path
        assert small.fields["vary"] == "Accept-Encoding" and len(small.body) < len(plain.body) / 2
    # The last two are compressed already: a browser that unpacked them would hand them on as something else.
    for path in ["packs/at-sea.pdf", files(project, "pagefind/index/*")[0][11:], "pagefind/wasm.unknown.pagefind"]:
        answer = Answer(server, "/briefings/" + path, accept_encoding="gzip")
        assert "content-encoding" not in answer.fields and answer.body == project.read("public/" + path)


def test_a_part_of_a_pack_can_be_asked_for(project, server):
    """Readers of PDFs on the web begin with the end."""
    whole = project.read("public/packs/at-sea.pdf")
    answer = Answer(server, "/briefings/packs/at-sea.pdf", range="bytes=100-199")
    assert (answer.status, answer.body) == (206, whole[100:200])
    assert answer.fields["content-range"] == f"bytes 100-199/{len(whole)}"


def test_pages_cannot_be_framed_and_drawings_have_no_rights(project, server):
    for path in ["/briefings/", "/briefings/search/", "/briefings/packs/at-sea.pdf", "/briefings/nowhere/"]:
        assert Answer(server, path).fields["content-security-policy"] == "frame-ancestors 'self'", path
    (boat,) = files(project, "**/boat*.svg")
    assert Answer(server, boat).fields["content-security-policy"].endswith("; sandbox")


def test_nothing_can_be_sent(server):
    assert Answer(server, "/briefings/search/", method="POST").status == 405


def test_a_new_site_is_there_as_soon_as_it_is_built(project, server):
    """The server looks up each file by its path, and a build puts the whole folder in the place of the old one."""
    project.edit(OBJECTIVE, "## Très vieux\n", "## Tout neuf\n")
    project.edit(OBJECTIVE, "aliases: [/old place/]", "aliases: [/old place/, /older/]")
    project.clear("public/picture-22890043.png")
    build(project)
    assert "Tout neuf".encode() in Answer(server, "/briefings/objectives/8/").body
    # Until the server has read the new rules, the page at the old address leads on.
    answer = Answer(server, "/briefings/older/")
    assert answer.status == 200 and b'data-target="' in answer.body
    server.reload()
    eventually(lambda: Answer(server, "/briefings/older/").status == 301)


def test_a_site_can_have_a_host_of_its_own(project):
    run = project.run("build", "--no-packs", "--no-search", "--base-url", "https://forum.example/", "--redirects", "nginx", "--output", "alone")
    assert run.returncode == 0, run.stderr
    with nginx(project.folder / "alone", "/") as server:
        for path, status in [("/", 200), ("/objectives/8/", 200), ("/old%20place/", 301), ("/.imrf-site", 404), ("/assets/", 404)]:
            assert Answer(server, path).status == status, path
        assert Answer(server, "/nowhere/").body == project.read("alone/404.html")


def test_rules_that_are_not_there_keep_no_server_from_starting(project):
    run = project.run("build", "--no-packs", "--no-search", "--base-url", "https://forum.example/briefings/", "--output", "without")
    assert run.returncode == 0, run.stderr
    with nginx(project.folder / "without") as server:
        assert Answer(server, "/briefings/").status == 200
        assert Answer(server, "/briefings/.imrf-site").status == 404

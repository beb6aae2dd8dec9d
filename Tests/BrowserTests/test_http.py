"""What programs may count on that speak HTTP."""

import re

import pytest
from PIL import Image
from preview import Preview
from project import SMALL, Project

TYPES = {
    "/objectives/8/": "text/html; charset=utf-8",
    "/assets/site.css": "text/css; charset=utf-8",
    "/assets/tabs.js": "text/javascript; charset=utf-8",
    "/assets/favicon.svg": "image/svg+xml",
    "/assets/text.woff2": "font/woff2",
    "/objectives/boat.png": "image/png",
    "/objectives/annex.pdf": "application/pdf",
    "/objectives/deaths.csv": "text/csv",
    "/feed.xml": "application/atom+xml; charset=utf-8",
    "/sitemap.xml": "application/xml",
    "/robots.txt": "text/plain; charset=utf-8",
    "/data/links.json": "application/json",
    "/packs/at-sea.pdf": "application/pdf",
    "/_imrf/": "text/html; charset=utf-8",
    "/_imrf/preview.js": "text/javascript; charset=utf-8",
    "/_imrf/preview.css": "text/css; charset=utf-8",
}
FILE = "/packs/at-sea.pdf"


@pytest.fixture(scope="module")
def preview(tmp_path_factory):
    """A small site with a file of each type, which no test changes."""
    project = Project(tmp_path_factory.mktemp("http") / "site", SMALL)
    project.write("templates/assets/tabs.js", "// Nothing yet.\n")
    (project.folder / "templates/assets/text.woff2").write_bytes(b"wOF2")
    Image.new("RGB", (4, 3), "red").save(project.folder / "content/objectives/boat.png")
    project.edit("content/objectives/08-saving-lives.md", "number: 8", "number: 8\nupdated: 2022-05-20")
    project.append("content/objectives/08-saving-lives.md", "\n![A boat](boat.png), [table](annex.pdf), [data](deaths.csv)\n")
    project.write("content/objectives/annex.pdf", "%PDF-1.7\n")
    project.write("content/objectives/deaths.csv", "year,deaths\n2014,5000\n")
    with Preview(project) as preview:
        yield preview


def address(path, preview):
    """Files of the theme have their version in their names."""
    folder, name = path.rsplit("/", 1)
    stem, _, ending = name.rpartition(".")
    listed = re.findall(rf'href="({folder}/{stem}\.(?:\w+\.)?{ending})"', preview.text("/_imrf/"))
    return listed[0] if listed else path


@pytest.mark.parametrize("path", TYPES)
def test_everything_has_its_type(path, preview):
    answer = preview.get(address(path, preview))
    assert (answer.status, answer.type) == (200, TYPES[path])
    assert answer.fields["content-length"] == str(len(answer.body))
    assert answer.fields["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", TYPES)
def test_head_says_the_same_and_sends_nothing(path, preview):
    path = address(path, preview)
    head, get = preview.get(path, method="HEAD"), preview.get(path)
    assert (head.status, head.body) == (200, b"")
    # Pages of the preview itself are made for each request, and may have grown.
    assert head.fields | {"content-length": ""} == get.fields | {"content-length": ""}
    assert path.startswith("/_imrf/") or head.fields == get.fields


@pytest.mark.parametrize("path", [path for path in TYPES if not path.startswith("/_imrf/")])
def test_nothing_is_sent_twice(path, preview):
    path = address(path, preview)
    tag = preview.get(path).fields["etag"]
    assert re.fullmatch(r'"\w+"', tag)
    for known in tag, f'"other", {tag}', f"W/{tag}", "*":
        again = preview.get(path, if_none_match=known)
        assert (again.status, again.body, again.fields["etag"]) == (304, b"", tag)
    assert preview.get(path, if_none_match='"other"').status == 200


@pytest.mark.parametrize(
    "asked, part",
    [
        ("bytes=0-0", slice(0, 1)),
        ("bytes=10-19", slice(10, 20)),
        ("bytes=10-", slice(10, None)),
        ("bytes=-10", slice(-10, None)),
        ("bytes=0-999999999", slice(0, None)),
        ("bytes=-999999999", slice(0, None)),
    ],
)
def test_a_part_is_sent(asked, part, preview):
    whole = preview.get(FILE)
    assert whole.fields["accept-ranges"] == "bytes"
    answer = preview.get(FILE, range=asked)
    assert (answer.status, answer.body) == (206, whole.body[part])
    first, last, _ = part.indices(len(whole.body))
    assert answer.fields["content-range"] == f"bytes {first}-{last - 1}/{len(whole.body)}"
    assert answer.fields["content-length"] == str(len(answer.body))


@pytest.mark.parametrize("asked", ["bytes=999999999-", "bytes=-0", "bytes=999999999-9999999999"])
def test_a_part_that_is_not_there_is_refused(asked, preview):
    answer = preview.get(FILE, range=asked)
    assert (answer.status, answer.body) == (416, b"")
    assert re.fullmatch(r"bytes \*/\d+", answer.fields["content-range"])


@pytest.mark.parametrize(
    "asked",
    ["bytes=5-4", "bytes=a-b", "bytes=", "bytes", "lines=0-1", "bytes=0-1,4-5", "bytes=99999999999999999999-", ""],
)
def test_what_is_no_part_gets_the_whole(asked, preview):
    answer = preview.get(FILE, range=asked)
    assert answer.status in (200, 416) and (answer.status == 416 or answer.body == preview.get(FILE).body)


def test_a_header_is_never_that_of_a_part(preview):
    """RFC 9110, section 14.2: nobody but GET knows of ranges."""
    head = preview.get(FILE, method="HEAD", range="bytes=0-9")
    assert (head.status, head.fields) == (200, preview.get(FILE).fields)


def test_a_part_of_another_version_gets_the_whole(preview):
    tag = preview.get(FILE).fields["etag"]
    assert preview.get(FILE, range="bytes=0-9", if_range=tag).status == 206
    for other in '"other"', f"W/{tag}", "Sat, 01 Jan 2022 00:00:00 GMT":
        assert preview.get(FILE, range="bytes=0-9", if_range=other).status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_can_be_changed(method, preview):
    answer = preview.get("/objectives/8/", method=method)
    assert (answer.status, answer.fields["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("path", ["/objectives/99/", "/nothing", "/objectives/8/index", "/assets/", "/objectives//8/"])
def test_what_there_is_not_gets_the_page_of_the_site(path, preview):
    answer = preview.get(path)
    assert (answer.status, answer.type) == (404, "text/html; charset=utf-8")
    assert b"<h1>Page not found</h1>" in answer.body and b"site-header" in answer.body
    assert preview.get(path, method="HEAD").status == 404


def test_the_page_of_what_there_is_not_has_its_style(page, preview):
    """However deep the address is."""
    page.goto(f"{preview.url}/one/two/three/four/")
    assert page.locator("h1").inner_text() == "Page not found"
    assert page.locator("body").evaluate("body => getComputedStyle(body).fontFamily").startswith('"Noto Sans"')


@pytest.mark.parametrize("path", ["/objectives/8", "/packs/round-table-2"])
def test_addresses_of_pages_end_with_a_stroke(path, preview):
    answer = preview.get(path)
    assert (answer.status, answer.fields["location"]) == (308, path + "/")


def test_a_query_changes_nothing(preview):
    for path in "/objectives/8/", address("/assets/site.css", preview):
        assert preview.get(f"{path}?a=b&c").body == preview.get(path).body


def test_a_name_with_other_letters(preview):
    assert preview.get("/objectives/%38/").body == preview.get("/objectives/8/").body
    assert preview.get("/r%C3%A9sum%C3%A9/").status == 404


def test_a_connection_serves_many_requests(preview):
    request = b"GET /objectives/8/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
    last = b"GET /objectives/13/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    answers = preview.send(request * 3 + last)
    assert answers.count(b"HTTP/1.1 200 OK") == 4

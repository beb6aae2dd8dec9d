"""What a build makes of the same files, to compare what is served with."""

import re

SCRIPT = re.compile(rb'<script src="/_imrf/preview\.js" [^>]*></script>\n')


def built(project, *options):
    """The files of a build with drafts, without packs and index, by the addresses under which a site shows them."""
    build = project.run("build", "--drafts", "--no-packs", "--no-search", "--output", "built", *options)
    assert build.returncode == 0, build.stderr
    folder = project.folder / "built"
    files = [file for file in folder.rglob("*") if file.is_file() and not file.name.startswith(".")]
    return {f"/{file.relative_to(folder)}".removesuffix("index.html"): file.read_bytes() for file in files}


def served(preview, address):
    """What is served, without the one script that a page has at its end."""
    answer = preview.get(address)
    text, count = SCRIPT.subn(b"", answer.body)
    is_page = answer.type.startswith("text/html")
    return text if answer.status == 200 and count == is_page else answer.body


def unlike(preview, files, root="/"):
    """The addresses at which something else is served than the files of a build."""
    return [path for path, text in sorted(files.items()) if served(preview, root + path[1:]) != text]

"""What is served is what a build writes, but for one script."""

import re

import pytest
from built import built, unlike
from preview import Preview
from project import ROOT, SMALL, Project

OWN = ROOT / "content"


@pytest.mark.parametrize(
    "content, options, root, count",
    [(OWN, [], "/", 400), (SMALL, ["--base-url", "https://forum.example/briefings/"], "/briefings/", 30)],
    ids=["own content", "in a folder"],
)
def test_all_that_a_build_writes_is_served(content, options, root, count, tmp_path):
    project = Project(tmp_path / "site", content)
    project.edit("content/objectives/08-saving-lives.md", "number: 8", "number: 8\ndraft: true")
    with Preview(project, "--no-packs", *options) as preview:
        assert preview.url.removesuffix("/") + "/" == f"http://127.0.0.1:{preview.port}{root}"
        files = built(project, *options)
        assert len(files) > count
        assert unlike(preview, files, root) == []
        assert set(re.findall(rf'<li><a href="{root}([^"]*)">', preview.text("/_imrf/"))) == {
            path[1:] for path in files if not path.endswith("/index.json")
        }
        assert f'href="{root}objectives/8/"' in preview.text("/_imrf/").split('id="drafts"')[1].split("</section>")[0]
        assert 'class="draft"' in preview.text(f"{root}objectives/8/")


def test_nothing_is_written_by_serving(preview):
    """But for what has been found out about packs, in the folder that is for that."""
    before = written(preview.project)
    for path in "/", "/objectives/8/", "/_imrf/", "/_imrf/check/", "/sitemap.xml":
        assert preview.get(path).status == 200
    assert written(preview.project) == before


def written(project):
    return {path for path in project.folder.rglob("*") if ".imrf" not in path.parts}

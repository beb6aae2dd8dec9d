"""What operators meet: what is said names the cause, and the old site stays."""

import os
import shutil
import subprocess

import pytest
from nginx import open_folder
from programs import stand_in
from project import IMRF, SMALL, Project

BUILD = ["build", "--no-packs", "--no-search"]


def test_a_folder_above_that_may_not_be_written_is_named():
    """The new site is made beside the old one; that this one may be written doesn't help."""
    with open_folder() as folder:
        project = Project(folder / "site", SMALL)
        # Nothing is forbidden to root.
        other = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
        shutil.copy(IMRF, folder / "imrf")
        (folder / "www/public").mkdir(parents=True)
        (folder / "www/public").chmod(0o777)
        (folder / "www").chmod(0o555)
        run = subprocess.run(
            [folder / "imrf", *BUILD, "--output", "../www/public"], cwd=project.folder, capture_output=True, text=True, **other
        )
        (folder / "www").chmod(0o755)
        assert run.returncode == 1 and "[site/cannot-write]" in run.stderr, run.stderr
        assert "no folder can be made beside `../www/public`: Permission denied" in run.stderr
        assert "the folder in which `../www/public` lies has to be writable" in run.stderr


def test_a_full_disk_is_the_cause_also_where_a_program_meets_it(small, tmp_path):
    script = "echo 'OSError: [Errno 28] No space left on device' >&2; exit 1"
    run = small.run("pack", "2", **stand_in(tmp_path / "programs", script))
    assert run.returncode == 1 and "hint: make room on the disk" in run.stderr and "by itself" not in run.stderr


def test_fonts_that_are_missing_are_told_by_their_names(small):
    style = "templates/assets/pack-fonts.css"
    small.write(style, (small.folder / style).read_text().replace("/usr/share/fonts", "/nowhere"))
    run = small.run("pack", "2")
    assert run.returncode == 1 and "there is no font `/nowhere/truetype/noto/NotoSerif-Regular.ttf` [pack/missing-font]" in run.stderr
    assert "[pack/failed]" not in run.stderr and "`imrf doctor` names the packages" in run.stderr


@pytest.mark.parametrize("fault", ["disk", "mount"])
def test_a_build_that_has_no_place_leaves_the_old_site(fault, small):
    """A small disk in a world of its own; what can't be made there would be no fault of ours."""
    (small.folder / "www").mkdir()
    run = small.run(*BUILD, "--output", "www/public")
    assert run.returncode == 0, run.stderr
    place = {"disk": "www", "mount": "www/public"}[fault]
    size = {"disk": "1200k", "mount": "20m"}[fault]
    shell = f'cp -r {place} kept; mount -t tmpfs -o size={size} none {place}; cp -r kept/. {place}; rm -r kept; \
        "$0" {" ".join(BUILD)} --output www/public; echo $?; ls -A www; cat www/public/objectives/8/index.html >page'
    page = small.read("www/public/objectives/8/index.html")
    # A build that had the room would show it.
    small.edit("content/objectives/08-saving-lives.md", "title: ", "title: Always ")
    run = subprocess.run(["unshare", "--map-root-user", "--mount", "sh", "-c", shell, IMRF], cwd=small.folder, capture_output=True, text=True)
    assert run.stdout == "1\npublic\n", run.stderr
    cause = {"disk": "No space left on device", "mount": "no mount point"}[fault]
    assert "[site/cannot-write]" in run.stderr and cause in run.stderr
    assert small.read("page") == page

"""The small site in the languages of the United Nations, and what was made of it."""

import shutil
from functools import cache

from pdf import PDF
from project import SMALL, Project

TRANSLATIONS = SMALL.parents[1] / "translations"
LANGUAGES = ["ar", "fr", "ru", "zh"]
PACK, FACING = "round-table-2", "in-two-languages"


def translated(folder):
    """The small site with translations of its round table and its objectives, and with more packs."""
    project = Project(folder, SMALL)
    shutil.copytree(TRANSLATIONS, project.folder / "content", dirs_exist_ok=True)
    return project


class Packs:
    """Packs that are made where a test asks for them."""

    def __init__(self, folder, project=None):
        self.project = project or translated(folder)

    @cache
    def made(self, name, *options):
        """The file of a pack."""
        ending = next((option[2:] for option in options if option in ("--docx", "--epub")), "pdf")
        path = "-".join([name, *(option.strip("-") for option in options)]) + "." + ending
        run = self.project.run("pack", name, *options, "--output", path)
        assert run.returncode == 0, run.stderr
        assert "error" not in run.stderr
        return self.project.folder / path

    def pdf(self, name, *options):
        return PDF(self.made(name, *options))

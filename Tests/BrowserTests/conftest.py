"""Previews of small sites, and a browser that shows them."""

import pytest
from patience import PATIENCE
from playwright.sync_api import expect, sync_playwright
from preview import Preview
from project import SMALL, Project
from serving import serving

expect.set_options(timeout=PATIENCE * 1000)


@pytest.fixture
def project(tmp_path):
    """A small site of its own for each test."""
    return Project(tmp_path / "site", SMALL)


@pytest.fixture
def preview(project):
    """It, shown."""
    with Preview(project) as preview:
        yield preview


@pytest.fixture(scope="session")
def own_site(tmp_path_factory):
    """The folder of our own site, built without packs and index; to be read only."""
    project = Project(tmp_path_factory.mktemp("own") / "site")
    build = project.run("build", "--no-packs", "--no-search")
    assert build.returncode == 0 and not build.stderr, build.stderr
    return project.folder / "public"


@pytest.fixture(scope="session")
def address(own_site):
    """The address at which it is shown."""
    with serving(own_site) as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def context(browser):
    """What one person has open."""
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        context.set_default_timeout(PATIENCE * 1000)
        yield context


@pytest.fixture
def page(context):
    return context.new_page()

"""Previews of small sites, and a browser that shows them."""

import pytest
from patience import PATIENCE
from playwright.sync_api import expect, sync_playwright
from preview import Preview
from project import SMALL, Project

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

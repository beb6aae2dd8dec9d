"""Tells what keeps people from using pages: `accessibility.py folder pages axe browser`.

The folder holds a site whose tags say in an attribute where they stand, the file `pages` the names of those to look at. Each is opened
in the browser, light and dark, and looked at by axe-core; nothing but the folder is read. A line tells of one fault: page, rule, number
of the byte at which the element begins, the rule in words, and what is so at this element; a last one that all pages were looked at.
"""

import mimetypes
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

from playwright.sync_api import sync_playwright

# Whoever waits for something else goes first.
os.nice(10)

# No host can have this name (RFC 2606, section 2), so nothing that isn't taken from the folder can be had.
SITE = "http://site.invalid/"
MARK = "data-imrf-at"

# What WCAG 2.2 asks for, levels A and AA, and what is good practice. A target's size is a rule that axe leaves out by itself; pictures
# without a text are found by a check of our own.
LIGHT = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}, "image-alt": {"enabled": False}},
    "resultTypes": ["violations"],
}
# In the dark only colours are others.
DARK = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, "resultTypes": ["violations"]}

# An element that a script has made stands nowhere in the page; the one around it does.
LOOK = f"""async options => (await axe.run(document, {{elementRef: true, ...options}})).violations.flatMap(
  ({{id, help, nodes}}) => nodes.map(({{element, any, all, none}}) =>
    [id, element.closest("[{MARK}]")?.getAttribute("{MARK}") ?? "0", help, [...any, ...all, ...none][0]?.message ?? ""]))"""


def main(folder, pages, axe, browser):
    # What we tell other programs of fonts would leave the browser without any.
    os.environ.pop("FONTCONFIG_FILE", None)
    # The browser puts a socket where its temporary files go, whose name may have no more than 107 bytes.
    with TemporaryDirectory(dir="/tmp") as short:
        os.symlink(os.environ["TMPDIR"], f"{short}/tmp")
        os.environ["TMPDIR"] = f"{short}/tmp"
        look_at(folder, pages, axe, browser)
    print("done")


def look_at(folder, pages, axe, browser):
    with sync_playwright() as playwright:
        # In a container the superuser has no room for a sandbox.
        sandbox = hasattr(os, "geteuid") and os.geteuid() != 0
        # Whatever a script asks for, no other host is found.
        alone = ["--host-resolver-rules=MAP * ~NOTFOUND"]
        chromium = playwright.chromium.launch(executable_path=browser, chromium_sandbox=sandbox, args=alone)
        context = chromium.new_context(bypass_csp=True, reduced_motion="reduce")
        context.route("**/*", lambda route: answer(route, Path(folder)))
        page = context.new_page()
        # On a busy machine all takes its time; what hangs is ended from outside.
        page.set_default_timeout(0)
        rules = Path(axe).read_text()
        for name in Path(pages).read_text().splitlines():
            page.emulate_media(color_scheme="light")
            page.goto(SITE + name)
            page.evaluate(rules)
            found = page.evaluate(LOOK, LIGHT)
            page.emulate_media(color_scheme="dark")
            known = [fault[:2] for fault in found]
            dark = [fault for fault in page.evaluate(LOOK, DARK) if fault[:2] not in known]
            for fault in found + [[*fault, "(dark)"] for fault in dark]:
                rule, offset, words, *detail = (" ".join(part.split()) for part in fault)
                print(name, rule, offset, words, " ".join(detail), sep="\t")
        chromium.close()


def answer(route, folder):
    """Gives what a server would give that has the folder."""
    address = urlsplit(route.request.url)
    file = (folder / unquote(address.path).lstrip("/")).resolve()
    if address.netloc != urlsplit(SITE).netloc or not file.is_relative_to(folder.resolve()) or not file.is_file():
        return route.fulfill(status=404, body="")
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    route.fulfill(body=file.read_bytes(), content_type=kind)


main(*sys.argv[1:])

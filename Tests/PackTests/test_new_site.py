"""A new site, as `imrf new site` makes it, is right as it is, is built, printed and served in each language."""

import os
import re
import subprocess
import urllib.request

import pytest
from project import IMRF, PROGRAMS

TITLES = {
    "en": "Protecting migrants through rights-based border governance",
    "fr": "Sauver des vies",
    "es": "Salvar vidas",
    "ru": "Спасение жизней",
    "ar": "إنقاذ الأرواح",
    "zh": "拯救生命",
}


# Names are those of the language, addresses are the same in all.
ECUADOR = {"en": "Ecuador", "fr": "Équateur", "es": "Ecuador", "ru": "Эквадор", "ar": "إكوادور", "zh": "厄瓜多尔"}


def run(*arguments, cwd):
    return subprocess.run([IMRF, *arguments], cwd=cwd, env=os.environ | PROGRAMS, capture_output=True, text=True)


@pytest.mark.parametrize("language", TITLES)
def test_a_new_site_is_right_as_it_is(tmp_path, language):
    made = run("new", "site", "site", "--language", language, cwd=tmp_path)
    assert made.returncode == 0 and "site/README.md" in made.stdout, made
    site = tmp_path / "site"
    check = run("check", cwd=site)
    assert (check.returncode, check.stderr) == (0, ""), check
    assert run("build", "--no-packs", "--no-search", cwd=site).returncode == 0
    pages = {str(page.parent.relative_to(site / "public")) for page in site.glob("public/**/index.html")}
    assert {f"objectives/{number}" for number in range(1, 24)} | {f"round-tables/{number}" for number in range(1, 5)} <= pages
    assert {"practices/example", "packs/example", "about"} <= pages
    assert ECUADOR[language] in (site / "public/countries/ecuador/index.html").read_text()
    pack = run("pack", "2", "--output", "pack.pdf", cwd=site)
    assert (pack.returncode, pack.stderr) == (0, ""), pack
    # Arabic is written to PDFs in the shapes of its letters, and in lines.
    if language != "ar":
        text = subprocess.run(["pdftotext", site / "pack.pdf", "-"], capture_output=True, text=True, check=True).stdout
        assert TITLES[language] in re.sub(r"\s+", " ", text)
    preview = subprocess.Popen(
        [IMRF, "serve", "--port", "0"], cwd=site, stderr=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    try:
        address = preview.stdout.readline().split()[0]
        page = urllib.request.urlopen(address + "objectives/8/").read().decode()
        assert f'<html lang="{language}"' in page and (TITLES[language] in page or language == "en")
    finally:
        preview.terminate()
        preview.wait()

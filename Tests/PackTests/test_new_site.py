"""A new site, as `imrf new site` makes it, is served and printed in each language."""

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


def run(*arguments, cwd):
    return subprocess.run([IMRF, *arguments], cwd=cwd, env=os.environ | PROGRAMS, capture_output=True, text=True)


@pytest.mark.parametrize("language", TITLES)
def test_a_new_site_is_printed_and_served(tmp_path, language):
    assert run("new", "site", "site", "--language", language, cwd=tmp_path).returncode == 0
    site = tmp_path / "site"
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

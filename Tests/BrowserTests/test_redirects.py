"""Old addresses lead to where pages are now: in a browser, from a folder, and by the rules of real web servers."""

import http.client
import os
import shutil
import subprocess
from urllib.parse import quote

import pytest
from nginx import free_port, listens, nginx, open_folder
from patience import eventually
from preview import Preview
from project import SMALL, Project
from serving import serving

ALIASES = ["/old/place/", "/old.html", "/a+b(c)[d]{e}^$x/", "/${HOME}/$1/", "/très vieux/", "/don't;say/", "/a&b=c@d,e!~/"]


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    project = Project(tmp_path_factory.mktemp("redirects") / "site", SMALL)
    lines = "".join(f'  - "{alias}"\n' for alias in ALIASES)
    project.edit("content/objectives/08-saving-lives.md", "number: 8\n", f"number: 8\naliases:\n{lines}")
    for options in [[], ["--portable"], *(["--redirects", server] for server in ["nginx", "apache", "netlify"])]:
        run = project.run("build", "--no-packs", *options, "--output", options[-1].strip("-") if options else "plain")
        assert run.returncode == 0 and not run.stderr, run.stderr
    return project


@pytest.fixture(scope="module")
def server(project):
    """The address of the site on a server that knows no rules."""
    with serving(project.folder / "plain") as address:
        yield address


@pytest.mark.parametrize("alias", ALIASES)
def test_a_browser_is_led_on_with_the_part_behind_the_sign(alias, browser, server):
    page = browser.new_page()
    page.goto(server + quote(alias) + "#gaps")
    page.wait_for_url(server + "/objectives/8/#gaps")
    page.close()


def test_a_browser_without_scripts_is_led_on(browser, server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server + "/old/place/")
    page.wait_for_url(server + "/objectives/8/")
    context.close()


def test_going_back_leads_out_of_the_old_address(browser, server):
    page = browser.new_page()
    page.goto(server + "/")
    page.goto(server + "/old/place/")
    page.wait_for_url(server + "/objectives/8/")
    page.go_back()
    page.wait_for_url(server + "/")
    page.close()


def test_a_copy_in_a_folder_leads_on(browser, project):
    folder = (project.folder / "portable").as_uri()
    page = browser.new_page()
    page.goto(f"{folder}/old/place/index.html#gaps")
    page.wait_for_url(f"{folder}/objectives/8/index.html#gaps")
    page.close()


def test_old_addresses_are_in_no_list(project):
    folder = project.folder / "plain"
    page = (folder / "old/place/index.html").read_text()
    assert '<meta name="robots" content="noindex">' in page
    assert '<link rel="canonical" href="https://forum.example/objectives/8/">' in page
    aliases = {alias.strip("/").split("/")[0].removesuffix(".html") for alias in ALIASES}
    for file in folder.rglob("*.*"):
        if file.is_file() and file.relative_to(folder).parts[0].removesuffix(".html") not in aliases:
            assert b"old/place" not in file.read_bytes(), file


def test_a_preview_leads_on_and_shows_no_mark(project):
    shutil.copytree(project.folder / "plain", project.folder / "public", dirs_exist_ok=True)
    assert (project.folder / "public/.imrf-site").exists()
    with Preview(project, "--no-packs") as preview:
        for alias in ALIASES:
            answer = preview.get(quote(alias))
            assert answer.status == 200 and answer.fields["content-type"] == "text/html; charset=utf-8"
            assert b'data-target="' in answer.body
        assert preview.get("/.imrf-site").status == 404


def asked(port, path):
    """The status of an answer, and where it leads."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    place = (answer.getheader("Location") or "").removeprefix(f"http://127.0.0.1:{port}")
    connection.close()
    return answer.status, place


def leads_on(port):
    """Checks a server with its rules."""
    eventually(lambda: listens(port))
    assert asked(port, "/")[0] == 200
    for alias in ALIASES:
        assert asked(port, quote(alias)) == (301, "/objectives/8/"), alias
    assert asked(port, "/objectives/8/")[0] == 200
    assert asked(port, "/old/place/other/")[0] == 404 and asked(port, "/oldxhtml")[0] == 404
    for hidden in ["/.imrf-site", "/.htaccess", "/redirects.conf"]:
        assert asked(port, hidden)[0] in (403, 404), hidden


def test_nginx_leads_on(project):
    with open_folder() as folder:
        shutil.copytree(project.folder / "nginx", folder / "site")
        with nginx(folder / "site", "/") as server:
            leads_on(server.port)


@pytest.mark.skipif(not shutil.which("apache2"), reason="Apache is not installed")
def test_apache_leads_on(project, tmp_path):
    modules = ["mpm_event", "authz_core", "dir", "alias", "mime"]
    loaded = "\n".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in modules)
    port = free_port()
    # Started as root it serves as somebody else, who can't read what belongs to a test.
    user = "User nobody\nGroup nogroup" if os.geteuid() == 0 else ""
    with open_folder() as folder:
        shutil.copytree(project.folder / "apache", folder / "site")
        (tmp_path / "apache.conf").write_text(f"""{loaded}
            {user}
            ServerName 127.0.0.1
            Listen 127.0.0.1:{port}
            PidFile {tmp_path}/pid
            ErrorLog {tmp_path}/error.log
            TypesConfig /dev/null
            DocumentRoot {folder}/site
            DirectoryIndex index.html
            <Directory {folder}/site>
              AllowOverride FileInfo
              Require all granted
            </Directory>
            <Files ".ht*">
              Require all denied
            </Files>""")
        command = ["apache2", "-d", tmp_path, "-f", tmp_path / "apache.conf", "-D", "FOREGROUND"]
        with subprocess.Popen(command) as apache:
            try:
                leads_on(port)
            finally:
                apache.terminate()

"""The programs that packs are made with: they end with us, few run at once, and what they give is looked at."""

import fcntl
import os
import signal

import pytest
from patience import PATIENCE, eventually
from programs import running, stand_in


def remains(project):
    """What should be gone when a command has ended."""
    return list((project.folder / ".imrf/packs").glob("work-*")) + list(project.folder.glob("*staging*"))


INTERRUPTIONS = [(["build"], number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL)]
INTERRUPTIONS += [(["pack", "2"], signal.SIGINT), (["pack", "2", "--docx"], signal.SIGKILL)]


@pytest.mark.parametrize("command, number", INTERRUPTIONS, ids=str)
def test_programs_end_with_us(command, number, unprinted, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    # Nobody else sleeps this long.
    name, sleep = f"sleep\x0098765.{os.getpid()}", f"sleep 98765.{os.getpid()}"
    fakes = stand_in(tmp_path / "programs", f"mktemp >/dev/null\n{sleep} &\nwait")
    process = unprinted.start(*command, **fakes)
    eventually(lambda: running(name))
    process.send_signal(number)
    output, error = process.communicate(timeout=PATIENCE)
    eventually(lambda: not running(name))
    assert (output, error) == ("", "")
    assert list((tmp_path / "temporary").iterdir()) == []
    if number == signal.SIGKILL:
        # What it has left is cleared by the next one, whatever becomes of that.
        unprinted.run("build", **stand_in(tmp_path / "programs", "exit 1"))
    else:
        assert process.returncode == 128 + number
        assert not (unprinted.folder / "public").exists()
    assert remains(unprinted) == []


def test_a_work_folder_goes_when_nobody_works_in_it(project):
    packs = project.folder / ".imrf/packs"
    for name in "work-left", "work-used":
        (packs / name / "inner").mkdir(parents=True)
    used = os.open(packs / "work-used", os.O_RDONLY)
    fcntl.flock(used, fcntl.LOCK_EX)
    assert project.run("pack", "2", "--booklet").returncode == 0
    assert [folder.name for folder in packs.glob("work-*")] == ["work-used"]
    os.close(used)
    assert project.run("pack", "2", "--booklet").returncode == 0
    assert remains(project) == []


def test_no_more_programs_run_than_there_are_cores(unprinted, tmp_path):
    log = tmp_path / "log"
    fakes = stand_in(tmp_path / "programs", f'echo + >>"{log}"\nsleep 0.5\necho - >>"{log}"\nexit 1')
    for number in range(6):
        text = (unprinted.folder / "content/packs/at-sea.md").read_text()
        unprinted.write(f"content/packs/at-sea-{number}.md", text)
    assert unprinted.run("build", **fakes).returncode == 1
    count, most = 0, 0
    for sign in log.read_text().split():
        count += 1 if sign == "+" else -1
        most = max(most, count)
    assert 1 <= most <= os.cpu_count() and count == 0


WRONG = {
    "nothing": "echo 12",
    "an empty file": 'echo >"$target"; echo 12',
    "a page of the web": 'echo "<!DOCTYPE html>" >"$target"; echo 12',
    "a beginning": 'head -c 20000 "{pdf}" >"$target"; echo 12',
    "an end that tells of another place": 'head -c -20 "{pdf}" >"$target"; printf "startxref\\n7\\n%%%%EOF\\n" >>"$target"; echo 12',
    "a link": 'ln -s "{pdf}" "$target"; echo 12',
    "a pipe": 'mkfifo "$target"; echo 12',
    "no number of pages": 'cp "{pdf}" "$target"',
    "words on its output": 'cp "{pdf}" "$target"; echo Hello; echo 12',
    "words on its error": 'cp "{pdf}" "$target"; echo Hello >&2; echo 12',
    "a bad end": 'cp "{pdf}" "$target"; echo 12; exit 3',
}


@pytest.mark.parametrize("script", WRONG.values(), ids=WRONG)
def test_what_is_no_pdf_is_not_published(script, built, unprinted, tmp_path):
    pdf = built.folder / "public/packs/round-table-2.pdf"
    fakes = stand_in(tmp_path / "programs", script.replace("{pdf}", str(pdf)))
    build = unprinted.run("build", **fakes)
    assert build.returncode == 1 and "error: " in build.stderr and ".pdf" in build.stderr, build.stderr
    assert (unprinted.folder / "public/packs/round-table-2/index.html").exists()
    assert not list((unprinted.folder / "public").rglob("*.pdf"))
    assert not list((unprinted.folder / ".imrf/packs").iterdir())


@pytest.mark.parametrize("script, form", [
    (":", "--epub"),
    ('printf "PK\\003\\004" >"$target"', "--epub"),
    ('echo >"$target"', "--docx"),
    ('ln -s /dev/null "$target"', "--docx"),
])
def test_what_is_no_archive_is_not_written(script, form, unprinted, tmp_path):
    fakes = stand_in(tmp_path / "programs", script)
    run = unprinted.run("pack", "2", form, "--output", "made", **fakes)
    assert run.returncode == 1 and "[pack/not-whole]" in run.stderr, run.stderr
    assert not (unprinted.folder / "made").exists()


def test_what_is_no_booklet_is_not_written(project, tmp_path):
    fakes = stand_in(tmp_path / "programs", 'echo "%PDF-1.7" >"$target"')
    run = project.run("pack", "2", "--booklet", "--output", "made", python=fakes["python"])
    assert run.returncode == 1 and "[pack/not-whole]" in run.stderr, run.stderr
    assert not (project.folder / "made").exists()


def truncate(file):
    os.truncate(file, file.stat().st_size // 2)


def empty(file):
    file.write_text("")


def change(file):
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def replace_by_pipe(file):
    file.unlink()
    os.mkfifo(file)


def replace_by_link(file):
    file.rename(file.parent.parent / "elsewhere")
    file.symlink_to(file.parent.parent / "elsewhere")


@pytest.mark.parametrize("harm", [truncate, change, empty, replace_by_pipe, replace_by_link], ids=lambda harm: harm.__name__)
def test_what_was_kept_and_has_changed_is_printed_anew(harm, project):
    before = project.read("public/packs/at-sea.pdf")
    kept, = (project.folder / ".imrf/packs").glob("packs-at-sea.pdf-*")
    harm(kept)
    assert project.run("build").stderr == ""
    assert project.read("public/packs/at-sea.pdf") == before
    assert kept.is_file() and not kept.is_symlink() and kept.read_bytes() == before


def test_a_program_that_cannot_be_started_is_told(unprinted, tmp_path):
    (tmp_path / "programs").mkdir()
    for name in "weasyprint", "python3":
        (tmp_path / "programs" / name).write_text("#!/nowhere/at/all\n")
        (tmp_path / "programs" / name).chmod(0o755)
    run = unprinted.run("pack", "2", weasyprint=str(tmp_path / "programs/weasyprint"))
    assert run.returncode == 1 and "[pack/failed]" in run.stderr, run.stderr


def test_many_complaints_are_counted(unprinted, tmp_path):
    """Ten of a kind are told with their places, however many there are."""
    complaints = "\n".join(f"WARNING: Ignored `hyphens: number-{n}` at {n}:1, unknown property." for n in range(20_000))
    (tmp_path / "complaints").write_text(complaints + "\nERROR: Something else\n")
    fakes = stand_in(tmp_path / "programs", f'cat "{tmp_path}/complaints" >&2; echo 12')
    unprinted.edit("templates/assets/pack.css", "  html { color:", "  html { hyphens: number-7; color:")
    run = unprinted.run("pack", "2", **fakes)
    assert run.stderr.count("[pack/unknown-css]") == 10 and "[pack/printing]" in run.stderr
    assert "--> templates/assets/pack.css:" in run.stderr
    assert "note: and 19990 more of the same kind" in run.stderr


@pytest.mark.parametrize("words", ["ERROR: ", "WARNING: Ignored `a"])
def test_a_complaint_without_end_is_cut(words, unprinted, tmp_path):
    line = f"{words}{'a' * 12_000_000}`, unknown property."
    (tmp_path / "complaint").write_text(line + "\n")
    fakes = stand_in(tmp_path / "programs", f'cat "{tmp_path}/complaint" >&2; echo 12')
    run = unprinted.run("pack", "2", **fakes)
    assert run.returncode == 1 and "aaa…" in run.stderr and len(run.stderr) < 2000

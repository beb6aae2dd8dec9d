"""Tells where the time goes when packs are printed: `packs.py [pack…]`, after `make build`.

It prints each pack from nothing with a Python that measures itself, and sums up the processor time of each step, in seconds. Then
it changes a sentence of an objective again and again while a preview shows the sheets of a pack, and tells how long it takes
until those with the sentence are there, and until all are. With `IMRF_BASE=folder`, a checkout of an earlier version in which
`make build` was run, it also makes the same packs by that version, in turn, and compares the processor time that all programs
take together.
"""

import json
import os
import resource
import runpy
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv/bin/python3"
TURNS = 3
PORT = 4417
STEPS = [
    "start", "styles and fonts", "boxes", "first layout", "later layouts", "margins of pages", "painting", "tags", "writing", "rest",
]  # fmt: skip


def main(packs):
    print("| pack | " + " | ".join(STEPS) + " | all |\n|" + "---|" * (len(STEPS) + 2))
    for pack in packs:
        turns = [steps_of(pack) for _ in range(TURNS)]
        steps = [median(turn.get(step, 0) for turn in turns) for step in STEPS]
        print(f"| {pack} | " + " | ".join(f"{step:.2f}" for step in steps) + f" | {sum(steps):.2f} |")
    print_preview()
    if base := os.environ.get("IMRF_BASE"):
        versions = {"now": ROOT, "earlier": Path(base)}
        turns = [{name: processor_time(folder, packs) for name, folder in versions.items()} for _ in range(TURNS)]
        now, earlier = (median(turn[name] for turn in turns) for name in versions)
        print(f"all programs together: {now:.1f} s, earlier {earlier:.1f} s, ratio {now / earlier:.2f}")


def steps_of(pack):
    """The processor time that Python has taken for each step of printing a pack."""
    with tempfile.TemporaryDirectory() as folder:
        times = Path(folder) / "times.json"
        for name, command in {
            "weasyprint": f'exec "{ROOT}/.venv/bin/weasyprint" "$@"',
            "python3": f'exec "{PYTHON}" -W ignore "{Path(__file__).resolve()}" --measured "{times}" "$@"',
        }.items():
            program = Path(folder) / name
            program.write_text(f"#!/bin/sh\n{command}\n")
            program.chmod(0o755)
        make(ROOT, [pack], Path(folder) / "site", IMRF_WEASYPRINT=f"{folder}/weasyprint")
        return json.loads(times.read_text())


def print_preview():
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        for name in "content", "templates":
            shutil.copytree(ROOT / name, site / name)
        text = next(site.glob("content/objectives/08-*.md"))
        command = [ROOT / ".build/release/imrf", "serve", "--quiet", "--source", site, "--port", str(PORT)]
        variables = {"IMRF_WEASYPRINT": str(ROOT / ".venv/bin/weasyprint"), "IMRF_PYTHON": str(PYTHON)}
        preview = subprocess.Popen(command, env={**os.environ, **variables}, stdout=subprocess.DEVNULL)
        try:
            changed, whole = zip(*[sheets_after_a_change(text, number) for number in range(1 + 2 * TURNS)][1:])
        finally:
            preview.terminate()
    print(f"a sentence changed: its sheets after {median(changed):.2f} s, the whole pack after {median(whole):.2f} s")


def sheets_after_a_change(text, number):
    """How long it takes until the sheets with a new sentence are there, and until the whole pack is."""
    pack = "/_imrf/packs/round-table-2/"
    if number:
        text.write_text(f"{text.read_text().rstrip()}\n\nA sentence more, number {number}.\n")
    else:
        fetch(pack)
    begin = time.monotonic()
    while number and f"number {number}." not in fetch("/objectives/8/"):
        time.sleep(0.002)
    with ThreadPoolExecutor() as pool:
        # As the page with the sheets asks for them.
        changed = pool.submit(lambda: (fetch(f"{pack}changed.json"), time.monotonic() - begin))
        whole = pool.submit(lambda: (fetch(pack), time.monotonic() - begin))
        assert not number or "address" in changed.result()[0], "the sheets that have changed can't be told"
        return changed.result()[1], whole.result()[1]


def fetch(path):
    end = time.monotonic() + 60
    while True:
        try:
            with urlopen(f"http://127.0.0.1:{PORT}{path}", timeout=120) as answer:
                return answer.read().decode()
        except URLError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def processor_time(version, packs):
    """What a version of the program and all that it starts take for some packs."""
    with tempfile.TemporaryDirectory() as folder:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        make(version, packs, Path(folder) / "site", IMRF_WEASYPRINT=str(ROOT / ".venv/bin/weasyprint"))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def make(version, packs, site, **variables):
    for name in "content", "templates":
        shutil.copytree(version / name, site / name)
    for pack in packs:
        command = [version / ".build/release/imrf", "pack", pack, "--output", site / f"{pack}.pdf"]
        subprocess.run(command, cwd=site, check=True, env={**os.environ, **variables}, stdout=subprocess.DEVNULL)


def measured(target, script, arguments):
    """Runs the script that prints, and writes how long each step takes."""
    sys.path.insert(0, str(Path(script).parent))
    import libraries  # noqa: F401, I001 - before WeasyPrint, as in the script

    import structure
    import weasyprint.document as document
    import weasyprint.layout as layout

    times = dict.fromkeys(STEPS, 0)
    times["start"] = time.process_time()
    make_all_pages = layout.make_all_pages

    def timed(module, name, step):
        original = getattr(module, name)

        def replacement(*given, **named):
            begin = time.process_time()
            try:
                return original(*given, **named)
            finally:
                times[step] += time.process_time() - begin

        setattr(module, name, replacement)

    def pages(*given):
        step = "later layouts" if times["first layout"] else "first layout"
        begin = time.process_time()
        for page in make_all_pages(*given):
            times[step] += time.process_time() - begin
            yield page
            begin = time.process_time()
        times[step] += time.process_time() - begin

    layout.make_all_pages = pages
    make_margin_boxes = layout.make_margin_boxes
    layout.make_margin_boxes = lambda *given: list(make_margin_boxes(*given))
    timed(document, "get_all_computed_styles", "styles and fonts")
    timed(document, "build_formatting_structure", "boxes")
    timed(layout, "make_margin_boxes", "margins of pages")
    timed(document, "draw_page", "painting")
    timed(structure, "_add_structure", "tags")
    timed(document, "generate_pdf", "writing")
    sys.argv = [script, *arguments]
    runpy.run_path(script, run_name="__main__")
    times["writing"] -= times["painting"] + times["tags"]
    times["rest"] = time.process_time() - sum(times.values())
    Path(target).write_text(json.dumps(times))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measured"]:
        script = next(argument for argument in sys.argv if Path(argument).parent.name == "scripts")
        measured(sys.argv[2], script, sys.argv[sys.argv.index(script) + 1 :])
    else:
        main(sys.argv[1:] or [f"round-table-{number}" for number in range(1, 5)])

"""Renders with Jinja2 and minijinja as it is asked to, and says how long it took: a line for each line that it reads.

The data are Python's own lists and dictionaries, made once; both engines keep their compiled templates.
"""

import functools
import gc
import importlib.metadata
import json
import pathlib
import sys
import time

import jinja2
import minijinja

FOLDER = pathlib.Path(sys.argv[1])


class Jinja2:
    def __init__(self, sources):
        self.sources = sources
        self.environment = jinja2.Environment(autoescape=True, loader=jinja2.DictLoader(sources))
        self.template = self.environment.get_template("main.html")

    def render(self, data):
        return self.template.render(**data)

    def compile(self):
        for source in self.sources.values():
            self.environment.from_string(source)


class Minijinja:
    def __init__(self, sources):
        self.environment = minijinja.Environment()
        self.sources = sources
        self.compile()

    def render(self, data):
        return self.environment.render_template("main.html", **data)

    def compile(self):
        for name, source in self.sources.items():
            self.environment.add_template(name, source)


ENGINES = {"Jinja2": Jinja2, "minijinja": Minijinja}


@functools.cache
def data(case):
    return json.loads((FOLDER / case / "data.json").read_text())


@functools.cache
def engine(name, case):
    return ENGINES[name]({file.name: file.read_text() for file in (FOLDER / case / "jinja").iterdir()})


def seconds(work, count):
    gc.collect()
    gc.disable()
    start = time.perf_counter()
    for _ in range(count):
        work()
    taken = time.perf_counter() - start
    gc.enable()
    return taken


def answer(question, name, case, count="1"):
    subject = engine(name, case)
    if question == "version":
        return importlib.metadata.version(name)
    if question == "page":
        return json.dumps(subject.render(data(case)))
    if question == "compiling":
        return seconds(subject.compile, int(count))
    page_data = data(case)
    return seconds(lambda: subject.render(page_data), int(count))


for line in sys.stdin:
    print(answer(*line.split()), flush=True)

"""Makes templates from a grammar and renders them with Jinja2; writes a line of JSON for each.

    compare.py [--count 4000] [--seed 1]    a line with the sets of data, a line for each case, a line with all words used
    compare.py --again [--seed 1]           renders the cases that come in as lines

A case has `files` (each with a `name` and the `pieces` that it is made of; the first is the one that is rendered), `data`
(which set), `trim` (whether white space around block tags is left out), and either `output` or `refused`, which says why
Jinja2 renders nothing.
"""

import argparse
import copy
import json
import multiprocessing
import random
import re
import resource
import sys
import warnings
from concurrent.futures import ProcessPoolExecutor

import jinja2

from data import data_sets
from statements import Templates

# Jinja2 has no limits, and a small template can ask for all memory there is.
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))

# What Python thinks of unusual escapes is no news.
warnings.simplefilter("ignore")


def rendered(case, data):
    """The case with what Jinja2 makes of it."""
    environment = jinja2.Environment(
        loader=jinja2.DictLoader({file["name"]: "".join(file["pieces"]) for file in case["files"]}),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.loopcontrols", "jinja2.ext.do"],
        trim_blocks=case["trim"],
        lstrip_blocks=case["trim"],
    )
    # A copy, since some filters of Jinja2 change what they are given.
    environment.globals.update(copy.deepcopy(data))
    try:
        output = environment.get_template(case["files"][0]["name"]).render()
        output.encode()
        return case | {"output": output}
    except Exception as error:
        return case | {"refused": f"{type(error).__name__}: {error}"[:300]}


def made(arguments):
    """The case of a number, as a line."""
    seed, number = arguments
    rng = random.Random(f"{seed} {number}")
    case = {"number": number, "data": rng.randrange(24), "trim": rng.random() < 0.1}
    case["files"] = [{"name": name, "pieces": pieces} for name, pieces in Templates(rng).templates().items()]
    return json.dumps(rendered(case, data_sets(seed)[case["data"]]))


def words(line):
    """The names and signs in the templates of a case."""
    text = "\n".join("".join(file["pieces"]) for file in json.loads(line)["files"])
    return re.findall(r"\w+|[=!<>]=|[<>]", text)


def make(count, seed):
    print(json.dumps(data_sets(seed), ensure_ascii=False))
    used = set()
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
        for line in pool.map(made, [(seed, number) for number in range(count)], chunksize=50):
            print(line)
            used.update(words(line))
    print(json.dumps(sorted(used), ensure_ascii=False))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--again", action="store_true")
    arguments = parser.parse_args()
    if not arguments.again:
        return make(arguments.count, arguments.seed)
    for line in sys.stdin.readlines():
        case = json.loads(line)
        case = {key: case[key] for key in ("number", "data", "trim", "files")}
        print(json.dumps(rendered(case, data_sets(arguments.seed)[case["data"]])))


if __name__ == "__main__":
    main()

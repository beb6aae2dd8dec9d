"""Where on the pages of a pack its sections and its named places are, so that one that changes can be drawn without the others."""

import json
from pathlib import Path


def sections(tree):
    """The parts of a pack of which each begins on a new page: what stands in the outermost element of its body that holds several."""
    parts = list(tree.find("body"))
    while len(parts) == 1:
        parts = list(parts[0])
    return parts


def write(tree, pages, target):
    """Writes the first and the last page of each section, and the page of each name."""
    numbers = {section: number for number, section in enumerate(sections(tree))}
    ranges, names = [None] * len(numbers), {}
    for number, page in enumerate(pages, 1):
        for box in page._page_box.descendants():
            section = numbers.get(box.element)
            if section is not None:
                ranges[section] = (ranges[section] or [number])[:1] + [number]
            if name := box.style["anchor"]:
                names.setdefault(name, number)
    Path(target).write_text(json.dumps({"sections": ranges, "names": names}))

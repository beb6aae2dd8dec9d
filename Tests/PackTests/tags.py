"""The structure of a PDF as it is, over all pages."""

from dataclasses import dataclass
from functools import cached_property

from page_text import joined


@dataclass(frozen=True)
class Tag:
    """An element of the structure."""

    pdf: object
    node: object
    parent: "Tag | None"

    @property
    def role(self):
        return self.node["/S"][1:]

    @cached_property
    def parts(self):
        """What stands in it: tags, runs of text, annotations."""
        return [part for kid in self.node.get("/K", []) for part in self._parts(kid.get_object())]

    def _parts(self, kid):
        if not isinstance(kid, int) and kid.get("/Type") == "/StructElem":
            return [Tag(self.pdf, kid, self)]
        if not isinstance(kid, int) and kid.get("/Type") == "/OBJR":
            return [kid["/Obj"].get_object()]
        return self.pdf.marked(*self.pdf.place_of_mark(kid, self.node))

    @property
    def tags(self):
        return [part for part in self.parts if isinstance(part, Tag)]

    @property
    def runs(self):
        """The text in it, with that of the tags in it."""
        for part in self.parts:
            yield from part.runs if isinstance(part, Tag) else [] if isinstance(part, dict) else [part]

    @property
    def text(self):
        return joined(self.runs)

    @property
    def pages(self):
        return sorted({run.page for run in self.runs})

    @property
    def annotations(self):
        return [part for part in self.parts if isinstance(part, dict)]

    def all(self, *roles):
        """Those in it that have one of some roles, in the order of reading; all if none is given."""
        for tag in self.tags:
            if not roles or tag.role in roles:
                yield tag
            yield from tag.all(*roles)

    def attribute(self, name):
        """An attribute, such as `/Scope`."""
        sets = self.node.get("/A", [])
        sets = sets if isinstance(sets, list) else [sets]
        return next((entries.get_object()[name] for entries in sets if name in entries.get_object()), None)

    @property
    def outline(self):
        """Its role and those in it: "P(Link Span)"."""
        inner = " ".join(tag.outline for tag in self.tags)
        return f"{self.role}({inner})" if inner else self.role


def structure(pdf):
    """The tag of the document."""
    return Tag(pdf, pdf.structure["/K"][0].get_object(), None)

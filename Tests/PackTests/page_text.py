"""Reads the text of a PDF's pages: where each piece stands, how large it is, and which mark of the structure it has.

It knows the operators that WeasyPrint writes. Lengths are in points, from the top left corner of the page.
"""

import re
from dataclasses import dataclass

TOKEN = re.compile(rb"<<.*?>>|<[0-9A-Fa-f]*>|\[|\]|/[^\s/<>\[\]()]+|[-+]?[\d.]+|[A-Za-z'*]+", re.DOTALL)
IDENTITY = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True)
class Run:
    """A piece of text on one line, in one font."""

    page: int
    left: float
    right: float
    baseline: float
    size: float
    font: str
    text: str
    mark: int | None
    """The number by which the structure knows it; none for decorations."""
    is_marked: bool
    """Whether it is either of the two."""


def joined(runs):
    """The text of runs in their order; lines are parted by spaces, but for those that end with a hyphen."""
    text, last = "", None
    for run in runs:
        is_new_line = last and abs(run.baseline - last.baseline) > last.size * 0.6
        if is_new_line and not text.endswith("-"):
            text += " "
        text, last = text + run.text, run
    return " ".join(text.split())


class Font:
    """What the codes of a font stand for, and how wide they are in thousandths of its size."""

    def __init__(self, dictionary):
        self.name = dictionary["/BaseFont"].split("+")[-1]
        mapping = dictionary["/ToUnicode"].get_data().split(b"endcodespacerange")[1]
        pairs = re.findall(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>", mapping)
        self.characters = {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}
        self.widths = dict(widths(dictionary["/DescendantFonts"][0].get_object()["/W"]))

    def decode(self, code):
        """The text of a code, and its width."""
        return self.characters.get(code, "\ufffd"), self.widths.get(code, 1000)


def widths(array):
    """Pairs of a code and its width, from `[3 [260] 11 [300 300]]` (ISO 32000-1, section 9.7.4.3)."""
    for first, values in zip(array[::2], array[1::2]):
        yield from enumerate(values, int(first))


class PageReader:
    """Follows the operators of one page."""

    def __init__(self, page, number, fonts):
        self.page, self.number, self.fonts = page, number, fonts
        self.height = float(page.mediabox.height)
        self.matrix, self.stack, self.marks = IDENTITY, [], []
        self.text_matrix, self.font, self.size = IDENTITY, None, 0

    def runs(self):
        """The pieces of text in the order in which they are painted."""
        operands = []
        for token in TOKEN.findall(self.page.get_contents().get_data()):
            if not token[:1].isalpha():
                operands.append(token)
                continue
            if token == b"TJ":
                run = self.run(operands)
                if run.text.strip():
                    yield run
            else:
                self.obey(token, operands)
            operands = []

    def obey(self, operator, operands):
        match operator:
            case b"q":
                self.stack.append(self.matrix)
            case b"Q":
                self.matrix = self.stack.pop()
            case b"cm":
                self.matrix = product(numbers(operands), self.matrix)
            case b"BMC":
                self.marks.append(None)
            case b"BDC":
                number = re.search(rb"/MCID (\d+)", operands[-1])
                self.marks.append(int(number[1]) if number else None)
            case b"EMC":
                self.marks.pop()
            case b"Tm":
                self.text_matrix = numbers(operands)
            case b"Tf":
                self.font, self.size = self.font_named(operands[0].decode()), float(operands[1])

    def font_named(self, name):
        reference = self.page["/Resources"]["/Font"].raw_get(name)
        if reference.idnum not in self.fonts:
            self.fonts[reference.idnum] = Font(reference.get_object())
        return self.fonts[reference.idnum]

    def run(self, operands):
        """What `TJ` shows; spaces at its end have no width."""
        scale, _, _, _, left, bottom = product(self.text_matrix, self.matrix)
        text, width, visible = "", 0, 0
        for operand in operands:
            if operand[:1] == b"<":
                for place in range(1, len(operand) - 1, 4):
                    character, advance = self.font.decode(int(operand[place : place + 4], 16))
                    text, width = text + character, width + advance
                    visible = visible if character.isspace() else width
            elif operand not in (b"[", b"]"):
                width -= float(operand)
        size = self.size * scale
        mark = self.marks[-1] if self.marks else None
        right = left + visible * size / 1000
        return Run(self.number, left, right, self.height - bottom, size, self.font.name, text, mark, bool(self.marks))


def numbers(operands):
    return tuple(map(float, operands))


def product(first, second):
    """The product of two matrices as PDF writes them."""
    a, b, c, d, e, f = first
    g, h, i, j, k, l = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l)

"""Has the words of drawings set as words. WeasyPrint 70 sets each letter for itself: Arabic letters stand apart and from left to right,
and no two letters are as close as the font has them."""

import weasyprint.svg

_text = weasyprint.svg.TAGS["text"]
# What gives letters places of their own, or moves them.
OF_LETTERS = ("rotate", "letter-spacing", "textLength")


class Words(str):
    """A text that counts as one letter."""

    def __iter__(self):
        yield str(self)


def keep_words_whole():
    # What draws words is known by two names, and compared.
    weasyprint.svg.text = _set
    weasyprint.svg.TAGS.update(dict.fromkeys([tag for tag, draw in weasyprint.svg.TAGS.items() if draw is _text], _set))


def _set(drawing, node, font_size):
    places = [node.get(name, "").replace(",", " ").split() for name in ("x", "y", "dx", "dy")]
    if node.text and not any(node.get(name) for name in OF_LETTERS) and all(len(each) < 2 for each in places):
        node._etree_node.text = Words(node.text)
    _text(drawing, node, font_size)

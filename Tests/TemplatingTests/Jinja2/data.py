"""What the templates of the comparison are given: a few sets of data with the same names and kinds."""

import functools
import random

WORDS = [
    "migration", "Geneva", "côte", "ÉCOLE", "straße", "review", "Forum", "a", "of", "x-ray", "re-entry", "well-being",
    "two words", "Ábel", "zebra", "Zoë", "日本", "3rd", "42", "3.5", "0x1f", "ǆ", "ΣΑΣ", "1_000", "don't", "naïve",
]
TEXTS = [
    "", " ", "plain", "Hello, World!", "<b>bold</b>", 'say "hi" & \'bye\'', "a < b > c", "tab\there", "line one\nline two",
    "  padded  ", "The quick brown fox jumps over the lazy dog", "100%", "{{ not a tag }}", "a-b-c_d e.f", "ünïcödé ß",
    "back\\slash", "one, two, three", "x" * 30, "e\u0301t\u00e9", "emoji 👍🏽 flag 🇨🇭", "\u00a0no-break\u200b", "&amp; &lt;",
    "crlf\r\nline\rend", "she said (again) that [this] {works}", "https://example.org/a?b=c&d=e", "mail me@example.org, ok",
    "para one\n\npara two, which is rather longer than the first one\n", "\x1b[0m", "a,b,,c", "((nested)) https://x.org).",
]
CITIES = ["Geneva", "geneva", "New York", "Nairobi", "Wien", "Zürich"]


def person(rng):
    """One entry of a list, with texts, numbers, lists and maps inside."""
    return {
        "name": rng.choice(["Ana", "ben", "Chloé", "dario", "Eve & Co", "Émile", "<Fay>"]),
        "age": rng.randrange(18, 40),
        "height": rng.choice([1.5, 1.75, 1.8, 2.0]),
        "active": rng.random() < 0.5,
        "nick": rng.choice([None, "", "Bo", "<i>"]),
        "tags": rng.sample(WORDS, rng.randrange(0, 3)),
        "home": {"city": rng.choice(CITIES), "zip": rng.randrange(1000, 1010)},
    }


def data_set(rng):
    """All names that a template may use; their kinds are in `VARIABLES` of `expressions.py`."""
    return {
        "n": rng.randrange(-20, 120),
        "m": rng.choice([0, 1, 2, 3, 7, 10, 255, 1000, 123456789]),
        "f": rng.choice([0.0, 0.1, -1.5, 2.675, 1e16, 1e-7, 123456.789, 1e22, 0.5, -0.0, 12345678.9]),
        "g": rng.choice([1.0, 2.5, 3.14159, 0.05, 99.995, 1234567.125]),
        "yes": True,
        "no": False,
        "nothing": None,
        "s": rng.choice(TEXTS),
        "t": rng.choice(TEXTS),
        "u": rng.choice(WORDS),
        "digits": rng.choice(["inf", "-Infinity", "nan", "1e400", " 12 ", "1_0.5", "0x10"]),
        "page": rng.choice(["other.html", "part.html"]),
        "words": [rng.choice(WORDS) for _ in range(rng.randrange(1, 7))],
        "texts": [rng.choice(TEXTS) for _ in range(rng.randrange(0, 5))],
        "nums": [rng.randrange(-5, 12) for _ in range(rng.randrange(1, 8))],
        "floats": [rng.choice([0.5, 1.25, -2.0, 1e20, 3.3]) for _ in range(rng.randrange(1, 5))],
        "mixed": [1, "two", 3.0, None, True, [4, "<5>"], {"six": 6}],
        "table": [[rng.randrange(9) for _ in range(3)] for _ in range(rng.randrange(1, 4))],
        "people": [person(rng) for _ in range(rng.randrange(1, 6))],
        "one": person(rng),
        "scores": {name: rng.randrange(100) for name in rng.sample(["ana", "Ben", "chloé", "Dario", "<e>"], 3)},
        "empty": [],
        "blank": {},
    }


@functools.cache
def data_sets(seed):
    """The sets of one run."""
    return [data_set(random.Random(f"data {seed} {number}")) for number in range(24)]

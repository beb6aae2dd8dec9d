"""Lets a pack read its own files and the fonts that it names, and nothing else, whatever a picture or a style sheet refers to."""

import struct
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from fontTools.ttLib import TTCollection
from weasyprint import LOGGER
from weasyprint.urls import URLFetcher, URLFetcherResponse


class Fetcher(URLFetcher):
    """Fetches what lies in a folder, fonts, and what an address holds in itself."""

    def __init__(self, folder, fonts):
        super().__init__()
        self.folder, self.fonts = folder.resolve(), {Path(font).resolve() for font in fonts}

    def fetch(self, url, headers=None):
        address = urlsplit(url)
        path = Path(url2pathname(address.path)).resolve()
        is_ours = self.folder in path.parents or path in self.fonts
        if is_ours and address.fragment and path.suffix in (".ttc", ".otc"):
            return URLFetcherResponse(url, one_font(path, address.fragment))
        if address.scheme == "data" or (address.scheme, address.netloc, is_ours) == ("file", "", True):
            return super().fetch(url, headers)
        LOGGER.error("Outside the pack: %s", url)
        raise ValueError("outside the pack")


def one_font(path, name):
    """A collection of fonts as one that has a single font: the one with a PostScript name, as addresses of fonts say it (CSS Fonts 4,
    section 4.3.1). WeasyPrint 70 takes the first one: of Noto's for Chinese, that is the Japanese."""
    with TTCollection(path, lazy=True) as collection:
        names = [font["name"].getDebugName(6) for font in collection]
    if name not in names:
        raise ValueError(f"no font {name}")
    content = bytearray(path.read_bytes())
    # Of its head only the number of fonts and the place of the first one have to be others.
    place = struct.unpack_from(f">{len(names)}L", content, 12)[names.index(name)]
    struct.pack_into(">2L", content, 8, 1, place)
    return bytes(content)

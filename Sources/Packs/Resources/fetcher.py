"""Lets a pack read its own files and the fonts that it names, and nothing else, whatever a picture or a style sheet refers to."""

from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from weasyprint import LOGGER
from weasyprint.urls import URLFetcher


class Fetcher(URLFetcher):
    """Fetches what lies in a folder, fonts, and what an address holds in itself."""

    def __init__(self, folder, fonts):
        super().__init__()
        self.folder, self.fonts = folder.resolve(), {Path(font).resolve() for font in fonts}

    def fetch(self, url, headers=None):
        address = urlsplit(url)
        path = Path(url2pathname(address.path)).resolve()
        is_ours = self.folder in path.parents or path in self.fonts
        if address.scheme == "data" or (address.scheme, address.netloc, is_ours) == ("file", "", True):
            return super().fetch(url, headers)
        LOGGER.error("Outside the pack: %s", url)
        raise ValueError("outside the pack")

"""Looks at pictures as packs show them, and knows in which drawing is what WeasyPrint complains of, which doesn't say so itself."""

from functools import wraps

from weasyprint import HTML
from weasyprint.images import SVGImage, get_image_from_uri

# A page that any drawing fits on, in CSS pixels.
LARGE = 20000
AS_IT_IS = {"dpi": None, "jpeg_quality": None, "optimize_images": False}
NAMES = {".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}

_underway = []


def keep_track():
    """Has WeasyPrint note which drawing it reads or paints."""
    SVGImage.__init__ = _noting(SVGImage.__init__, lambda image, tree, address, *others: address)
    SVGImage.draw = _noting(SVGImage.draw, lambda image, *others: image._base_url)


def drawing():
    """The address of the drawing that is being read or painted, or none; of drawings within others, that of the outermost."""
    return _underway[0] if _underway else None


def _noting(function, address_of):
    @wraps(function)
    def call(*arguments):
        _underway.append(address_of(*arguments))
        try:
            return function(*arguments)
        finally:
            _underway.pop()

    return call


def look_at(folder, fetcher, faces):
    """Has WeasyPrint tell what is wrong with the pictures of a folder; drawings are drawn, since only that tells it."""
    files = [file for file in sorted(folder.rglob("*.*")) if file.suffix in NAMES]
    for file in files:
        if file.suffix != ".svg":
            get_image_from_uri({}, fetcher, AS_IT_IS, file.as_uri())
    drawings = [file for file in files if file.suffix == ".svg"]
    if drawings:
        laid_out(drawings, fetcher, faces).write_pdf()


def laid_out(drawings, fetcher, faces, width=LARGE, height=LARGE):
    """Pages that show nothing but drawings, each as large as it is, with the fonts that style sheets name."""
    style = f"@page {{ size: {width}px {height}px; margin: 0 }} body {{ margin: 0 }} img {{ display: block }}"
    images = "".join(f'<img src="{file.as_uri()}">' for file in drawings)
    return HTML(string=f"<style>{style}</style>{images}", url_fetcher=fetcher).render(font_config=faces)

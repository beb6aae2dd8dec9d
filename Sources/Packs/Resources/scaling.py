"""Makes pictures smaller, without what cameras write into them of place, time and owner: `scaling.py picture folder width…`.

What is made is called after its width, `folder/480`. Words on the standard output say why there is none.
"""

import sys
from pathlib import Path

from PIL import Image, ImageOps

# As sharp as print needs it, on a picture as wide as a page.
PAGE = 2000
# How finely JPEG and WebP are written, of 100.
QUALITY = 82


def main(source, folder, *widths):
    try:
        for width in widths:
            scale(source, int(width), Path(folder) / width)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as reason:
        print(str(reason).replace(str(source), "the picture"))


def scale(source, width, target):
    """Writes a picture in the format that it has, upright, and no wider than it may be."""
    with Image.open(source) as picture:
        form, colours, profile = picture.format, picture.mode, picture.info.get("icc_profile")
        if form == "JPEG":
            # Read as small as will do, which takes a fraction of the time.
            picture.draft(None, (width, width))
            picture = ImageOps.exif_transpose(picture)
        if colours == "P" or (form == "JPEG" and colours not in ("L", "RGB")):
            picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
            profile = profile if colours == "P" else None
        if picture.width > width:
            height = max(1, round(picture.height * width / picture.width))
            picture = picture.resize((width, height), Image.Resampling.LANCZOS)
        if colours == "P":
            # Few colours stay few: a diagram would grow, not shrink.
            picture = picture.quantize(256, Image.Quantize.FASTOCTREE)
        picture.info.clear()
        picture.save(target, form, icc_profile=profile, **OPTIONS[form])


OPTIONS = {
    "JPEG": {"quality": QUALITY, "progressive": True, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": QUALITY, "method": 4},
}


def prepare(folder):
    """Makes the pictures of a folder as large as paper needs them; those that can't be read are left to whoever shows them."""
    for file in [file for end in ("jpg", "jpeg", "png", "webp") for file in Path(folder).rglob(f"*.{end}")]:
        try:
            with Image.open(file) as picture:
                wanted = picture.width > PAGE or len(picture.getexif()) > 0
            if wanted and not getattr(picture, "is_animated", False):
                scale(file, PAGE, file)
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            continue


if __name__ == "__main__":
    main(*sys.argv[1:])

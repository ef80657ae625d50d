"""Draws one page of a PDF, or a picture, as a small WebP, as a program of its own.

`python page_drawing.py FILE count` prints how many pages there are, `… draw PAGE WIDTH MOST_BYTES` the picture,
`… export JPEG|PNG WIDTH` the first page for print, drawn anew as well: nothing a camera wrote is in it.
"""

import io
import resource
import sys
from typing import BinaryIO

MOST_MEMORY = 1536 * 1024**2
MOST_SECONDS = 20
MOST_DOTS = 120_000_000
TALLEST = 4
SMALLEST = 100
QUALITIES = (72, 55, 40, 28, 18)


def is_pdf(path: str) -> bool:
    """Whether the file is a PDF; every other is taken for a picture."""
    with open(path, "rb") as file:
        return file.read(1024).lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"%PDF-")


def count(path: str) -> int:
    """How many pages there are to draw."""
    if not is_pdf(path):
        return 1
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def draw(path: str, page: int, width: int, most: int, out: BinaryIO) -> None:
    """The page (from 1), `width` dots wide, in at most so many bytes where that can be."""
    picture = page_picture(path, page, width) if is_pdf(path) else photo(path, width)
    picture.thumbnail((width, width * TALLEST))
    for quality in QUALITIES:
        content = _packed(picture, quality)
        if len(content) <= most:
            break
    while len(content) > most and picture.width > SMALLEST:
        picture.thumbnail((picture.width * 3 // 4, picture.height))
        content = _packed(picture, QUALITIES[-1])
    out.write(content)


def export(path: str, form: str, width: int, out: BinaryIO) -> None:
    """The first page, or a picture, at most so many dots wide, for people who print it."""
    picture = page_picture(path, 1, width) if is_pdf(path) else photo(path, width)
    picture.save(out, form, **({"quality": 90, "optimize": True} if form == "JPEG" else {"optimize": True}))


def _packed(picture, quality: int) -> bytes:  # type: ignore[no-untyped-def]  # a Pillow image; the library is loaded late
    held = io.BytesIO()
    picture.save(held, "WEBP", quality=quality, method=4)
    return held.getvalue()


def page_picture(path: str, page: int, width: int):  # type: ignore[no-untyped-def]  # a Pillow image; the library is loaded late
    """A page of a PDF, so many dots wide."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        sheet = document[page - 1]
        wide, high = sheet.get_size()
        scale = min(width / max(wide, 1), width * TALLEST / max(high, 1))
        return sheet.render(scale=scale, may_draw_forms=True, optimize_mode="print").to_pil().convert("RGB")


def photo(path: str, width: int):  # type: ignore[no-untyped-def]  # a Pillow image; the library is loaded late
    """A picture, upright and on white, at most so many dots wide."""
    import pillow_heif
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MOST_DOTS
    pillow_heif.register_heif_opener()
    with Image.open(path, formats=("JPEG", "PNG", "HEIF")) as opened:
        opened.draft("RGB", (width * 2, width * 2))
        picture = ImageOps.exif_transpose(opened).convert("RGBA")
    picture.thumbnail((width, width * TALLEST))
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    if sys.argv[2] == "count":
        sys.stdout.write(str(count(sys.argv[1])))
    elif sys.argv[2] == "export":
        export(sys.argv[1], sys.argv[3], int(sys.argv[4]), sys.stdout.buffer)
    else:
        page, width, most = map(int, sys.argv[3:6])
        draw(sys.argv[1], page, width, most, sys.stdout.buffer)

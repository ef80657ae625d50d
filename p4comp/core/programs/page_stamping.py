"""Draws some pages of a file as A4 pictures with a line at their head and a mark across, into a PDF, as a program of its own.

`python page_stamping.py FILE TARGET FONT FIRST LAST HEAD MARK`: the pages FIRST to LAST; `{}` in HEAD is the page's number. What is
active in a file never reaches the target, and the mark is part of each picture. One page is held in memory at a time.
"""

import io
import resource
import sys
from typing import BinaryIO

from p4comp.core.programs.page_drawing import MOST_MEMORY, is_pdf, page_picture, photo

MOST_SECONDS = 150
SHORT, LONG = 1240, 1754
EDGE, LINE = 40, 26
QUALITY = 62
POINTS = 72 / 150
INK, MARK = (70, 70, 70), (150, 40, 40, 40)


class Pictures:
    """A PDF of pictures, a page each, written as they come."""

    def __init__(self, out: BinaryIO):
        self.out = out
        self.places: dict[int, int] = {}
        self.pages: list[int] = []
        out.write(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")

    def _put(self, number: int, head: str, content: bytes | None = None) -> None:
        self.places[number] = self.out.tell()
        self.out.write(f"{number} 0 obj\n<<{head}>>\n".encode())
        if content is not None:
            self.out.write(b"stream\n" + content + b"\nendstream\n")
        self.out.write(b"endobj\n")

    def add(self, packed: bytes, wide: int, high: int) -> None:
        """Add a page that a JPEG fills."""
        image = 3 + 3 * len(self.pages)
        width, height = round(wide * POINTS, 2), round(high * POINTS, 2)
        kind = f"/Type/XObject/Subtype/Image/Width {wide}/Height {high}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode"
        self._put(image, f"{kind}/Length {len(packed)}", packed)
        drawn = f"q {width} 0 0 {height} 0 0 cm /P Do Q".encode()
        self._put(image + 1, f"/Length {len(drawn)}", drawn)
        used = f"/Resources<</XObject<</P {image} 0 R>>>>/Contents {image + 1} 0 R"
        self._put(image + 2, f"/Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]{used}")
        self.pages.append(image + 2)

    def close(self) -> None:
        """Write what holds the pages together."""
        kids = " ".join(f"{number} 0 R" for number in self.pages)
        self._put(1, "/Type/Catalog/Pages 2 0 R")
        self._put(2, f"/Type/Pages/Count {len(self.pages)}/Kids[{kids}]")
        start, size = self.out.tell(), len(self.places) + 1
        rows = "".join(f"{self.places[number]:010d} 00000 n \n" for number in range(1, size))
        table = f"xref\n0 {size}\n0000000000 65535 f \n{rows}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
        self.out.write(table.encode())


def stamped(picture, head: str, mark: str, font: str):  # type: ignore[no-untyped-def]  # Pillow images; the library is loaded late
    """A picture on a sheet of A4, upright or lying as it is itself, with the line and the mark."""
    from PIL import Image, ImageDraw, ImageFont

    wide, high = (LONG, SHORT) if picture.width > picture.height else (SHORT, LONG)
    room = (wide - 2 * EDGE, high - 3 * EDGE - LINE)
    scale = min(room[0] / picture.width, room[1] / picture.height)
    picture = picture.resize((max(1, int(picture.width * scale)), max(1, int(picture.height * scale))))
    sheet = Image.new("RGB", (wide, high), "white")
    sheet.paste(picture, ((wide - picture.width) // 2, 2 * EDGE + LINE))
    ImageDraw.Draw(sheet).text((EDGE, EDGE), head, fill=INK, font=ImageFont.truetype(font, LINE))
    across = Image.new("RGBA", (LONG * 2, LONG * 2), (0, 0, 0, 0))
    pen, letters = ImageDraw.Draw(across), ImageFont.truetype(font, 34)
    step = max(int(pen.textlength(mark, font=letters)) + 160, 1)
    for row, top in enumerate(range(0, LONG * 2, 330)):
        for left in range(-(row % 2) * step // 2, LONG * 2, step):
            pen.text((left, top), mark, fill=MARK, font=letters)
    across = across.rotate(32)
    left, top = (across.width - wide) // 2, (across.height - high) // 2
    across = across.crop((left, top, left + wide, top + high))
    sheet.paste(across, mask=across.getchannel("A"))
    return sheet


def stamp(path: str, out: BinaryIO, font: str, numbers: range, head: str, mark: str) -> None:
    """Write these pages of a file."""
    target = Pictures(out)
    for number in numbers:
        picture = page_picture(path, number, SHORT) if is_pdf(path) else photo(path, LONG)
        sheet, packed = stamped(picture, head.replace("{}", str(number)), mark, font), io.BytesIO()
        sheet.save(packed, "JPEG", quality=QUALITY)
        target.add(packed.getvalue(), *sheet.size)
    target.close()


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    path, target, font, first, last, head, mark = sys.argv[1:8]
    with open(target, "wb") as out:
        stamp(path, out, font, range(int(first), int(last) + 1), head, mark)
    sys.stdout.write("good")

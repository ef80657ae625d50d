"""Whether the stamps that were added to a PDF cover what is printed on it; part of `signed_copy_checking.py`.

A signature may be seen on the page, but its stamp draws what its maker likes: over a name and an award it would be another
certificate. So all stamps together are small, and each lies where the page is blank, a line to sign on at most.
"""

from collections.abc import Iterator
from typing import Any

Box = tuple[float, float, float, float]  # left, bottom, right, top, as a PDF counts

LARGEST = 1 / 8  # of the page, all stamps together
MOST_STAMPS = 10
MOST_INK = 600  # in points of area: less than any code or emblem, more than a line to sign on
FAINT = 64  # of 255: what differs less from its surroundings is a background


def covers(before: str, after: str) -> bool:
    """Whether anything added to the pages of `before` lies over their words or drawings, or is too large or too much."""
    import pikepdf
    import pypdfium2

    with pikepdf.open(before) as old, pikepdf.open(after) as new:
        added = [list(_added(was, page)) for was, page in zip(old.pages, new.pages, strict=True)]
        areas = [_area(tuple(map(float, page.mediabox))) for page in old.pages]
    if sum(map(len, added)) > MOST_STAMPS or any(sum(map(_area, boxes)) > LARGEST * area for boxes, area in zip(added, areas, strict=True)):
        return True
    with pypdfium2.PdfDocument(before) as document:
        return any(_is_printed_on(document[number], boxes) for number, boxes in enumerate(added) if boxes)


def _added(was: Any, page: Any) -> Iterator[Box]:
    """The places of what hangs on a page now and did not before, as far as it is seen."""
    known = {one.objgen for one in was.obj.get("/Annots", ())}
    for one in page.obj.get("/Annots", ()):
        if one.objgen not in known or not one.is_indirect:
            box = _upright([float(side) for side in one.get("/Rect", (0, 0, 0, 0))])
            if _area(box):
                yield box


def _upright(sides: list[float]) -> Box:
    left, bottom, right, top = sides
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _area(box: Any) -> float:
    left, bottom, right, top = box
    return float(abs(right - left) * abs(top - bottom))


def _is_printed_on(page: Any, boxes: list[Box]) -> bool:
    letters = list(_letters(page))
    return any(any(_holds(box, one) for one in letters) or _ink(page, box) > MOST_INK for box in boxes)


def _letters(page: Any) -> Iterator[tuple[float, float]]:
    """The middle of every letter on the page."""
    words = page.get_textpage()
    for number in range(words.count_chars()):
        if words.get_text_range(number, 1, errors="ignore").strip():
            left, bottom, right, top = words.get_charbox(number)
            yield (left + right) / 2, (bottom + top) / 2


def _holds(box: Box, point: tuple[float, float]) -> bool:
    left, bottom, right, top = box
    return left <= point[0] <= right and bottom <= point[1] <= top


def _ink(page: Any, box: Box) -> float:
    """How much of the place is drawn on, in points of area, whatever the colour of its background."""
    left, bottom, right, top = box
    x, y, far, high = page.get_mediabox()
    if right <= x or left >= far or top <= y or bottom >= high:
        return 0
    crop = (max(left - x, 0), max(bottom - y, 0), max(far - right, 0), max(high - top, 0))
    counts = page.render(scale=1, crop=crop, may_draw_forms=False).to_pil().convert("L").histogram()
    half, usual = sum(counts) / 2, 0
    while sum(counts[: usual + 1]) < half:
        usual += 1
    return float(sum(number for shade, number in enumerate(counts) if abs(shade - usual) > FAINT))

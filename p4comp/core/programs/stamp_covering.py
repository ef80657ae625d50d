"""Whether the stamps that were added to a PDF cover what is printed on it; part of `signed_copy_checking.py`.

A signature may be seen on the page, but its stamp draws what its maker likes: over a name, an award or another's stamp it would be another
certificate, and a speck of one may turn "II" into "I". So stamps are few, none is a speck, all together are small; none hides a letter, touches
another stamp, or lies on more of a drawing than a line to sign on.
"""

from collections.abc import Iterator
from typing import Any

Box = tuple[float, float, float, float]  # left, bottom, right, top, as a PDF counts

LARGEST = 1 / 8  # of the page, all stamps together
SMALLEST = (30, 12)  # width and height in points
MOST_STAMPS = 4
MARGIN = 1  # in points: stamps so near to each other are read as one
MOST_OF_LETTER = 1 / 5  # of its box: a stamp may graze the top of a letter, never hide what it is
MOST_INK = 100  # in points of area, all stamps of a page together: less than any code or emblem
LINE = 2  # in points: as high as a line to sign on, which may run below a stamp
SCALE = 3  # pixels a point
FAINT = 64  # of 255: what differs less from its surroundings is a background
GROWS = 8 | 16  # annotation flags NoZoom and NoRotate: such a stamp lies elsewhere when the page is shown larger or turned


def covers(before: str, after: str) -> bool:
    """Whether anything added to the pages of `before` lies over their words, drawings or stamps, or is too small, too large or too much."""
    import pikepdf
    import pypdfium2

    with pikepdf.open(before) as old, pikepdf.open(after) as new:
        pages = [_marks(was, page) for was, page in zip(old.pages, new.pages, strict=True)]
        areas = [_area(tuple(map(float, page.mediabox))) for page in old.pages]
        grows = any(int(one.get("/F", 0)) & GROWS for was, page in zip(old.pages, new.pages, strict=True) for one in _added(was, page))
    boxes = [added for _known, added in pages]
    if grows or sum(map(len, boxes)) > MOST_STAMPS or any(_is_speck(box) for page in boxes for box in page):
        return True
    if any(sum(map(_area, page)) > LARGEST * area for page, area in zip(boxes, areas, strict=True)):
        return True
    if any(_touch_each_other(known, added) for known, added in pages):
        return True
    with pypdfium2.PdfDocument(before) as document:
        return any(_is_printed_on(document[number], page) for number, page in enumerate(boxes) if page)


def _marks(was: Any, page: Any) -> tuple[list[Box], list[Box]]:
    """The places of what hung on a page before, and of what was added, as far as they are seen."""
    known = [_box(one) for one in was.obj.get("/Annots", ())]
    return [box for box in known if _area(box)], [_box(one) for one in _added(was, page)]


def _added(was: Any, page: Any) -> Iterator[Any]:
    """What hangs on a page now and did not before, as far as it is seen."""
    known = {one.objgen for one in was.obj.get("/Annots", ())}
    for one in page.obj.get("/Annots", ()):
        if (one.objgen not in known or not one.is_indirect) and _area(_box(one)):
            yield one


def _box(annotation: Any) -> Box:
    return _upright([float(side) for side in annotation.get("/Rect", (0, 0, 0, 0))])


def _upright(sides: list[float]) -> Box:
    left, bottom, right, top = sides
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _area(box: Any) -> float:
    left, bottom, right, top = box
    return float(abs(right - left) * abs(top - bottom))


def _is_speck(box: Box) -> bool:
    left, bottom, right, top = box
    return right - left < SMALLEST[0] or top - bottom < SMALLEST[1]


def _touch(one: Box, other: Box) -> bool:
    return one[0] - MARGIN <= other[2] and other[0] <= one[2] + MARGIN and one[1] - MARGIN <= other[3] and other[1] <= one[3] + MARGIN


def _touch_each_other(known: list[Box], added: list[Box]) -> bool:
    return any(_touch(box, other) for number, box in enumerate(added) for other in (*known, *added[:number]))


def _is_printed_on(page: Any, boxes: list[Box]) -> bool:
    letters = list(_letters(page))
    return any(_is_hidden(letter, boxes) for letter in letters) or sum(_ink(page, box) for box in boxes) > MOST_INK


def _is_hidden(letter: Box, boxes: list[Box]) -> bool:
    left, bottom, right, top = letter
    shared = [(min(right, far) - max(left, near), min(top, high) - max(bottom, low)) for near, low, far, high in boxes]
    return sum(width * height for width, height in shared if width > 0 and height > 0) > MOST_OF_LETTER * _area(letter)


def _letters(page: Any) -> Iterator[Box]:
    """The place of every letter on the page."""
    words = page.get_textpage()
    for number in range(words.count_chars()):
        if words.get_text_range(number, 1, errors="ignore").strip():
            yield words.get_charbox(number)


def _ink(page: Any, box: Box) -> float:
    """How much of the place is drawn on, in points of area, whatever the colour of its background, a line to sign on aside."""
    left, bottom, right, top = box
    x, y, far, high = page.get_mediabox()
    if right <= x or left >= far or top <= y or bottom >= high:
        return 0
    crop = (max(left - x, 0), max(bottom - y, 0), max(far - right, 0), max(high - top, 0))
    image = page.render(scale=SCALE, crop=crop, may_draw_forms=False).to_pil().convert("L")
    counts, usual = image.histogram(), 0
    while sum(counts[: usual + 1]) < sum(counts) / 2:
        usual += 1
    marked = image.point([255 * (abs(shade - usual) > FAINT) for shade in range(256)])
    rows = [marked.crop((0, row, image.width, row + 1)).histogram()[255] for row in range(image.height)]
    line = max(sum(rows[row : row + LINE * SCALE]) for row in range(len(rows)))
    return float(sum(rows) - line) / SCALE**2

"""Pages of stored files as marked pictures in one PDF, drawn in processes of their own and joined file by file, never in memory."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from flask import current_app

from p4comp.core import inspection
from p4comp.core.storage import store

PAGES_AT_ONCE = 20
SECONDS = 160
FONT = "fonts/inter-500.ttf"
Tell = Callable[[int], None]


@dataclass(frozen=True)
class Part:
    """Some pages that were drawn: the title to find them by (empty within a file) and the PDF they are in."""

    title: str
    path: Path


def stamp(sha256: str, pages: int, folder: Path, *, title: str, head: str, mark: str, tell: Tell) -> list[Part]:
    """Draw all pages of a stored file into PDFs of this folder; none when one of them is too much to be drawn. `{}` in `head` is the page's number."""
    font, parts = str(Path(current_app.static_folder or "") / FONT), list[Part]()
    for first, last in _portions(pages):
        target = folder / f"{sha256[:16]}-{first}-{len(list(folder.iterdir()))}.pdf"
        given = (str(store().path(sha256)), str(target), font, str(first), str(last), head, mark)
        if inspection.run("page_stamping.py", *given, seconds=SECONDS) != b"good":
            return []
        parts.append(Part("" if parts else title, target))
        tell(last)
    return parts


def _portions(pages: int) -> Iterator[tuple[int, int]]:
    for first in range(1, pages + 1, PAGES_AT_ONCE):
        yield first, min(first + PAGES_AT_ONCE - 1, pages)


def join(cover: Path, parts: Sequence[Part], target: Path) -> int:
    """Put a cover and the drawn pages into one PDF with a table of contents; how many pages it has."""
    sources = [pikepdf.open(one.path) for one in parts]
    try:
        with pikepdf.open(cover) as whole:
            with whole.open_outline() as outline:
                for one, source in zip(parts, sources, strict=True):
                    if one.title:
                        outline.root.append(pikepdf.OutlineItem(one.title, len(whole.pages)))
                    whole.pages.extend(source.pages)
            whole.save(target)
            return len(whole.pages)
    finally:
        for source in sources:
            source.close()

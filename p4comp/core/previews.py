"""Pictures of the pages of stored files, drawn on our side: a reader's browser never opens a file somebody sent.

They can be drawn again at any time, so they are no rows and no stored files, but a folder beside the store that is emptied
of what nobody looked at. The first page is drawn by the queue, the others when somebody turns to them.
"""

import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from flask import Response, current_app, request
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from p4comp.config import Settings
from p4comp.core import clock, downloads, inspection, jobs
from p4comp.core.errors import Refused
from p4comp.core.media_types import HEIC, JPEG, PDF, PNG
from p4comp.core.storage import StoredFile, store

DRAWABLE = frozenset({PDF, JPEG, PNG, HEIC})
AT_ONCE = 2
MOST_WAITING = 8
PAGES_SHOWN = 10
MOST_PAGES = 9999
KEPT = timedelta(days=60)
SECONDS = 25


@dataclass(frozen=True)
class Size:
    """How wide a picture is, in dots, and how many bytes it should not exceed."""

    width: int
    most: int


THUMBNAIL, SCREEN = Size(200, 12_000), Size(960, 80_000)
SIZES = {"kecil": THUMBNAIL, "layar": SCREEN}


@dataclass(frozen=True)
class Preview:
    """Some pages of a file: `shown` of `pages`, and where those before and after begin (0 for nowhere)."""

    pages: int
    shown: range
    before: int
    after: int


_drawing = threading.BoundedSemaphore(AT_ONCE)
_asked = threading.BoundedSemaphore(AT_ONCE + MOST_WAITING)


@contextmanager
def _turn() -> Iterator[None]:
    """A turn at drawing. Few may wait for theirs: one reader with a slow file must not hold everybody's answers up."""
    with _held(_asked, seconds=0), _held(_drawing, seconds=SECONDS):
        yield


@contextmanager
def _held(places: threading.Semaphore, *, seconds: float) -> Iterator[None]:
    if not places.acquire(timeout=seconds):
        raise Refused(_("Portal sedang menyiapkan banyak pratinjau. Muat ulang beberapa saat lagi."))
    try:
        yield
    finally:
        places.release()


def can_draw(file: StoredFile) -> bool:
    """Whether there are pages to show of such a file."""
    return file.media_type in DRAWABLE


def pages_of(file: StoredFile) -> int:
    """How many pages a file has; counted here when no job has done so."""
    if not can_draw(file):
        return 0
    return file.pages if file.pages is not None else count(file.sha256)


def preview(file: StoredFile, start: str = "") -> Preview:
    """The pages from `start` on, as it stands in an address; none of a file that a scanner holds back."""
    pages = pages_of(file) if file.is_open else 0
    first = int(start) if start.isascii() and start.isdigit() and len(start) < 6 and 1 <= int(start) <= pages else 1
    last = min(first + PAGES_SHOWN - 1, pages)
    return Preview(pages, range(first, last + 1), max(first - PAGES_SHOWN, 1) if first > 1 else 0, last + 1 if last < pages else 0)


def count(sha256: str) -> int:
    """How many pages there are to draw; none when the file is too much for it."""
    found = b""
    with suppress(Refused), _turn():
        found = inspection.run("page_drawing.py", str(store().path(sha256)), "count", seconds=SECONDS)
    return int(found) if found.isdigit() else 0


def answer(file: StoredFile, page: int, size: str = "") -> Response:
    """A page as a picture, `kecil` or as wide as a screen, drawn now if it is not there. The caller has asked who may see it."""
    downloads.demand_open(file)
    if not can_draw(file) or not 1 <= page <= (file.pages if file.pages is not None else MOST_PAGES):
        raise NotFound
    return downloads.picture(draw(file.sha256, page, SIZES.get(size, SCREEN)))


def pages_asked(file: StoredFile) -> Preview:
    """The pages that the request asks for."""
    return preview(file, request.args.get("dari", ""))


def page_asked(file: StoredFile) -> Response:
    """The page that the request asks for, as a picture."""
    return answer(file, (request.view_args or {})["page"], request.args.get("ukuran", ""))


def draw(sha256: str, page: int, size: Size) -> Path:
    """A page of a stored file as a picture; NotFound when it cannot be drawn."""
    target = folder() / sha256[:2] / f"{sha256[2:]}-{page}-{size.width}.webp"
    if not target.exists():
        with _turn():
            arguments = ("draw", str(page), str(size.width), str(size.most))
            content = inspection.run("page_drawing.py", str(store().path(sha256)), *arguments, seconds=SECONDS)
        if not content:
            raise NotFound
        keep(content, target)
    return target


def export(sha256: str, form: str, width: int) -> Path:
    """The first page of a stored file as JPEG or PNG for print, drawn anew; NotFound when it cannot be drawn."""
    target = folder() / sha256[:2] / f"{sha256[2:]}-{width}.{form.lower()}"
    if not target.exists():
        keep(exported(store().path(sha256), form, width), target)
    return target


def exported(path: Path, form: str, width: int) -> bytes:
    """The first page of a file as JPEG or PNG; NotFound when it cannot be drawn."""
    with _turn():
        content = inspection.run("page_drawing.py", str(path), "export", form, str(width), seconds=SECONDS)
    if not content:
        raise NotFound
    return content


def keep(content: bytes, target: Path) -> None:
    """Put what was made of a file into the folder beside the store, whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
        file.write(content)
    os.replace(file.name, target)


def folder() -> Path:
    """Where what was made of files lies."""
    settings: Settings = current_app.extensions["settings"]
    return settings.instance / "previews"


@jobs.hourly
def throw_away() -> None:
    """Throw away pictures drawn long ago; whoever looks again has them drawn again."""
    before = (clock.real() - KEPT).timestamp()
    for path in folder().glob("*/*"):
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)

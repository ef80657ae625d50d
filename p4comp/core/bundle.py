"""The auditor's bundle: one ZIP that can be read and checked without the portal.

Rooms add their part; each file is written row by row and hashed meanwhile, so that memory stays flat whatever its size.
Names of people stand in one file of their own, which can be taken out without breaking anything.
"""

import csv
import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from flask import current_app

from p4comp.core.tables import neutral

MANIFEST = "MANIFEST.sha256"
TOLD_EVERY = 2000


@dataclass(frozen=True)
class Content:
    """A file of the bundle with its hash; `about` says what it is, empty for one of many alike."""

    path: str
    sha256: str
    about: str


class _Hashing(io.RawIOBase):
    """Passes bytes on and keeps their hash."""

    def __init__(self, file: IO[bytes]):
        self.file, self.hasher = file, hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        self.hasher.update(content)
        return self.file.write(content)


class Bundle:
    """A ZIP being written; `tell` is told now and then how many rows it holds."""

    def __init__(self, file: IO[bytes], at: datetime, tell: Callable[[int], None] = lambda _rows: None):
        self.archive = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self.at, self.tell, self.rows = at, tell, 0
        self.contents: list[Content] = []

    @contextmanager
    def open(self, path: str, about: str = "") -> Iterator[IO[str]]:
        """A file of the bundle to write text into, in UTF-8, its line ends as they are given."""
        info = zipfile.ZipInfo(path, self.at.timetuple()[:6])
        info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
        with self.archive.open(info, "w", force_zip64=True) as file:
            hashing = _Hashing(file)
            writer = io.TextIOWrapper(io.BufferedWriter(hashing), "utf-8", newline="")
            yield writer
            writer.flush()
            writer.detach()
        self.contents.append(Content(path, hashing.hasher.hexdigest(), about))

    def text(self, path: str, content: str, about: str = "") -> None:
        """A file that is at hand as a whole."""
        with self.open(path, about) as file:
            file.write(content)

    def lines(self, path: str, lines: Iterable[str], about: str = "") -> None:
        """A file of lines."""
        with self.open(path, about) as file:
            for line in self._counted(lines):
                file.write(line + "\n")

    def csv(self, path: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], about: str = "") -> None:
        """A table with a head line, as spreadsheets read it; no cell is a formula."""
        with self.open(path, about) as file:
            file.write("\ufeff")
            writer = csv.writer(file, lineterminator="\r\n")
            writer.writerow([_plain(column) for column in columns])
            for row in self._counted(rows):
                writer.writerow([_plain(cell) for cell in row])

    def page(self, path: str, template: str, about: str = "", **values: Any) -> None:
        """A page for a browser, without scripts."""
        with self.open(path, about) as file:
            for piece in current_app.jinja_env.get_template(template).generate(**values):
                file.write(piece)

    def close(self) -> None:
        """Write the list of all files with their hashes, as `sha256sum -c` reads it, and end the ZIP."""
        self.text(MANIFEST, "".join(f"{one.sha256}  {one.path}\n" for one in self.contents))
        self.archive.close()

    def _counted(self, rows: Iterable[Any]) -> Iterator[Any]:
        for row in rows:
            yield row
            self.rows += 1
            if self.rows % TOLD_EVERY == 0:
                self.tell(self.rows)


def _plain(cell: Any) -> Any:
    if isinstance(cell, datetime):
        return cell.isoformat()
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    return "" if cell is None else neutral(cell)


Part = Callable[[Bundle], None]
_parts: list[Part] = []


def part(function: Part) -> Part:
    """Let a room write its files into every bundle; the chain of the audit log is written after all of them."""
    _parts.append(function)
    return function


def fill(bundle: Bundle) -> None:
    """Let every room write its part."""
    for function in _parts:
        function(bundle)

"""The file store: content-addressed, streamed, hashed while written.

A file is kept under its SHA-256; the same bytes are kept once. Who may read a file is decided by the feature that
serves it, never by knowing its hash.
"""

import hashlib
import io
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import IO, Any, Protocol

from flask import current_app
from sqlalchemy import JSON, BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.exceptions import ClientDisconnected

from p4comp.core import clock
from p4comp.core.db import Base, Choice, Moment, session

CHUNK = 1024 * 1024
PIECE = 64 * 1024
INCOMING = "incoming-"
PARTIAL = "partial-"


class Scan(StrEnum):
    """What a virus scanner said of a file: `own` was made by the portal, `none` came while no scanner was set up."""

    OWN = "own"
    NONE = "none"
    WAITING = "waiting"
    CLEAN = "clean"
    INFECTED = "infected"
    FAILED = "failed"


@dataclass(frozen=True)
class Signature:
    """An electronic signature in a PDF: the name on its certificate, when by the signer's clock, whether what was signed is
    unchanged (`intact`), and whether that is the `whole` file. Whom the certificate comes from is not looked into."""

    name: str
    at: datetime | None
    intact: bool
    whole: bool


QUARANTINE = frozenset({Scan.WAITING, Scan.INFECTED, Scan.FAILED})


class StoredFile(Base):
    """A file the store holds. `size` is in bytes; `pages` and `signatures` are None until a job has looked."""

    __tablename__ = "stored_file"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str] = mapped_column(String(120))
    stored_at: Mapped[datetime] = mapped_column(Moment)
    scan: Mapped[Scan] = mapped_column(Choice(Scan), default=Scan.NONE, index=True)
    scan_note: Mapped[str] = mapped_column(String(200), default="")
    pages: Mapped[int | None]
    signatures: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))

    @property
    def is_open(self) -> bool:
        """Whether it may be opened: no scanner holds it back."""
        return self.scan not in QUARANTINE

    @property
    def signed(self) -> list[Signature]:
        """The electronic signatures in it, as far as it has been looked into."""
        return [
            Signature(one["name"], datetime.fromisoformat(one["at"]) if one["at"] else None, one["intact"], one["whole"])
            for one in self.signatures or ()
        ]

    @property
    def id(self) -> str:
        """Its hash; the audit log names files by it."""
        return self.sha256


@dataclass(frozen=True)
class Received:
    """Bytes taken in and not yet kept: a file of the store's own, with hash and size; `is_cut` when the line broke before their end."""

    path: Path
    sha256: str
    size: int
    is_cut: bool = False


class Store(Protocol):
    """Where the bytes lie."""

    def receive(self, stream: IO[bytes], *, most: int = 0) -> Received: ...
    def partial(self, key: str) -> Path: ...
    def keep(self, received: Received) -> None: ...
    def drop(self, received: Received) -> None: ...
    def remove(self, sha256: str) -> None: ...
    def sweep(self, before: datetime) -> None: ...
    def path(self, sha256: str) -> Path: ...


class _Chunks:
    """A stream piece by piece; a broken line is an error, unless only so many bytes are wanted: then it is an early end."""

    def __init__(self, stream: IO[bytes], most: int):
        self.stream, self.most, self.is_cut = stream, most, False

    def __iter__(self) -> Iterator[bytes]:
        if not self.most:
            while chunk := self.stream.read(CHUNK):
                yield chunk
            return
        left = self.most
        try:
            while left and (chunk := self.stream.read(min(PIECE, left))):
                left -= len(chunk)
                yield chunk
        except (OSError, ClientDisconnected):
            self.is_cut = True


class FolderStore:
    """A folder of the instance; a file lies at `ab/cdef…`."""

    def __init__(self, folder: Path):
        self.folder = folder

    def receive(self, stream: IO[bytes], *, most: int = 0) -> Received:
        """Take the stream in, chunk by chunk; memory stays flat whatever its size.

        With `most` no more than so many bytes are read, and what came before the line broke is kept.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        hasher, size, came = hashlib.sha256(), 0, _Chunks(stream, most)
        with tempfile.NamedTemporaryFile(dir=self.folder, prefix=INCOMING, delete=False) as file:
            for chunk in came:
                hasher.update(chunk)
                size += len(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        return Received(Path(file.name), hasher.hexdigest(), size, came.is_cut)

    def partial(self, key: str) -> Path:
        """Where the bytes of a file that comes piece by piece are gathered."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return self.folder / f"{PARTIAL}{key}"

    def keep(self, received: Received) -> None:
        """Give the received file its lasting place; the same content twice is one file."""
        target = self.path(received.sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        received.path.replace(target)

    def drop(self, received: Received) -> None:
        """Throw a refused file away."""
        received.path.unlink(missing_ok=True)

    def remove(self, sha256: str) -> None:
        """Throw a kept file away; one that is gone already is no fault."""
        self.path(sha256).unlink(missing_ok=True)

    def sweep(self, before: datetime) -> None:
        """Throw away what was being received when a process died before that moment."""
        for left in (*self.folder.glob(f"{INCOMING}*"), *self.folder.glob(f"{PARTIAL}*")):
            if left.stat().st_mtime < before.timestamp():
                left.unlink(missing_ok=True)

    def path(self, sha256: str) -> Path:
        """Where the file with this hash lies."""
        return self.folder / sha256[:2] / sha256[2:]


def store() -> Store:
    """The store of this instance."""
    found: Store = current_app.extensions["store"]
    return found


Arrival = Callable[[StoredFile], None]
_arrivals: list[Arrival] = []


def when_kept(function: Arrival) -> Arrival:
    """Let a function see each file that people send, in the transaction that keeps it; known content is seen again."""
    _arrivals.append(function)
    return function


def keep(received: Received, media_type: str) -> StoredFile:
    """Keep a file that people sent."""
    kept = _keep(received, media_type, Scan.NONE)
    for function in _arrivals:
        function(kept)
    return kept


def _keep(received: Received, media_type: str, scan: Scan) -> StoredFile:
    """Keep a received file and its row; the row of a known file is reused, and held so that nobody throws it away meanwhile.

    The bytes come after the row: whoever throws a file away takes its bytes before the row is free again.
    """
    known = session().get(StoredFile, received.sha256, with_for_update={"read": True, "key_share": True})
    if known is None:
        known = StoredFile(sha256=received.sha256, size=received.size, media_type=media_type, stored_at=clock.real(), scan=scan)
        session().add(known)
        session().flush()
    store().keep(received)
    return known


def keep_own(received: Received, media_type: str) -> StoredFile:
    """Keep a file that the portal made itself: nobody scans it."""
    return _keep(received, media_type, Scan.OWN)


def keep_bytes(content: bytes, media_type: str) -> StoredFile:
    """Keep a document that the portal made itself."""
    return keep_own(store().receive(io.BytesIO(content)), media_type)

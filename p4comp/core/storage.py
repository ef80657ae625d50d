"""The file store: content-addressed, streamed, hashed while written.

A file is kept under its SHA-256; the same bytes are kept once. Who may read a file is decided by the feature that
serves it, never by knowing its hash.
"""

import hashlib
import io
import os
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Protocol

from flask import current_app
from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from p4comp.core import clock
from p4comp.core.db import Base, Moment, session

CHUNK = 1024 * 1024


class StoredFile(Base):
    """A file the store holds. `size` is in bytes."""

    __tablename__ = "stored_file"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str] = mapped_column(String(120))
    stored_at: Mapped[datetime] = mapped_column(Moment)

    @property
    def id(self) -> str:
        """Its hash; the audit log names files by it."""
        return self.sha256


@dataclass(frozen=True)
class Received:
    """Bytes taken in and not yet kept: a file of the store's own, with hash and size."""

    path: Path
    sha256: str
    size: int


class Store(Protocol):
    """Where the bytes lie."""

    def receive(self, stream: IO[bytes]) -> Received: ...
    def keep(self, received: Received) -> None: ...
    def drop(self, received: Received) -> None: ...
    def path(self, sha256: str) -> Path: ...


class FolderStore:
    """A folder of the instance; a file lies at `ab/cdef…`."""

    def __init__(self, folder: Path):
        self.folder = folder

    def receive(self, stream: IO[bytes]) -> Received:
        """Take the stream in, chunk by chunk; memory stays flat whatever its size."""
        self.folder.mkdir(parents=True, exist_ok=True)
        hasher, size = hashlib.sha256(), 0
        with tempfile.NamedTemporaryFile(dir=self.folder, prefix="incoming-", delete=False) as file:
            while chunk := stream.read(CHUNK):
                hasher.update(chunk)
                size += len(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        return Received(Path(file.name), hasher.hexdigest(), size)

    def keep(self, received: Received) -> None:
        """Give the received file its lasting place; the same content twice is one file."""
        target = self.path(received.sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        received.path.replace(target)

    def drop(self, received: Received) -> None:
        """Throw a refused file away."""
        received.path.unlink(missing_ok=True)

    def path(self, sha256: str) -> Path:
        """Where the file with this hash lies."""
        return self.folder / sha256[:2] / sha256[2:]


def store() -> Store:
    """The store of this instance."""
    found: Store = current_app.extensions["store"]
    return found


def keep(received: Received, media_type: str) -> StoredFile:
    """Keep a received file and its row; the row of a known file is reused."""
    store().keep(received)
    known = session().get(StoredFile, received.sha256)
    if known is None:
        known = StoredFile(sha256=received.sha256, size=received.size, media_type=media_type, stored_at=clock.real())
        session().add(known)
        session().flush()
    return known


def keep_bytes(content: bytes, media_type: str) -> StoredFile:
    """Keep a document the portal made itself."""
    return keep(store().receive(io.BytesIO(content)), media_type)

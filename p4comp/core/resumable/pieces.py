"""Taking a piece in: received apart, laid behind those before it, made durable."""

import fcntl
import os
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

from flask import g, request
from flask_babel import gettext as _

from p4comp.core import db, inspection, storage, uploads
from p4comp.core.access import Actor
from p4comp.core.db import session
from p4comp.core.resumable import answers
from p4comp.core.resumable.models import Upload, UploadState, own
from p4comp.core.storage import Received

PIECE_TYPE = "application/offset+octet-stream"
WRONG_CHECKSUM = 460
SILENCE_SECONDS = 60


@dataclass(frozen=True)
class Piece:
    """How far an upload is after the piece in hand; the whole file with its last one."""

    offset: int
    whole: Received | None = None


def take_in(actor: Actor, upload_id: str) -> None:
    """Receive the request's piece and lay it behind those before it; no transaction is open meanwhile."""
    answers.demand_version()
    upload = _look(actor, upload_id)
    if upload is None:
        return
    offset = _offset(upload)
    _hear_silence()
    piece = storage.store().receive(request.stream, most=max(upload.length - offset, 1))
    g.setdefault("received", {})[id(piece)] = piece
    _compare(piece)
    _hold(upload)
    upload = _look(actor, upload_id)
    if upload is None:
        return
    _lay(upload.path, piece, _offset(upload))
    g.piece = Piece(offset + piece.size, _whole(upload) if offset + piece.size == upload.length else None)


def _look(actor: Actor, upload_id: str) -> Upload | None:
    with db.transactions(writing=False):
        found = own(actor, upload_id)
        if found is not None:
            session().expunge(found)
        session().rollback()
    return found


def _offset(upload: Upload) -> int:
    """Where the piece begins: where the pieces before it end, or it is refused."""
    if not upload.is_open and upload.state is not UploadState.DONE:
        answers.gone(upload)
    if request.mimetype != PIECE_TYPE:
        answers.say(415, _("Potongan berkas dikirim dengan cara yang tidak dikenal."))
    text = request.headers.get("Upload-Offset", "")
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        answers.say(400, _("Letak potongan berkas tidak dapat dibaca."))
    if int(text) != upload.come:
        answers.say(409, _("Bagian berkas ini sudah diterima lewat kiriman lain."), upload)
    return int(text)


def _hear_silence() -> None:
    """A line that says nothing for a minute is cut: a laptop that was closed does not say goodbye."""
    line = request.environ.get("gunicorn.socket")
    if line is not None:
        line.settimeout(SILENCE_SECONDS)
        uploads.at_end(lambda: line.settimeout(None))


def _compare(piece: Received) -> None:
    kind, _gap, wanted = request.headers.get("Upload-Checksum", "").partition(" ")
    if not kind:
        return
    if kind != "sha256":
        answers.say(400, _("Cara menghitung jejak potongan berkas tidak dikenal."))
    if piece.is_cut or wanted != b64encode(bytes.fromhex(piece.sha256)).decode("ascii"):
        answers.say(WRONG_CHECKSUM, _("Potongan berkas berubah di jalan. Kirim lagi."))


def _hold(upload: Upload) -> None:
    """One piece at a time: whoever is second is told so. Held until what the piece led to is committed."""
    lock = upload.path.open("ab")
    uploads.at_end(lock.close)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        answers.say(423, _("Berkas ini sedang dikirim lewat jalur lain."), upload)


def _lay(path: Path, piece: Received, offset: int) -> None:
    with path.open("r+b") as file, piece.path.open("rb") as source:
        file.truncate(offset)
        file.seek(offset)
        while chunk := source.read(storage.CHUNK):
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())


def _whole(upload: Upload) -> Received:
    """The file as a received one, hashed and looked into; the pieces stay until it is kept.

    Where it could not be looked into now, the last piece is not acknowledged: it is sent again, and nothing before it.
    """
    with upload.path.open("rb") as file:
        received = storage.store().receive(file)
    g.setdefault("received", {})[id(received)] = received
    if uploads.look_into(received) == inspection.BUSY:
        answers.say(503, inspection.Busy().message, upload)
    return received

"""The acts of the protocol: an upload is opened, asked about, gone on with, given up."""

from base64 import b64decode
from binascii import Error as BadBase64
from datetime import datetime, timedelta

from flask import Response, current_app, g, request, url_for
from flask_babel import gettext as _
from sqlalchemy import func, select
from werkzeug.exceptions import NotFound

from p4comp.core import clock, db, uploads
from p4comp.core.access import Actor, save_anyway
from p4comp.core.db import session
from p4comp.core.errors import Invalid, Refused
from p4comp.core.resumable import answers
from p4comp.core.resumable.models import LONGEST_NAME, PURPOSES, Upload, UploadState
from p4comp.core.resumable.pieces import Piece

LASTS = timedelta(hours=24)
MOST_OPEN = 40


def begin(by: Actor, at: datetime) -> Response:
    """Open an upload as the request's heads describe it."""
    answers.demand_version()
    length, told = _length(), _metadata()
    wanted = PURPOSES.get(told.get("purpose", ""))
    target = told.get("target", "")
    if wanted is None or len(target) > 80:
        raise NotFound
    _demand_room(by)
    wanted.begin(by, target, length, at)
    upload = Upload(
        person_id=by.id,
        purpose=told["purpose"],
        target=target,
        name=uploads.clean_name(told.get("filename", ""), LONGEST_NAME),
        length=length,
        offset=0,
        began_at=at,
        expires_at=clock.real() + LASTS,
    )
    session().add(upload)
    return answers.answer(201, upload, Location=url_for(request.endpoint or "") + f"/{upload.id}")


def _demand_room(by: Actor) -> None:
    waiting = select(func.count()).where(Upload.person_id == by.id, Upload.state == UploadState.OPEN, Upload.expires_at > clock.real())
    if session().execute(waiting).scalar_one() >= MOST_OPEN:
        raise Refused(_("Terlalu banyak unggahan Anda yang belum selesai. Selesaikan atau batalkan sebagian dahulu."))


def _length() -> int:
    text = request.headers.get("Upload-Length", "")
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        answers.say(400, _("Ukuran berkas tidak dapat dibaca."))
    length, limit = int(text), current_app.config["MAX_UPLOAD"]
    if length == 0:
        raise Invalid(_("Berkas ini kosong (0 byte). Periksa berkas di komputer Anda, lalu unggah lagi."))
    if length > limit:
        answers.say(413, _("Berkas ini lebih besar dari %(limit)d MB. Kecilkan atau bagi menjadi beberapa berkas.", limit=limit >> 20))
    return length


def _metadata() -> dict[str, str]:
    told = {}
    for pair in request.headers.get("Upload-Metadata", "").split(","):
        key, _gap, value = pair.strip().partition(" ")
        try:
            told[key] = b64decode(value, validate=True).decode("utf-8").replace("\0", "")
        except (BadBase64, UnicodeDecodeError):
            answers.say(400, _("Keterangan unggahan tidak dapat dibaca."))
    return told


def go_on(upload: Upload, by: Actor, at: datetime) -> Response:
    """Acknowledge the piece that was taken in; with the last one the file becomes what it was sent for."""
    piece: Piece = g.piece
    if not upload.is_open:
        answers.gone(upload)
    if piece.whole is None:
        upload.offset = piece.offset
        return answers.answer(204, upload)
    try:
        with session().begin_nested():
            wanted = PURPOSES[upload.purpose]
            accepted = uploads.check(piece.whole, upload.name, types=wanted.types, most=LONGEST_NAME)
            wanted.complete(upload, accepted, by, at)
    except Refused as refused:
        return _refuse(upload, refused)
    upload.offset, upload.state = upload.length, UploadState.DONE
    db.after_commit(lambda path=upload.path: path.unlink(missing_ok=True))  # type: ignore[misc]  # the default binds the path now
    return answers.answer(204, upload)


def _refuse(upload: Upload, refused: Refused) -> Response:
    """What is wrong with the file stays known; its bytes do not."""
    upload.state, upload.fault = UploadState.REFUSED, refused.message[:500]
    db.after_commit(lambda path=upload.path: path.unlink(missing_ok=True))  # type: ignore[misc]  # the default binds the path now
    save_anyway()
    return answers.told(422, refused.message)


def drop(upload: Upload) -> Response:
    """Forget an upload and what came of it."""
    answers.demand_version()
    db.after_commit(lambda path=upload.path: path.unlink(missing_ok=True))  # type: ignore[misc]  # the default binds the path now
    session().delete(upload)
    return answers.answer(204)


def state_of(upload: Upload) -> Response:
    """How far an upload is."""
    answers.demand_version()
    if upload.state is not UploadState.DONE and not upload.is_open:
        answers.gone(upload)
    return answers.answer(200, upload, **{"Upload-Length": str(upload.length)})

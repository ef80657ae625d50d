"""Accepted uploads of a form that was refused for another reason: kept 24 hours, found by a signed token, not asked for again."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import ForeignKey, String, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from p4comp.core import access, clock, jobs, storage, uploads
from p4comp.core.db import Keyed, Moment, session
from p4comp.core.errors import Invalid
from p4comp.core.forms import Form
from p4comp.core.storage import StoredFile

KEPT = timedelta(hours=24)
MOST_WAITING = 200 * 1024**2


class StagedFile(Keyed):
    """A stored file that waits for the rest of its form."""

    __tablename__ = "staged_file"

    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    name: Mapped[str] = mapped_column(String(200))
    staged_at: Mapped[datetime] = mapped_column(Moment)


def stage(stored: StoredFile, name: str, *, purpose: str) -> StagedFile:
    """Keep `stored` for the next try of the form `purpose`."""
    staged = StagedFile(sha256=stored.sha256, name=name, staged_at=clock.real())
    session().add(staged)
    access.save_anyway()
    return staged


def token(staged: StagedFile, *, purpose: str) -> str:
    """The signed text the form carries; it is worth nothing in another form."""
    return str(_signer(purpose).dumps(staged.id))


def recall(text: str, *, purpose: str) -> StagedFile | None:
    """The file behind a token; None for a forged, foreign or outdated one."""
    try:
        staged_id = _signer(purpose).loads(text)
    except BadSignature:
        return None
    staged = session().get(StagedFile, str(staged_id))
    return staged if staged is not None and staged.staged_at + KEPT > clock.real() else None


def has_room() -> bool:
    """Whether files of people nobody knows may still wait here: all that wait together are bounded, so that nobody fills the disk."""
    sizes = select(func.coalesce(func.sum(StoredFile.size), 0)).join(StagedFile, StagedFile.sha256 == StoredFile.sha256)
    return int(session().execute(sizes).scalar_one()) < MOST_WAITING


def file_of(staged: StagedFile) -> StoredFile | None:
    """The stored file that waits."""
    return session().get(StoredFile, staged.sha256)


@dataclass(frozen=True)
class Document:
    """The one file of a form: sent now, or waiting from an earlier try (`staged`); not `is_good` if a worse one was sent instead of it."""

    file: StoredFile
    name: str
    staged: StagedFile | None = None
    is_good: bool = True


def document(form: Form, field: str, *, purpose: str, types: frozenset[str], missing: str, largest: int = 0) -> Document | None:
    """The file sent in `field`, or the one that the form's `staged` names; what is wrong stands beside the field. Ask after `sent_well`."""
    upload, waiting = request.files.get(field), _waiting(form, purpose)
    if upload is None or not upload.filename:
        if waiting is None:
            form.blame(Invalid(missing, field))
        return waiting
    try:
        accepted = uploads.accept(upload, types=types, field=field, largest=largest)
    except Invalid as error:
        form.blame(error)
        return replace(waiting, is_good=False) if waiting else None
    return Document(storage.keep(accepted.received, accepted.media_type), accepted.name)


def _waiting(form: Form, purpose: str) -> Document | None:
    staged = recall(form.staged.data or "", purpose=purpose)
    file = file_of(staged) if staged else None
    return Document(file, staged.name, staged) if staged and file else None


def hold(found: Document | None, form: Form, *, purpose: str) -> StagedFile | None:
    """Let the form that is shown again carry its file; None where it has none."""
    staged = (found.staged or stage(found.file, found.name, purpose=purpose)) if found else None
    form.staged.data = token(staged, purpose=purpose) if staged else ""
    return staged


@jobs.hourly
def forget_outdated() -> None:
    """Forget staged files that nobody came back for."""
    session().execute(delete(StagedFile).where(StagedFile.staged_at < clock.real() - KEPT))


def _signer(purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or b"", salt=f"staged:{purpose}")

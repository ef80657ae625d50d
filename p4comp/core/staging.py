"""Accepted uploads of a form that was refused for another reason: kept 24 hours, found by a signed token, not asked for again."""

from datetime import datetime, timedelta

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import ForeignKey, String, delete
from sqlalchemy.orm import Mapped, mapped_column

from p4comp.core import access, clock, jobs
from p4comp.core.db import Keyed, Moment, session
from p4comp.core.storage import StoredFile

KEPT = timedelta(hours=24)


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


def file_of(staged: StagedFile) -> StoredFile | None:
    """The stored file that waits."""
    return session().get(StoredFile, staged.sha256)


@jobs.tidier
def forget_outdated() -> None:
    """Forget staged files that nobody came back for."""
    session().execute(delete(StagedFile).where(StagedFile.staged_at < clock.real() - KEPT))


def _signer(purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or b"", salt=f"staged:{purpose}")

"""A file on its way, and what files are sent for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from sqlalchemy import BigInteger, String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from p4comp.core import clock, db, jobs, media_types, storage
from p4comp.core.access import Actor
from p4comp.core.db import Choice, Keyed, Moment, first, session
from p4comp.core.uploads import Accepted

LONGEST_NAME = 450
REMEMBERED = timedelta(days=7)


class UploadState(StrEnum):
    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"


class Upload(Keyed):
    """A file on its way. `target` is what it is meant for, in the words of its purpose; `began_at` is competition time, the rest real."""

    __tablename__ = "upload"

    person_id: Mapped[str] = mapped_column(String(12), index=True)
    purpose: Mapped[str] = mapped_column(String(40))
    target: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    length: Mapped[int] = mapped_column(BigInteger)
    offset: Mapped[int] = mapped_column(BigInteger, default=0)
    state: Mapped[UploadState] = mapped_column(Choice(UploadState), default=UploadState.OPEN)
    fault: Mapped[str] = mapped_column(String(500), default="")
    began_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment, index=True)

    @property
    def is_open(self) -> bool:
        """Whether more of it may come."""
        return self.state is UploadState.OPEN and clock.real() < self.expires_at

    @property
    def path(self) -> Path:
        """Where its bytes are gathered."""
        return storage.store().partial(self.id)

    @property
    def come(self) -> int:
        """How many bytes need not be sent again."""
        if self.state is UploadState.DONE:
            return self.length
        return min(self.offset, self.path.stat().st_size) if self.path.exists() else 0


@dataclass(frozen=True)
class Purpose:
    """What files are sent for: `begin` refuses before the first byte, `complete` makes something of the whole file."""

    types: frozenset[str]
    begin: Callable[[Actor, str, int, datetime], None]
    complete: Callable[[Upload, Accepted, Actor, datetime], None]


PURPOSES: dict[str, Purpose] = {}


def purpose(
    name: str,
    *,
    begin: Callable[[Actor, str, int, datetime], None],
    complete: Callable[[Upload, Accepted, Actor, datetime], None],
    types: frozenset[str] = media_types.EVIDENCE,
) -> None:
    """Let files be sent for `name`. Both functions ask the policy themselves; NotFound for what the person may not know of."""
    PURPOSES[name] = Purpose(types, begin, complete)


def own(actor: Actor, upload_id: str) -> Upload | None:
    """An upload of the person's own; to everybody else it does not exist."""
    return first(db.held(select(Upload).where(Upload.id == upload_id, Upload.person_id == actor.id), Upload))


@jobs.hourly
def forget_outdated() -> None:
    """Forget uploads nobody came back for, and the pieces of them; what became of the others is known for a week."""
    now = clock.real()
    over = select(Upload).where(Upload.state == UploadState.OPEN, Upload.expires_at <= now)
    for upload in db.everything(over):
        upload.path.unlink(missing_ok=True)
        session().delete(upload)
    session().execute(delete(Upload).where(Upload.state != UploadState.OPEN, Upload.expires_at <= now - REMEMBERED))

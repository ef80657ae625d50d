"""What an entry was given back for."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from p4comp.core.db import everything
from p4comp.entries.models import Correction, CorrectionPoint, Entry, State


def corrections(entry: Entry) -> list[Correction]:
    """What the entry was given back for, the newest first, with points and replies."""
    query = select(Correction).where(Correction.entry_id == entry.id)
    query = query.options(selectinload(Correction.points), joinedload(Correction.submission))
    return everything(query.order_by(Correction.asked_at.desc(), Correction.id))


def open_points(entry: Entry) -> list[CorrectionPoint]:
    """The points of the newest correction while the entry is given back; one query, none for any other state."""
    if entry.state is not State.RETURNED:
        return []
    newest = select(Correction.id).where(Correction.entry_id == entry.id).order_by(Correction.asked_at.desc(), Correction.id).limit(1)
    query = select(CorrectionPoint).where(CorrectionPoint.correction_id == newest.scalar_subquery())
    return everything(query.order_by(CorrectionPoint.number))

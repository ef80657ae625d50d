"""Marked copies of dossiers."""

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.core.jobs import Job
from p4comp.entries.models import Evidence
from p4comp.judging.models import ReadingCopy, SheetState
from p4comp.judging.policy import Copied, Desk
from p4comp.judging.queries.sight import desk


def copied(found: Desk) -> Copied | None:
    """The copy asked for last on a desk; two queries."""
    return _copied(found, select(ReadingCopy).where(ReadingCopy.assignment_id == found.assignment.id))


def desk_copy(actor: Actor, assignment_id: str, copy_id: str, **_more: str) -> Copied | None:
    """A copy on an own opened desk; for the conflicted there is none."""
    found = desk(actor, assignment_id)
    if found is None or found.assignment.state is SheetState.ASSIGNED:
        return None
    return _copied(found, select(ReadingCopy).where(ReadingCopy.assignment_id == assignment_id, ReadingCopy.id == copy_id))


def _copied(found: Desk, query: Select[ReadingCopy]) -> Copied | None:
    last = query.options(joinedload(ReadingCopy.file)).order_by(ReadingCopy.asked_at.desc(), ReadingCopy.id).limit(1)
    copy = db.first(last)
    return Copied(found, copy, is_outdated(copy)) if copy else None


def is_outdated(copy: ReadingCopy) -> bool:
    """Whether evidence that a copy holds was hidden or replaced since; one query."""
    there = select(func.count(Evidence.id)).where(Evidence.id.in_(copy.holds), Evidence.removed_at.is_(None), Evidence.hidden_at.is_(None))
    return db.session().execute(there).scalar_one() < len(copy.holds)


def copy_job(found: Copied | None) -> Job | None:
    """How far the making of a copy is."""
    return db.session().get(Job, found.copy.job_id) if found and found.copy.made_at is None else None

"""What is announced of an institution's own entries, for its start page: nothing is asked until a number says that there is something."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from p4comp.core import db
from p4comp.decisions.models import Decision
from p4comp.entries.models import Entry
from p4comp.results.models.feedback import Feedback
from p4comp.results.queries.feedback.own import version_out


def count_announced(edition_id: str, at: datetime) -> Select[int]:
    """How many lists of an edition are announced."""
    return select(func.count(Decision.id)).where(Decision.edition_id == edition_id, Decision.announced_at <= at)


def count_reports(institution_ids: Collection[str], at: datetime) -> Select[int]:
    """How many reports of these institutions are out, read or not."""
    query = select(func.count(Feedback.id)).join(Entry, Entry.id == Feedback.entry_id)
    return query.where(Entry.institution_id.in_(institution_ids), version_out(at))


def tabled(edition_id: str, categories: Collection[str], institution_ids: Collection[str]) -> list[Entry]:
    """What these institutions have in the tables of figures of these categories; one query, shown only where a list names it."""
    query = select(Entry).where(Entry.edition_id == edition_id, Entry.category.in_(categories), Entry.is_tabled)
    return db.everything(query.where(Entry.institution_id.in_(institution_ids)).options(joinedload(Entry.edition)))


def with_report(entry_ids: Collection[str], at: datetime) -> set[str]:
    """Which of these entries have a report that is out; one query."""
    query = select(Feedback.entry_id).join(Entry, Entry.id == Feedback.entry_id)
    return set(db.session().execute(query.where(Entry.id.in_(entry_ids), version_out(at))).scalars())

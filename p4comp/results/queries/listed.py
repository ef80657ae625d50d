"""The entries on announced lists."""

from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from p4comp.core import db
from p4comp.decisions import queries as decisions
from p4comp.decisions.models import Decision, DecisionLine, Purpose
from p4comp.entries.models import Entry
from p4comp.institutions.models import Institution


def finalist_entries(edition_id: str, at: datetime) -> list[Entry]:
    """The entries on the announced lists of finalists, with institution and region; one query."""
    return _entries_of(at, Decision.edition_id == edition_id, Decision.purpose == Purpose.FINALISTS)


def listed_entries(edition_id: str, at: datetime) -> list[Entry]:
    """The same of all announced lists, for editions whose winners need not have been finalists."""
    return _entries_of(at, Decision.edition_id == edition_id)


def _entries_of(at: datetime, *wanted: ColumnElement[bool]) -> list[Entry]:
    lists = select(Decision.id).where(*wanted, decisions.in_force(at))
    lines = select(DecisionLine.subject_id).where(DecisionLine.decision_id.in_(lists))
    query = select(Entry).where(Entry.id.in_(lines)).order_by(Entry.category, Entry.institution_name, Entry.id)
    return db.everything(query.options(joinedload(Entry.institution).joinedload(Institution.region)))

"""The timetable: who is to be heard, by whom, when."""

from collections.abc import Collection, Iterable
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import joinedload

from p4comp.accounts.models import Person
from p4comp.accounts.policy import is_staff
from p4comp.accounts.queries import members_of
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.decisions import queries as decisions
from p4comp.decisions.models import Decision, DecisionLine, Purpose
from p4comp.entries.models import Entry
from p4comp.institutions.models import Institution, Region
from p4comp.interviews.models import Interview
from p4comp.interviews.queries.weeks import week_of as week_of
from p4comp.interviews.rules.checks import Finalist, Placed, Seat
from p4comp.interviews.rules.states import InterviewState


def running(actor: Actor) -> Edition | None:
    """The edition that is run, for staff."""
    return competition.current() if is_staff(actor) else None


def interviews(edition_id: str) -> list[Interview]:
    """The timetable of an edition in order, with entry, institution and panel; what was cancelled is not on it."""
    on_it = (Interview.edition_id == edition_id, Interview.state != InterviewState.CANCELLED)
    return db.everything(_interviews().where(*on_it).order_by(Interview.starts_at, Interview.panel_id))


def overview(edition_id: str) -> list[Interview]:
    """The timetable of an edition in order, with no more than its page shows."""
    entry = joinedload(Interview.entry).load_only(Entry.category, Entry.institution_name, Entry.institution_id)
    zone = entry.joinedload(Entry.institution).load_only(Institution.region_code).joinedload(Institution.region).load_only(Region.zone)
    query = select(Interview).options(zone).where(Interview.edition_id == edition_id, Interview.state != InterviewState.CANCELLED)
    return db.everything(query.order_by(Interview.starts_at, Interview.panel_id))


def interview(actor: Actor, interview_id: str) -> Interview | None:
    """An interview, for the secretariat."""
    if not actor.has("secretariat"):
        return None
    return db.first(_interviews().where(Interview.id == interview_id))


def ended_by(decision: Decision, at: datetime) -> list[Interview]:
    """The interviews still to come of those whom a corrected list of finalists no longer names."""
    named = select(DecisionLine.subject_id).where(DecisionLine.decision_id == decision.id)
    query = _interviews().join(Interview.entry).where(Interview.edition_id == decision.edition_id, Entry.category == decision.category)
    query = query.where(Interview.state == InterviewState.PLACED, Interview.starts_at > at, Interview.entry_id.not_in(named))
    return db.everything(query.order_by(Interview.starts_at))


def own_interviews(actor: Actor) -> list[Interview]:
    """The interviews of the person's institutions in the running edition; they are placed after its finalists are announced."""
    return db.everything(_own_ones(), {"ids": list(actor.institutions)}) if actor.institutions else []


@cache
def _own_ones() -> Select[Interview]:
    return _own(bindparam("ids"), _interviews()).order_by(Interview.starts_at)


def count_own(institution_ids: Collection[str]) -> Select[int]:
    """How many interviews of these institutions those are."""
    return _own(institution_ids, select(func.count(Interview.id)))


def _own(institution_ids: Any, query: Select[Any]) -> Select[Any]:
    running = select(Edition.id).where(Edition.is_running)
    query = query.join(Interview.entry).where(Entry.institution_id.in_(institution_ids), Interview.edition_id.in_(running))
    return query.where(Interview.state != InterviewState.CANCELLED)


def _interviews() -> Select[Interview]:
    entry = joinedload(Interview.entry)
    return select(Interview).options(
        entry.joinedload(Entry.institution).joinedload(Institution.region),
        entry.joinedload(Entry.edition),
        joinedload(Interview.panel),
        joinedload(Interview.invitation),
    )


def finalists(edition: Edition, at: datetime) -> list[Entry]:
    """The entries on the announced lists of finalists, with institution, parent and region; one query."""
    lists = (Decision.edition_id == edition.id, Decision.purpose == Purpose.FINALISTS, decisions.in_force(at))
    listed = select(DecisionLine.subject_id).join(DecisionLine.decision).where(*lists)
    query = select(Entry).where(Entry.id.in_(listed)).order_by(Entry.category, Entry.institution_name)
    return db.everything(query.options(joinedload(Entry.institution).joinedload(Institution.region), joinedload(Entry.edition)))


def unplaced(edition: Edition, at: datetime) -> list[str]:
    """The names of announced finalists who have no seat yet; one query."""
    return db.everything(_unplaced(), {"edition_id": edition.id, "at": at})


@cache
def _unplaced() -> Select[str]:
    edition_id: Any = bindparam("edition_id")
    at: Any = bindparam("at")
    known = (Decision.edition_id == edition_id, Decision.purpose == Purpose.FINALISTS, decisions.in_force(at))
    seated = select(Interview.entry_id).where(Interview.edition_id == edition_id, Interview.state != InterviewState.CANCELLED)
    query = select(DecisionLine.subject_name).join(DecisionLine.decision).where(*known, DecisionLine.subject_id.not_in(seated))
    return query.order_by(DecisionLine.subject_name, DecisionLine.subject_id)


def people_of(entries: Iterable[Entry]) -> dict[str, list[Person]]:
    """The members of the entries' institutions, by institution."""
    return members_of(entry.institution_id for entry in entries)


def as_finalist(entry: Entry, people: dict[str, list[Person]]) -> Finalist:
    """An entry as the timetable's rules see it."""
    institution = entry.institution
    known = {person.id for person in people.get(institution.id, ())} | ({entry.contact_id} if entry.contact_id else set())
    return Finalist(
        entry.id, entry.institution_name, entry.category, institution.id, institution.parent_id or "", institution.zone, frozenset(known)
    )


def placed(rows: Iterable[Interview], people: dict[str, list[Person]]) -> list[Placed]:
    """The interviews as the timetable's rules see them; cancelled ones take no seat."""
    return [
        (as_finalist(row.entry, people), Seat(row.panel_id, row.starts_at)) for row in rows if row.state is not InterviewState.CANCELLED
    ]

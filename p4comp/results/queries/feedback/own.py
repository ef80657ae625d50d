"""An institution's own report: nothing of it is to be found before it is out and the winners are announced."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload, undefer

from p4comp.accounts.policy import is_staff
from p4comp.core import clock, db
from p4comp.core.access import Actor
from p4comp.decisions.models import Decision, Purpose
from p4comp.entries.models import Entry
from p4comp.institutions.queries import relation
from p4comp.results.models.feedback import Feedback
from p4comp.results.policy.feedback import OwnFeedback


def version_out(at: datetime) -> ColumnElement[bool]:
    """The reports that are out at `at` and of which no later version is; never before the winners of their edition are known.

    It is to be asked together with the entry: a publication that was put off holds back what had its moment already.
    """
    later, won = aliased(Feedback), aliased(Decision)
    newer = select(later.id).where(later.entry_id == Feedback.entry_id, later.version > Feedback.version, later.out_at <= at)
    known = select(won.id).where(won.edition_id == Entry.edition_id, won.category == Entry.category, won.purpose == Purpose.WINNERS)
    return and_(Feedback.out_at <= at, ~newer.exists(), known.where(won.announced_at <= at).exists())


def own_feedback(actor: Actor, entry_id: str) -> OwnFeedback | None:
    """The report of an entry that is out: for its institution's members, and for those inside whom nothing binds to it; four queries."""
    if not (actor.has("member") or is_staff(actor)):
        return None
    query = db.held(select(Feedback), Feedback).join(Feedback.entry).where(Entry.id == entry_id, version_out(clock.arrived()))
    entry = contains_eager(Feedback.entry)
    parts = (undefer(Feedback.facts), selectinload(Feedback.notes), joinedload(Feedback.round), joinedload(Feedback.file))
    found = db.first(query.options(entry.joinedload(Entry.edition), entry.joinedload(Entry.institution), *parts))
    if found is None:
        return None
    home = found.entry.institution_id
    if actor.has("member", home):
        return OwnFeedback(found, is_own=True)
    return OwnFeedback(found, is_own=False) if is_staff(actor) and relation(actor, [home]) is None else None


def _unseen(homes: Collection[str], at: datetime) -> tuple[ColumnElement[bool], ...]:
    return (Entry.institution_id.in_(homes), Feedback.seen_at.is_(None), version_out(at))


def count_unseen(homes: Collection[str], at: datetime) -> Select[int]:
    """How many reports of these institutions are out and not yet marked as read."""
    return select(func.count(Feedback.id)).join(Entry, Entry.id == Feedback.entry_id).where(*_unseen(homes, at))


def unseen(homes: Collection[str], at: datetime) -> list[Feedback]:
    """These reports, with their entries; one query."""
    query = select(Feedback).join(Feedback.entry).where(*_unseen(homes, at)).order_by(Entry.institution_name)
    return db.everything(query.options(contains_eager(Feedback.entry)))


def of_entry(entry_id: str, at: datetime) -> str | None:
    """The id of the report of an entry that is out; who may know of it is asked where the entry was loaded."""
    query = select(Feedback.id).join(Entry, Entry.id == Feedback.entry_id).where(Entry.id == entry_id, version_out(at))
    return db.first(query.limit(1))

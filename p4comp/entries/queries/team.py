"""Who works on a dossier: the colleagues who may fill in, the parts they were given, and who has it open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload

from p4comp.accounts.models import Membership, Person
from p4comp.competition.queries import spec_of
from p4comp.competition.spec import Aspect
from p4comp.core.access import Actor
from p4comp.core.db import everything, session
from p4comp.entries.models import Answer, Entry, Presence, Share
from p4comp.entries.policy import Case, writes_for
from p4comp.entries.queries.sight import case
from p4comp.entries.rules import EDITABLE

SHOWN_FOR = timedelta(minutes=5)


def writers(institution_id: str) -> list[Person]:
    """The people who may fill in an institution's dossier, by name."""
    query = select(Person).join(Membership, Membership.person_id == Person.id)
    query = query.where(Membership.institution_id == institution_id, or_(Membership.drafts, Membership.approves), Person.is_active)
    return everything(query.order_by(Person.name, Person.id))


def shares_of(entry: Entry) -> dict[str, Share]:
    """Which aspects of a dossier were given to whom, by one query."""
    query = select(Share).options(joinedload(Share.person)).where(Share.entry_id == entry.id)
    return {share.aspect: share for share in everything(query)}


@dataclass(frozen=True)
class Task:
    """An aspect a person was given, and how many of its indicators have level and narrative."""

    entry: Entry
    aspect: Aspect
    filled: int
    until_on: date | None
    note: str

    @property
    def is_done(self) -> bool:
        """Whether every indicator is filled in."""
        return self.filled == len(self.aspect.indicators)


def tasks_of(actor: Actor, edition_id: str) -> list[Task]:
    """What a person was given in dossiers that are still worked on, by one query; only where they still may fill in."""
    is_filled = and_(Answer.entry_id == Share.entry_id, Answer.level.is_not(None), Answer.narrative != "")
    query = select(Share, Answer.indicator).join(Entry, Entry.id == Share.entry_id).outerjoin(Answer, is_filled)
    query = query.where(Share.person_id == actor.id, Entry.edition_id == edition_id, Entry.state.in_(EDITABLE))
    query = query.options(joinedload(Share.entry).joinedload(Entry.edition)).order_by(Share.entry_id, Share.aspect)
    filled: dict[Share, set[str]] = {}
    for share, code in session().execute(query):
        filled.setdefault(share, set()).add(code)
    return [task for share, codes in filled.items() for task in _task(share, codes) if writes_for(actor, share.entry.institution_id)]


def _task(share: Share, filled: set[str]) -> Iterable[Task]:
    for aspect in spec_of(share.entry.edition).instrument_of(share.entry.category).aspects:
        if aspect.code == share.aspect:
            count = sum(one.code in filled for one in aspect.indicators)
            yield Task(share.entry, aspect, count, share.until_on, share.note)


@dataclass(frozen=True)
class AspectPlace:
    """An aspect of a visible dossier, by its code alone: what a heartbeat needs."""

    case: Case
    aspect: str


def aspect_place(actor: Actor, entry_id: str, aspect: str) -> AspectPlace | None:
    """An aspect of a visible entry, without reading its dossier."""
    found = case(actor, entry_id)
    if found is None or not any(one.code == aspect for one in spec_of(found.entry.edition).instrument_of(found.entry.category).aspects):
        return None
    return AspectPlace(found, aspect)


@dataclass(frozen=True)
class Seen:
    """A colleague who has the dossier open, and since how many minutes nothing was heard of them."""

    name: str
    aspect: str
    minutes: int


def present(entry: Entry, actor: Actor, now: datetime) -> list[Seen]:
    """Which others have a dossier open; `now` is the real moment."""
    query = select(Presence, Person.name).join(Person, Person.id == Presence.person_id)
    query = query.where(Presence.entry_id == entry.id, Presence.person_id != actor.id, Presence.seen_at > now - SHOWN_FOR)
    rows = session().execute(query.order_by(Person.name, Person.id))
    return [Seen(name, row.aspect, max(0, (now - row.seen_at) // timedelta(minutes=1))) for row, name in rows]

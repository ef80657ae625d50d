"""Who proof-reads which name: all finalists of an edition, and nothing that would tell who of them won."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from p4comp.accounts.models import Membership, Person
from p4comp.certificates.models import NameRound, PrintedName
from p4comp.certificates.rules.names import SETTLED, NameState
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.core import clock, db
from p4comp.core.access import Actor
from p4comp.core.db import session
from p4comp.decisions.models import Decision, DecisionLine, Purpose
from p4comp.decisions.queries import in_force
from p4comp.entries.models import Entry
from p4comp.results.queries import nominees


@dataclass(frozen=True)
class Reading:
    """A finalist's name: the entry, the edition's round, and the answer if there is one."""

    entry: Entry
    round: NameRound | None
    answer: PrintedName | None

    @property
    def state(self) -> NameState:
        """How far it is."""
        return self.answer.state if self.answer else NameState.WAITING

    @property
    def name(self) -> str:
        """The name that would be printed now."""
        return self.answer.name if self.answer else self.entry.institution_name

    @property
    def is_settled(self) -> bool:
        """Whether the name has been approved, or corrected as wished."""
        return self.state in SETTLED


@dataclass(frozen=True)
class Roll:
    """An edition's finalists with their answers."""

    edition: Edition
    round: NameRound | None
    readings: list[Reading]

    @property
    def unanswered(self) -> list[Reading]:
        """Those who have not answered, or whose wish was refused since."""
        return [one for one in self.readings if one.state in {NameState.WAITING, NameState.REFUSED}]


def _finalists(at: datetime) -> Select[str]:
    lines = select(DecisionLine.subject_id).join(DecisionLine.decision)
    return lines.where(Decision.purpose == Purpose.FINALISTS, in_force(at))


def _readings(at: datetime) -> Select[Entry, NameRound, PrintedName]:
    query = select(Entry, NameRound, PrintedName).outerjoin(NameRound, NameRound.edition_id == Entry.edition_id)
    query = query.outerjoin(PrintedName, PrintedName.entry_id == Entry.id).where(Entry.id.in_(_finalists(at)))
    places = (joinedload(Entry.edition).defer(Edition.document), joinedload(Entry.institution))
    return query.options(*places).order_by(Entry.institution_name)


def roll(actor: Actor, slug: str) -> Roll | None:
    """The finalists of an edition, for the secretariat; two queries whatever their number."""
    edition = competition.by_slug(slug) if actor.has("secretariat") else None
    if edition is None:
        return None
    rows = session().execute(_readings(clock.arrived()).where(Entry.edition_id == edition.id)).all()
    held = db.first(select(NameRound).where(NameRound.edition_id == edition.id))
    return Roll(edition, held, [Reading(row[0], row[1], row[2]) for row in rows])


def reading(actor: Actor, entry_id: str) -> Reading | None:
    """One finalist's name, for its institution once the round is open, and for the secretariat."""
    row = session().execute(_readings(clock.arrived()).where(Entry.id == entry_id)).first()
    found = Reading(row[0], row[1], row[2]) if row else None
    if found is None or actor.has("secretariat"):
        return found
    return found if found.round and found.entry.institution_id in actor.institutions else None


def own_readings(actor: Actor, at: datetime) -> list[Reading]:
    """The names of the actor's institutions that are to be proof-read, also those settled."""
    query = _readings(at).where(Entry.institution_id.in_(actor.institutions), NameRound.id.is_not(None))
    return [Reading(row[0], row[1], row[2]) for row in session().execute(query)] if actor.institutions else []


def printed(entry_ids: list[str], *, with_people: bool) -> dict[str, str | None]:
    """The names that were approved or corrected, by entry.

    Where persons take part (`with_people`) also the name they agreed to, or None where their consent does not stand: nothing is printed of them.
    """
    query = select(PrintedName.entry_id, PrintedName.name).where(PrintedName.entry_id.in_(entry_ids), PrintedName.state.in_(SETTLED))
    found: dict[str, str | None] = {row.entry_id: row.name for row in session().execute(query)}
    return found | nominees.printed(entry_ids) if with_people else found


def answerers(entry_ids: list[str]) -> list[tuple[str, Person]]:
    """Who may answer for these entries, by entry: the approvers and local admins of their institutions."""
    query = select(Entry.id, Person).join(Membership, Membership.institution_id == Entry.institution_id)
    query = query.join(Person, and_(Person.id == Membership.person_id, Person.is_active))
    query = query.where(Entry.id.in_(entry_ids), or_(Membership.approves, Membership.administers))
    return [(row[0], row[1]) for row in session().execute(query.distinct().order_by(Person.name))]


def to_answer(institutions: list[str], at: datetime) -> Select[int]:
    """How many names of these institutions wait for their answer."""
    query = select(func.count(Entry.id)).join(NameRound, NameRound.edition_id == Entry.edition_id)
    query = query.outerjoin(PrintedName, PrintedName.entry_id == Entry.id)
    waiting = PrintedName.state.is_(None) | (PrintedName.state == NameState.REFUSED)
    return query.where(Entry.institution_id.in_(institutions), Entry.id.in_(_finalists(at)), waiting)


def wishes() -> Select[int]:
    """How many corrections of names the secretariat has to decide."""
    return select(func.count(PrintedName.id)).where(PrintedName.state == NameState.WANTED)


def wished() -> list[PrintedName]:
    """The corrections asked for, with their editions."""
    query = select(PrintedName).join(PrintedName.entry).where(PrintedName.state == NameState.WANTED)
    return db.everything(query.options(contains_eager(PrintedName.entry).joinedload(Entry.edition)).order_by(PrintedName.answered_at))

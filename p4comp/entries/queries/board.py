"""Where dossiers are stuck: one row an entry, with its step, since when, and whose move it is."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from p4comp.accounts.models import Membership, Person, Role
from p4comp.accounts.policy import is_staff
from p4comp.accounts.rules import normal_phone
from p4comp.core.access import Actor
from p4comp.core.db import count, everything, session
from p4comp.core.paging import SIZE, Page, page
from p4comp.entries.models import Endorsement, Entry, SignOffRequest, State
from p4comp.entries.queries.dossier import dossiers
from p4comp.entries.rules import EDITABLE
from p4comp.entries.rules.endorsing import EndorsementState
from p4comp.entries.rules.sign_off import SignOffState
from p4comp.entries.rules.steps import Step
from p4comp.institutions.models import Institution, Kind
from p4comp.institutions.queries.tree import branch

_parent = aliased(Institution)
ENDED = (State.VERIFIED, State.REFUSED, State.WITHDRAWN)


@dataclass(frozen=True)
class BoardWish:
    """What the board is narrowed to; empty means all. `days` is how long at the step at least."""

    step: str = ""
    category: str = ""
    province: str = ""
    text: str = ""
    days: int = 0


@dataclass(frozen=True)
class Stuck:
    """A row: the entry, its step, since when, how much is complete, who is to act, and whom to call."""

    entry: Entry
    step: Step
    since: datetime
    complete: int
    total: int
    approvers: tuple[str, ...]
    contact: Person | None

    @property
    def number(self) -> str:
        """The contact's telephone number in full, or an empty text."""
        return normal_phone(self.contact.phone) if self.contact else ""


def _step() -> ColumnElement[str]:
    """The step, by the entry's state and what waits for it."""
    whens = [
        (and_(Entry.state.in_(EDITABLE), SignOffRequest.id.is_not(None)), Step.APPROVER.value),
        (and_(Entry.state.in_(EDITABLE), Endorsement.id.is_not(None), Entry.recommendation_sha256.is_(None)), Step.PARENT.value),
        (Entry.state == State.DRAFT, Step.FILLING.value),
        (Entry.state == State.SUBMITTED, Step.HANDED_IN.value),
        (Entry.state == State.RETURNED, Step.RETURNED.value),
        (Entry.state == State.VERIFIED, Step.VERIFIED.value),
        (Entry.state == State.REFUSED, Step.REFUSED.value),
    ]
    return case(*whens, else_=Step.WITHDRAWN.value)


def _since() -> ColumnElement[Any]:
    waits_for_parent = and_(Endorsement.id.is_not(None), Entry.recommendation_sha256.is_(None))
    return case(
        (and_(Entry.state.in_(EDITABLE), SignOffRequest.id.is_not(None)), SignOffRequest.asked_at),
        (and_(Entry.state.in_(EDITABLE), waits_for_parent), Endorsement.asked_at),
        (Entry.state == State.VERIFIED, func.coalesce(Entry.verified_at, Entry.submitted_at, Entry.began_at)),
        else_=func.coalesce(Entry.submitted_at, Entry.began_at),
    )


def _rows(actor: Actor, edition_id: str) -> Any:
    """The entries of an edition a person may see on the board: own and below for local admins, all for staff."""
    open_sign_off = and_(SignOffRequest.entry_id == Entry.id, SignOffRequest.state == SignOffState.WAITING)
    open_endorsement = and_(Endorsement.entry_id == Entry.id, Endorsement.state == EndorsementState.WAITING)
    query = select(Entry, _step().label("step"), _since().label("since")).join(Institution, Institution.id == Entry.institution_id)
    query = query.outerjoin(_parent, _parent.id == Institution.parent_id).outerjoin(SignOffRequest, open_sign_off)
    query = query.outerjoin(Endorsement, open_endorsement).where(Entry.edition_id == edition_id)
    if is_staff(actor):
        return query
    own = [one for one in actor.institutions if actor.has("member", one)]
    led = [one for one in own if actor.has("local_admin", one)]
    return query.where(or_(Entry.institution_id.in_(own), Entry.institution_id.in_(branch(led))))


def _narrowed(query: Any, wish: BoardWish, at: datetime) -> Any:
    if wish.step in set(Step):
        query = query.where(_step() == wish.step)
    elif wish.step != "semua":
        query = query.where(Entry.state.not_in(ENDED))
    if wish.category:
        query = query.where(Entry.category == wish.category)
    if wish.province:
        lies_in = func.coalesce(Institution.region_code, _parent.region_code, "")
        query = query.where(lies_in.startswith(wish.province, autoescape=True))
    for word in wish.text.split():
        query = query.where(Entry.institution_name.icontains(word, autoescape=True))
    return query.where(_since() <= at - timedelta(days=wish.days)) if wish.days else query


def board(actor: Actor, edition_id: str, wish: BoardWish, at: datetime) -> Page[Stuck]:
    """One page of the board, those that stand longest first; the same few queries whatever its length."""
    query = _narrowed(_rows(actor, edition_id), wish, at)
    total = count(query.with_only_columns(Entry.id))
    whole = query.options(joinedload(Entry.institution).joinedload(Institution.parent), joinedload(Entry.edition))
    found = page(whole.order_by(_since(), Entry.institution_name, Entry.id).with_only_columns(Entry.id), total)
    return Page(_filled(whole, found.rows), found.number, found.pages, found.total)


def all_rows(actor: Actor, edition_id: str, wish: BoardWish, at: datetime) -> list[Stuck]:
    """The whole board for export, in as many pieces as it takes."""
    query = _narrowed(_rows(actor, edition_id), wish, at)
    whole = query.options(joinedload(Entry.institution).joinedload(Institution.parent), joinedload(Entry.edition))
    ids = everything(query.order_by(_since(), Entry.institution_name, Entry.id).with_only_columns(Entry.id))
    return [row for start in range(0, len(ids), SIZE * 10) for row in _filled(whole, ids[start : start + SIZE * 10])]


def _filled(whole: Any, ids: list[str]) -> list[Stuck]:
    rows = {entry.id: (entry, Step(step), since) for entry, step, since in session().execute(whole.where(Entry.id.in_(ids)))}
    entries = [rows[one][0] for one in ids if one in rows]
    complete = {one.entry.id: (one.complete, len(one.instrument.indicators)) for one in dossiers(entries)}
    signers = _approvers({one.institution_id for one in entries})
    contacts = {one.id: one for one in everything(select(Person).where(Person.id.in_({one.contact_id for one in entries})))}
    return [Stuck(*rows[one.id], *complete[one.id], tuple(signers[one.institution_id]), contacts.get(one.contact_id)) for one in entries]


def _approvers(institution_ids: Collection[str]) -> dict[str, list[str]]:
    query = select(Membership.institution_id, Person.name).join(Person, Person.id == Membership.person_id)
    query = query.where(Membership.institution_id.in_(institution_ids), Membership.approves, Person.is_active)
    found: dict[str, list[str]] = defaultdict(list)
    for institution_id, name in session().execute(query.order_by(Person.name)):
        found[institution_id or ""].append(name)
    return found


@dataclass(frozen=True)
class RegionRow:
    """What a province may know of a regency or city: whether it has begun or handed in, and how many of its units have."""

    name: str
    state: str
    begun: int
    handed_in: int


def watched_provinces(actor: Actor) -> Select[Institution]:
    """The provinces whose local admin or monitor a person is."""
    led = [one for one in actor.institutions if actor.has("local_admin", one)]
    watched = select(Membership.institution_id).where(Membership.person_id == actor.id, Membership.role == Role.MONITOR)
    either = or_(Institution.id.in_(led), Institution.id.in_(watched)) if actor.has("monitor") else Institution.id.in_(led)
    return select(Institution).where(either, Institution.kind == Kind.PROVINCE, Institution.region_code.is_not(None))


def regencies(actor: Actor, edition_id: str) -> list[RegionRow]:
    """How far the regencies and cities of a person's provinces are: states only, two or three queries."""
    return regencies_in([one.region_code or "" for one in everything(watched_provinces(actor))], edition_id)


def regencies_in(codes: Collection[str], edition_id: str) -> list[RegionRow]:
    """How far the regencies and cities in these provinces are: states only, two queries."""
    if not codes:
        return []
    lies_in = or_(*(Institution.region_code.startswith(f"{code}.", autoescape=True) for code in codes))
    is_regency = Institution.kind.in_(("pemkab", "pemkot"))
    places = session().execute(select(Institution.id, Institution.name).where(lies_in, is_regency).order_by(Institution.name)).all()
    unit = aliased(Institution)
    owner = case((unit.kind.in_(("pemkab", "pemkot")), unit.id), else_=unit.parent_id)
    is_in = Entry.state.in_((State.SUBMITTED, State.RETURNED, State.VERIFIED, State.REFUSED))
    query = select(owner.label("owner"), unit.id == owner, func.count(), func.count().filter(is_in)).join(
        Entry, Entry.institution_id == unit.id
    )
    query = query.where(
        Entry.edition_id == edition_id, ~Entry.is_tabled, Entry.state != State.WITHDRAWN, owner.in_([one.id for one in places])
    )
    counted: dict[tuple[str, bool], tuple[int, int]] = {}
    for institution_id, is_itself, begun, handed_in in session().execute(query.group_by(owner, unit.id == owner)):
        counted[institution_id, bool(is_itself)] = (begun, handed_in)
    return [_region(one.name, counted.get((one.id, True), (0, 0)), counted.get((one.id, False), (0, 0))) for one in places]


def _region(name: str, own: tuple[int, int], units: tuple[int, int]) -> RegionRow:
    return RegionRow(name, "handed_in" if own[1] else "begun" if own[0] else "none", *units)

"""What can be asked about plenaries and decisions; whoever is not the secretariat or an auditor gets nothing."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import aliased, joinedload, load_only, selectinload
from werkzeug.exceptions import Forbidden

from p4comp.accounts.models import Person
from p4comp.accounts.policy import is_staff
from p4comp.competition import own_sheets
from p4comp.core import audit, clock, db
from p4comp.core.access import Actor
from p4comp.decisions import rules
from p4comp.decisions.models import Decision, DecisionLine, Plenary, PlenaryState, Purpose
from p4comp.decisions.policy import Kept, Matter, Standing
from p4comp.decisions.rules import Ruling, Seat
from p4comp.institutions.queries import relation
from p4comp.institutions.rules.conflicts import WORDS, Relation


def plenary(actor: Actor, plenary_id: str) -> Matter | None:
    """A plenary, for those inside."""
    if not is_staff(actor):
        return None
    query = db.held(select(Plenary), Plenary).where(Plenary.id == plenary_id)
    found = db.first(query.options(joinedload(Plenary.edition), joinedload(Plenary.replaces)))
    if found is None:
        return None
    own_sheets.demand(actor, found.edition_id, found.category)
    whole = matter(found, actor)
    _demand_distance(whole.relation, whole.decision)
    return whole


def _demand_distance(bond: Relation | None, found: Decision | None) -> None:
    """Until a list is announced nobody sees it who is bound to an institution it ranks: a list without one row still tells that row's place."""
    if bond is not None and not (found is not None and found.is_known(clock.arrived())):
        raise Forbidden(
            _("Anda %(bond)s, yang dinilai dalam daftar ini. Daftar ini terbuka bagi Anda sesudah diumumkan.", bond=WORDS[bond])
        )


def matter(found: Plenary, actor: Actor) -> Matter:
    """A plenary with the decision it led to, and what binds the person to an institution it ranks."""
    led_to = select(Decision).where(Decision.plenary_id == found.id).options(joinedload(Decision.replacement))
    return Matter(found, db.first(led_to), _bond(actor, found))


def _bond(actor: Actor, found: Plenary) -> Relation | None:
    return relation(actor, found.concerned) if actor.institutions else None


def decision(actor: Actor, decision_id: str) -> Decision | None:
    """A decision with its lines, for those inside."""
    if not is_staff(actor):
        return None
    found = db.first(_decisions().where(Decision.id == decision_id))
    if found is not None:
        own_sheets.demand(actor, found.edition_id, found.category)
        _demand_distance(_bond(actor, found.plenary) if actor.institutions else None, found)
    return found


def kept(actor: Actor, decision_id: str) -> Kept | None:
    """A decision with its chain, its open correction, and what binds the person to an institution it ranks."""
    found = decision(actor, decision_id)
    return chain(found, actor) if found else None


def chain(found: Decision, actor: Actor) -> Kept:
    """A decision as a correction of it is asked about."""
    query = db.held(select(Plenary), Plenary).where(Plenary.replaces_id == found.id, Plenary.state != PlenaryState.WITHDRAWN)
    return Kept(found, db.first(query), _bond(actor, found.plenary) if actor.institutions else None)


def plan_sha256(decision: Decision) -> str:
    """The SHA-256 of the scoring plan that the decision's snapshot names, without loading the whole of it."""
    return db.first(select(Decision.snapshot["plan_sha256"].as_string()).where(Decision.id == decision.id)) or ""


def row_root(decision: Decision) -> str:
    """The root over the rows of a decision, without loading its snapshot; empty where it was made before there were roots."""
    return db.first(select(Decision.snapshot[("rows", "root")].as_string()).where(Decision.id == decision.id)) or ""


def by_code(code: str) -> Decision | None:
    """The decision with the portal's own code; for the command line."""
    return db.first(_decisions().where(Decision.code == code))


def in_force(at: datetime) -> ColumnElement[bool]:
    """The decisions that count for everybody at `at`: announced, and no correction of them is announced."""
    newer = aliased(Decision)
    replaced = select(newer.id).where(newer.replaces_id == Decision.id, newer.announced_at <= at).exists()
    return and_(Decision.announced_at <= at, ~replaced)


def newest(at: datetime | None = None) -> ColumnElement[bool]:
    """The decisions that no other replaces, announced or not: what counts inside (at `at`, if it is given)."""
    newer = aliased(Decision)
    known = newer.decided_at <= at if at is not None else newer.decided_at.is_not(None)
    return ~select(newer.id).where(newer.replaces_id == Decision.id, known).exists()


def unset() -> ColumnElement[bool]:
    """The decisions that nobody replaces and whose moment nobody has set, corrections of announced lists left out."""
    return and_(newest(), Decision.announced_at.is_(None), ~_corrects_announced())


def waiting() -> ColumnElement[bool]:
    """The corrections of announced lists whose own moment nobody has set."""
    return and_(newest(), Decision.announced_at.is_(None), _corrects_announced())


def _corrects_announced() -> ColumnElement[bool]:
    older = aliased(Decision)
    return select(older.id).where(older.id == Decision.replaces_id, older.announced_at.is_not(None)).exists()


def decided(edition_id: str, purpose: Purpose, at: datetime) -> list[Decision]:
    """Per category the list to be announced, embargoed or not; a correction not yet known does not count against a known list."""
    query = _decisions().where(Decision.edition_id == edition_id, Decision.purpose == purpose)
    return standing_lists(db.everything(query.options(joinedload(Decision.replaces)).order_by(Decision.category)), at)


def standing_lists(found: list[Decision], at: datetime) -> list[Decision]:
    """Of all decisions of a purpose, per category the one in force at `at`, else the newest."""
    chosen = {one.category: one for one in found if one.replacement is None}
    chosen |= {one.category: one for one in found if one.is_in_force(at)}
    return [chosen[category] for category in sorted(chosen)]


def announced(edition_id: str, purpose: Purpose, at: datetime) -> list[Decision]:
    """The decisions of a purpose that count for everybody at `at`; before their moment they do not exist."""
    found = _decisions().where(Decision.edition_id == edition_id, Decision.purpose == purpose, in_force(at))
    return db.everything(found.order_by(Decision.category))


def known(edition_id: str, at: datetime) -> list[Decision]:
    """All decisions of an edition that anybody may know of at `at`, those replaced since as well, the oldest first."""
    found = _decisions().where(Decision.edition_id == edition_id, Decision.announced_at <= at)
    found = found.options(joinedload(Decision.replaces))
    return db.everything(found.order_by(Decision.announced_at, Decision.decided_at, Decision.category))


def is_announced(edition_id: str, purpose: Purpose, category: str, at: datetime) -> bool:
    """Whether a category's list is known to everybody."""
    query = select(Decision.id).where(Decision.edition_id == edition_id, Decision.purpose == purpose, Decision.category == category)
    return db.first(query.where(in_force(at)).limit(1)) is not None


def counts(edition_id: str, purpose: Purpose, *, at: datetime, announced_only: bool) -> dict[str, int]:
    """How many lines the decisions of a purpose hold per category at `at`; of a chain one counts."""
    counted = in_force(at) if announced_only else and_(Decision.decided_at <= at, newest(at))
    query = select(Decision.category, func.count()).join(DecisionLine).group_by(Decision.category)
    query = query.where(Decision.edition_id == edition_id, Decision.purpose == purpose, counted)
    return {row[0]: row[1] for row in db.session().execute(query)}


def live(edition_id: str, purpose: Purpose, category: str) -> Plenary | None:
    """The first plenary of a list that is not withdrawn, corrections left out; there is at most one."""
    query = select(Plenary).where(Plenary.edition_id == edition_id, Plenary.purpose == purpose, Plenary.category == category)
    return db.first(db.held(query, Plenary).where(Plenary.state != PlenaryState.WITHDRAWN, Plenary.replaces_id.is_(None)))


def count_in(edition_id: str, states: Collection[PlenaryState]) -> Select[int]:
    """How many of an edition's plenaries are in one of these states."""
    return select(func.count()).select_from(Plenary).where(Plenary.edition_id == edition_id, Plenary.state.in_(states))


def plenaries(edition_id: str) -> list[Matter]:
    """An edition's plenaries, newest first, without their big proposals."""
    columns = load_only(
        Plenary.purpose,
        Plenary.category,
        Plenary.state,
        Plenary.number,
        Plenary.held_on,
        Plenary.attendance,
        Plenary.proposed_at,
        Plenary.first_confirmed_by,
        Plenary.first_confirmed_at,
        Plenary.replaces_id,
    )
    query = (
        select(Plenary, Decision)
        .outerjoin(Decision, Decision.plenary_id == Plenary.id)
        .options(columns, joinedload(Decision.replacement).load_only(Decision.code, Decision.announced_at))
        .options(load_only(Decision.code, Decision.announced_at, Decision.decree_number, Decision.decided_at, Decision.replaces_id))
    )
    query = query.where(Plenary.edition_id == edition_id).order_by(Plenary.proposed_at.desc(), Plenary.category)
    return [Matter(row[0], row[1]) for row in db.session().execute(query)]


def to_replace(found: Plenary) -> Decision | None:
    """The decision a plenary corrects, kept from others until it is replaced."""
    if found.replaces_id is None:
        return None
    return db.first(db.held(select(Decision), Decision).where(Decision.id == found.replaces_id))


def is_settled(found: Decision, at: datetime) -> bool:
    """Whether a moment is so near that it stays, by the clock when the request came (`at`) or by the clock now, whichever is later."""
    return rules.is_settled(found.announced_at, at, clock.now())


def standing(edition_id: str, purpose: Purpose, category: str) -> Standing | None:
    """Where the first list of a category that is not withdrawn stands; plain values, so that whoever writes reads the row anew."""
    query = select(Plenary.id, Plenary.state, Decision.id).outerjoin(Decision, Decision.plenary_id == Plenary.id)
    query = query.where(Plenary.edition_id == edition_id, Plenary.purpose == purpose, Plenary.category == category)
    row = db.session().execute(query.where(Plenary.state != PlenaryState.WITHDRAWN, Plenary.replaces_id.is_(None))).first()
    return Standing(row[0], row[1], row[2]) if row else None


def _decisions() -> Select[Decision]:
    return select(Decision).options(selectinload(Decision.lines), joinedload(Decision.edition), joinedload(Decision.replacement))


@dataclass(frozen=True)
class Minutes:
    """All the minutes print: the list, an extract of the ranking (`ranked` rows in all) and the ties that concern the list."""

    plenary: Plenary
    decision: Decision | None
    lines: list[dict[str, Any]]
    shown: list[dict[str, Any]]
    ranked: int
    ties: list[dict[str, Any]]
    changes: list[dict[str, Any]]
    confirmed_by: list[str]
    audit_head: str
    is_simulated: bool
    seats: list[Seat]
    rulings: list[Ruling]
    close: list[dict[str, Any]]
    root: str = ""


def minutes(plenary: Plenary, found: Decision | None) -> Minutes:
    """The minutes of a plenary and the decision it led to, with what is known by now."""
    proposal, head = plenary.proposal, audit.head()
    return Minutes(
        plenary=plenary,
        decision=found,
        lines=sorted(proposal["list"], key=lambda line: int(line["place"])),
        shown=plenary.shown["rows"],
        ranked=plenary.shown["ranked"],
        ties=plenary.shown["ties"],
        changes=proposal["changes"],
        confirmed_by=confirmed_by(plenary),
        audit_head=found.audit_head if found else (head.hash if head else audit.START),
        is_simulated=clock.is_demo(),
        seats=rules.seats_of(plenary.meeting),
        rulings=list(rules.rulings_of(plenary.meeting).values()),
        close=proposal.get("close", []),
        root=row_root(found) if found else "",
    )


def confirmed_by(plenary: Plenary) -> list[str]:
    """Who has confirmed a plenary's list, by name, the first before the second."""
    signers = [one for one in (plenary.first_confirmed_by, plenary.second_confirmed_by) if one]
    stood_in = plenary.meeting.get(rules.STOOD_IN, {})
    names = {one.id: _signed(one, stood_in.get(one.id)) for one in db.everything(select(Person).where(Person.id.in_(signers)))}
    return [names.get(one, one) for one in signers]


def _signed(person: Person, stood_in_for: str | None) -> str:
    return f"{person.name} (Plh. {stood_in_for})" if stood_in_for else person.name


def led_to(plenary: Plenary) -> Decision | None:
    """The decision a plenary led to."""
    return db.first(select(Decision).where(Decision.plenary_id == plenary.id))

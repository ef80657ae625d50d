"""What can be asked about plenaries and decisions; whoever is not the secretariat or an auditor gets nothing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, load_only, selectinload

from p4comp.accounts.models import Person
from p4comp.accounts.policy import is_staff
from p4comp.core import audit, clock, db
from p4comp.core.access import Actor
from p4comp.decisions.models import Decision, DecisionLine, Plenary, PlenaryState, Purpose
from p4comp.decisions.policy import Matter, Standing

NEXT = 30


def plenary(actor: Actor, plenary_id: str) -> Matter | None:
    """A plenary, for those inside."""
    if not is_staff(actor):
        return None
    found = db.first(db.held(select(Plenary), Plenary).where(Plenary.id == plenary_id).options(joinedload(Plenary.edition)))
    if found is None:
        return None
    return Matter(found, db.first(select(Decision).where(Decision.plenary_id == plenary_id)))


def decision(actor: Actor, decision_id: str) -> Decision | None:
    """A decision with its lines, for those inside."""
    if not is_staff(actor):
        return None
    return db.first(_decisions().where(Decision.id == decision_id))


def plan_sha256(decision: Decision) -> str:
    """The SHA-256 of the scoring plan that the decision's snapshot names, without loading the whole of it."""
    return db.first(select(Decision.snapshot["plan_sha256"].as_string()).where(Decision.id == decision.id)) or ""


def by_code(code: str) -> Decision | None:
    """The decision with the portal's own code; for the command line."""
    return db.first(_decisions().where(Decision.code == code))


def decided(edition_id: str, purpose: Purpose) -> list[Decision]:
    """All decisions of a purpose, embargoed or not: for the secretariat's eyes only."""
    return db.everything(_decisions().where(Decision.edition_id == edition_id, Decision.purpose == purpose).order_by(Decision.category))


def announced(edition_id: str, purpose: Purpose, at: datetime) -> list[Decision]:
    """The decisions of a purpose that anybody may know of at `at`; before their moment they do not exist."""
    found = _decisions().where(Decision.edition_id == edition_id, Decision.purpose == purpose, Decision.announced_at <= at)
    return db.everything(found.order_by(Decision.category))


def counts(edition_id: str, purpose: Purpose, *, at: datetime, announced_only: bool) -> dict[str, int]:
    """How many lines the decisions of a purpose hold per category at `at`."""
    moment = Decision.announced_at if announced_only else Decision.decided_at
    query = select(Decision.category, func.count()).join(DecisionLine).group_by(Decision.category)
    query = query.where(Decision.edition_id == edition_id, Decision.purpose == purpose, moment <= at)
    return {row[0]: row[1] for row in db.session().execute(query)}


def live(edition_id: str, purpose: Purpose, category: str) -> Plenary | None:
    """The plenary of a list that is not withdrawn; there is at most one."""
    query = select(Plenary).where(Plenary.edition_id == edition_id, Plenary.purpose == purpose, Plenary.category == category)
    return db.first(db.held(query, Plenary).where(Plenary.state != PlenaryState.WITHDRAWN))


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
    )
    query = (
        select(Plenary, Decision)
        .outerjoin(Decision, Decision.plenary_id == Plenary.id)
        .options(columns, load_only(Decision.code, Decision.announced_at, Decision.decree_number, Decision.decided_at))
    )
    query = query.where(Plenary.edition_id == edition_id).order_by(Plenary.proposed_at.desc(), Plenary.category)
    return [Matter(row[0], row[1]) for row in db.session().execute(query)]


def standing(edition_id: str, purpose: Purpose, category: str) -> Standing | None:
    """Where the list of a category that is not withdrawn stands; plain values, so that whoever writes reads the row anew."""
    query = select(Plenary.id, Plenary.state, Decision.id).outerjoin(Decision, Decision.plenary_id == Plenary.id)
    query = query.where(Plenary.edition_id == edition_id, Plenary.purpose == purpose, Plenary.category == category)
    row = db.session().execute(query.where(Plenary.state != PlenaryState.WITHDRAWN)).first()
    return Standing(row[0], row[1], row[2]) if row else None


def _decisions() -> Select[Decision]:
    return select(Decision).options(selectinload(Decision.lines), joinedload(Decision.edition))


@dataclass(frozen=True)
class Minutes:
    """All the minutes print; `rows` is the whole ranking, `ties` those that concern the list."""

    plenary: Plenary
    decision: Decision | None
    lines: list[dict[str, Any]]
    rows: list[dict[str, Any]]
    ties: list[dict[str, Any]]
    changes: list[dict[str, Any]]
    confirmed_by: list[str]
    audit_head: str
    is_simulated: bool

    @property
    def shown(self) -> list[dict[str, Any]]:
        """The ranking down to the last on the list, and those next to it."""
        listed = {line["subject_id"] for line in self.lines}
        last = max((number for number, row in enumerate(self.rows, 1) if row["subject_id"] in listed), default=0)
        return self.rows[: last + NEXT]


def minutes(plenary: Plenary) -> Minutes:
    """The minutes of a plenary with what is known by now."""
    found = db.first(select(Decision).where(Decision.plenary_id == plenary.id))
    proposal, head = plenary.proposal, audit.head()
    rows, scores = proposal["ranking"], {line["score"] for line in proposal["list"]}
    signers = [one for one in (plenary.first_confirmed_by, plenary.second_confirmed_by) if one]
    names = {one.id: one.name for one in db.everything(select(Person).where(Person.id.in_(signers)))}
    return Minutes(
        plenary=plenary,
        decision=found,
        lines=sorted(proposal["list"], key=lambda line: int(line["place"])),
        rows=rows,
        ties=[row for row in rows if row.get("tie") and row.get("score") in scores],
        changes=proposal["changes"],
        confirmed_by=[names.get(one, one) for one in signers],
        audit_head=found.audit_head if found else (head.hash if head else audit.START),
        is_simulated=clock.is_demo(),
    )

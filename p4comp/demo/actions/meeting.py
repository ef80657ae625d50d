"""A plenary: its members, its close calls decided one by one, two confirmations."""

from datetime import datetime, timedelta

from sqlalchemy import select

from p4comp.core import clock, db
from p4comp.core.db import session
from p4comp.decisions import actions as decisions
from p4comp.decisions import queries
from p4comp.decisions.models import Plenary, Purpose
from p4comp.decisions.queries.meeting import Item, steps_out
from p4comp.decisions.rules import Method, Outcome, Presence, Ruling, Seat
from p4comp.demo.actions.setting import Season
from p4comp.demo.rules import desk
from p4comp.institutions.models import Institution

ENDS = "14.00"


def hold(season: Season, plenary: Plenary, at: datetime) -> None:
    """Write down who sits, decide the close calls first, and let two people confirm."""
    by = season.secretaries[0]
    for number, member in enumerate(desk.MEMBERS, 1):
        decisions.seat(plenary, _seat(number, member), by=by, at=at)
    began = at
    for item in queries.agenda(plenary, by).items:
        if item.is_close:
            decisions.rule(plenary, _ruling(plenary, item, began), by=by, at=at)
            began += desk.BREAK
    facts = decisions.Facts(held_on=clock.local(at).date(), number="", attendance=plenary.attendance, notes="SIMULASI")
    decisions.record_facts(plenary, facts, by=by, at=at)
    for minutes, who in enumerate(season.secretaries[:2]):
        decisions.confirm(plenary, by=who, at=at + timedelta(hours=5, minutes=5 * minutes), seen=plenary.seen)
    db.commit()


def _seat(number: int, member: desk.Member) -> Seat:
    presence = Presence(member.presence)
    home = (
        session().execute(select(Institution).where(Institution.code == member.employer)).scalar_one_or_none() if member.employer else None
    )
    where = {"institution_id": home.id if home else "", "institution": home.name if home else ""}
    left = ENDS if presence is Presence.PRESENT else ""
    return Seat(f"anggota-{number}", member.name, member.position, presence, came=member.came, left=left, **where)


def _ruling(plenary: Plenary, item: Item, began: datetime) -> Ruling:
    """By consensus; the entry just within the line by vote."""
    first, last = (clock.local(moment).strftime("%H.%M") for moment in (began, began + desk.BREAK))
    out = steps_out(item)
    voted = item.is_listed and plenary.purpose is Purpose.FINALISTS
    votes = (4, 1, 0) if voted else (0, 0, 0)
    method = Method.VOTE if voted else Method.CONSENSUS
    reason = desk.KEPT if plenary.purpose is Purpose.FINALISTS else desk.KEPT_AT_LAST
    return Ruling(item.subject_id, item.name, Outcome.KEEP, method, first, last, reason=reason, votes=votes, out=out)

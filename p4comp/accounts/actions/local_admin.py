"""The team of an institution: people are invited, change duties, leave, hand over."""

from collections.abc import Iterable
from datetime import UTC, datetime

from flask_babel import gettext as _

from p4comp.accounts import policy, rules, signals
from p4comp.accounts.actions.people import set_duties
from p4comp.accounts.models import FormerMembership, Membership, Person
from p4comp.accounts.policy import Seat, Team
from p4comp.accounts.rules import Duty
from p4comp.core import audit, mail
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid
from p4comp.institutions.models import Institution
from p4comp.institutions.policy import Place

EVER = datetime.min.replace(tzinfo=UTC)


def check_reason(place: Place, reason: str, by: Actor) -> str:
    """The secretariat says why it acts in somebody else's team; Invalid beside the field."""
    if policy.needs_reason(by, place) and not reason.strip():
        raise Invalid(_("Tulis alasan sekretariat mengatur tim ini; alasan ini dicatat dan diberitahukan."), "reason")
    return reason.strip()


def change_duties(seat: Seat, duties: frozenset[Duty], *, reason: str = "", by: Actor, at: datetime) -> None:
    """Give a member other duties. The last admin of an institution stays one until somebody else is."""
    demand(policy.may_change_duties(by, seat, at))
    reason = check_reason(seat.team.place, reason, by)
    membership, before = seat.membership, seat.membership.duties
    if duties == before:
        return
    if seat.is_last_admin and Duty.LOCAL_ADMIN not in duties:
        raise Invalid(_("Ini satu-satunya admin instansi. Serahkan tugas admin kepada penerusnya dahulu."), "duties")
    set_duties(membership, duties)
    if not membership.administers:
        membership.leads = False
    _find_lead(seat.team, but=None)
    values = {"person": membership.person_id, "before": sorted(before), "after": sorted(duties), "reason": reason}
    audit.record("membership.changed", membership, by=by, at=at, **values)
    signals.duties_changed.send(seat.team.institution, person=membership.person, after=duties, by=by, at=at)
    _tell([membership.person], "duties_changed", seat.team.institution, at, duties=rules.duty_words(duties), reason=reason, by=by)


def end_membership(seat: Seat, *, reason: str = "", by: Actor, at: datetime) -> None:
    """Let somebody go: every sign-in of theirs loses the right at once, what they did stays."""
    demand(policy.may_end_membership(by, seat, at))
    if seat.membership.person_id != by.id:
        reason = check_reason(seat.team.place, reason, by)
    _end(seat, None, reason, by, at)
    _find_lead(seat.team, but=seat.membership)


def hand_over(seat: Seat, taker: Membership, *, leaves: bool, reason: str = "", by: Actor, at: datetime) -> None:
    """Give all duties and open work of a member to a colleague; then the giver leaves, or stays and only reads."""
    demand(policy.may_hand_over(by, seat, at))
    giver = seat.membership
    if taker.id == giver.id or taker.institution_id != giver.institution_id:
        raise Invalid(_("Pilih penerus dari tim ini."), "taker")
    if giver.person_id != by.id:
        reason = check_reason(seat.team.place, reason, by)
    duties = giver.duties
    set_duties(taker, taker.duties | duties)
    taker.leads, giver.leads = taker.leads or giver.leads, False
    values = {"giver": giver.person_id, "taker": taker.person_id, "duties": sorted(duties), "reason": reason}
    audit.record("membership.handed_over", taker, by=by, at=at, **values)
    signals.handed_over.send(seat.team.institution, giver=giver.person, taker=taker.person, by=by, at=at)
    _tell(
        [taker.person],
        "handed_over",
        seat.team.institution,
        at,
        giver=giver.person.name,
        duties=rules.duty_words(taker.duties),
        reason=reason,
    )
    if leaves:
        _end(seat, taker.person, reason, by, at)
    else:
        set_duties(giver, frozenset())


def make_lead(seat: Seat, *, reason: str = "", by: Actor, at: datetime) -> None:
    """Let one of the admins be the lead; there is one."""
    demand(policy.may_make_lead(by, seat, at))
    reason = check_reason(seat.team.place, reason, by)
    for one in seat.team.admins:
        one.leads = one.id == seat.membership.id
    audit.record("membership.lead_moved", seat.membership, by=by, at=at, person=seat.membership.person_id, reason=reason)
    _tell(
        [one.person for one in seat.team.admins], "lead_moved", seat.team.institution, at, lead=seat.membership.person.name, reason=reason
    )


def _end(seat: Seat, successor: Person | None, reason: str, by: Actor, at: datetime) -> None:
    membership, institution, person = seat.membership, seat.team.institution, seat.membership.person
    session().add(
        FormerMembership(
            person_id=person.id,
            institution_id=institution.id,
            duties=",".join(sorted(membership.duties)),
            since_at=membership.since_at,
            ended_at=at,
            ended_by=by.id,
            successor_id=successor.id if successor else None,
            reason=reason,
        )
    )
    values = {"person": person.id, "institution": institution.code, "successor": successor.id if successor else "", "reason": reason}
    audit.record("membership.ended", membership, by=by, at=at, **values)
    session().delete(membership)
    session().flush()
    signals.membership_ended.send(institution, person=person, successor=successor, by=by, at=at)
    _tell([person], "membership_ended", institution, at, reason=reason, successor=successor.name if successor else "")


def _find_lead(team: Team, *, but: Membership | None) -> None:
    """Where several admins are left without a lead, the one who has been admin longest leads."""
    admins = [one for one in team.admins if one is not but and one.administers]
    if admins and not any(one.leads for one in admins):
        min(admins, key=lambda one: (one.since_at is not None, one.since_at or EVER, one.id)).leads = True


def _tell(people: Iterable[Person], template: str, institution: Institution, at: datetime, **values: object) -> None:
    for person in people:
        mail.to_person(f"accounts/mail/{template}.txt", person, at=at, institution=institution, **values)

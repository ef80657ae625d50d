"""Times to try the video meeting out: offered by the secretariat, each taken by one finalist."""

from datetime import datetime, timedelta

from flask_babel import gettext as _

from p4comp.competition.models import Edition
from p4comp.core import audit, db
from p4comp.core.access import Actor, demand
from p4comp.core.errors import Invalid
from p4comp.interviews.models import Rehearsal
from p4comp.interviews.policy import invitations as policy
from p4comp.interviews.policy.invitations import Invited, Slot
from p4comp.interviews.queries import invitations as queries
from p4comp.interviews.rules.invitations import https_link


def offer(edition: Edition, starts_at: datetime, minutes: int, number: int, link: str, *, by: Actor, at: datetime) -> list[Rehearsal]:
    """Offer so many times one after the other."""
    demand(policy.may_keep_rehearsals(by, edition, at))
    if starts_at <= at:
        raise Invalid(_("Waktu itu sudah lewat. Pilih waktu yang akan datang."), "starts_at")
    address, length = https_link(link), timedelta(minutes=minutes)
    made = [Rehearsal(edition_id=edition.id, starts_at=starts_at + turn * length, minutes=minutes, link=address) for turn in range(number)]
    known = {(one.starts_at, one.link) for one in queries.rehearsals(edition.id)}
    if any((one.starts_at, one.link) in known for one in made):
        raise Invalid(_("Sudah ada gladi pada waktu dan rapat itu. Pilih waktu mulai lain."), "starts_at")
    db.session().add_all(made)
    audit.record("rehearsals.offered", edition, by=by, at=at, starts_at=starts_at.isoformat(), number=number)
    return made


def take(slot: Slot, *, by: Actor, at: datetime) -> None:
    """Take a time; one taken before becomes free again."""
    demand(policy.may_take_slot(by, slot, at))
    leave(slot.invited, by=by, at=at)
    db.session().flush()
    slot.rehearsal.interview_id, slot.rehearsal.taken_by = slot.invited.interview.id, by.id
    audit.record("rehearsal.taken", slot.rehearsal, by=by, at=at, interview=slot.invited.interview.id)


def leave(invited: Invited, *, by: Actor, at: datetime) -> None:
    """Give the time back, if there is one."""
    for one in queries.taken([invited.interview]).values():
        one.interview_id, one.taken_by = None, ""
        audit.record("rehearsal.left", one, by=by, at=at, interview=invited.interview.id)


def drop(rehearsal: Rehearsal, *, by: Actor, at: datetime) -> None:
    """Take an offer back that nobody has taken."""
    demand(policy.may_drop_slot(by, rehearsal, at))
    audit.record("rehearsal.dropped", rehearsal, by=by, at=at, starts_at=rehearsal.starts_at.isoformat())
    db.session().delete(rehearsal)

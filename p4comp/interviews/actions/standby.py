"""Stand-by seats: for whoever cannot come once asking is over, and for whoever has not come in time."""

from datetime import datetime

from flask_babel import gettext as _

from p4comp.core import audit, db
from p4comp.core.access import Actor, demand
from p4comp.core.errors import Invalid, Refused
from p4comp.interviews.actions import moves
from p4comp.interviews.models import Panel
from p4comp.interviews.policy import invitations as policy
from p4comp.interviews.policy.invitations import Invited
from p4comp.interviews.queries import invitations as queries
from p4comp.interviews.rules import rescheduling
from p4comp.interviews.rules.checks import Seat


def reserve_seat(invited: Invited, at: datetime) -> Seat | None:
    """The seat that stands by: the last free one of the day, else the first of a later day."""
    row, table = invited.interview, queries.table_of(invited.interview)
    return rescheduling.reserve(table.asker, table.week, table.rows, after=at, day_of=max(at, row.starts_at))


def to_reserve(invited: Invited, reason: str, *, by: Actor, at: datetime) -> Seat:
    """Move an interview to the stand-by seat, for a reason; whether somebody was absent is in the log."""
    demand(policy.may_reserve(by, invited, at))
    if not reason.strip():
        raise Invalid(_("Tulis alasannya, misalnya tidak hadir setelah ditunggu atau sambungan putus."), "reason")
    seat = reserve_seat(invited, at)
    if seat is None:
        raise Refused(_("Tidak ada lagi waktu cadangan yang memenuhi semua aturan. Tambah hari wawancara, atau tukar dengan peserta lain."))
    row = invited.interview
    is_absent = at >= invited.moments.missed_from
    facts = {"reason": reason.strip(), "was": row.starts_at.isoformat(), "starts_at": seat.starts_at.isoformat()}
    audit.record("interview.not_shown" if is_absent else "interview.set_aside", row, by=by, at=at, **facts)
    moves.move(row, db.session().get_one(Panel, seat.panel_id), seat.starts_at, by=by, at=at)
    return seat

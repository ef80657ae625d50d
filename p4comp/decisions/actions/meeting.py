"""Writing down who sat in the meeting, and how each item of its agenda was decided."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from p4comp.core import audit
from p4comp.core.access import Actor, demand
from p4comp.core.errors import Invalid, Refused
from p4comp.decisions import policy, queries, rules
from p4comp.decisions.actions.proposing import void
from p4comp.decisions.models import Plenary, PlenaryState
from p4comp.decisions.rules import RULINGS, SEATS, Ruling, Seat

MOST_SEATS = 200


def seat(plenary: Plenary, one: Seat, *, by: Actor, at: datetime) -> bool:
    """Write a member down, or change the line of one; whether that voided a first confirmation."""
    demand(policy.may_meet(by, queries.matter(plenary, by), at))
    if one.came and one.left and one.left < one.came:
        raise Invalid(_("Jam pulang tidak boleh sebelum jam datang."), "left")
    seats = rules.seats_of(plenary.meeting)
    known = [other.id for other in seats]
    if one.id not in known and len(seats) >= MOST_SEATS:
        raise Refused(_("Daftar hadir sudah memuat %(n)s orang.", n=MOST_SEATS))
    if any(other.name.casefold() == one.name.casefold() and other.id != one.id for other in seats):
        raise Invalid(_("Nama ini sudah ada dalam daftar hadir."), "name")
    after = [one if other.id == one.id else other for other in seats] if one.id in known else [*seats, one]
    audit.record("plenary.seated", plenary, by=by, at=at, name=one.name, presence=one.presence)
    return _sit(plenary, after, by=by, at=at)


def seat_all(plenary: Plenary, seats: list[Seat], *, by: Actor, at: datetime) -> bool:
    """Begin the list of members with those typed together; whether that voided a first confirmation."""
    demand(policy.may_meet(by, queries.matter(plenary, by), at))
    if plenary.meeting.get(SEATS):
        raise Invalid(
            _(
                "Belum tersimpan: daftar hadir sudah dimulai orang lain sementara itu. "
                "Lengkapi dengan “Ubah daftar hadir”, lalu kosongkan isian ini."
            ),
            "attendance",
        )
    if len(seats) > MOST_SEATS:
        raise Invalid(_("Daftar hadir memuat paling banyak %(n)s orang.", n=MOST_SEATS), "attendance")
    for one in seats:
        audit.record("plenary.seated", plenary, by=by, at=at, name=one.name, presence=one.presence)
    return _sit(plenary, seats, by=by, at=at)


def sit_as(plenary: Plenary, other: Plenary, *, by: Actor, at: datetime) -> bool:
    """Write down the members of another list; whether that voided a first confirmation.

    Two first lists are of the same meeting, so its day and hours come along; a correction meets on another day.
    """
    demand(policy.may_copy_seats(by, (queries.matter(plenary, by), other), at))
    seats = rules.seats_of(other.meeting)
    if plenary.is_correction or other.is_correction:
        seats = [replace(one, came="", left="") for one in seats]
    else:
        plenary.held_on = plenary.held_on or other.held_on
    audit.record("plenary.seated_alike", plenary, by=by, at=at, other=other.id, category=other.category, count=len(seats))
    return _sit(plenary, seats, by=by, at=at)


def unseat(plenary: Plenary, seat_id: str, *, by: Actor, at: datetime) -> bool:
    """Take a member off the list; whether that voided a first confirmation."""
    demand(policy.may_meet(by, queries.matter(plenary, by), at))
    seats = rules.seats_of(plenary.meeting)
    gone = next((one for one in seats if one.id == seat_id), None)
    if gone is None:
        raise Refused(_("Anggota ini sudah tidak ada dalam daftar hadir."))
    audit.record("plenary.unseated", plenary, by=by, at=at, name=gone.name)
    return _sit(plenary, [one for one in seats if one.id != seat_id], by=by, at=at)


def rule(plenary: Plenary, ruling: Ruling, *, by: Actor, at: datetime) -> bool:
    """Write down how an item was decided; whether that voided a first confirmation."""
    demand(policy.may_meet(by, queries.matter(plenary, by), at))
    seats = rules.seats_of(plenary.meeting)
    if not seats:
        raise Refused(_("Isi dahulu daftar hadir: putusan diambil oleh anggota yang hadir."))
    rules.check_ruling(ruling, seats)
    decided = plenary.meeting.get(RULINGS, {}) | {ruling.subject_id: rules.plain(asdict(ruling))}
    plenary.meeting = plenary.meeting | {RULINGS: decided}
    said = {"about": ruling.subject_id, "outcome": ruling.outcome, "method": ruling.method, "votes": list(ruling.votes)}
    audit.record("plenary.ruled", plenary, by=by, at=at, **said, reason=ruling.reason, out=[name for _id, name, _bond in ruling.out])
    return _changed(plenary, by=by, at=at)


def _sit(plenary: Plenary, seats: list[Seat], *, by: Actor, at: datetime) -> bool:
    kept: list[dict[str, Any]] = rules.plain([asdict(one) for one in seats])
    plenary.meeting = plenary.meeting | {SEATS: kept}
    plenary.attendance = rules.attendance(one for one in seats if one.is_present) if seats else ""
    return _changed(plenary, by=by, at=at)


def _changed(plenary: Plenary, *, by: Actor, at: datetime) -> bool:
    plenary.minutes_sha256 = None
    is_void = plenary.state is PlenaryState.CONFIRMED_ONCE
    if is_void:
        void(plenary, by=by, at=at)
    return is_void

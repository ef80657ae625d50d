"""Saying when one can be heard, and asking people to say it."""

from collections.abc import Mapping
from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts.models import Person
from p4comp.competition.models import Edition
from p4comp.core import audit, db, mail
from p4comp.core.access import Actor, demand
from p4comp.core.errors import Invalid, Refused
from p4comp.core.words import short_moment
from p4comp.interviews.models import Availability, AvailabilityCall
from p4comp.interviews.policy import availability as policy
from p4comp.interviews.policy.availability import Times
from p4comp.interviews.queries import availability as known
from p4comp.interviews.queries import timetable
from p4comp.interviews.queries.availability import Line
from p4comp.interviews.rules import grid
from p4comp.interviews.rules.grid import Cell


class Overtaken(Refused):
    """Somebody else saved meanwhile; what was typed has not been kept yet."""


def answer(times: Times, choices: Mapping[Cell, str], *, note: str = "", seen: int, by: Actor, at: datetime) -> Availability:
    """Keep what somebody says of their time; `seen` is the version it was written upon, so that colleagues do not overwrite each other unawares."""
    demand(policy.may_answer(by, times, at))
    found = times.answer
    if found is not None and found.version != seen:
        who, when = found.answerer.name, short_moment(found.answered_at, times.zone)
        raise Overtaken(
            _("%(who)s sudah menyimpan pada %(when)s. Periksa isian di bawah, lalu simpan lagi untuk memakainya.", who=who, when=when)
        )
    if found is None:
        juror_id, entry_id = times.key
        found = Availability(edition_id=times.edition.id, juror_id=juror_id, entry_id=entry_id, version=0)
        db.session().add(found)
    wishes = grid.wishes_of(choices)
    found.wishes = [[one.starts_at.isoformat(), one.ends_at.isoformat(), one.kind.value] for one in wishes]
    found.note, found.version = note.strip(), found.version + 1
    found.answered_at, found.answered_by = at, by.id
    found.is_for_them = not times.belongs_to(by)
    db.session().flush()
    subject = times.juror or times.entry
    assert subject is not None
    values = {"wishes": len(wishes), "for_them": found.is_for_them, "version": found.version}
    audit.record("availability.answered", subject, by=by, at=at, **values)
    return found


def ask(edition: Edition, closes_at: datetime, *, by: Actor, at: datetime) -> int:
    """Ask every juror and finalist who has not answered for their time until a moment; how many letters. Asked again, it moves the moment."""
    demand(policy.may_ask(by, edition, at))
    if closes_at <= at:
        raise Invalid(_("Waktu itu sudah lewat. Pilih waktu yang akan datang."), "closes_at")
    call = known.call(edition.id)
    if call is None:
        call = AvailabilityCall(edition_id=edition.id)
        db.session().add(call)
    call.closes_at, call.asked_at, call.asked_by, call.reminded_at = closes_at, at, by.id, None
    db.session().flush()
    number = _write(edition, call, "interviews/mail/times_{}.txt", at)
    audit.record("availability.asked", edition, by=by, at=at, closes_at=closes_at.isoformat(), letters=number)
    return number


def remind(edition: Edition, *, by: Actor | None, at: datetime) -> int:
    """Remind those who have not answered; how many letters."""
    call = known.call(edition.id)
    if call is None or at >= call.closes_at:
        raise Refused(_("Tetapkan dahulu sampai kapan ketersediaan dapat diisi."))
    call.reminded_at = at
    number = _write(edition, call, "interviews/mail/times_{}_again.txt", at)
    audit.record("availability.reminded", edition, by=by, at=at, letters=number)
    return number


def remind_due(edition: Edition, *, at: datetime) -> int:
    """Remind by itself, once, in the last day before the moment set; how many letters."""
    call = known.call(edition.id)
    if call is None or call.reminded_at is not None or not call.closes_at - policy.REMINDED_BEFORE <= at < call.closes_at:
        return 0
    return remind(edition, by=None, at=at)


def _write(edition: Edition, call: AvailabilityCall, template: str, at: datetime) -> int:
    waiting = known.board_of(edition, at).waiting()
    people = timetable.people_of(line.entry for line in waiting if line.entry is not None)
    for line in waiting:
        given = {"edition": edition, "closes_at": call.closes_at, "zone": line.zone, "line": line}
        for person in _readers(line, people):
            mail.to_person(template.format("juror" if line.juror else "finalist"), person, at=at, **given)
    return sum(len(_readers(line, people)) for line in waiting)


def _readers(line: Line, people: Mapping[str, list[Person]]) -> list[Person]:
    if line.juror is not None:
        return [line.juror.person]
    return people.get(line.entry.institution_id, []) if line.entry is not None else []

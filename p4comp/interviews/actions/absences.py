"""A juror falls ill, or comes after all: the day's sheets follow, a stand-in may sit in."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from flask_babel import gettext as _

from p4comp.competition.models import Edition
from p4comp.core import audit, clock, db, mail
from p4comp.core.access import Actor, demand
from p4comp.core.errors import Invalid, Refused
from p4comp.interviews.actions import reminding
from p4comp.interviews.actions.panels import leave, new_sheet
from p4comp.interviews.models import Interview, InterviewState, Juror, JurorAbsence, PanelSeat
from p4comp.interviews.policy import day as policy
from p4comp.interviews.queries import absences, day, panels, sheets
from p4comp.interviews.queries.conflicts import conflicts_of
from p4comp.interviews.rules import absences as rules
from p4comp.interviews.rules.day import OVER, RUNNING


def note_absence(
    edition: Edition, juror: Juror, on: date, reason: str, stand_in: Juror | None = None, *, by: Actor, at: datetime
) -> JurorAbsence:
    """A juror cannot come on a day: the day's open sheets leave them, and go to the stand-in if there is one."""
    demand(policy.may_note_absence(by, edition, at))
    if not reason.strip():
        raise Invalid(_("Tulis alasannya, cukup satu kalimat."), "reason")
    if absences.of(juror.id, on) is not None:
        raise Refused(_("Juri ini sudah dicatat berhalangan pada hari itu."))
    if stand_in is not None and stand_in not in possible_stand_ins(edition, juror, on):
        raise Invalid(_("Juri pengganti sedang mendengar finalis lain pada waktu yang sama. Pilih juri lain."), "stand_in")
    made = JurorAbsence(juror_id=juror.id, on=on, reason=reason.strip(), stand_in_id=stand_in.id if stand_in else None, noted_at=at)
    made.juror, made.stand_in = juror, stand_in
    db.session().add(made)
    db.session().flush()
    rows = open_interviews(edition, juror, on)
    adjust(edition, rows, by=by, at=at)
    if stand_in is not None:
        told = [row for row in rows if row.invitation.link and row.invitation.link_told_at is not None]
        lines = reminding.link_lines(edition, stand_in, told)
        mail.to_person("interviews/mail/stand_in.txt", stand_in.person, at=at, edition=edition, absent=juror, on=on, lines=lines)
    audit.record("juror.absent", juror, by=by, at=at, on=on.isoformat(), stand_in=made.stand_in_id or "")
    return made


def end_absence(edition: Edition, juror: Juror, on: date, *, by: Actor, at: datetime) -> None:
    """The juror comes after all: what the panel is still to hear that day goes back to them."""
    demand(policy.may_note_absence(by, edition, at))
    absence = absences.of(juror.id, on)
    if absence is None:
        raise Refused(_("Juri ini tidak dicatat berhalangan pada hari itu."))
    db.session().delete(absence)
    db.session().flush()
    adjust(edition, open_interviews(edition, juror, on), by=by, at=at)
    audit.record("juror.returned", juror, by=by, at=at, on=on.isoformat())


def possible_stand_ins(edition: Edition, juror: Juror, on: date) -> list[Juror]:
    """The edition's other jurors who are there that day and free whenever this one was to hear somebody."""
    wanted = [(row.starts_at, row.ends_at) for row in open_interviews(edition, juror, on)]
    places = {panel for one in absences.seats_of([juror.id]).values() for panel in one}
    seated = absences.seats_of(one.id for one in panels.jurors(edition.id))
    others = [one for one in panels.jurors(edition.id) if one.id != juror.id and not places <= seated.get(one.id, set())]
    taken = absences.busy((one.id for one in others), *day.bounds(edition, on))
    away = [one.juror_id for one in absences.on_day(edition.id, on)]
    free = set(rules.stand_ins([one.id for one in others], away, wanted, taken))
    return [one for one in others if one.id in free]


def open_interviews(edition: Edition, juror: Juror, on: date) -> list[Interview]:
    """What the juror's panels are still to hear on a day."""
    places = absences.seats_of([juror.id]).get(juror.id, set())
    found = [(row, day.turn(row, sitting).stage) for row, sitting in day.rows(edition, on) if row.panel_id in places]
    return [row for row, stage in found if stage not in RUNNING | OVER and row.state is InterviewState.PLACED]


def follow(edition: Edition, row: Interview, was: datetime, *, by: Actor | None, at: datetime) -> None:
    """An interview that came to a day, or left one, on which a juror is away is heard by whoever is there."""
    days = {clock.local(moment, edition.zone).date() for moment in (was, row.starts_at)}
    if any(absences.on_day(edition.id, on) for on in sorted(days)):
        adjust(edition, [row], by=by, at=at)


def adjust(edition: Edition, rows: Sequence[Interview], *, by: Actor | None, at: datetime) -> None:
    """Let the sheets on these interviews be those of who hears them on their day: the panel, without who is away, with who sits in."""
    seats = [seat for seat in panels.seats(edition.id) if seat.panel_id in {row.panel_id for row in rows}]
    everybody = panels.jurors(edition.id)
    conflicts = conflicts_of([row.entry for row in rows], everybody) if rows else {}
    written = {row.id: {sheet.juror_id for sheet in sheets.sheets_of([row.id])} for row in rows}
    for row in rows:
        hearing = expected(edition, row, seats, everybody)
        known = {one.id: one for one in everybody}
        for juror_id in sorted(written[row.id] - {one.id for one in hearing}):
            if juror_id in known:
                leave([row.id], known[juror_id], by=by, at=at)
        db.session().flush()
        still = {sheet.juror_id for sheet in sheets.sheets_of([row.id])}
        db.session().add_all(new_sheet(row, one, conflicts.get(row.entry_id, frozenset())) for one in hearing if one.id not in still)
    db.session().flush()


def expected(edition: Edition, row: Interview, seats: Iterable[PanelSeat], everybody: Iterable[Juror]) -> list[Juror]:
    """Who hears an interview on its day."""
    on = clock.local(row.starts_at, edition.zone).date()
    away = {one.juror_id: one.stand_in_id for one in absences.on_day(edition.id, on)}
    seated = {seat.juror_id for seat in seats if seat.panel_id == row.panel_id}
    ids = (seated - away.keys()) | {stand_in for juror, stand_in in away.items() if juror in seated and stand_in}
    return [one for one in everybody if one.id in ids]

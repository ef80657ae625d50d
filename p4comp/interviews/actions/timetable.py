"""Placing all interviews with one button."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts.models import Person
from p4comp.competition.models import Edition
from p4comp.core import audit, db
from p4comp.core.access import Actor
from p4comp.core.errors import Refused
from p4comp.entries.models import Entry
from p4comp.interviews.actions import letters
from p4comp.interviews.actions.panels import new_sheet
from p4comp.interviews.models import Interview, Juror, Panel
from p4comp.interviews.queries import panels, timetable
from p4comp.interviews.rules import placing, slots
from p4comp.interviews.rules.checks import Finalist, Seat, Week


def place_all(edition: Edition, *, by: Actor | None, at: datetime) -> list[Interview]:
    """Give every announced finalist that has none the earliest seat that breaks no rule, and tell them."""
    entries = timetable.finalists(edition, at)
    if not entries:
        raise Refused(_("Belum ada finalis yang diumumkan, jadi belum ada yang dapat dijadwalkan."))
    people = timetable.people_of(entries)
    week = timetable.week_of(edition, entries)
    before = timetable.interviews(edition.id)
    known = {row.entry_id for row in before}
    waiting = {entry.id: timetable.as_finalist(entry, people) for entry in entries if entry.id not in known}
    seats = placing.place(waiting.values(), week, fixed=timetable.placed(before, people), after=at)
    _refuse_rest([waiting[entry_id] for entry_id, seat in seats.items() if seat is None], week)
    by_id = {entry.id: entry for entry in entries}
    chosen = [(by_id[entry_id], seat) for entry_id, seat in seats.items() if seat is not None]
    return seat_new(edition, chosen, week, people, by=by, at=at)


def seat_new(
    edition: Edition,
    seats: Iterable[tuple[Entry, Seat]],
    week: Week,
    people: Mapping[str, Sequence[Person]],
    *,
    by: Actor | None,
    at: datetime,
) -> list[Interview]:
    """Give finalists their first seats, sheets to the panels' jurors, and tell everybody."""
    made = [_make(edition, entry, seat, week) for entry, seat in seats]
    _hand_out(made, week, panels.seated(edition.id))
    audit.record("interviews.placed", edition, by=by, at=at, placed=len(made))
    for row in made:
        letters.tell_finalist(row, "interviews/mail/placed.txt", people, at)
    letters.tell_jurors(edition, panels.jurors(edition.id), at)
    return made


def _refuse_rest(rest: list[Finalist], week: Week) -> None:
    if not week.benches or not any(bench.jurors for bench in week.benches.values()):
        raise Refused(_("Belum ada panel dengan juri. Tambah panel dan jurinya dahulu."))
    if rest:
        names = ", ".join(finalist.name for finalist in rest)
        raise Refused(
            _("Tidak ada waktu yang memenuhi semua aturan untuk: %(names)s. Tambah panel atau hari wawancara, lalu coba lagi.", names=names)
        )


def _make(edition: Edition, entry: Entry, seat: Seat, week: Week) -> Interview:
    row = Interview(
        edition_id=edition.id, entry_id=entry.id, panel_id=seat.panel_id, starts_at=seat.starts_at, minutes=slots.minutes(week.form)
    )
    row.entry = entry
    row.panel = db.session().get_one(Panel, seat.panel_id)
    db.session().add(row)
    return row


def _hand_out(rows: Iterable[Interview], week: Week, seated: Mapping[str, list[Juror]]) -> None:
    db.session().flush()
    for row in rows:
        barred = week.benches[row.panel_id].barred(row.entry_id)
        db.session().add_all(new_sheet(row, juror, barred) for juror in seated.get(row.panel_id, []))
    db.session().flush()

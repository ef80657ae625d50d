"""Moving, swapping and closing interviews, under the checks the button uses."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from flask_babel import gettext as _

from p4comp.accounts.models import Person
from p4comp.core import audit, db
from p4comp.core.access import Actor
from p4comp.core.errors import Invalid, Refused
from p4comp.interviews.actions import absences, letters, sittings
from p4comp.interviews.actions.panels import new_sheet
from p4comp.interviews.models import Interview, JurorSheet, Panel, Sitting
from p4comp.interviews.queries import panels, sheets, timetable
from p4comp.interviews.rules import checks
from p4comp.interviews.rules.checks import Fault, Seat, Week
from p4comp.interviews.rules.day import Stage
from p4comp.interviews.rules.states import INTERVIEWS, SheetState

Change = tuple[Interview, Seat]
NOWHERE = datetime(1970, 1, 1, tzinfo=UTC)


class Unplaceable(Invalid):
    """A seat breaks rules; `faults` names them."""

    def __init__(self, faults: Sequence[Fault]):
        super().__init__(" ".join(dict.fromkeys(fault.text for fault in faults)), "starts_at")
        self.faults = tuple(faults)


def move(interview: Interview, panel: Panel, starts_at: datetime, *, by: Actor | None, at: datetime) -> None:
    """Give an interview another seat, if that breaks no rule; Unplaceable names the rules it would break."""
    _change([(interview, Seat(panel.id, starts_at))], by=by, at=at)


def swap(first: Interview, second: Interview, *, by: Actor | None, at: datetime, since: datetime | None = None) -> None:
    """Let two interviews change seats in one act, if both new seats break no rule. On the day a seat begun after `since` may still be taken."""
    if first.id == second.id or first.edition_id != second.edition_id:
        raise Invalid(_("Pilih wawancara lain untuk ditukar."), "other")
    _change([(first, _seat(second)), (second, _seat(first))], by=by, at=at, since=since)


def rearrange(changes: Sequence[Change], *, by: Actor | None, at: datetime) -> None:
    """Let several interviews take new seats in one act, if none of them breaks a rule then."""
    _change(list(changes), by=by, at=at)


def hold(interview: Interview, *, by: Actor | None, at: datetime) -> None:
    """Note that an interview has been held; it cannot be moved any more."""
    if at < interview.starts_at:
        raise Refused(_("Wawancara ini belum dimulai. Tandai selesai setelah waktunya tiba."))
    sitting = db.session().get(Sitting, interview.id)
    if sitting is not None and sitting.stage in (Stage.LATE, Stage.ABSENT):
        raise Refused(_("Finalis ini tercatat belum hadir. Ubah dahulu keadaannya di papan hari wawancara."))
    interview.state = INTERVIEWS.after(interview.state, "hold")
    audit.record("interview.held", interview, by=by, at=at)


def _seat(row: Interview) -> Seat:
    return Seat(row.panel_id, row.starts_at)


def _change(changes: list[Change], *, by: Actor | None, at: datetime, since: datetime | None = None) -> None:
    edition = changes[0][0].entry.edition
    rows = timetable.interviews(edition.id)
    people = timetable.people_of(row.entry for row in rows)
    week = timetable.week_of(edition, [row.entry for row in rows])
    written = sheets.sheets_of(row.id for row, _new in changes)
    _refuse_begun(changes, written, since or at)
    _refuse_faults(changes, rows, week, people)
    before, jurors = {row.id: _seat(row) for row, _new in changes}, panels.jurors(edition.id)
    _take_seats(changes)
    for row, seat in changes:
        own = [sheet for sheet in written if sheet.interview_id == row.id]
        heard_by = {sheet.juror_id for sheet in own if sheet.state is not SheetState.RECUSED}
        if seat.panel_id != before[row.id].panel_id:
            _change_jurors(row, week, own)
            row.invitation.link = ""
        was = before[row.id].starts_at
        sittings.reseat(row, by=by, at=at)
        absences.follow(edition, row, was, by=by, at=at)
        audit.record("interview.moved", row, by=by, at=at, panel=row.panel.name, starts_at=row.starts_at.isoformat(), was=was.isoformat())
        letters.tell_finalist(row, "interviews/mail/moved.txt", people, at, was=was)
        hear_it = sheets.hearers([row.id])[row.id]
        letters.tell_panel(row, [juror for juror in jurors if juror.id in hear_it], week, at, was=was)
        gone = heard_by - hear_it - week.benches[before[row.id].panel_id].barred(row.entry_id)
        letters.tell_left(row, [juror for juror in jurors if juror.id in gone], at, was=was)


def _refuse_begun(changes: list[Change], written: list[JurorSheet], since: datetime) -> None:
    for row, seat in changes:
        INTERVIEWS.after(row.state, "move")
        if seat.starts_at <= since:
            raise Invalid(_("Waktu itu sudah lewat. Pilih waktu yang akan datang."), "starts_at")
    if any(sheet.state is SheetState.LOCKED for sheet in written) or any(sheets.marks_of(sheet.id for sheet in written).values()):
        raise Refused(_("Juri sudah mulai menilai wawancara ini, jadi waktunya tidak dapat diubah lagi."))


def _refuse_faults(changes: list[Change], rows: list[Interview], week: Week, people: dict[str, list[Person]]) -> None:
    new = {row.entry_id: seat for row, seat in changes}
    table = [(finalist, new.get(finalist.entry_id, seat)) for finalist, seat in timetable.placed(rows, people)]
    moved = [(finalist, seat) for finalist, seat in table if finalist.entry_id in new]
    broken = [fault for finalist, seat in moved for fault in checks.faults(finalist, seat, week, table)]
    if broken:
        raise Unplaceable(broken)


def _take_seats(changes: list[Change]) -> None:
    """Through nowhere, because a panel's moment is held once at any time."""
    for number, (row, _new) in enumerate(changes):
        row.starts_at = NOWHERE + timedelta(seconds=number)
    db.session().flush()
    for row, seat in changes:
        row.starts_at, row.panel_id = seat.starts_at, seat.panel_id
        row.panel = db.session().get_one(Panel, seat.panel_id)
        row.state = INTERVIEWS.after(row.state, "move")
    db.session().flush()


def _change_jurors(row: Interview, week: Week, written: list[JurorSheet]) -> None:
    """New sheets for the new panel; a conflict that was declared stays declared, should the interview come back."""
    declared = {sheet.juror_id for sheet in written if sheet.state is SheetState.RECUSED and sheet.declared_at is not None}
    for sheet in written:
        if sheet.juror_id not in declared:
            db.session().delete(sheet)
    db.session().flush()
    barred = week.benches[row.panel_id].barred(row.entry_id)
    hearing = [juror for juror in panels.seated(row.edition_id).get(row.panel_id, []) if juror.id not in declared]
    db.session().add_all(new_sheet(row, juror, barred) for juror in hearing)

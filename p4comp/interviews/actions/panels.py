"""Panels and who sits in them."""

from collections.abc import Iterable
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.accounts import actions as accounts
from p4comp.competition.models import Edition
from p4comp.core import audit, db
from p4comp.core.access import Actor, demand
from p4comp.core.errors import Invalid, Refused
from p4comp.institutions.models import Institution
from p4comp.interviews import policy, queries
from p4comp.interviews.models import Interview, Juror, JurorSheet, Panel, PanelSeat
from p4comp.interviews.policy import Lineup, Seated
from p4comp.interviews.queries import panels, sheets
from p4comp.interviews.rules.states import SHEETS, InterviewState, SheetState


def add_panel(edition: Edition, name: str, *, by: Actor, at: datetime) -> Panel:
    """A new panel; its name is used once in an edition."""
    if any(panel.name.casefold() == name.casefold() for panel in panels.panels(edition.id)):
        raise Invalid(_("Nama panel ini sudah dipakai. Isi nama lain."), "name")
    panel = Panel(edition_id=edition.id, name=name)
    db.session().add(panel)
    db.session().flush()
    audit.record("panel.added", panel, by=by, at=at, name=name)
    return panel


def add_juror(
    panel: Panel, name: str, email: str, employer: Institution | None = None, *, decree_number: str = "", by: Actor, at: datetime
) -> Juror:
    """A person becomes a juror of the edition, is invited and sits in this panel; the decree's number is typed in or left open."""
    person = accounts.person_for(email, name, at=at)
    db.session().flush()
    if db.first(select(Juror.id).where(Juror.edition_id == panel.edition_id, Juror.person_id == person.id)):
        raise Invalid(_("Orang ini sudah menjadi juri edisi ini. Dudukkan di panel lain dari halaman panel itu."), "email")
    given = {"employer_id": employer.id if employer else None, "decree_number": decree_number.strip()}
    juror = Juror(edition_id=panel.edition_id, person_id=person.id, **given)
    juror.person, juror.employer = person, employer
    db.session().add(juror)
    db.session().flush()
    accounts.invite(person, role="juror", by=by, at=at)
    audit.record("juror.added", juror, by=by, at=at, panel=panel.name)
    _sit(panel, juror)
    return juror


def seat(lineup: Lineup, juror: Juror, *, by: Actor, at: datetime) -> PanelSeat:
    """Give a juror of the edition a seat in one more panel, with sheets for what it is still to hear."""
    demand(policy.may_seat(by, lineup, at))
    if any(one.juror_id == juror.id for one in lineup.seats):
        raise Invalid(_("Juri ini sudah duduk di panel ini."), "juror")
    _refuse_two_places(lineup.panel, juror)
    made = _sit(lineup.panel, juror)
    audit.record("juror.seated", juror, by=by, at=at, panel=lineup.panel.name)
    return made


def _sit(panel: Panel, juror: Juror) -> PanelSeat:
    made = PanelSeat(panel_id=panel.id, juror_id=juror.id)
    made.panel, made.juror = panel, juror
    db.session().add(made)
    _give_sheets(panel, juror)
    db.session().flush()
    return made


def _refuse_two_places(panel: Panel, juror: Juror) -> None:
    """A juror is never expected by two panels at once."""
    rows = [row for row in queries.interviews(panel.edition_id) if row.state is InterviewState.PLACED]
    held = {one.interview_id for one in sheets.living(juror.id)}
    mine, theirs = [row for row in rows if row.id in held], [row for row in rows if row.panel_id == panel.id]
    if any(one.starts_at < other.ends_at and other.starts_at < one.ends_at for one in mine for other in theirs):
        raise Refused(_("Juri ini sudah mendengar finalis lain di panelnya pada waktu yang sama. Pindahkan wawancaranya dahulu."))


def unseat(seated: Seated, *, by: Actor, at: datetime) -> None:
    """End a juror's seat: sheets not begun are gone, begun ones count no more, locked ones stay."""
    demand(policy.may_unseat(by, seated, at))
    panel, juror = seated.lineup.panel, seated.seat.juror
    leave([row.id for row in queries.interviews(panel.edition_id) if row.panel_id == panel.id], juror, by=by, at=at)
    db.session().delete(seated.seat)
    audit.record("juror.unseated", juror, by=by, at=at, panel=panel.name)


def leave(interview_ids: Iterable[str], juror: Juror, *, by: Actor | None, at: datetime) -> None:
    """Take a juror's living sheets on these interviews away: untouched ones go, scored ones are set aside with a trail."""
    ids = set(interview_ids)
    living = [sheet for sheet in sheets.living(juror.id) if sheet.interview_id in ids]
    begun = sheets.marks_of(sheet.id for sheet in living)
    for sheet in living:
        if not begun[sheet.id]:
            db.session().delete(sheet)
            continue
        sheet.state, sheet.reason = SHEETS.after(sheet.state, "recuse"), _("Tidak lagi duduk di panel ini.")
        audit.record("juror_sheet.recused", sheet, by=by, at=at, reason=sheet.reason)


def name_chair(seated: Seated, *, by: Actor, at: datetime) -> None:
    """Give a panel its one chair; who had it keeps the seat."""
    demand(policy.may_name_chair(by, seated, at))
    for one in seated.lineup.seats:
        one.is_chair = False
    db.session().flush()
    seated.seat.is_chair = True
    audit.record("panel.chaired", seated.lineup.panel, by=by, at=at, juror=seated.seat.juror_id)


def _give_sheets(panel: Panel, juror: Juror) -> None:
    waiting = [row for row in queries.interviews(panel.edition_id) if row.panel_id == panel.id and row.state is InterviewState.PLACED]
    known = set(db.everything(select(JurorSheet.interview_id).where(JurorSheet.juror_id == juror.id)))
    conflicts = queries.conflicts_of([row.entry for row in waiting], [juror]) if waiting else {}
    new = [row for row in waiting if row.id not in known]
    db.session().add_all(new_sheet(row, juror, conflicts.get(row.entry_id, frozenset())) for row in new)


def new_sheet(interview: Interview, juror: Juror, barred: frozenset[str]) -> JurorSheet:
    """A juror's sheet on an interview; recused from the start when the juror may not hear the entry."""
    is_barred = juror.id in barred
    return JurorSheet(
        interview_id=interview.id,
        juror_id=juror.id,
        state=SheetState.RECUSED if is_barred else SheetState.ASSIGNED,
        reason=_("Benturan kepentingan menurut data instansi.") if is_barred else "",
    )

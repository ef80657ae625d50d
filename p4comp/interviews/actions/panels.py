"""Panels and their jurors."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.accounts import actions as accounts
from p4comp.competition.models import Edition
from p4comp.core import audit, db
from p4comp.core.access import Actor
from p4comp.core.errors import Invalid
from p4comp.institutions.models import Institution
from p4comp.interviews import queries
from p4comp.interviews.models import Interview, Juror, JurorSheet, Panel
from p4comp.interviews.queries import panels
from p4comp.interviews.rules.states import InterviewState, SheetState


def add_panel(edition: Edition, name: str, *, by: Actor, at: datetime) -> Panel:
    """A new panel; its name is used once in an edition."""
    if any(panel.name.casefold() == name.casefold() for panel in panels.panels(edition.id)):
        raise Invalid(_("Nama panel ini sudah dipakai. Isi nama lain."), "name")
    panel = Panel(edition_id=edition.id, name=name)
    db.session().add(panel)
    db.session().flush()
    audit.record("panel.added", panel, by=by, at=at, name=name)
    return panel


def add_juror(panel: Panel, name: str, email: str, employer: Institution | None = None, *, by: Actor, at: datetime) -> Juror:
    """A person becomes a juror of a panel, is invited, and gets sheets for what the panel is still to hear."""
    person = accounts.person_for(email, name, at=at)
    if db.first(select(Juror).where(Juror.edition_id == panel.edition_id, Juror.person_id == person.id)):
        raise Invalid(_("Orang ini sudah menjadi juri edisi ini."), "email")
    juror = Juror(edition_id=panel.edition_id, panel_id=panel.id, person_id=person.id, employer_id=employer.id if employer else None)
    juror.person, juror.panel, juror.employer = person, panel, employer
    db.session().add(juror)
    db.session().flush()
    _give_sheets(juror)
    accounts.invite(person, role="juror", by=by, at=at)
    audit.record("juror.added", juror, by=by, at=at, panel=panel.name)
    return juror


def _give_sheets(juror: Juror) -> None:
    waiting = [row for row in queries.interviews(juror.edition_id) if row.panel_id == juror.panel_id and row.state is InterviewState.PLACED]
    conflicts = queries.conflicts_of([row.entry for row in waiting], [juror]) if waiting else {}
    db.session().add_all(new_sheet(row, juror, conflicts.get(row.entry_id, frozenset())) for row in waiting)


def new_sheet(interview: Interview, juror: Juror, barred: frozenset[str]) -> JurorSheet:
    """A juror's sheet on an interview; recused from the start when the juror may not hear the entry."""
    is_barred = juror.id in barred
    return JurorSheet(
        interview_id=interview.id,
        juror_id=juror.id,
        state=SheetState.RECUSED if is_barred else SheetState.ASSIGNED,
        reason=_("Benturan kepentingan menurut data instansi.") if is_barred else "",
    )

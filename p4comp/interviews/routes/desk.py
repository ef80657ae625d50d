"""The juror's own place: agenda, declaration, dossier and sheet."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import access, autosave, clock, downloads
from p4comp.core.access import allow
from p4comp.core.autosave import Clash
from p4comp.core.errors import Invalid
from p4comp.core.words import score
from p4comp.entries import queries as entries
from p4comp.entries.models import Evidence
from p4comp.interviews import actions, policy, queries
from p4comp.interviews.forms import DeclarationForm, read, sheet_form
from p4comp.interviews.models import Mark
from p4comp.interviews.policy import Desk, DeskFile
from p4comp.interviews.queries import papers, people
from p4comp.interviews.routes.blueprint import bp
from p4comp.interviews.routes.filling import save_fields, shown
from p4comp.interviews.rules import scoring
from p4comp.interviews.rules.states import SheetState
from p4comp.judging.queries import desk_findings


@bp.get("/wawancara")
@allow(policy.may_hear)
def agenda() -> str:
    """The juror's own interviews: the one that runs, those to come by day, then those that are over."""
    return render_template("interviews/agenda.html", agenda=queries.own_agenda(access.actor(), clock.arrived()))


@bp.route("/wawancara/<sheet_id>/pernyataan", methods=["GET", "POST"])
@allow(policy.may_declare, on=queries.desk)
def declare(desk: Desk) -> ResponseReturnValue:
    """State whether there is a conflict of interest; with one, the entry is gone from the juror's sight."""
    light = people.light(desk.sheet) if desk.sheet.state is SheetState.ASSIGNED else []
    form = DeclarationForm().offer(desk.sheet, light)
    if form.sent_well():
        has_conflict = form.conflict.data == "yes"
        try:
            said = form.statement.data or "" if light else ""
            typed = form.reason.data or ""
            actions.declare(desk.sheet, has_conflict, typed, statement=said, light=light, by=access.actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            return _declared(desk, has_conflict)
    return render_template("interviews/declare.html", desk=desk, form=form, light=light), form.status


def _declared(desk: Desk, has_conflict: bool) -> ResponseReturnValue:
    if has_conflict:
        flash(_("Pernyataan Anda dicatat. Anda tidak menilai peserta ini."), "success")
        return redirect(url_for("interviews.agenda"), 303)
    flash(_("Pernyataan Anda dicatat. Berkas peserta sekarang terbuka."), "success")
    return redirect(url_for("interviews.sheet", sheet_id=desk.sheet.id), 303)


@bp.get("/wawancara/<sheet_id>")
@allow(policy.may_open, on=queries.desk)
def sheet(desk: Desk) -> ResponseReturnValue:
    """The sheet with the dossier at hand; before the declaration and the code of conduct the way leads there."""
    if desk.sheet.state is SheetState.ASSIGNED:
        return redirect(url_for("interviews.declare", sheet_id=desk.sheet.id), 303)
    if desk.sheet.juror.conduct_at is None:
        return redirect(url_for("interviews.juror_conduct", juror_id=desk.sheet.juror_id), 303)
    return _page(desk, sheet_form(desk.form, desk.marks), desk.marks)


@bp.post("/wawancara/<sheet_id>")
@allow(policy.may_score, on=queries.desk)
def save_all(desk: Desk) -> ResponseReturnValue:
    """Keep the whole sheet as typed; a fault stands beside its field and nothing typed is lost."""
    form = sheet_form(desk.form, desk.marks)
    status = save_fields(desk, form)
    if status == 200:
        flash(_("Nilai dan catatan tersimpan."), "success")
        return redirect(url_for("interviews.sheet", sheet_id=desk.sheet.id), 303)
    access.save_anyway()
    return _page(desk, form, queries.marks(desk.sheet)), status


def _page(desk: Desk, form: Any, marks: Mapping[str, Mark]) -> str:
    entry = desk.interview.entry
    return render_template(
        "interviews/sheet.html",
        desk=desk,
        form=form,
        total=_total(desk, marks),
        dossier=entries.dossier(entry),
        others=queries.others(desk.sheet),
        waiting=papers.waiting(desk.sheet.id) if desk.sheet.state is SheetState.LOCKED else None,
        found=desk_findings([entry.id])[entry.id],
        standing=queries.desk_standing(desk),
        file_url=_file_url(desk),
        now=clock.arrived(),
        may_score=policy.may_score(access.actor(), desk, clock.arrived()),
    )


def _total(desk: Desk, marks: Mapping[str, Mark]) -> float:
    return scoring.running_total({code: mark.score for code, mark in marks.items()}, desk.form)


def _file_url(desk: Desk) -> Callable[[Evidence], str]:
    return lambda evidence: url_for("interviews.evidence", sheet_id=desk.sheet.id, evidence_id=evidence.id)


@bp.post("/wawancara/<sheet_id>/simpan")
@allow(policy.may_score, on=queries.desk)
def save(desk: Desk) -> ResponseReturnValue:
    """Keep one field, for `autosave.js`."""
    field, at = request.form.get("field", ""), clock.arrived()
    try:
        value = read(field, request.form.get("value", ""))
        outcome = actions.save(desk.sheet, field, value, seen=autosave.seen(request.form.get("version", "")), by=access.actor(), at=at)
    except Invalid as error:
        return autosave.fault(error, field)
    if isinstance(outcome, Clash):
        outcome = Clash(request.form.get("value", ""), shown(outcome.theirs), outcome.version)
    return autosave.answer(outcome, at=at, total=score(_total(desk, queries.marks(desk.sheet))))


@bp.post("/wawancara/<sheet_id>/kunci")
@allow(policy.may_lock, on=queries.desk)
def lock(desk: Desk) -> ResponseReturnValue:
    """Close the sheet as it was sent; a missing score is named and the sheet stays open."""
    form = sheet_form(desk.form, desk.marks)
    status = save_fields(desk, form)
    try:
        if status == 200:
            actions.lock(desk.sheet, by=access.actor(), at=clock.arrived())
    except Invalid as error:
        form.blame(error)
        status = 422
    if status != 200:
        access.save_anyway()
        return _page(desk, form, queries.marks(desk.sheet)), status
    flash(_("Lembar terkunci dengan nilai %(total)s.", total=score(desk.sheet.total)), "success")
    return redirect(url_for("interviews.sheet", sheet_id=desk.sheet.id), 303)


@bp.get("/wawancara/<sheet_id>/bukti/<evidence_id>")
@allow(policy.may_read_file, on=queries.desk_evidence)
def evidence(file: DeskFile) -> Response:
    """A file of the dossier on the juror's desk."""
    return downloads.answer(file.evidence.file, file.evidence.name)

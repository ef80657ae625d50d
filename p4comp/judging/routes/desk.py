"""The evaluator's desk: list, declaration, sheet, lock, evidence."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import autosave, clock, downloads
from p4comp.core.access import actor, allow, may, save_anyway
from p4comp.core.errors import Invalid
from p4comp.core.words import score
from p4comp.judging import actions, policy, queries
from p4comp.judging.forms import DeclarationForm
from p4comp.judging.policy import Desk, DeskFile
from p4comp.judging.routes.blueprint import bp
from p4comp.judging.routes.scoring import pace_of
from p4comp.judging.routes.sheet import Sheet, levels_of, sent
from p4comp.judging.routes.sheet import sheet as sheet_of
from p4comp.judging.rules import sheets
from p4comp.judging.rules.moves import SheetState


@bp.route("/evaluasi")
@allow(policy.may_evaluate)
def mine() -> ResponseReturnValue:
    """The evaluator's readings, with progress and deadline."""
    lines = queries.mine(actor(), clock.arrived())
    return render_template("judging/mine.html", lines=lines, pace=pace_of(lines, clock.arrived()))


@bp.route("/evaluasi/<assignment_id>")
@allow(policy.may_open, on=queries.desk)
def sheet(desk: Desk) -> ResponseReturnValue:
    """The sheet, an aspect a page; before the declaration nothing but the declaration."""
    if desk.assignment.state is SheetState.ASSIGNED or not desk.is_accepted:
        form = DeclarationForm(formdata=None)
        if desk.waits:
            form.only_conflict()
        return render_template("judging/declare.html", desk=desk, form=form)
    return _page(sheet_of(desk, request.args.get("aspek", "")))


def _page(page: Sheet, status: int = 200) -> ResponseReturnValue:
    verdict = may("judging.save_sheet", page.desk)
    phrases = queries.phrases(actor().id) if verdict else []
    sheet = page.desk.assignment
    shown = sheet.state is SheetState.LOCKED and queries.others_shown(sheet, page.desk.spec)
    return render_template("judging/sheet.html", page=page, desk=page.desk, verdict=verdict, phrases=phrases, shown=shown), status


@bp.route("/evaluasi/<assignment_id>/pernyataan", methods=["GET", "POST"])
@allow(policy.may_declare, on=queries.desk)
def declare(desk: Desk) -> ResponseReturnValue:
    """Declare that there is no conflict of interest, or give the dossier up."""
    form = DeclarationForm()
    form.is_bound = bool(desk.light) and desk.assignment.state is SheetState.ASSIGNED
    if desk.assignment.state is SheetState.OPEN or desk.waits:
        form.only_conflict()
    if not form.sent_well():
        return render_template("judging/declare.html", desk=desk, form=form), form.status
    actions.declare(desk, conflict=form.stated, statement=form.statement.data or "", by=actor(), at=clock.arrived())
    if form.stated:
        flash(_("Anda sudah mengundurkan diri dari berkas itu. Sekretariat menunjuk pengganti."), "success")
        return redirect(url_for(".mine"), 303)
    return redirect(url_for(".sheet", assignment_id=desk.assignment.id), 303)


@bp.route("/evaluasi/<assignment_id>", methods=["POST"])
@allow(policy.may_score, on=queries.desk)
def save_sheet(desk: Desk) -> ResponseReturnValue:
    """Save a whole aspect and go on to the next; what cannot be kept is shown again beside its fault."""
    page = sheet_of(desk, request.form.get("aspek", ""))
    texts, versions = sent(request.form, page.lines)
    try:
        clashes = actions.save_all(desk, texts, versions, by=actor(), at=clock.arrived())
    except Invalid:
        return _page(_blamed(page, texts), 422)
    if clashes:
        page = sheet_of(desk, page.code)
        for line in page.lines:
            line.clashes = {name: clashes[name] for name in line.names if name in clashes}
            line.typed = {name: str(clash.mine if clash.mine is not None else "") for name, clash in line.clashes.items()}
        save_anyway()
        return _page(page, 409)
    return redirect(_after(page), 303)


def _blamed(page: Sheet, texts: dict[str, str]) -> Sheet:
    for line in page.lines:
        for field in (name for name in line.names if name in texts):
            line.typed[field] = texts[field]
            try:
                _checked(page, field, texts[field])
            except Invalid as error:
                line.errors[field] = [error.message]
    return page


def _checked(page: Sheet, field: str, text: str) -> None:
    if sheets.piece(field):
        sheets.proof(text, field)
    else:
        sheets.value(page.desk.instrument, field, text)


def _after(page: Sheet) -> str:
    key, chosen = page.desk.assignment.id, request.form.get("go", "")
    if chosen == "kunci":
        return url_for(".lock", assignment_id=key)
    return url_for(".sheet", assignment_id=key, aspek=chosen or page.code)


@bp.route("/evaluasi/<assignment_id>/simpan", methods=["POST"])
@allow(policy.may_score, on=queries.desk)
def autosave_field(desk: Desk) -> Response:
    """Save one field; 409 with both values when another tab was quicker, 422 with the fault."""
    field, at = request.form.get("field", ""), clock.arrived()
    try:
        outcome = actions.save(
            desk, field, request.form.get("value", ""), seen=autosave.seen(request.form.get("version", "")), by=actor(), at=at
        )
    except Invalid as error:
        return autosave.fault(error, field)
    levels = levels_of(queries.findings(desk.assignment.id))
    done = len(desk.instrument.indicators) - len(sheets.missing(desk.instrument, levels))
    return autosave.answer(outcome, at=at, total=score(sheets.running(desk.instrument, levels)), done=done)


@bp.route("/evaluasi/<assignment_id>/kunci", methods=["GET", "POST"])
@allow(policy.may_lock, on=queries.desk)
def lock(desk: Desk) -> ResponseReturnValue:
    """Look at the whole sheet once more and lock it."""
    fault = ""
    if request.method == "POST":
        try:
            actions.lock(desk, by=actor(), at=clock.arrived())
            flash(_("Lembar sudah dikunci dengan nilai %(total)s.", total=score(desk.assignment.total)), "success")
            return redirect(url_for(".mine"), 303)
        except Invalid as error:
            fault = error.message
    levels = levels_of(queries.findings(desk.assignment.id))
    return render_template(
        "judging/lock.html", desk=desk, levels=levels, missing=sheets.missing(desk.instrument, levels), fault=fault
    ), 422 if fault else 200


@bp.route("/evaluasi/<assignment_id>/bukti/<evidence_id>")
@allow(policy.may_read_file, on=queries.desk_file)
def evidence(file: DeskFile) -> Response:
    """A file of the dossier, by way of an own opened sheet."""
    return downloads.answer(file.evidence.file, file.evidence.name)

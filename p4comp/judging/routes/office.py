"""The secretariat's office: evaluators, who reads what, replacements."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.competition import own_sheets
from p4comp.core import clock
from p4comp.core.access import actor, allow
from p4comp.core.errors import Invalid
from p4comp.judging import actions, policy, queries
from p4comp.judging.forms import EvaluatorForm, ReaderForm, ReasonForm, obstacle
from p4comp.judging.policy import Lot, Office, Readers
from p4comp.judging.routes.blueprint import bp


@bp.route("/evaluator")
@allow(policy.may_see_office, on=queries.office)
def evaluators(office: Office) -> ResponseReturnValue:
    """All evaluators with their progress."""
    return render_template("judging/evaluators.html", office=office, found=queries.evaluator_page(office.edition.id))


@bp.route("/evaluator/tambah", methods=["GET", "POST"])
@allow(policy.may_run_office, on=queries.office)
def add_evaluator(office: Office) -> ResponseReturnValue:
    """Appoint an evaluator."""
    form = EvaluatorForm()
    if form.sent_well():
        try:
            _appoint(office, form)
            return redirect(url_for(".evaluators"), 303)
        except Invalid as error:
            form.blame(error)
    return render_template("judging/add_evaluator.html", office=office, form=form), form.status


def _appoint(office: Office, form: EvaluatorForm) -> None:
    employer = queries.employer(form.employer.data or "")
    typed = {name: form[name].data or "" for name in ("name", "email", "decree_number")}
    actions.add_evaluator(office.edition, employer=employer, by=actor(), at=clock.arrived(), **typed)
    flash(_("%(name)s sudah ditambahkan dan diundang.", name=typed["name"]), "success")


@bp.route("/evaluator/<evaluator_id>")
@allow(policy.may_see_office, on=queries.lot)
def evaluator(lot: Lot) -> ResponseReturnValue:
    """An evaluator's readings with their states."""
    return render_template(
        "judging/evaluator.html", lot=lot, readings=queries.readings_of(lot.evaluator), hidden=own_sheets.hidden_entries(actor())
    )


@bp.route("/evaluator/<evaluator_id>/akhiri", methods=["GET", "POST"])
@allow(policy.may_run_office, on=queries.lot)
def dismiss(lot: Lot) -> ResponseReturnValue:
    """End an appointment."""
    form = ReasonForm()
    if not form.sent_well():
        return render_template("judging/dismiss.html", lot=lot, form=form), form.status
    actions.dismiss(lot.evaluator, reason=form.reason.data or "", by=actor(), at=clock.arrived())
    flash(_("Penugasan sudah diakhiri. Cari pengganti untuk berkas yang belum dinilai."), "success")
    return redirect(url_for(".assignments"), 303)


@bp.route("/penugasan")
@allow(policy.may_see_office, on=queries.office)
def assignments(office: Office) -> ResponseReturnValue:
    """How far giving out is, and which entries lack readers."""
    readings = office.spec.plan.readings
    progress = queries.progress(office.edition.id, readings)
    short = queries.short_entries(office.edition.id, readings) if any(one.short for one in progress.values()) else []
    return render_template("judging/assignments.html", office=office, progress=progress, short=short)


@bp.route("/penugasan/bagi", methods=["POST"])
@allow(policy.may_assign, on=queries.office)
def assign_all(office: Office) -> ResponseReturnValue:
    """Give every entry the readings it lacks."""
    outcome = actions.assign_all(office.edition, by=actor(), at=clock.arrived())
    flash(_("%(n)d penugasan dibuat.", n=outcome.made), "success")
    if outcome.shortages:
        text = _("%(n)d berkas tetap kekurangan pembaca karena evaluator yang tersisa berbenturan kepentingan.", n=len(outcome.shortages))
        flash(text + " " + _("Tambah evaluator, lalu bagi lagi."), "warning")
    return redirect(url_for(".assignments"), 303)


@bp.route("/penugasan/<entry_id>", methods=["GET"])
@allow(policy.may_see_office, on=queries.readers)
def readers(found: Readers) -> ResponseReturnValue:
    """Who reads an entry, and who else could."""
    return _readers(found, ReaderForm())


def _readers(found: Readers, form: ReaderForm, status: int = 200) -> ResponseReturnValue:
    people = queries.candidates(found.entry, found.assignments)
    form.offer(found, people)
    barred = [(one.evaluator.person.name, obstacle(one)) for one in people if one.relation is not None]
    return render_template("judging/readers.html", readers=found, form=form, barred=barred), status


@bp.route("/penugasan/<entry_id>", methods=["POST"])
@allow(policy.may_reassign, on=queries.readers)
def reassign(found: Readers) -> ResponseReturnValue:
    """Give the entry to another evaluator."""
    form = ReaderForm()
    form.offer(found, queries.candidates(found.entry, found.assignments))
    if form.sent_well():
        try:
            _reassign(found, form)
            flash(_("Berkas sudah diberikan kepada evaluator baru."), "success")
            return redirect(url_for(".readers", entry_id=found.entry.id), 303)
        except Invalid as error:
            form.blame(error)
    return _readers(found, form, 422)


def _reassign(found: Readers, form: ReaderForm) -> None:
    known = {one.evaluator.id: one.evaluator for one in queries.candidates(found.entry, [])}
    chosen, by, at = known[form.evaluator.data], actor(), clock.arrived()
    replaced = next((one for one in found.assignments if one.id == form.replaces.data), None)
    if replaced is None:
        actions.assign(found.entry, chosen, by=by, at=at)
    else:
        actions.replace(replaced, chosen, reason=form.reason.data or "", by=by, at=at)

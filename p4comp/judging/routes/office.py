"""The secretariat's office: evaluators."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.competition import own_sheets
from p4comp.core import clock
from p4comp.core.access import actor, allow
from p4comp.core.answering import ReasonForm
from p4comp.core.errors import Invalid
from p4comp.judging import actions, policy, queries
from p4comp.judging.forms import EvaluatorForm
from p4comp.judging.policy import Lot, Office
from p4comp.judging.routes.blueprint import bp


@bp.route("/evaluator")
@allow(policy.may_see_office, on=queries.office)
def evaluators(office: Office) -> ResponseReturnValue:
    """All evaluators with their progress."""
    accepted = queries.accepted_count(office.edition.id)
    return render_template("judging/evaluators.html", office=office, found=queries.evaluator_page(office.edition.id), accepted=accepted)


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
    if queries.namesakes(office.edition.id, typed["name"]) > 1:
        flash(_("Ada evaluator lain dengan nama yang sama. Pastikan bukan orang yang sama dengan dua alamat surel."), "warning")


@bp.route("/evaluator/<evaluator_id>")
@allow(policy.may_see_office, on=queries.lot)
def evaluator(lot: Lot) -> ResponseReturnValue:
    """An evaluator's readings with their states; totals of what whoever looks scores still or is bound to stay closed."""
    closed = {"hidden": own_sheets.hidden_entries(actor()), "barred": queries.barred_entries(actor(), lot.office.edition.id)}
    return render_template("judging/evaluator.html", lot=lot, readings=queries.readings_of(lot.evaluator), **closed)


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

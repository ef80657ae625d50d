"""The evaluator's profile: what they know, what binds them, when they are away, what they promised."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import clock, downloads, pdf
from p4comp.core.access import actor, allow
from p4comp.core.errors import Invalid
from p4comp.judging import actions, policy, queries
from p4comp.judging.appointed import AwayForm, ConductForm, TieForm, accepted_wording
from p4comp.judging.forms import ProfileForm
from p4comp.judging.models import TieKind
from p4comp.judging.policy import Lot, Office, Tied
from p4comp.judging.routes.blueprint import bp
from p4comp.judging.rules import conduct as promise


@bp.route("/profil-evaluator")
@allow(policy.may_see_profile, on=queries.profile)
def my_profile(lot: Lot) -> ResponseReturnValue:
    """One's own profile in the edition that is run."""
    return _page(lot)


@bp.route("/evaluator/<evaluator_id>/profil", methods=["GET"])
@allow(policy.may_see_profile, on=queries.profile)
def profile(lot: Lot) -> ResponseReturnValue:
    """An evaluator's profile."""
    return _page(lot)


def _page(lot: Lot, status: int = 200, **forms: ProfileForm | TieForm | AwayForm) -> ResponseReturnValue:
    form = ProfileForm(formdata=None).offer(lot.office.spec).show(lot.evaluator)
    shown = {"form": form, "tie": TieForm(formdata=None), "away": AwayForm(formdata=None)} | forms
    own = actor().id == lot.evaluator.person_id
    return render_template("judging/profile.html", lot=lot, own=own, ties=queries.ties_of(lot.evaluator), **shown), status


def _back(lot: Lot) -> ResponseReturnValue:
    own = actor().id == lot.evaluator.person_id
    return redirect(url_for(".my_profile") if own else url_for(".profile", evaluator_id=lot.evaluator.id), 303)


@bp.route("/evaluator/<evaluator_id>/profil", methods=["POST"])
@allow(policy.may_fill_profile, on=queries.profile)
def fill_profile(lot: Lot) -> ResponseReturnValue:
    """Save the profile."""
    form = ProfileForm().offer(lot.office.spec)
    if form.sent_well():
        try:
            actions.fill_profile(lot, _typed(form), by=actor(), at=clock.arrived())
            flash(_("Profil disimpan."), "success")
            return _back(lot)
        except Invalid as error:
            form.blame(error)
    return _page(lot, 422, form=form)


def _typed(form: ProfileForm) -> actions.Profile:
    decree = form.decree_number.data if actor().has("secretariat") else None
    return actions.Profile(
        employer=queries.employer(form.employer.data or ""),
        most=form.most.data,
        is_experienced=bool(form.is_experienced.data),
        kinds=form.kinds.data or (),
        themes=form.themes.data or (),
        categories=form.categories.data or (),
        decree_number=decree,
    )


@bp.route("/evaluator/<evaluator_id>/profil/hubungan", methods=["POST"])
@allow(policy.may_fill_profile, on=queries.profile)
def add_tie(lot: Lot) -> ResponseReturnValue:
    """State another institution."""
    form = TieForm()
    if form.sent_well():
        try:
            found = queries.named(form.institution.data or "", "institution")
            kind, note = TieKind(form.kind.data), form.note.data or ""
            actions.add_tie(lot, found, kind, ended_on=form.ended_on.data, reason=note, by=actor(), at=clock.arrived())
            flash(
                _("Hubungan dengan %(name)s dicatat. Berkas yang terkait tidak lagi diberikan atau diperlihatkan.", name=found.name),
                "success",
            )
            return _back(lot)
        except Invalid as error:
            form.blame(error)
    return _page(lot, 422, tie=form)


@bp.route("/evaluator/<evaluator_id>/profil/hubungan/<tie_id>/hapus", methods=["POST"])
@allow(policy.may_untie, on=queries.tied)
def remove_tie(tied: Tied) -> ResponseReturnValue:
    """Take a mistaken tie away."""
    actions.remove_tie(tied, by=actor(), at=clock.arrived())
    flash(_("Hubungan dihapus dari catatan."), "success")
    return _back(tied.lot)


@bp.route("/evaluator/<evaluator_id>/profil/berhalangan", methods=["POST"])
@allow(policy.may_fill_profile, on=queries.profile)
def add_away(lot: Lot) -> ResponseReturnValue:
    """Note days away."""
    form = AwayForm()
    if not form.sent_well() or form.first.data is None or form.last.data is None:
        return _page(lot, 422, away=form)
    actions.add_away(lot, form.first.data, form.last.data, by=actor(), at=clock.arrived())
    flash(_("Masa berhalangan dicatat."), "success")
    return _back(lot)


@bp.route("/evaluator/<evaluator_id>/profil/berhalangan/<int:number>/hapus", methods=["POST"])
@allow(policy.may_fill_profile, on=queries.away)
def remove_away(lot: Lot) -> ResponseReturnValue:
    """Take days away off the list."""
    number = int((request.view_args or {})["number"])
    actions.remove_away(lot, number, by=actor(), at=clock.arrived())
    flash(_("Masa berhalangan dihapus."), "success")
    return _back(lot)


@bp.route("/evaluator/<evaluator_id>/pakta", methods=["GET"])
@allow(policy.may_see_profile, on=queries.profile)
def conduct(lot: Lot) -> ResponseReturnValue:
    """The code of conduct: to be accepted, or as it was."""
    return _conduct(lot, ConductForm(formdata=None), 200)


def _text(lot: Lot) -> str:
    return accepted_wording(lot.evaluator) or promise.text_of(lot.office.spec.conduct)


def _conduct(lot: Lot, form: ConductForm, status: int) -> ResponseReturnValue:
    text = _text(lot)
    values = {"parts": text.split("\n\n"), "sha256": promise.sha256_of(text), "own": actor().id == lot.evaluator.person_id}
    return render_template("judging/conduct.html", lot=lot, form=form, **values), status


@bp.route("/evaluator/<evaluator_id>/pakta", methods=["POST"])
@allow(policy.may_accept_conduct, on=queries.profile)
def accept_conduct(lot: Lot) -> ResponseReturnValue:
    """Accept it."""
    form = ConductForm()
    if not form.sent_well():
        return _conduct(lot, form, 422)
    actions.accept_conduct(lot, seen=request.form.get("seen", ""), by=actor(), at=clock.arrived())
    flash(_("Pakta integritas disetujui. Berkas yang ditugaskan kepada Anda sekarang dapat dibuka."), "success")
    return redirect(url_for(".mine"), 303)


@bp.route("/evaluator/<evaluator_id>/pakta.pdf")
@allow(policy.may_see_profile, on=queries.profile)
def conduct_pdf(lot: Lot) -> Response:
    """The code of conduct with who accepted it and when, or ready to be signed on paper."""
    text = _text(lot)
    values = {"parts": text.split("\n\n"), "sha256": promise.sha256_of(text), "simulated": clock.is_demo()}
    return downloads.pdf(pdf.render("judging/conduct_pdf.html", one=lot.evaluator, spec=lot.office.spec, **values), "pakta-integritas.pdf")


@bp.route("/evaluator/ingatkan", methods=["POST"])
@allow(policy.may_run_office, on=queries.office)
def remind_conduct(office: Office) -> ResponseReturnValue:
    """Write to the evaluators who have not accepted the code of conduct."""
    number = actions.remind_conduct(office.edition, by=actor(), at=clock.arrived())
    flash(_("%(n)s evaluator diingatkan lewat surel.", n=number), "success")
    return redirect(url_for(".evaluators"), 303)

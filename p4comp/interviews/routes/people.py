"""Jurors: the secretariat's page of each, and the profile they fill in themselves."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import clock, downloads, pdf
from p4comp.core.access import actor, allow
from p4comp.core.answering import ReasonForm
from p4comp.core.errors import Invalid
from p4comp.interviews.actions import people as actions
from p4comp.interviews.policy import people as policy
from p4comp.interviews.policy.people import Appointed, JurorTied
from p4comp.interviews.queries import availability
from p4comp.interviews.queries import people as known
from p4comp.interviews.routes.blueprint import bp
from p4comp.interviews.rules import conduct as promise
from p4comp.judging import queries as judging
from p4comp.judging.appointed import AppointedForm, AwayForm, ConductForm, TieForm, accepted_wording
from p4comp.judging.models import TieKind


@bp.get("/juri/<juror_id>")
@allow(policy.may_see_juror, on=known.for_staff)
def juror(found: Appointed) -> str:
    """A juror for the secretariat: where they sit, what they promised, whom they may not hear."""
    return render_template(
        "interviews/juror.html",
        found=found,
        seats=known.seats_of(found.juror),
        bonds=known.bonds_to_finalists(found, clock.arrived()),
        waivers={one.entry_id: one for one in known.waivers(found.edition.id) if one.juror_id == found.juror.id},
        times=availability.juror_times(actor(), found.juror.id),
    )


@bp.route("/juri/<juror_id>/akhiri", methods=["GET", "POST"])
@allow(policy.may_dismiss_juror, on=known.for_staff)
def dismiss_juror(found: Appointed) -> ResponseReturnValue:
    """End a juror's duty."""
    form = ReasonForm()
    if not form.sent_well():
        return render_template("interviews/dismiss_juror.html", found=found, form=form), form.status
    actions.dismiss(found, reason=form.reason.data or "", by=actor(), at=clock.arrived())
    flash(_("Tugas juri sudah diakhiri. Periksa kuorum panelnya."), "success")
    return redirect(url_for("interviews.panels"), 303)


@bp.get("/profil-juri")
@allow(policy.may_see_juror, on=known.appointed)
def my_juror_profile(found: Appointed) -> ResponseReturnValue:
    """One's own profile in the edition that is run."""
    return _page(found)


@bp.get("/juri/<juror_id>/profil")
@allow(policy.may_see_juror, on=known.appointed)
def juror_profile(found: Appointed) -> ResponseReturnValue:
    """A juror's profile."""
    return _page(found)


def _page(found: Appointed, status: int = 200, **forms: AppointedForm | TieForm | AwayForm) -> ResponseReturnValue:
    form = AppointedForm(formdata=None).offer(found.spec).show(found.juror)
    shown = {"form": form, "tie": TieForm(formdata=None), "away": AwayForm(formdata=None)} | forms
    return render_template(
        "interviews/juror_profile.html", found=found, own=_is_own(found), ties=known.ties_of(found.juror), **shown
    ), status


def _is_own(found: Appointed) -> bool:
    return actor().id == found.juror.person_id


def _back(found: Appointed) -> ResponseReturnValue:
    here = url_for(".my_juror_profile") if _is_own(found) else url_for(".juror_profile", juror_id=found.juror.id)
    return redirect(here, 303)


@bp.post("/juri/<juror_id>/profil")
@allow(policy.may_fill_juror, on=known.appointed)
def fill_juror_profile(found: Appointed) -> ResponseReturnValue:
    """Save the profile."""
    form = AppointedForm().offer(found.spec)
    if form.sent_well():
        try:
            actions.fill_profile(found, _typed(form), by=actor(), at=clock.arrived())
            flash(_("Profil disimpan."), "success")
            return _back(found)
        except Invalid as error:
            form.blame(error)
    return _page(found, 422, form=form)


def _typed(form: AppointedForm) -> actions.Profile:
    employer = judging.employer(form.employer.data or "")
    decree = form.decree_number.data if actor().has("secretariat") and "decree_number" in request.form else None
    return actions.Profile(employer, form.kinds.data or [], form.themes.data or [], decree)


@bp.post("/juri/<juror_id>/profil/hubungan")
@allow(policy.may_fill_juror, on=known.appointed)
def add_juror_tie(found: Appointed) -> ResponseReturnValue:
    """State another institution."""
    form = TieForm()
    if form.sent_well():
        try:
            institution = judging.named(form.institution.data or "", "institution")
            kind, ended, note = TieKind(form.kind.data), form.ended_on.data, form.note.data or ""
            actions.add_tie(found, institution, kind, ended_on=ended, reason=note, by=actor(), at=clock.arrived())
            flash(_("%(name)s dicatat. Berkas yang terkait kini tertutup.", name=institution.name), "success")
            return _back(found)
        except Invalid as error:
            form.blame(error)
    return _page(found, 422, tie=form)


@bp.post("/juri/<juror_id>/profil/hubungan/<tie_id>/hapus")
@allow(policy.may_untie_juror, on=known.tied)
def remove_juror_tie(tied: JurorTied) -> ResponseReturnValue:
    """Take a mistaken tie away."""
    actions.remove_tie(tied, by=actor(), at=clock.arrived())
    flash(_("Hubungan dihapus dari catatan."), "success")
    return _back(tied.found)


@bp.post("/juri/<juror_id>/profil/berhalangan")
@allow(policy.may_fill_juror, on=known.appointed)
def add_juror_away(found: Appointed) -> ResponseReturnValue:
    """Note days away."""
    form = AwayForm()
    if not form.sent_well() or form.first.data is None or form.last.data is None:
        return _page(found, 422, away=form)
    actions.add_away(found, form.first.data, form.last.data, by=actor(), at=clock.arrived())
    flash(_("Masa berhalangan dicatat."), "success")
    return _back(found)


@bp.post("/juri/<juror_id>/profil/berhalangan/<int:number>/hapus")
@allow(policy.may_fill_juror, on=known.away)
def remove_juror_away(found: Appointed) -> ResponseReturnValue:
    """Take days away off the list."""
    actions.remove_away(found, int((request.view_args or {})["number"]), by=actor(), at=clock.arrived())
    flash(_("Masa berhalangan dihapus."), "success")
    return _back(found)


@bp.get("/juri/<juror_id>/pakta")
@allow(policy.may_see_juror, on=known.appointed)
def juror_conduct(found: Appointed) -> ResponseReturnValue:
    """The code of conduct: to be accepted, or as it was."""
    return _conduct(found, ConductForm(formdata=None), 200)


def _text(found: Appointed) -> str:
    return accepted_wording(found.juror) or promise.text_for(found.spec.conduct)


def _conduct(found: Appointed, form: ConductForm, status: int) -> ResponseReturnValue:
    text = _text(found)
    values = {"parts": text.split("\n\n"), "sha256": promise.sha256_of(text), "own": _is_own(found)}
    return render_template("interviews/juror_conduct.html", found=found, form=form, **values), status


@bp.post("/juri/<juror_id>/pakta")
@allow(policy.may_promise, on=known.appointed)
def accept_juror_conduct(found: Appointed) -> ResponseReturnValue:
    """Accept it."""
    form = ConductForm()
    if not form.sent_well():
        return _conduct(found, form, 422)
    actions.accept_conduct(found, seen=request.form.get("seen", ""), by=actor(), at=clock.arrived())
    flash(_("Pakta integritas disetujui. Berkas finalis dapat dibuka setelah pernyataan per finalis."), "success")
    return redirect(url_for("interviews.agenda"), 303)


@bp.get("/juri/<juror_id>/pakta.pdf")
@allow(policy.may_see_juror, on=known.appointed)
def juror_conduct_pdf(found: Appointed) -> Response:
    """The code of conduct with who accepted it and when, or ready to be signed on paper."""
    text = _text(found)
    values = {"parts": text.split("\n\n"), "sha256": promise.sha256_of(text), "simulated": clock.is_demo()}
    return downloads.pdf(
        pdf.render("interviews/juror_conduct_pdf.html", one=found.juror, spec=found.spec, **values), "pakta-integritas-juri.pdf"
    )

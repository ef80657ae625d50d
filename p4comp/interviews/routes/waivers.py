"""Waivers of a juror's bond: proposed, confirmed or refused by a second person, revoked."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.accounts.policy import may_audit
from p4comp.competition.models import Edition
from p4comp.core import clock
from p4comp.core.access import actor, allow
from p4comp.core.errors import Invalid
from p4comp.interviews import queries
from p4comp.interviews.actions import waivers as actions
from p4comp.interviews.forms.people import NoForm, WhyForm
from p4comp.interviews.policy import people as policy
from p4comp.interviews.policy.people import JurorBarred, JurorWaived
from p4comp.interviews.queries import people as known
from p4comp.interviews.routes.blueprint import bp


@bp.get("/juri/pengecualian")
@allow(may_audit, on=queries.running)
def juror_waivers(edition: Edition) -> str:
    """All waivers of the edition's jurors, those that wait first."""
    return render_template("interviews/juror_waivers.html", found=known.waivers(edition.id))


@bp.route("/juri/<juror_id>/pengecualian/<entry_id>", methods=["GET", "POST"])
@allow(policy.may_waive_juror, on=known.barred)
def propose_juror_waiver(barred: JurorBarred) -> ResponseReturnValue:
    """Propose that a juror may hear a finalist in spite of a bond."""
    form = WhyForm()
    if not form.sent_well():
        return render_template("interviews/propose_juror_waiver.html", barred=barred, form=form), form.status
    actions.propose_waiver(barred, reason=form.reason.data or "", by=actor(), at=clock.arrived())
    flash(_("Pengecualian diusulkan. Petugas sekretariat lain perlu mengesahkannya."), "success")
    return redirect(url_for(".juror", juror_id=barred.found.juror.id), 303)


@bp.get("/juri/pengecualian/<waiver_id>")
@allow(may_audit, on=known.waived)
def juror_waiver(waived: JurorWaived) -> ResponseReturnValue:
    """A waiver with its reason and answer."""
    return _page(waived, NoForm(formdata=None), 200)


def _page(waived: JurorWaived, form: NoForm, status: int) -> ResponseReturnValue:
    return render_template("interviews/juror_waiver.html", found=waived, form=form), status


@bp.post("/juri/pengecualian/<waiver_id>/sahkan")
@allow(policy.may_answer_juror_waiver, on=known.waived)
def confirm_juror_waiver(waived: JurorWaived) -> ResponseReturnValue:
    """Confirm a waiver."""
    actions.confirm_waiver(waived, by=actor(), at=clock.arrived())
    flash(_("Pengecualian disahkan. Juri tetap wajib menyatakan hubungannya sebelum berkas terbuka."), "success")
    return redirect(url_for(".juror_waiver", waiver_id=waived.waiver.id), 303)


@bp.post("/juri/pengecualian/<waiver_id>/tolak")
@allow(policy.may_answer_juror_waiver, on=known.waived)
def refuse_juror_waiver(waived: JurorWaived) -> ResponseReturnValue:
    """Refuse a waiver."""
    form = NoForm()
    try:
        actions.refuse_waiver(waived, answer=form.answer.data or "", by=actor(), at=clock.arrived())
    except Invalid as error:
        form.blame(error)
        return _page(waived, form, 422)
    flash(_("Pengecualian ditolak."), "success")
    return redirect(url_for(".juror_waiver", waiver_id=waived.waiver.id), 303)


@bp.post("/juri/pengecualian/<waiver_id>/cabut")
@allow(policy.may_revoke_juror_waiver, on=known.waived)
def revoke_juror_waiver(waived: JurorWaived) -> ResponseReturnValue:
    """Revoke a waiver."""
    form = NoForm()
    try:
        actions.revoke_waiver(waived, answer=form.answer.data or "", by=actor(), at=clock.arrived())
    except Invalid as error:
        form.blame(error)
        return _page(waived, form, 422)
    flash(_("Pengecualian dicabut. Lembar yang belum dikunci ditarik."), "success")
    return redirect(url_for(".juror_waiver", waiver_id=waived.waiver.id), 303)

"""Waivers of a juror's bond: proposed, confirmed or refused by a second person, revoked."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.accounts.policy import may_audit
from p4comp.competition.models import Edition
from p4comp.core import clock
from p4comp.core.access import actor, allow
from p4comp.core.answering import AnswerForm, ReasonForm, answered
from p4comp.interviews import queries
from p4comp.interviews.actions import waivers as actions
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
    form = ReasonForm()
    if not form.sent_well():
        return render_template("interviews/propose_juror_waiver.html", barred=barred, form=form), form.status
    actions.propose_waiver(barred, reason=form.reason.data or "", by=actor(), at=clock.arrived())
    flash(_("Pengecualian diusulkan. Petugas sekretariat lain perlu mengesahkannya."), "success")
    return redirect(url_for(".juror", juror_id=barred.found.juror.id), 303)


@bp.get("/juri/pengecualian/<waiver_id>")
@allow(may_audit, on=known.waived)
def juror_waiver(waived: JurorWaived) -> ResponseReturnValue:
    """A waiver with its reason and answer."""
    return _page(waived, AnswerForm(formdata=None), 200)


def _page(waived: JurorWaived, form: AnswerForm, status: int) -> ResponseReturnValue:
    return render_template("interviews/juror_waiver.html", found=waived, form=form), status


@bp.post("/juri/pengecualian/<waiver_id>/sahkan")
@allow(policy.may_answer_juror_waiver, on=known.waived)
def confirm_juror_waiver(waived: JurorWaived) -> ResponseReturnValue:
    """Confirm a waiver."""
    actions.confirm_waiver(waived, by=actor(), at=clock.arrived())
    flash(_("Pengecualian disahkan. Juri tetap wajib menyatakan hubungannya sebelum berkas terbuka."), "success")
    return redirect(_own(waived), 303)


def _own(waived: JurorWaived) -> str:
    return url_for(".juror_waiver", waiver_id=waived.waiver.id)


@bp.post("/juri/pengecualian/<waiver_id>/tolak")
@allow(policy.may_answer_juror_waiver, on=known.waived)
def refuse_juror_waiver(waived: JurorWaived) -> ResponseReturnValue:
    """Refuse a waiver."""
    return answered(waived, actions.refuse_waiver, _page, told=_("Pengecualian ditolak."), back=_own(waived))


@bp.post("/juri/pengecualian/<waiver_id>/cabut")
@allow(policy.may_revoke_juror_waiver, on=known.waived)
def revoke_juror_waiver(waived: JurorWaived) -> ResponseReturnValue:
    """Revoke a waiver."""
    return answered(
        waived, actions.revoke_waiver, _page, told=_("Pengecualian dicabut. Lembar yang belum dikunci ditarik."), back=_own(waived)
    )

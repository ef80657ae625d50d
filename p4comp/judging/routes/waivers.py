"""Waivers of a bond: proposed, confirmed or refused by a second person, revoked."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import clock
from p4comp.core.access import actor, allow
from p4comp.core.answering import AnswerForm, ReasonForm, answered
from p4comp.judging import actions, policy, queries
from p4comp.judging.policy import Barred, Office, Waived
from p4comp.judging.routes.blueprint import bp


@bp.route("/pengecualian")
@allow(policy.may_see_office, on=queries.office)
def waivers(office: Office) -> ResponseReturnValue:
    """All waivers of the edition, those that wait first."""
    return render_template("judging/waivers.html", office=office, found=queries.waivers(office.edition.id))


@bp.route("/penugasan/<entry_id>/pengecualian/<evaluator_id>", methods=["GET", "POST"])
@allow(policy.may_waive, on=queries.barred)
def propose_waiver(barred: Barred) -> ResponseReturnValue:
    """Propose that an evaluator may read an entry in spite of a bond."""
    form = ReasonForm()
    if not form.sent_well():
        return render_template("judging/propose_waiver.html", barred=barred, form=form), form.status
    actions.propose_waiver(barred, reason=form.reason.data or "", by=actor(), at=clock.arrived())
    flash(_("Pengecualian diusulkan. Petugas sekretariat lain perlu mengesahkannya."), "success")
    return redirect(url_for(".readers", entry_id=barred.readers.entry.id), 303)


@bp.route("/pengecualian/<waiver_id>", methods=["GET"])
@allow(policy.may_see_office, on=queries.waived)
def waiver(found: Waived) -> ResponseReturnValue:
    """A waiver with its reason and answer."""
    return _page(found, AnswerForm(formdata=None), 200)


def _page(found: Waived, form: AnswerForm, status: int) -> ResponseReturnValue:
    return render_template("judging/waiver.html", found=found, form=form), status


@bp.route("/pengecualian/<waiver_id>/sahkan", methods=["POST"])
@allow(policy.may_answer_waiver, on=queries.waived)
def confirm_waiver(found: Waived) -> ResponseReturnValue:
    """Confirm a waiver."""
    actions.confirm_waiver(found, by=actor(), at=clock.arrived())
    flash(_("Pengecualian disahkan. Evaluator tetap wajib menyatakan hubungannya sebelum berkas terbuka."), "success")
    return redirect(_own(found), 303)


@bp.route("/pengecualian/<waiver_id>/tolak", methods=["POST"])
@allow(policy.may_answer_waiver, on=queries.waived)
def refuse_waiver(found: Waived) -> ResponseReturnValue:
    """Refuse a waiver."""
    return answered(found, actions.refuse_waiver, _page, told=_("Pengecualian ditolak."), back=_own(found))


def _own(found: Waived) -> str:
    return url_for(".waiver", waiver_id=found.waiver.id)


@bp.route("/pengecualian/<waiver_id>/cabut", methods=["POST"])
@allow(policy.may_revoke_waiver, on=queries.waived)
def revoke_waiver(found: Waived) -> ResponseReturnValue:
    """Revoke a waiver."""
    told = _("Pengecualian dicabut. Lembar yang belum dikunci disisihkan; yang terkunci menunggu keputusan petugas kedua.")
    return answered(found, actions.revoke_waiver, _page, told=told, back=_own(found))

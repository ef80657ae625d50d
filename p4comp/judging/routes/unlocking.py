"""Locked sheets that are to be opened again."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import clock
from p4comp.core.access import actor, allow
from p4comp.core.answering import AnswerForm, ReasonForm, answered
from p4comp.judging import actions, policy, queries
from p4comp.judging.policy import Locked, Office, Unlock
from p4comp.judging.routes.blueprint import bp


@bp.route("/lembar/<assignment_id>/buka-kunci", methods=["GET", "POST"])
@allow(policy.may_ask_unlock, on=queries.locked)
def ask_unlock(found: Locked) -> ResponseReturnValue:
    """Ask for a locked sheet to be opened."""
    form = ReasonForm()
    if not form.sent_well():
        return render_template("judging/ask_unlock.html", found=found, form=form), form.status
    actions.ask_unlock(found, reason=form.reason.data or "", by=actor(), at=clock.arrived())
    flash(_("Permintaan dikirim. Petugas sekretariat kedua menjawabnya."), "success")
    sheet = found.assignment
    own = url_for(".sheet", assignment_id=sheet.id)
    return redirect(own if found.is_own else url_for(".readers", entry_id=sheet.entry_id), 303)


@bp.route("/buka-kunci")
@allow(policy.may_see_office, on=queries.office)
def unlockings(office: Office) -> ResponseReturnValue:
    """All requests of the edition, those that wait first."""
    return render_template("judging/unlockings.html", office=office, found=queries.unlockings(office.edition.id))


@bp.route("/buka-kunci/<unlocking_id>")
@allow(policy.may_see_office, on=queries.unlock)
def unlocking(found: Unlock) -> ResponseReturnValue:
    """A request with its reason and answer."""
    return _page(found, AnswerForm(formdata=None), 200)


def _page(found: Unlock, form: AnswerForm, status: int) -> ResponseReturnValue:
    return render_template("judging/unlocking.html", found=found, form=form), status


@bp.route("/buka-kunci/<unlocking_id>/kabulkan", methods=["POST"])
@allow(policy.may_grant_unlock, on=queries.unlock)
def grant_unlock(found: Unlock) -> ResponseReturnValue:
    """Let the sheet be opened."""
    actions.grant_unlock(found, by=actor(), at=clock.arrived())
    flash(_("Lembar dibuka. Nilai yang dikunci sebelumnya tetap tersimpan pada riwayat."), "success")
    return redirect(url_for(".unlocking", unlocking_id=found.unlocking.id), 303)


@bp.route("/buka-kunci/<unlocking_id>/tolak", methods=["POST"])
@allow(policy.may_refuse_unlock, on=queries.unlock)
def refuse_unlock(found: Unlock) -> ResponseReturnValue:
    """Keep the sheet locked."""
    back = url_for(".unlocking", unlocking_id=found.unlocking.id)
    return answered(found, actions.refuse_unlock, _page, told=_("Permintaan ditolak. Lembar tetap terkunci."), back=back)

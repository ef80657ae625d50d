"""The secretariat proposes other words."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core.access import actor, allow
from p4comp.core.clock import arrived
from p4comp.core.errors import Invalid
from p4comp.practices import actions, policy, queries
from p4comp.practices.forms import ProposalForm
from p4comp.practices.policy import Case
from p4comp.practices.routes.blueprint import bp
from p4comp.practices.rules import FIELDS


@bp.route("/perpustakaan-praktik/<practice_id>/usulan", methods=["GET", "POST"])
@allow(policy.may_propose, on=queries.case)
def propose(case: Case) -> ResponseReturnValue:
    """All parts as they stand, to be edited; the institution decides."""
    form = ProposalForm(data=case.practice.texts)
    form.offer(queries.open_themes(), case.practice.texts)
    if form.sent_well():
        wanted = {name: form[name].data or "" for name in FIELDS}
        try:
            actions.propose(case, wanted, form.why.data or "", by=actor(), at=arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Usulan dikirim kepada instansi."), "success")
            return redirect(url_for(".review", practice_id=case.practice.id), 303)
    return render_template("practices/propose.html", practice=case.practice, form=form), form.status

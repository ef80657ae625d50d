"""What the panel makes of a report: a correction proposed by the chair, confirmed or refused by another juror."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import clock
from p4comp.core.access import actor, allow
from p4comp.core.errors import Invalid
from p4comp.interviews.actions import observations as actions
from p4comp.interviews.forms.observations import AnswerForm, CorrectionForm
from p4comp.interviews.policy import observations as policy
from p4comp.interviews.policy.observations import Visit
from p4comp.interviews.queries import observations as queries
from p4comp.interviews.routes.blueprint import bp
from p4comp.interviews.routes.observations.office import back


@bp.route("/observasi-lapangan/<observation_id>/koreksi", methods=["GET", "POST"])
@allow(policy.may_propose_correction, on=queries.visit)
def propose_correction(visit: Visit) -> ResponseReturnValue:
    """Propose points up or down on the panel's value."""
    form = CorrectionForm()
    if form.sent_well():
        try:
            actions.propose_correction(visit, form.number, reason=form.reason.data or "", by=actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Koreksi diusulkan. Juri lain dari panel ini perlu mengesahkannya."), "success")
            return back(visit)
    return render_template("interviews/observation_correct.html", visit=visit, form=form), form.status


@bp.route("/observasi-lapangan/<observation_id>/koreksi/jawab", methods=["GET", "POST"])
@allow(policy.may_answer_correction, on=queries.visit)
def answer_correction(visit: Visit) -> ResponseReturnValue:
    """Confirm or refuse the correction, with a reason."""
    form = AnswerForm()
    if form.sent_well():
        confirms = request.form.get("answer") == "confirm"
        try:
            actions.answer_correction(visit, confirms=confirms, reason=form.reason.data or "", by=actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Koreksi berlaku.") if confirms else _("Koreksi ditolak; nilai panel tidak berubah."), "success")
            return back(visit)
    return render_template("interviews/observation_confirm.html", visit=visit, form=form, one=visit.correction), form.status

"""Locked sheets that are to count no more: a second person decides."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import clock
from p4comp.core.access import actor, allow
from p4comp.core.answering import AnswerForm, answered
from p4comp.judging import actions, policy, queries
from p4comp.judging.policy import Aside
from p4comp.judging.routes.blueprint import bp


@bp.route("/penyisihan/<aside_id>")
@allow(policy.may_see_office, on=queries.aside)
def aside(found: Aside) -> ResponseReturnValue:
    """A request with its reason and answer."""
    return _page(found, AnswerForm(formdata=None), 200)


def _page(found: Aside, form: AnswerForm, status: int) -> ResponseReturnValue:
    return render_template("judging/aside.html", found=found, form=form), status


@bp.route("/penyisihan/<aside_id>/setujui", methods=["POST"])
@allow(policy.may_set_aside, on=queries.aside)
def set_aside(found: Aside) -> ResponseReturnValue:
    """Count the sheet no more."""
    actions.set_aside(found, by=actor(), at=clock.arrived())
    flash(_("Lembar disisihkan dari perhitungan. Tunjuk pembaca penggantinya."), "success")
    return redirect(url_for(".aside", aside_id=found.request.id), 303)


@bp.route("/penyisihan/<aside_id>/pertahankan", methods=["POST"])
@allow(policy.may_keep_sheet, on=queries.aside)
def keep_sheet(found: Aside) -> ResponseReturnValue:
    """Let the sheet go on counting."""
    back = url_for(".aside", aside_id=found.request.id)
    return answered(found, actions.keep_sheet, _page, told=_("Lembar tetap dihitung."), back=back)

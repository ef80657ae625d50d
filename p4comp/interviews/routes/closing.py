"""The end of a day: a juror locks what is complete in one act, the chair of a panel sees whose sheet is missing."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from p4comp.core import access, clock
from p4comp.core.access import allow
from p4comp.interviews import actions, policy, queries
from p4comp.interviews.queries import chairs
from p4comp.interviews.routes.blueprint import bp


@bp.route("/wawancara/kunci", methods=["GET", "POST"])
@allow(policy.may_hear)
def close_day() -> ResponseReturnValue:
    """What is not locked yet, with its total or what is missing; whatever is complete is locked at once."""
    at = clock.arrived()
    begun = queries.begun(access.actor(), at)
    if request.method == "GET":
        return render_template("interviews/close_day.html", begun=begun)
    locked = actions.lock_complete([one.sheet for one in begun], by=access.actor(), at=at)
    flash(ngettext("%(num)d lembar terkunci.", "%(num)d lembar terkunci.", len(locked)), "success" if locked else "info")
    return redirect(url_for("interviews.agenda"), 303)


@bp.get("/wawancara/panel")
@allow(policy.may_hear)
def attendance() -> str:
    """The interviews of the panels one chairs, with whose sheet is not locked; empty for other jurors."""
    return render_template("interviews/attendance.html", found=chairs.chaired(access.actor(), clock.arrived()))

"""The end of a day: a juror locks what is complete in one act, the chair of a panel sees whose sheet is missing."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from p4comp.core import access, clock, downloads, pdf
from p4comp.core.access import allow
from p4comp.interviews import actions, policy, queries
from p4comp.interviews.queries import chairs, observations, printing
from p4comp.interviews.queries.printing import DayBundle
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
    """The interviews of the panels one chairs, with whose sheet is not locked; other jurors are told what it is for."""
    found = chairs.chaired(access.actor(), clock.arrived())
    visits = observations.asked_of([one.interview for one in found])
    leads = bool(chairs.CHAIRED.of(access.actor()))
    return render_template("interviews/attendance.html", found=found, visits=visits, leads=leads)


@bp.get("/wawancara/cetak/<day>.pdf")
@allow(policy.may_print, on=printing.day_bundle)
def print_day(bundle: DayBundle) -> Response:
    """The own blank sheets of a day, to write on where screens are in the way."""
    edition = bundle.pages[0].sheet.interview.entry.edition
    values = {"bundle": bundle, "reader": access.actor().name, "edition_name": edition.name, "simulated": clock.is_demo()}
    return downloads.pdf(pdf.render("interviews/day_pdf.html", **values), f"lembar-{bundle.day.isoformat()}.pdf")

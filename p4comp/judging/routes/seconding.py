"""Second findings of an evaluator, beside the locked sheet."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import clock
from p4comp.core.access import actor, allow
from p4comp.core.errors import Invalid
from p4comp.judging import actions, policy, queries
from p4comp.judging.forms import SecondForm
from p4comp.judging.policy import Locked
from p4comp.judging.routes.blueprint import bp


@bp.get("/evaluasi/<assignment_id>/temuan-kedua")
@allow(policy.may_note_second, on=queries.own_or_seen)
def second_findings(found: Locked) -> ResponseReturnValue:
    """What was locked and what was noted since; the form for one indicator."""
    return _page(found, SecondForm(formdata=None), request.args.get("indikator", ""), 200)


@bp.post("/evaluasi/<assignment_id>/temuan-kedua/<indicator>")
@allow(policy.may_note_second, on=queries.own_or_seen)
def note_second(found: Locked) -> ResponseReturnValue:
    """Note a second finding on one indicator."""
    form, indicator = SecondForm(), (request.view_args or {})["indicator"]
    try:
        made = actions.note_second(found, indicator, form.level.data or "", form.note.data or "", by=actor(), at=clock.arrived())
    except Invalid as error:
        form.blame(error)
        return _page(found, form, indicator, 422)
    flash(_("Temuan kedua untuk %(code)s dicatat. Nilai lembar Anda tidak berubah.", code=made.indicator), "success")
    return redirect(url_for(".second_findings", assignment_id=found.assignment.id), 303)


def _page(found: Locked, form: SecondForm, code: str, status: int) -> ResponseReturnValue:
    instrument = found.office.spec.instrument_of(found.assignment.entry.category)
    asked, key = instrument.indicator(code), found.assignment.id
    if asked is not None:
        form.about(asked)
    values = {"instrument": instrument, "findings": queries.findings(key), "seconds": queries.seconds([key]).get(key, {})}
    return render_template("judging/second_findings.html", found=found, asked=asked, form=form, **values), status

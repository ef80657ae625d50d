"""Entries whose sheets differ too widely: side by side, and what their readers agree."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from p4comp.competition import queries as competition
from p4comp.core import clock
from p4comp.core.access import Actor, actor, allow
from p4comp.core.answering import AnswerForm
from p4comp.core.errors import Invalid
from p4comp.judging import actions, policy, queries
from p4comp.judging.forms import AgreementForm
from p4comp.judging.models import Divergence, ReasonCode
from p4comp.judging.policy import Case, Voice
from p4comp.judging.routes.blueprint import bp


def to_see(actor_: Actor, **_more: str) -> list[Divergence] | None:
    """The entries this person may look into; None where the plan asks for no reconciliation, and for strangers."""
    running = competition.current_calendar()
    if running is None or running[1].spec.reconciling is None:
        return None
    found = queries.divergences(actor_)
    return (
        found
        if found or policy.may_see_office(actor_, None, clock.arrived()) or policy.may_evaluate(actor_, None, clock.arrived())
        else None
    )


@bp.get("/rekonsiliasi")
@allow(policy.may_see_case, on=to_see)
def divergences(found: list[Divergence]) -> ResponseReturnValue:
    """The entries with too wide a difference, those to settle first."""
    return render_template("judging/divergences.html", found=found)


@bp.get("/rekonsiliasi/<entry_id>")
@allow(policy.may_see_case, on=queries.case)
def case(found: Case) -> ResponseReturnValue:
    """An entry's locked sheets side by side, and the form for one indicator."""
    return _page(found, None, request.args.get("indikator", ""), 200)


def _page(found: Case, form: AgreementForm | None, code: str, status: int) -> ResponseReturnValue:
    instrument = found.office.spec.instrument_of(found.entry.category)
    asked = instrument.indicator(code) if code in found.differing() else None
    if asked is not None and form is None:
        form = AgreementForm(formdata=None)
        form.about(asked)
    return render_template(
        "judging/case.html", case=found, asked=asked, form=form, instrument=instrument, answer=AnswerForm(formdata=None)
    ), status


@bp.post("/rekonsiliasi/<entry_id>/usul/<indicator>")
@allow(policy.may_propose_agreement, on=queries.case)
def propose_agreement(found: Case) -> ResponseReturnValue:
    """Propose a finding on one indicator."""
    code = (request.view_args or {})["indicator"]
    asked = found.office.spec.instrument_of(found.entry.category).indicator(code)
    if asked is None:
        raise NotFound
    form = AgreementForm()
    form.about(asked)
    if not form.sent_well():
        return _page(found, form, code, 422)
    what = actions.Proposed(code, int(form.level.data), ReasonCode(form.code.data), form.note.data or "")
    try:
        actions.propose_agreement(found, what, by=actor(), at=clock.arrived())
    except Invalid as error:
        flash(error.message, "error")
        return _page(found, form, code, 422)
    flash(_("Temuan bersama diusulkan. Pembaca lain perlu menyetujuinya."), "success")
    return redirect(url_for(".case", entry_id=found.entry.id), 303)


@bp.post("/rekonsiliasi/<entry_id>/usulan/<agreement_id>/setuju")
@allow(policy.may_say, on=queries.voice)
def agree(found: Voice) -> ResponseReturnValue:
    """Agree to a proposed finding."""
    actions.say(found, agrees=True, by=actor(), at=clock.arrived())
    flash(_("Persetujuan Anda dicatat."), "success")
    return redirect(url_for(".case", entry_id=found.case.entry.id), 303)


@bp.post("/rekonsiliasi/<entry_id>/usulan/<agreement_id>/tolak")
@allow(policy.may_say, on=queries.voice)
def disagree(found: Voice) -> ResponseReturnValue:
    """Refuse a proposed finding, with the reason."""
    try:
        actions.say(found, agrees=False, note=AnswerForm().answer.data or "", by=actor(), at=clock.arrived())
    except Invalid as error:
        flash(error.message, "error")
        return _page(found.case, None, "", 422)
    flash(_("Penolakan Anda dicatat. Usulkan temuan lain bila perlu."), "success")
    return redirect(url_for(".case", entry_id=found.case.entry.id), 303)

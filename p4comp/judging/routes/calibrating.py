"""Calibration rounds: how findings spread, what was discussed, the end."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import autosave, clock
from p4comp.core.access import actor, allow
from p4comp.core.autosave import Clash
from p4comp.core.errors import Invalid
from p4comp.judging import actions, policy, queries
from p4comp.judging.forms import DiscussionForm
from p4comp.judging.policy import Calibrating
from p4comp.judging.queries import Gate
from p4comp.judging.routes.blueprint import bp


@bp.get("/kalibrasi")
@allow(policy.may_see_calibration, on=queries.calibrations)
def calibrations(found: tuple[Gate, list[str]]) -> ResponseReturnValue:
    """The rounds of the edition by category."""
    gate, categories = found
    return render_template("judging/calibrations.html", gate=gate, categories=categories)


@bp.get("/kalibrasi/<category>")
@allow(policy.may_see_calibration, on=queries.calibration)
def calibration(found: Calibrating) -> ResponseReturnValue:
    """A category's round: who has locked, how findings spread, what was discussed."""
    form = DiscussionForm(formdata=None)
    form.notes.data = found.round.notes if found.round else ""
    return _page(found, form, 200)


def _page(found: Calibrating, form: DiscussionForm, status: int, clash: Clash | None = None) -> ResponseReturnValue:
    names = queries.unlocked_names(found) if found.is_inside else []
    form.version.data = clash.version if clash else found.round.notes_version if found.round else 0
    return render_template(
        "judging/calibration.html", found=found, form=form, names=names, spreads=queries.spreads(found), clash=clash
    ), status


@bp.post("/kalibrasi/<category>/catatan")
@allow(policy.may_note_calibration, on=queries.calibration)
def note_calibration(found: Calibrating) -> ResponseReturnValue:
    """Write down what was discussed; both versions are shown when somebody else did at the same time."""
    form, seen = DiscussionForm(), autosave.seen(request.form.get("version", ""))
    if not form.sent_well():
        return _page(found, form, 422)
    try:
        outcome = actions.note_calibration(found, form.notes.data or "", seen=seen, by=actor(), at=clock.arrived())
    except Invalid as error:
        form.blame(error)
        return _page(found, form, 422)
    if isinstance(outcome, Clash):
        return _page(found, form, 409, outcome)
    flash(_("Catatan diskusi disimpan."), "success")
    return redirect(url_for(".calibration", category=_code(found)), 303)


@bp.post("/kalibrasi/<category>/akhiri")
@allow(policy.may_end_calibration, on=queries.calibration)
def end_calibration(found: Calibrating) -> ResponseReturnValue:
    """End the round; the rest of the category opens."""
    actions.end_calibration(found, by=actor(), at=clock.arrived())
    flash(_("Putaran kalibrasi selesai. Berkas lain kategori ini sudah terbuka bagi pembacanya."), "success")
    return redirect(url_for(".calibration", category=_code(found)), 303)


def _code(found: Calibrating) -> str:
    return found.office.category.code if found.office.category else ""

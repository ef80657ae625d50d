"""Figures for the secretariat: the board, what hangs on the rule, reliability, how evaluators score."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import clock
from p4comp.core.access import actor, allow
from p4comp.judging import actions, policy, queries
from p4comp.judging.policy import Lot, Office, Ranked
from p4comp.judging.routes.blueprint import bp
from p4comp.judging.rules import diagnostics, reliability, sensitivity


@bp.route("/kemajuan-evaluasi")
@allow(policy.may_see_office, on=queries.office)
def board(office: Office) -> ResponseReturnValue:
    """How far every evaluator is, the longest waiting first."""
    lines = queries.board(office.edition.id, office.window, clock.arrived(), begins_together=office.spec.reading.begins_together)
    progress = queries.progress(office.edition.id, office.spec.plan.readings)
    return render_template("judging/board.html", office=office, lines=lines, progress=progress, now=clock.arrived())


@bp.route("/kemajuan-evaluasi/<evaluator_id>/ingatkan", methods=["POST"])
@allow(policy.may_remind, on=queries.lot)
def remind(lot: Lot) -> ResponseReturnValue:
    """Mail an evaluator about the sheets that wait."""
    actions.remind(lot, by=actor(), at=clock.arrived())
    flash(_("%(name)s sudah diingatkan melalui surel.", name=lot.evaluator.person.name), "success")
    return redirect(url_for(".board"), 303)


@bp.route("/peringkat/<category>/kepekaan")
@allow(policy.may_study, on=queries.ranked)
def sensitivity_table(place: Ranked) -> ResponseReturnValue:
    """Who would be on the list under other rules."""
    return render_template("judging/sensitivity.html", place=place, figures=place.run.figures, names=sensitivity.NAMES)


@bp.route("/peringkat/<category>/keandalan")
@allow(policy.may_study, on=queries.ranked)
def reliability_figures(place: Ranked) -> ResponseReturnValue:
    """How far scores would come out alike with other evaluators."""
    assert place.office.category is not None
    lines = {one.code: one for one in place.office.spec.instrument_of(place.office.category.code).indicators}
    figures = place.run.figures["reliability"]
    return render_template("judging/reliability.html", place=place, figures=figures, indicators=lines, word=reliability.word)


@bp.route("/peringkat/<category>/evaluator")
@allow(policy.may_diagnose, on=queries.ranked)
def evaluator_figures(place: Ranked) -> ResponseReturnValue:
    """How each evaluator scores, with what to talk about."""
    people = queries.evaluator_names(place.office.edition.id)
    return render_template("judging/evaluator_figures.html", place=place, figures=place.run.figures, people=people, flags=diagnostics.FLAGS)

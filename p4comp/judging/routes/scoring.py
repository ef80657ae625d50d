"""Beside the sheets: one indicator across all own dossiers, own phrases, how a sheet came about, the pace that is needed."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import clock
from p4comp.core.access import actor, allow
from p4comp.judging import actions, policy, queries
from p4comp.judging.forms import PhraseForm
from p4comp.judging.models import Phrase, SheetState
from p4comp.judging.policy import Desk
from p4comp.judging.queries import Beam, Mine
from p4comp.judging.routes.blueprint import bp
from p4comp.judging.rules.pace import Pace, pace


def asked_beam(actor_: object, **_more: str) -> Beam | None:
    """The indicator across own dossiers that the address asks for."""
    return queries.beam(actor(), request.args.get("kategori", ""), request.args.get("indikator", ""))


@bp.get("/evaluasi/indikator")
@allow(policy.may_evaluate, on=asked_beam)
def compare(beam: Beam) -> ResponseReturnValue:
    """One indicator across all own opened dossiers, the highest finding first."""
    return render_template("judging/compare.html", beam=beam)


@bp.get("/evaluasi/frasa")
@allow(policy.may_evaluate)
def phrases() -> ResponseReturnValue:
    """The own phrases."""
    return _phrases(PhraseForm(formdata=None), 200)


def _phrases(form: PhraseForm, status: int) -> ResponseReturnValue:
    return render_template("judging/phrases.html", form=form, found=queries.phrases(actor().id)), status


@bp.post("/evaluasi/frasa")
@allow(policy.may_evaluate)
def keep_phrase() -> ResponseReturnValue:
    """Keep a phrase."""
    form = PhraseForm()
    if not form.sent_well():
        return _phrases(form, 422)
    actions.keep_phrase(form.text.data or "", by=actor(), at=clock.arrived())
    flash(_("Frasa disimpan."), "success")
    return redirect(url_for(".phrases"), 303)


@bp.post("/evaluasi/frasa/<phrase_id>/hapus")
@allow(policy.may_evaluate, on=queries.phrase)
def drop_phrase(phrase: Phrase) -> ResponseReturnValue:
    """Throw a phrase away."""
    actions.drop_phrase(phrase, by=actor(), at=clock.arrived())
    flash(_("Frasa dihapus."), "success")
    return redirect(url_for(".phrases"), 303)


@bp.get("/evaluasi/<assignment_id>/riwayat")
@allow(policy.may_look_back, on=queries.desk)
def sheet_history(desk: Desk) -> ResponseReturnValue:
    """Every level that was chosen on an own sheet."""
    key = desk.assignment.id
    shown = {"findings": queries.findings(key), "past": queries.past_levels(key), "unlockings": queries.unlockings_of(key)}
    return render_template("judging/sheet_history.html", desk=desk, seconds=queries.seconds([key]).get(key, {}), **shown)


def pace_of(lines: Sequence[Mine], at: datetime) -> Pace | None:
    """How many dossiers a night are needed to be done in time; None while there is no window, or nothing left."""
    closes = lines[0].window.closes if lines else None
    if closes is None or not lines[0].window.holds(at):
        return None
    zone = lines[0].assignment.entry.edition.zone
    today = clock.local(at, zone).date()
    locked = [clock.local(one.assignment.locked_at, zone).date() for one in lines if one.assignment.locked_at]
    left = sum(one.assignment.state is not SheetState.LOCKED for one in lines)
    away = lines[0].assignment.evaluator.periods
    return pace(left, locked.count(today), today, clock.local(closes - timedelta(seconds=1), zone).date(), away)

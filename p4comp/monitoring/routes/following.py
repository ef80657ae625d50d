"""Flags, their notes and plans: read and written by the institution and its province."""

from functools import partial
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.accounts.queries import members
from p4comp.core import clock
from p4comp.core.access import actor, allow
from p4comp.core.answering import ReasonForm
from p4comp.core.errors import state_word
from p4comp.core.resending import done
from p4comp.monitoring import actions, policy, queries
from p4comp.monitoring.forms import FlagForm, NoteForm, ProgressForm, StepForm
from p4comp.monitoring.models import MonitoringFlag
from p4comp.monitoring.policy import Flagged, Unit
from p4comp.monitoring.routes.blueprint import asked_span, bp, today
from p4comp.monitoring.rules.flags import PROGRESS_TONES, PROGRESS_WORDS, FlagState, Progress
from p4comp.monitoring.rules.targets import MEASURES

TONES = {FlagState.OPEN: "yours", FlagState.CLOSED: "done"}


@bp.app_template_global()
def flag_status(flag: MonitoringFlag) -> tuple[str, str]:
    """The state of a flag as word and tone."""
    return state_word("monitoring_flag", flag.state), TONES[flag.state]


@bp.route("/pemantauan/instansi/<code>/pembinaan", methods=["GET", "POST"])
@allow(policy.may_flag, on=queries.unit)
def raise_flag(unit: Unit) -> ResponseReturnValue:
    """Write to an institution that falls behind; nobody else reads it."""
    form = FlagForm()
    told = _("Pesan disimpan untuk %(name)s. Hanya instansi itu dan provinsi yang melihatnya.", name=unit.institution.name)
    if kept := done(form, lambda: _raise(unit, form), told=told, back=lambda made: url_for(".flag", flag_id=made.id)):
        return kept
    facts = [fact for fact in queries.unit_figures(unit, asked_span({})).facts if fact.wanted]
    return render_template("monitoring/raise_flag.html", unit=unit, facts=facts, form=form, measures=MEASURES), form.status


def _raise(unit: Unit, form: FlagForm) -> MonitoringFlag:
    made = actions.raise_flag(unit, form.words.data or "", by=actor(), at=clock.arrived(), key=form.key)
    if not members(unit.institution.id):
        flash(_("Belum ada petugas instansi ini yang mempunyai akun, jadi belum ada yang diberi tahu. Undang adminnya dahulu."), "warning")
    return made


@bp.get("/pemantauan/pembinaan/<flag_id>")
@allow(policy.may_read_flag, on=queries.flag)
def flag(found: Flagged) -> ResponseReturnValue:
    """The flag, what was said, and the plan."""
    return _flag(found)


def _flag(found: Flagged, **forms: Any) -> ResponseReturnValue:
    given = {"note": NoteForm(formdata=None), "plan": StepForm(formdata=None), "end": ReasonForm(formdata=None)} | forms
    return render_template(
        "monitoring/flag.html",
        found=found,
        flag=found.flag,
        unit=found.unit,
        notes=queries.notes(found.flag.id),
        steps=queries.steps(found.flag.id),
        forms=given,
        may_follow=policy.may_follow(actor(), found, clock.arrived()),
        may_close=policy.may_close(actor(), found, clock.arrived()),
        may_reopen=policy.may_reopen(actor(), found, clock.arrived()),
        progress_words=PROGRESS_WORDS,
        progress_tones=PROGRESS_TONES,
        today=today(found.unit.area.province.zone),
        runs=policy.runs(actor(), found.unit.area),
    ), 422 if forms else 200


@bp.post("/pemantauan/pembinaan/<flag_id>/catatan")
@allow(policy.may_follow, on=queries.flag)
def note(found: Flagged) -> ResponseReturnValue:
    """A note of either side."""
    form = NoteForm()
    write = partial(actions.add_note, found, form.words.data or "", by=actor(), at=clock.arrived(), key=form.key)
    return done(form, write, told=_("Catatan tersimpan."), back=_back(found)) or _flag(found, note=form)


@bp.post("/pemantauan/pembinaan/<flag_id>/langkah")
@allow(policy.may_follow, on=queries.flag)
def plan(found: Flagged) -> ResponseReturnValue:
    """A step of the plan."""
    form = StepForm()
    shown = done(form, lambda: _plan(found, form), told=_("Langkah ditambahkan."), back=_back(found))
    return shown or _flag(found, plan=form)


def _plan(found: Flagged, form: StepForm) -> None:
    assert form.due_on.data is not None
    typed = (form.words.data or "", form.responsible.data or "", form.due_on.data)
    actions.add_step(found, *typed, by=actor(), at=clock.arrived(), key=form.key)


@bp.route("/pemantauan/pembinaan/<flag_id>/langkah/<step_id>", methods=["GET", "POST"])
@allow(policy.may_follow, on=queries.step)
def step(found: Flagged) -> ResponseReturnValue:
    """How far a step is."""
    form = ProgressForm(obj=found.step)
    form.watch({name: getattr(found.step, name) for name in ("progress", "due_on", "told")})
    shown = done(form, lambda: _change(found, form), told=_("Kemajuan tersimpan."), back=_back(found))
    return shown or (render_template("monitoring/step.html", found=found, form=form), form.status)


def _change(found: Flagged, form: ProgressForm) -> None:
    assert form.due_on.data is not None
    typed = (Progress(form.progress.data), form.told.data or "", form.due_on.data)
    actions.change_step(found, *typed, by=actor(), at=clock.arrived())


def _back(found: Flagged) -> str:
    return url_for(".flag", flag_id=found.flag.id)


@bp.post("/pemantauan/pembinaan/<flag_id>/tutup")
@allow(policy.may_close, on=queries.flag)
def close(found: Flagged) -> ResponseReturnValue:
    """End it, with the reason."""
    form = ReasonForm()
    end = partial(actions.close, found, form.reason.data or "", by=actor(), at=clock.arrived())
    told = _("Pembinaan ditutup. Catatan dan rencananya tetap tersimpan.")
    return done(form, end, told=told, back=_back(found)) or _flag(found, end=form)


@bp.post("/pemantauan/pembinaan/<flag_id>/buka")
@allow(policy.may_reopen, on=queries.flag)
def reopen(found: Flagged) -> ResponseReturnValue:
    """Take it up again."""
    actions.reopen(found, by=actor(), at=clock.arrived())
    flash(_("Pembinaan dibuka lagi."), "success")
    return redirect(_back(found), 303)

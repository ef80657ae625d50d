"""Planning the week: what is left to whom, the plan as a draft, pinned seats, closed days, and what a seat would mean."""

from datetime import date

from flask import flash, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.core import access, clock
from p4comp.core.access import allow
from p4comp.core.errors import Invalid
from p4comp.interviews import policy, queries
from p4comp.interviews.actions import planning as actions
from p4comp.interviews.forms.planning import WORKED, DayForm
from p4comp.interviews.models import Interview
from p4comp.interviews.policy import planning as may
from p4comp.interviews.policy.planning import ClosedOn, PlanDraft
from p4comp.interviews.queries import boards, planning, weeks
from p4comp.interviews.routes.blueprint import bp
from p4comp.interviews.rules import holidays
from p4comp.interviews.rules.plan_states import PlanState
from p4comp.interviews.rules.plan_words import FAMILIES


@bp.get("/jadwal-wawancara/pemeriksaan")
@allow(may.may_check_plan, on=queries.running)
def precheck(edition: Edition) -> str:
    """Before a plan: what today's timetable breaks, whether there are enough seats, and what is left to whom."""
    asked, found, amiss = planning.checked(edition, clock.arrived())
    return render_template("interviews/precheck.html", edition=edition, found=found, amiss=amiss, asked=asked.question)


@bp.post("/jadwal-wawancara/susun")
@allow(may.may_plan, on=queries.running)
def plan(edition: Edition) -> ResponseReturnValue:
    """Ask the queue for a plan."""
    run = actions.propose(edition, by=access.actor(), at=clock.arrived())
    return redirect(url_for("interviews.plan_draft", run_id=run.id), 303)


@bp.get("/jadwal-wawancara/rancangan/<run_id>")
@allow(may.may_see_plan, on=planning.run)
def plan_draft(draft: PlanDraft) -> str:
    """A plan while it is computed, and then as a difference."""
    if draft.run.state is PlanState.WAITING or not draft.run.found:
        return render_template("interviews/plan_waiting.html", draft=draft, job=draft.run.job, steps=draft.run.steps)
    page = planning.draft_page(draft, clock.arrived())
    return render_template("interviews/plan.html", draft=draft, page=page, families=FAMILIES)


@bp.post("/jadwal-wawancara/rancangan/<run_id>/berlakukan")
@allow(may.may_apply, on=planning.run)
def apply_plan(draft: PlanDraft) -> ResponseReturnValue:
    """Let a plan take effect."""
    number = actions.apply(draft, by=access.actor(), at=clock.arrived())
    flash(_("Jadwal berlaku: %(n)d wawancara mendapat waktu baru. Finalis dan juri sudah disurati.", n=number), "success")
    return redirect(url_for("interviews.timetable"), 303)


@bp.post("/jadwal-wawancara/rancangan/<run_id>/tinggalkan")
@allow(may.may_leave_plan, on=planning.run)
def leave_plan(draft: PlanDraft) -> ResponseReturnValue:
    """Leave a plan."""
    actions.leave(draft, by=access.actor(), at=clock.arrived())
    flash(_("Rancangan ditinggalkan. Jadwal tidak berubah."), "success")
    return redirect(url_for("interviews.timetable"), 303)


@bp.get("/jadwal-wawancara/<interview_id>/kursi")
@allow(policy.may_move, on=queries.interview)
def seat_words(interview: Interview) -> ResponseReturnValue:
    """What every seat would mean for this interview, for whoever drags it."""
    found = boards.seat_words(interview, clock.arrived())
    return jsonify(seats={f"{one.panel_id}|{one.typed}": {"fault": one.fault, "swap": one.swap} for one in found})


@bp.post("/jadwal-wawancara/<interview_id>/sematkan")
@allow(may.may_pin, on=queries.interview)
def pin(interview: Interview) -> ResponseReturnValue:
    """Keep the seat in every plan."""
    return _pin(interview, is_pinned=True)


@bp.post("/jadwal-wawancara/<interview_id>/lepas")
@allow(may.may_pin, on=queries.interview)
def unpin(interview: Interview) -> ResponseReturnValue:
    """Let plans move it again."""
    return _pin(interview, is_pinned=False)


def _pin(interview: Interview, *, is_pinned: bool) -> ResponseReturnValue:
    actions.pin(interview, is_pinned=is_pinned, by=access.actor(), at=clock.arrived())
    name = interview.entry.institution_name
    words = _("Waktu %(name)s disematkan: rancangan berikutnya tidak memindahkannya.", name=name)
    flash(words if is_pinned else _("Sematan waktu %(name)s dilepas.", name=name), "success")
    return redirect(url_for("interviews.timetable"), 303)


@bp.route("/jadwal-wawancara/hari-libur", methods=["GET", "POST"])
@allow(may.may_plan, on=queries.running)
def closed_days(edition: Edition) -> ResponseReturnValue:
    """Which interview days are closed, and the secretariat's word on them."""
    spec, said = competition.spec_of(edition), weeks.closed_days(edition.id)
    form = DayForm().offer(spec.interview.days)
    if form.sent_well():
        try:
            _say(edition, form)
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Ketentuan hari dicatat. Periksa jadwal: wawancara pada hari libur perlu disusun ulang."), "success")
            return redirect(url_for("interviews.precheck"), 303)
    values = {"said": {one.on: one for one in said}, "closed": weeks.shut(edition), "holiday": holidays.holiday}
    return render_template("interviews/closed_days.html", edition=edition, spec=spec, form=form, **values), form.status


def _say(edition: Edition, form: DayForm) -> None:
    on, reason = date.fromisoformat(form.on.data), (form.reason.data or "").strip()
    actions.say_of_day(edition, on, reason, is_worked=form.kind.data == WORKED, by=access.actor(), at=clock.arrived())


@bp.post("/jadwal-wawancara/hari-libur/<day_id>/hapus")
@allow(may.may_forget_day, on=weeks.closed_day)
def forget_day(found: ClosedOn) -> ResponseReturnValue:
    """Take the word on a day back."""
    actions.forget_day(found.row, found.edition, by=access.actor(), at=clock.arrived())
    flash(_("Ketentuan hari dihapus."), "success")
    return redirect(url_for("interviews.closed_days"), 303)

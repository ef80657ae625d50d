"""Planning the week: asked of the queue, looked at as a difference, applied in one act. Nobody is moved before."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.competition.models import Edition
from p4comp.competition.queries import spec_of
from p4comp.core import audit, canonical, jobs
from p4comp.core.access import Actor, demand
from p4comp.core.db import first, session
from p4comp.core.errors import Invalid, Refused
from p4comp.interviews import policy
from p4comp.interviews.actions import moves, timetable
from p4comp.interviews.models import ClosedDay, Interview, PlanRun
from p4comp.interviews.policy import planning as may
from p4comp.interviews.policy.planning import PlanDraft
from p4comp.interviews.queries import planning
from p4comp.interviews.queries.planning import Asked
from p4comp.interviews.rules import checks
from p4comp.interviews.rules.plan_states import PLANS
from p4comp.interviews.rules.planning import ALGORITHM, Answer, Precheck, Question, Relief, Step, difference, solver_name
from p4comp.interviews.rules.week import Seat


def propose(edition: Edition, *, by: Actor, at: datetime) -> PlanRun:
    """Begin a plan in place of any other; the queue computes it. Refused where there is nothing to plan."""
    demand(may.may_plan(by, edition, at))
    asked = planning.asked(edition, at)
    _refuse_empty(asked)
    for old in planning.open_runs(edition.id):
        old.state = PLANS.after(old.state, "drop")
    run = PlanRun(edition_id=edition.id, seed=planning.next_seed(edition), asked_by=by.id, asked_at=at, steps=[])
    session().add(run)
    session().flush()
    run.job_id = jobs.later("interviews.plan", run.id).id
    audit.record("plan_run.asked", run, by=by, at=at, seed=run.seed)
    return run


def _refuse_empty(asked: Asked) -> None:
    if not asked.question.finalists:
        raise Refused(_("Tidak ada wawancara yang perlu dijadwalkan: belum ada finalis yang diumumkan, atau semuanya sudah dimulai."))
    if not any(bench.jurors for bench in asked.question.week.benches.values()):
        raise Refused(_("Belum ada panel dengan juri. Tambah panel dan jurinya dahulu."))


def settle(
    run: PlanRun, question: Question, basis: str, answer: Answer, checked: Precheck, reliefs: tuple[Relief, ...], *, at: datetime
) -> None:
    """Write a computed plan down, ready to be looked at."""
    run.state = PLANS.after(run.state, "compute")
    run.made_at, run.basis = at, basis
    run.steps, run.cost, run.bound = [plain(step) for step in answer.steps], answer.cost, answer.bound
    run.found = _written(question, answer, checked, reliefs)
    figures = {"seats": canonical.sha256(run.found["seats"]), "unplaced": len(answer.unplaced), "cost": answer.cost, "bound": answer.bound}
    audit.record("plan_run.computed", run, by=None, at=at, seed=run.seed, basis=run.basis, algorithm=ALGORITHM, **figures)


def plain(step: Step) -> list[float]:
    """A step as plain values."""
    return [round(step.seconds, 2), step.placed, step.cost, step.bound]


def _written(question: Question, answer: Answer, checked: Precheck, reliefs: tuple[Relief, ...]) -> dict[str, Any]:
    return {
        "algorithm": ALGORITHM,
        "solver": solver_name(),
        "finalists": sorted(one.entry_id for one in question.finalists),
        "pins": sorted(question.pins),
        "now": _rows(question.now),
        "seats": _rows({one.entry_id: answer.seats[one.entry_id] for one in question.finalists if one.entry_id in answer.seats}),
        "unplaced": list(answer.unplaced),
        "reliefs": [[one.family.value, one.more, list(one.rest)] for one in reliefs],
        "cost": answer.cost,
        "bound": answer.bound,
        "gap": round(answer.gap, 4),
        "is_best": answer.is_best,
        "is_repeatable": answer.is_repeatable,
        "seconds": round(answer.seconds, 2),
        "capacity": [checked.moments, checked.seats, checked.capacity, checked.reserve],
        "hopeless": [line.entry_id for line in checked.hopeless],
    }


def _rows(seats: Mapping[str, Seat]) -> dict[str, list[str]]:
    return {key: [seat.panel_id, seat.starts_at.isoformat()] for key, seat in seats.items()}


def apply(draft: PlanDraft, *, by: Actor, at: datetime) -> int:
    """Let a plan take effect as it was looked at, and tell everybody it concerns; how many seats it gave or changed.

    Refused where anything it was made from has changed since, where a seat of it has begun, or where somebody would lose a seat.
    """
    demand(may.may_apply(by, draft, at))
    run, edition = draft.run, draft.edition
    session().flush()
    session().refresh(run, ["state"], with_for_update=True)
    target = PLANS.after(run.state, "apply")
    asked = planning.asked(edition, at, seed=run.seed)
    if asked.basis != run.basis:
        raise Refused(_("Jadwal, juri, ketersediaan, hari libur, atau finalis sudah berubah sejak rancangan ini dihitung. Susun lagi."))
    seats = planning.seats_found(run)
    diff = difference(asked.question.finalists, asked.question.now, seats)
    if diff.lost:
        names = ", ".join(asked.entries[key].institution_name for key in diff.lost)
        raise Refused(
            _("Rancangan ini melepas waktu %(names)s tanpa pengganti. Longgarkan aturan atau tambah hari, lalu susun lagi.", names=names)
        )
    if any(seat.starts_at <= at for _key, seat in diff.new) or any(seat.starts_at <= at for _key, _was, seat in diff.moved):
        raise Refused(_("Sebagian waktu pada rancangan ini sudah lewat. Susun lagi."))
    run.state, run.answered_by, run.answered_at = target, by.id, at
    if diff.moved:
        moves.rearrange([(asked.rows[key], seat) for key, _was, seat in diff.moved], by=by, at=at)
    if diff.new:
        _refuse_faults(asked, seats)
        timetable.seat_new(edition, [(asked.entries[key], seat) for key, seat in diff.new], asked.question.week, asked.people, by=by, at=at)
    told = {"new": len(diff.new), "moved": len(diff.moved), "stays": len(diff.stays), "unplaced": len(diff.waiting)}
    audit.record("plan_run.applied", run, by=by, at=at, basis=run.basis, seed=run.seed, sha256=canonical.sha256(run.found["seats"]), **told)
    return len(diff.new) + len(diff.moved)


def _refuse_faults(asked: Asked, seats: Mapping[str, Seat]) -> None:
    """The one check of seats has the last word, whatever the solver said."""
    table = [*asked.question.fixed, *((one, seats[one.entry_id]) for one in asked.question.finalists if one.entry_id in seats)]
    new = [(one, seat) for one, seat in table if one.entry_id not in asked.rows]
    broken = [fault for one, seat in new for fault in checks.faults(one, seat, asked.question.week, table)]
    if broken:
        raise moves.Unplaceable(broken)


def leave(draft: PlanDraft, *, by: Actor, at: datetime) -> None:
    """Leave a plan; nothing has changed."""
    demand(may.may_leave_plan(by, draft, at))
    draft.run.state = PLANS.after(draft.run.state, "drop")
    draft.run.answered_by, draft.run.answered_at = by.id, at
    audit.record("plan_run.dropped", draft.run, by=by, at=at)


def pin(interview: Interview, *, is_pinned: bool, by: Actor, at: datetime) -> None:
    """Keep an interview's seat in every plan, or let it go."""
    demand(may.may_pin(by, interview, at))
    if interview.is_pinned != is_pinned:
        interview.is_pinned = is_pinned
        if is_pinned:
            audit.record("interview.pinned", interview, by=by, at=at)
        else:
            audit.record("interview.unpinned", interview, by=by, at=at)


def say_of_day(edition: Edition, on: date, reason: str, *, is_worked: bool, by: Actor, at: datetime) -> ClosedDay:
    """The secretariat's word on an interview day: closed, or worked although it is a holiday."""
    demand(policy.may_place(by, edition, at))
    if on not in spec_of(edition).interview.days:
        raise Invalid(_("Pilih salah satu hari wawancara edisi ini."), "on")
    if first(select(ClosedDay).where(ClosedDay.edition_id == edition.id, ClosedDay.on == on)) is not None:
        raise Invalid(_("Hari ini sudah tercatat. Hapus dahulu catatan yang lama."), "on")
    row = ClosedDay(edition_id=edition.id, on=on, reason=reason, is_worked=is_worked, noted_by=by.id, noted_at=at)
    session().add(row)
    session().flush()
    audit.record("closed_day.noted", row, by=by, at=at, on=on.isoformat(), reason=reason, worked=is_worked)
    return row


def forget_day(row: ClosedDay, edition: Edition, *, by: Actor, at: datetime) -> None:
    """Take the word on a day back; the edition and the calendar say again what it is."""
    demand(policy.may_place(by, edition, at))
    audit.record("closed_day.forgotten", row, by=by, at=at, on=row.on.isoformat(), reason=row.reason)
    session().delete(row)

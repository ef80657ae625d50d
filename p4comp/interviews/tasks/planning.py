"""Computing a plan: read in one reading transaction, solve with none open, then keep it."""

from contextvars import copy_context
from time import monotonic

from sqlalchemy import select, update

from p4comp.competition.models import Edition
from p4comp.core import clock, db, jobs
from p4comp.core.jobs import Job
from p4comp.interviews.actions import planning as actions
from p4comp.interviews.models import PlanRun
from p4comp.interviews.queries import planning
from p4comp.interviews.rules.plan_states import PlanState
from p4comp.interviews.rules.planning import Step, plan, precheck, reliefs

EVERY = 0.5


class _Teller:
    """Shows how the plan gets better, at most twice a second; the solver calls from a thread of its own, which knows no application."""

    def __init__(self, run_id: str, job: Job | None, total: int):
        self.run_id, self.job, self.total = run_id, job, total
        self.steps: list[list[float]] = []
        self.told_at = 0.0
        self.context = copy_context()

    def __call__(self, step: Step) -> None:
        self.steps.append(actions.plain(step))
        if monotonic() - self.told_at >= EVERY:
            self.told_at = monotonic()
            self.context.run(self.show, step.placed)

    def show(self, placed: int) -> None:
        """Write the steps beside the plan, in a transaction of its own."""
        with db.aside() as other:
            other.execute(update(PlanRun).where(PlanRun.id == self.run_id).values(steps=list(self.steps)))
        self.beat(placed)

    def beat(self, placed: int) -> None:
        """Tell that the worker lives."""
        if self.job is not None:
            jobs.progress(self.job, placed, self.total)


@jobs.task("interviews.plan")
def compute_plan(run_id: str) -> None:
    """Compute a plan with no transaction open meanwhile; one that was left since is let be."""
    run = db.session().get(PlanRun, run_id)
    if run is None or run.state is not PlanState.WAITING:
        return
    edition_id, seed, job = run.edition_id, run.seed, db.session().get(Job, run.job_id) if run.job_id else None
    db.session().expunge_all()  # a row of ours would begin a transaction whenever progress is told
    db.session().rollback()
    with db.transactions(writing=False):
        asked = planning.asked(db.session().get_one(Edition, edition_id), clock.now(), seed=seed)
        basis = asked.basis
        db.session().expunge_all()
        db.session().rollback()
    question = asked.question
    tell = _Teller(run_id, job, len(question.finalists) + len(question.fixed))
    checked = precheck(question)
    answer = plan(question, tell=tell)
    helping = reliefs(question, len(answer.unplaced), lambda: tell.beat(len(answer.seats))) if answer.unplaced else ()
    waiting = db.first(db.held(select(PlanRun), PlanRun).where(PlanRun.id == run_id, PlanRun.state == PlanState.WAITING))
    if waiting is not None:
        actions.settle(waiting, question, basis, answer, checked, helping, at=clock.now())

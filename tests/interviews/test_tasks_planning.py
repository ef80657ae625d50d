"""The queue's work on a plan: progress is told from the solver's own thread, and a plan that was left is let be."""

from threading import Thread

from p4comp.core import jobs
from p4comp.core.db import commit, session
from p4comp.interviews.actions import planning as actions
from p4comp.interviews.models import PlanRun
from p4comp.interviews.queries import planning
from p4comp.interviews.rules.planning import Step
from p4comp.interviews.tasks.planning import _Teller
from tests.interviews.stage import PLACED_AT, stage


def test_progress_told_from_another_thread_stands_beside_the_plan(app, at):
    at(PLACED_AT)
    found = stage(["31"])
    run = actions.propose(found.edition, by=found.secretary, at=PLACED_AT)
    commit()
    tell = _Teller(run.id, session().get(jobs.Job, run.job_id), 1)
    session().expunge_all()
    session().rollback()
    faults = []

    def work():
        try:
            tell(Step(1.25, 1, 90.0, 42.0))
        except Exception as error:  # kept for the assertion: a thread's own failure is silent
            faults.append(error)

    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert faults == []
    kept = session().get(PlanRun, run.id)
    assert (kept.steps, kept.job.done, kept.job.total) == ([[1.25, 1, 90.0, 42.0]], 1, 1)


def test_a_plan_that_was_left_meanwhile_is_not_computed(app, at):
    at(PLACED_AT)
    found = stage(["31"])
    run = actions.propose(found.edition, by=found.secretary, at=PLACED_AT)
    key = run.id
    run.state = "dropped"
    commit()
    jobs.run_waiting()
    kept = session().get(PlanRun, key)
    assert (kept.state, kept.found, planning.latest_run(found.edition.id).id) == ("dropped", {}, key)


def test_a_newer_plan_takes_the_place_of_an_older_one(app, at):
    at(PLACED_AT)
    found = stage(["31"])
    old = actions.propose(found.edition, by=found.secretary, at=PLACED_AT)
    new = actions.propose(found.edition, by=found.secretary, at=PLACED_AT)
    assert (old.state, new.state, old.seed == new.seed) == ("dropped", "waiting", False)

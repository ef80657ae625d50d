"""Long work survives the worker that did it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.core import clock, db, jobs
from p4comp.core.db import session
from p4comp.core.jobs import Job, JobState
from tests import factories
from tests.core.conftest import Toy


@pytest.fixture
def done(monkeypatch):
    """What the task `toy.make` was asked for; it fails as long as `done.failing` says so."""

    class Done(list):
        failing = 0

    made = Done()

    def make(name):
        session().add(Toy(name=name))
        session().flush()
        if made.failing:
            made.failing -= 1
            raise OSError("penuh")
        made.append(name)

    monkeypatch.setitem(jobs._tasks, "toy.make", make)
    return made


def later(name="a"):
    job_id = jobs.later("toy.make", name).id
    db.commit()
    return job_id


def state(job_id):
    db.rollback()
    found = session().get(Job, job_id)
    facts = (found.state, found.attempts, found.error)
    db.rollback()
    return facts


def names():
    found = db.everything(select(Toy.name))
    db.rollback()
    return found


def test_work_asked_for_is_done_once(app, done, work):
    job_id = later()
    assert (work(), work()) == (1, 0)
    assert done == ["a"]
    assert names() == ["a"]
    assert state(job_id) == (JobState.DONE, 1, "")


def test_work_is_queued_only_when_its_transaction_is_durable(app, done, monkeypatch):
    queued = []
    monkeypatch.setitem(app.extensions, "enqueue", queued.extend)
    jobs.later("toy.make", "a")
    assert queued == []
    db.rollback()
    assert queued == []
    job_id = later("b")
    assert queued == [(job_id, "toy.make")]


def test_work_that_could_not_be_queued_is_accepted_all_the_same_and_waits(app, done, work, monkeypatch):
    def broken(asked):
        raise OSError("database is locked")

    monkeypatch.setitem(app.extensions, "enqueue", broken)
    job_id = later()
    assert state(job_id) == (JobState.WAITING, 0, "")
    assert work() == 1
    assert done == ["a"]


def test_the_oldest_of_each_kind_come_first(app, done, monkeypatch):
    monkeypatch.setitem(jobs._tasks, "toy.tell", done.append)
    monkeypatch.setattr(jobs, "_prompt", {"toy.tell"})
    letters, long = [], []
    for _time in range(3):
        letters.append((jobs.later("toy.tell", "a").id, "toy.tell"))
        long.append((later(), "toy.make"))
    assert jobs.oldest_in_wait(prompt=True, most=2) == letters[:2]
    assert jobs.oldest_in_wait(prompt=False, most=5) == long


def test_a_failure_leaves_nothing_half_done_and_is_tried_again(app, done, work):
    done.failing = 1
    job_id = later()
    work()
    assert names() == []
    assert state(job_id) == (JobState.WAITING, 1, "OSError: penuh")
    work()
    assert names() == ["a"]
    assert state(job_id) == (JobState.DONE, 2, "")


def test_work_that_keeps_failing_is_given_up_with_its_reason(app, done, work):
    done.failing = 10
    job_id = later()
    assert [work() for _ in range(4)] == [1, 1, 1, 0]
    assert state(job_id) == (JobState.FAILED, jobs.MOST_ATTEMPTS, "OSError: penuh")
    assert done.failing == 10 - jobs.MOST_ATTEMPTS


def left_by_a_worker(ago):
    left = factories.keep(
        Job(
            task="toy.make",
            arguments=["a"],
            state=JobState.RUNNING,
            attempts=1,
            asked_at=clock.real() - timedelta(hours=1),
            heartbeat_at=clock.real() - ago,
        )
    )
    return left.id


def test_work_of_a_killed_worker_is_taken_up_again(app, done, work):
    job_id = left_by_a_worker(jobs.STALE_AFTER + timedelta(seconds=1))
    assert work() == 1
    assert state(job_id) == (JobState.DONE, 2, "")
    assert names() == ["a"]


def test_work_of_a_living_worker_is_left_to_it(app, done, work):
    job_id = left_by_a_worker(jobs.STALE_AFTER - timedelta(seconds=30))
    assert work() == 0
    jobs.run(job_id)
    assert state(job_id) == (JobState.RUNNING, 1, "")
    assert done == []


def test_work_queued_twice_is_done_once(app, done):
    job_id = later()
    jobs.run(job_id)
    jobs.run(job_id)
    assert done == ["a"]


def test_work_with_a_due_moment_waits_for_it_in_competition_time(app, done, work, at):
    due = at("2022-05-11T10:00:00+07:00") + timedelta(hours=1)
    jobs.later("toy.make", "a", due=due)
    assert work() == 0
    at(due)
    assert work() == 1
    assert done == ["a"]


def test_progress_is_seen_while_the_work_runs(app, work, monkeypatch):
    seen = []

    def count(job_id):
        with db.aside() as other:
            job = other.get(Job, job_id)
        jobs.progress(job, 3, 10)
        with db.aside() as other:
            seen.append(other.execute(select(Job.done, Job.total)).one())

    monkeypatch.setitem(jobs._tasks, "toy.count", count)
    job = jobs.later("toy.count")
    job.arguments = [job.id]
    work()
    assert [tuple(one) for one in seen] == [(3, 10)]


def test_a_job_that_kills_every_worker_is_given_up(app):
    job = jobs.later("mail.send", "nothing")
    job.state, job.attempts, job.heartbeat_at = JobState.RUNNING, jobs.MOST_ATTEMPTS, clock.real() - 2 * jobs.STALE_AFTER
    db.commit()
    jobs.give_up_on_deadly()
    session().expire_all()
    assert session().get_one(Job, job.id).state is JobState.FAILED
    assert jobs.waiting() == []

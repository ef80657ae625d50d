"""Long work, later: a job row in the database, a queue that only carries its id.

The row is written in the transaction that asks for the work and queued once that is durable. A worker that dies leaves
a row whose heartbeat stops; the sweep queues it again, as it does what could not be queued.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import structlog
from flask import current_app
from sqlalchemy import ColumnElement, String, Text, func, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from p4comp.core import clock, db
from p4comp.core.db import Choice, Keyed, Moment, session

STALE_AFTER = timedelta(minutes=3)
MOST_ATTEMPTS = 3
ASKED = "jobs_asked"
Task = Callable[..., None]
Asked = tuple[str, str]  # a job's id and its task

_tasks: dict[str, Task] = {}
_prompt: set[str] = set()
_hourly: list[Callable[[], None]] = []
log = structlog.get_logger(__name__)


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(Keyed):
    """A piece of long work. `done` of `total` steps is what people see of its progress; `due_at` is competition time."""

    __tablename__ = "job"

    task: Mapped[str] = mapped_column(String(80))
    arguments: Mapped[list[Any]]
    state: Mapped[JobState] = mapped_column(Choice(JobState), default=JobState.WAITING, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(Text, default="")
    asked_at: Mapped[datetime] = mapped_column(Moment)
    heartbeat_at: Mapped[datetime | None] = mapped_column(Moment)
    due_at: Mapped[datetime | None] = mapped_column(Moment)


def task(name: str, *, prompt: bool = False) -> Callable[[Task], Task]:
    """Register a function as the task `name`; it gets the job's arguments and must bear being run twice. A `prompt` one is over in a moment."""

    def register(function: Task) -> Task:
        _tasks[name] = function
        if prompt:
            _prompt.add(name)
        return function

    return register


def hourly(function: Callable[[], None]) -> Callable[[], None]:
    """Register a function that runs every hour: it throws away what is outdated, or looks for what has come due."""
    _hourly.append(function)
    return function


def tidy() -> None:
    """Throw away what is outdated, each kind in a transaction of its own."""
    for function in _hourly:
        with db.transactions(writing=True):
            function()
            db.commit()


def later(name: str, *arguments: Any, due: datetime | None = None) -> Job:
    """Ask for `name(*arguments)` once this transaction is durable, and not before `due` in competition time."""
    job = Job(task=name, arguments=list(arguments), asked_at=clock.real(), due_at=due)
    session().add(job)
    if due is None or due <= clock.now():
        if ASKED not in session().info:
            db.after_commit(_enqueue)
        session().info.setdefault(ASKED, []).append((job.id, name))
    return job


def _enqueue() -> None:
    """Queue what this transaction asked for; where the queue fails the work is no less accepted, and waits for the sweep."""
    asked: list[Asked] = session().info.pop(ASKED)
    try:
        current_app.extensions["enqueue"](asked)
    except Exception:
        log.exception("jobs not queued", jobs=[job_id for job_id, _task in asked])


def is_prompt(name: str) -> bool:
    """Whether work of this kind is over in a moment."""
    return name in _prompt


def in_wait_by_task() -> dict[str, int]:
    """How many jobs of each kind wait, as everybody sees it by now."""
    query = select(Job.task, func.count().label("waiting")).where(_claimable()).group_by(Job.task)
    with db.transactions(writing=False), db.db.engine.connect() as connection:
        return {row.task: row.waiting for row in connection.execute(query)}


def is_waiting(name: str) -> bool:
    """Whether work of this kind waits already."""
    query = select(Job.id).where(Job.task == name, Job.state == JobState.WAITING).limit(1)
    return session().execute(query).first() is not None


def progress(job: Job, done: int, total: int) -> None:
    """Show how far the job is, and that its worker lives; in a transaction of its own."""
    with db.aside() as other:
        other.execute(update(Job).where(Job.id == job.id).values(done=done, total=total, heartbeat_at=clock.real()))


def run(job_id: str) -> None:
    """Run one job, if it still waits; a failure is kept with its reason and tried again a few times."""
    job = _claim(job_id)
    if job is None:
        return
    try:
        with db.transactions(writing=True):
            _tasks[job.task](*job.arguments)
            db.commit()
    except Exception as error:
        db.rollback()
        log.exception("job failed", task=job.task, job=job_id)
        state = JobState.FAILED if job.attempts >= MOST_ATTEMPTS else JobState.WAITING
        _finish(job_id, state, f"{type(error).__name__}: {error}"[:500])
    else:
        _finish(job_id, JobState.DONE, "")


def _claim(job_id: str) -> Job | None:
    with db.aside() as other:
        claim = (
            update(Job)
            .where(Job.id == job_id, _claimable())
            .values(state=JobState.RUNNING, attempts=Job.attempts + 1, heartbeat_at=clock.real())
        )
        if other.execute(claim).rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE's result has a row count
            return None
        return other.get(Job, job_id, populate_existing=True)


def give_up_on_deadly() -> None:
    """A job whose worker died at every attempt is failed: it would take the next worker with it."""
    with db.aside() as other:
        dead = (Job.state == JobState.RUNNING, Job.heartbeat_at < clock.real() - STALE_AFTER, Job.attempts >= MOST_ATTEMPTS)
        other.execute(update(Job).where(*dead).values(state=JobState.FAILED, error="the worker died at every attempt"))


def _claimable() -> ColumnElement[bool]:
    stale = (Job.state == JobState.RUNNING) & (Job.heartbeat_at < clock.real() - STALE_AFTER)
    ripe = or_(Job.due_at.is_(None), Job.due_at <= clock.now())
    return or_((Job.state == JobState.WAITING) & ripe, stale)


def _finish(job_id: str, state: JobState, error: str) -> None:
    with db.aside() as other:
        other.execute(update(Job).where(Job.id == job_id).values(state=state, error=error, heartbeat_at=clock.real()))


def oldest_in_wait(*, prompt: bool, most: int) -> list[Asked]:
    """So many of the prompt or of the long jobs that wait for a worker or whose worker is gone, the oldest first."""
    kind = Job.task.in_(_prompt) if prompt else Job.task.not_in(_prompt)
    query = select(Job.id, Job.task).where(_claimable(), kind).order_by(Job.asked_at).limit(most)
    found = [(job_id, name) for job_id, name in session().execute(query)]
    session().rollback()
    return found


def waiting() -> list[str]:
    """Ids of the jobs that wait for a worker or whose worker is gone, the oldest first."""
    found = list(session().scalars(select(Job.id).where(_claimable()).order_by(Job.asked_at)))
    session().rollback()
    return found


def run_waiting() -> int:
    """Run everything that waits, here and now; how many jobs that were."""
    ids = waiting()
    for job_id in ids:
        run(job_id)
    return len(ids)

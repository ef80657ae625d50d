"""Long work, later: a job row in the database, a queue that only carries its id.

The row is written in the transaction that asks for the work and queued once that is durable. A worker that dies leaves
a row whose heartbeat stops; the sweep queues it again.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import structlog
from flask import Flask, current_app
from huey import crontab
from huey.api import Huey, PostgresHuey, SqliteHuey
from sqlalchemy import ColumnElement, String, Text, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from p4comp.config import Settings
from p4comp.core import clock, copies, db, spaces
from p4comp.core.db import Choice, Keyed, Moment, session

STALE_AFTER = timedelta(minutes=3)
MOST_ATTEMPTS = 3
Task = Callable[..., None]

_tasks: dict[str, Task] = {}
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


def task(name: str) -> Callable[[Task], Task]:
    """Register a function as the task `name`; it gets the job's arguments and must bear being run twice."""

    def register(function: Task) -> Task:
        _tasks[name] = function
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
        enqueue: Callable[[str], None] = current_app.extensions["enqueue"]
        db.after_commit(lambda job_id=job.id: enqueue(job_id))  # type: ignore[misc]  # the default binds the id now
    return job


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


def waiting() -> list[str]:
    """Ids of the jobs that wait for a worker or whose worker is gone."""
    found = list(session().execute(select(Job.id).where(_claimable()).order_by(Job.asked_at)).scalars())
    session().rollback()
    return found


def run_waiting() -> int:
    """Run everything that waits, here and now; how many jobs that were."""
    ids = waiting()
    for job_id in ids:
        run(job_id)
    return len(ids)


def queue(settings: Settings) -> Huey:
    """The queue of this instance: beside the SQLite database a file, beside PostgreSQL its tables."""
    if settings.is_sqlite:
        return SqliteHuey("p4comp", filename=str(settings.instance / "jobs.sqlite"), fsync=True, results=False)
    return PostgresHuey("p4comp", dsn=settings.database_url.replace("+psycopg", ""), results=False)


def _everywhere(app: Flask, act: Callable[[str], None]) -> None:
    """Act in the root and in every open space, told its name; one that cannot be worked in keeps nobody else waiting."""
    with app.app_context():
        found = list(spaces.apps())
    for portal in found:
        slug = portal.extensions["settings"].slug
        try:
            with portal.app_context():
                copies.follow(portal)
                act(slug)
        except Exception:
            log.exception("space unreachable", space=slug)


def init_app(app: Flask, settings: Settings) -> None:
    """Give the application its queue; the tasks of the queue run inside the application, or inside the space they were asked for in.

    The spaces of an installation share the queue and the workers of its root, which lets them ask.
    """
    if app.testing or settings.slug:
        app.extensions["enqueue"] = lambda _job_id: None
        return
    huey = queue(settings)

    @huey.task(name="run")  # type: ignore[untyped-decorator]  # huey is untyped
    def run_job(job_id: str, slug: str = "") -> None:
        portal: Flask | None = app.extensions["space_app"](slug) if slug else app
        if portal is not None:  # the jobs of a space that was closed wait until it is opened
            with portal.app_context():
                copies.follow(portal)
                run(job_id)

    @huey.periodic_task(crontab(minute="*"), name="sweep")  # type: ignore[untyped-decorator]  # huey is untyped
    def sweep() -> None:
        def queue_waiting(slug: str) -> None:
            give_up_on_deadly()
            for job_id in waiting():
                run_job(job_id, slug)

        _everywhere(app, queue_waiting)

    @huey.periodic_task(crontab(minute="17"), name="tidy")  # type: ignore[untyped-decorator]  # huey is untyped
    def tidy_up() -> None:
        _everywhere(app, lambda _slug: tidy())

    app.extensions["enqueue"] = run_job
    app.extensions["huey"] = huey

"""Where work waits: two queues, each with workers of its own, so that what is prompt, as a letter, never waits for what takes long.

The spaces of an installation share the queues of its root and take turns: what a space asks for stands as far back as work of its own waits
already, whatever others wait for. Every minute the oldest work of each space takes a place in front, so that nobody is passed by for ever, and as
much again as a queue lacks of what waits is put into it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from threading import Lock

import structlog
from flask import Flask
from huey import crontab
from huey.api import Huey, PostgresHuey, SqliteHuey
from huey.consumer import Consumer, Worker

from p4comp.config import Settings
from p4comp.core import copies, jobs, spaces
from p4comp.core.jobs import Asked

MOST_ANEW = 200  # of each kind, for a space, a minute: each message takes milliseconds of the thread that sends letters
Enqueue = Callable[[list[Asked], str, Counter[bool]], None]

log = structlog.get_logger(__name__)
_leaving = Lock()


def in_turn(asked: Iterable[Asked], before: Counter[bool]) -> Iterable[tuple[str, bool, int]]:
    """Each job with whether it is prompt and how many of its space stand before it, where so many of either kind did so already."""
    for job_id, name in asked:
        kind = jobs.is_prompt(name)
        yield job_id, kind, before[kind]
        before[kind] += 1


def _waiting() -> Counter[bool]:
    """How many prompt and how many long jobs of this space wait."""
    found: Counter[bool] = Counter()
    for name, count in jobs.in_wait_by_task().items():
        found[jobs.is_prompt(name)] += count
    return found


def _before(asked: list[Asked]) -> Counter[bool]:
    """The same besides these, which are durable already."""
    before = _waiting()
    before.subtract(jobs.is_prompt(name) for _id, name in asked)
    return Counter({kind: max(count, 0) for kind, count in before.items()})


def queue(settings: Settings, name: str) -> Huey:
    """A queue of this instance: beside the SQLite database a file, beside PostgreSQL its tables."""
    if settings.is_sqlite:
        return SqliteHuey(name, filename=str(settings.instance / "jobs.sqlite"), fsync=True, results=False)
    return PostgresHuey(name, dsn=settings.database_url.replace("+psycopg", ""), results=False)


class Leaving(Worker):  # type: ignore[misc]  # huey is untyped
    """A worker that lets the connection its thread listened on go as it ends; what others share is opened again by whoever asks next."""

    def shutdown(self) -> None:
        """Called in the worker's own thread, the last thing it does."""
        super().shutdown()
        with _leaving:
            self.huey.storage.close()


class Workers(Consumer):  # type: ignore[misc]  # huey is untyped
    """So many threads for long work, and one kept for what is prompt, which also looks every minute for what waits."""

    worker_class = Leaving

    def __init__(self, app: Flask, threads: int):
        self.long: Huey = app.extensions["huey"]
        self.kept: Worker | None = None
        super().__init__(app.extensions["huey_prompt"], workers=threads + 1, periodic=True, max_delay=2.0)

    def _create_worker(self) -> Worker:
        worker = super()._create_worker()
        if self.kept is None or self._is_dead(self.kept):
            self.kept = worker
        else:
            worker.huey = self.long
        return worker

    def _is_dead(self, worker: Worker) -> bool:
        return any(one is worker and thread.ident is not None and not thread.is_alive() for one, thread in self.worker_threads)


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


def close(app: Flask) -> None:
    """Let the files or connections of an application's queues go."""
    for name in ("huey", "huey_prompt"):
        app.extensions[name].storage.close()


def not_now(_asked: list[Asked]) -> None:
    """Queue nothing: what waits is done by `run_waiting`."""


def anew(waiting: int, held: int) -> int:
    """How many of the oldest jobs of each space are queued again: as many as a queue that holds `held` lacks of all that wait, but never none."""
    return min(max(waiting - held, 1), MOST_ANEW)


def _sweep(app: Flask, queue_of: Mapping[bool, Huey], enqueue: Enqueue) -> None:
    waiting: Counter[bool] = Counter()

    def count(_slug: str) -> None:
        jobs.give_up_on_deadly()
        waiting.update(_waiting())

    _everywhere(app, count)
    most = {kind: anew(waiting[kind], one.pending_count()) for kind, one in queue_of.items()}

    def queue_oldest(slug: str) -> None:
        for kind, number in most.items():
            enqueue(jobs.oldest_in_wait(prompt=kind, most=number), slug, Counter())

    _everywhere(app, queue_oldest)


def init_app(app: Flask, settings: Settings) -> None:
    """Give the application its queues; their tasks run inside the application, or inside the space they were asked for in."""
    if app.testing or settings.slug:
        app.extensions["enqueue"] = not_now
        return
    huey, prompt = app.extensions["huey"], app.extensions["huey_prompt"] = queue(settings, "p4comp"), queue(settings, "p4comp-prompt")

    def run_job(job_id: str, slug: str = "") -> None:
        portal: Flask | None = app.extensions["space_app"](slug) if slug else app
        if portal is not None:  # the jobs of a space that was closed wait until it is opened
            with portal.app_context():
                copies.follow(portal)
                jobs.run(job_id)

    queue_of = {False: huey, True: prompt}
    run_on = {kind: one.task(name="run")(run_job) for kind, one in queue_of.items()}

    def enqueue(asked: list[Asked], slug: str = "", before: Counter[bool] | None = None) -> None:
        for job_id, is_prompt, turn in in_turn(asked, _before(asked) if before is None else before):
            run_on[is_prompt](job_id, slug, priority=-turn)

    @huey.task(name="tidy_up")  # type: ignore[untyped-decorator]  # huey is untyped
    def tidy_up() -> None:
        _everywhere(app, lambda _slug: jobs.tidy())

    prompt.periodic_task(crontab(minute="*"), name="sweep")(lambda: _sweep(app, queue_of, enqueue))
    prompt.periodic_task(crontab(minute="17"), name="tidy")(lambda: tidy_up(priority=1))
    app.extensions["enqueue"] = enqueue

"""What a request costs: time on the wall, processor time of this process, statements on the database."""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Protocol

from flask import Flask
from sqlalchemy import Engine, event

from p4comp.core import clock, db
from tests.bench.visits import Answer, Visit

WARM = 3
NOT_QUERIES = ("BEGIN", "SET TRANSACTION")


@dataclass(frozen=True)
class Cost:
    """The cost of one kind of request, in milliseconds; `queries` is the most any of them asked."""

    wall: float
    late: float
    cpu: float
    queries: int


class Counter:
    """Counts the statements on an engine, transaction control left out."""

    def __init__(self, engine: Engine):
        self.count = 0
        event.listen(engine, "before_cursor_execute", self._note)

    def _note(self, _connection: object, _cursor: object, statement: str, *_more: object) -> None:
        self.count += not statement.startswith(NOT_QUERIES)


class Timed(Protocol):
    """Anything whose calls can be measured."""

    def __call__(self) -> object: ...


def times(work: Timed, rounds: int) -> tuple[list[float], list[float]]:
    """Milliseconds on the wall and of processor time of each of some calls."""
    walls, cpus = [], []
    for _round in range(rounds):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        cpus.append((time.process_time() - cpu) * 1000)
        walls.append((time.perf_counter() - wall) * 1000)
    return walls, cpus


@contextmanager
def quiet_memory() -> Iterator[None]:
    """Let the collector look at what the measured work makes, not at what the bench holds."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


class Meter:
    """Measures visits to one portal."""

    def __init__(self, app: Flask):
        self.app = app
        with app.app_context():
            self.counter = Counter(db.db.engine)

    def cost(self, visit: Visit) -> Cost:
        """The cost of a visit, the page cache passed by."""
        queries = [self._once(visit)[2] for _ in range(WARM)]
        walls, cpus = [], []
        for _round in range(visit.rounds):
            wall, cpu, asked = self._once(visit)
            walls.append(wall)
            cpus.append(cpu)
            queries.append(asked)
        return Cost(median(walls), quantiles(walls, n=20)[-1], median(cpus), max(queries))

    def _once(self, visit: Visit) -> tuple[float, float, int]:
        environ, answer = visit.environ(), Answer()
        self.app.extensions["page_cache"].clear()
        before = self.counter.count
        with clock.at(visit.at):
            walls, cpus = times(lambda: answer.take(self.app.wsgi_app(environ, answer.start)), 1)
        visit.hear(answer)
        return walls[0], cpus[0], self.counter.count - before

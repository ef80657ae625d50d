"""The two heavy pieces of work: the ranking of everybody, and printing certificates."""

import os
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from statistics import median

from flask import Flask
from sqlalchemy import select

from p4comp.certificates import tasks
from p4comp.certificates.models import Certificate, CertificateKind
from p4comp.certificates.tasks import drawing
from p4comp.competition.queries import current
from p4comp.core import db, pdf
from p4comp.core.db import Base
from p4comp.core.pdf_archive import VARIANT
from p4comp.judging import queries
from p4comp.judging.rules import ranking
from tests.bench.meter import Cost, Meter, times
from tests.bench.multiply import gather
from tests.bench.scene import CATEGORY, Scene
from tests.bench.tour import FINAL
from tests.bench.transfer import settle
from tests.bench.visits import Visit

ROUNDS, PRINTS, THOUSAND, PAIR = 9, 8, 1000, 40
MINIMAL = "<!doctype html><html lang='id'><title>SIMULASI</title><style>@page { size: A4 landscape }</style><p>SIMULASI</p></html>"


@dataclass(frozen=True)
class Ranking:
    """Ranking every entry in one category: processor milliseconds of the rule alone and of reading for it; the whole page."""

    entries: int
    rule: float
    reading: float
    page: Cost


def rank_everybody(app: Flask, meter: Meter, scene: Scene) -> Ranking:
    """Put all entries into one category and rank them. The database is of no other use afterwards."""
    with app.app_context():
        entries = gather(CATEGORY)
        settle(db.db.engine)
        edition = current()
        assert edition is not None
        inputs = queries.inputs(edition, CATEGORY)
        rule = _cpu(lambda: ranking.rank(inputs))
        reading = _cpu(lambda: queries.inputs(edition, CATEGORY))
        db.db.session.remove()
    page = meter.cost(Visit("ranking of everybody", f"/peringkat/{CATEGORY}", FINAL, scene.guests["sekretariat"]))
    assert len(inputs["entries"]) == entries
    return Ranking(entries, rule, reading, page)


def _cpu(work: Callable[[], object]) -> float:
    return median(times(work, ROUNDS)[1])


@dataclass(frozen=True)
class Printing:
    """Processor milliseconds of one certificate rendered and sealed, of a page with one word on it, and of the certificate with its ornament
    inline; megabytes of memory that a thousand certificates add; how many a second two processes make by the clock."""

    certificate: float
    minimal: float
    inline: float
    grown: float
    pair: float


def print_certificates(app: Flask) -> Printing:
    """Print winners' certificates, the ornament drawn already, and as often a minimal page."""
    with app.app_context():
        query = select(Certificate).where(Certificate.kind == CertificateKind.WINNER).order_by(Certificate.serial)
        found = db.session().execute(query.limit(PRINTS)).scalars().all()
        tasks.pdf_of(found[0])
        pdf.from_html(MINIMAL)
        certificate, minimal, inline = _in_turns(
            lambda turn: tasks.pdf_of(found[turn % len(found)]),
            lambda _turn: pdf.from_html(MINIMAL),
            lambda turn: _with_inline_ornament(found[turn % len(found)]),
        )
        before = _memory()
        for number in range(THOUSAND):
            tasks.pdf_of(found[number % len(found)])
        grown = _memory() - before
        pair = _two_processes(found[0])
        db.db.session.remove()
    return Printing(certificate, minimal, inline, grown, pair)


def _in_turns(*works: Callable[[int], object]) -> list[float]:
    """Processor milliseconds of some works, done in turns so that the machine's moods meet them all alike."""
    cpus: list[list[float]] = [[] for _ in works]
    for turn in range(ROUNDS * 2):
        for taken, work in zip(cpus, works, strict=True):
            taken += times(partial(work, turn), 1)[1]
    return [median(taken) for taken in cpus]


def _with_inline_ornament(certificate: Certificate) -> bytes:
    """The same words with the ornament drawn into the page."""
    words = drawing.html_of(certificate).replace(
        "<body>", '<body><img class="ground" style="position:absolute" src="asset:img/certificate.svg" alt="">'
    )
    return drawing.finished(pdf.from_html(words, css=drawing.style(), variant=VARIANT), certificate, has_ground=False)


def _memory() -> float:
    """The peak of this process's memory so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _child(certificate: Certificate) -> int:
    """A process that makes some certificates and ends."""
    child = os.fork()
    if child == 0:
        for _ in range(PAIR):
            tasks.pdf_of(certificate)
        os._exit(0)
    return child


def _two_processes(certificate: Certificate) -> float:
    """Certificates a second that two processes make at once."""
    began = time.perf_counter()
    children = [_child(certificate) for _ in range(2)]
    for child in children:
        os.waitpid(child, 0)
    return 2 * PAIR / (time.perf_counter() - began)


def size_of(app: Flask) -> dict[str, int]:
    """How many rows the big tables hold."""
    with app.app_context():
        names = ("entry", "answer", "evidence", "assignment", "finding", "person", "institution")
        found = {name: db.count(select(Base.metadata.tables[name])) for name in names}
        db.db.session.remove()
    return found

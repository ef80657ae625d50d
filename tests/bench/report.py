"""One table a database: each figure beside its target of issue 2, and whether it is met."""

import os
import platform
from collections.abc import Iterator
from dataclasses import dataclass

from p4comp.core.commands import PROCESSES
from tests.bench.heavy import Printing, Ranking
from tests.bench.last_hour import AT_ONCE, KINDS, Hour
from tests.bench.meter import Cost
from tests.bench.traffic import Rate, Upload

CPU = {"page": 15.0, "save": 8.0, "ranking": 150.0}
QUERIES, CACHE_SHARE, FLAT_MB = 12, 0.5, 8.0
RULE = "-" * 108


@dataclass(frozen=True)
class Line:
    """What a kind of request cost, or why it could not be measured."""

    name: str
    kind: str
    cost: Cost | None
    broken: str = ""


@dataclass(frozen=True)
class Found:
    """All figures of one database at one size."""

    database: str
    rows: dict[str, int]
    lines: list[Line]
    page: Rate
    static: Rate
    uploads: list[Upload]
    plain: float
    hour: Hour | None
    ranking: Ranking
    printing: Printing


def mark(*misses: str) -> str:
    """`hit`, or what was missed."""
    missed = ", ".join(miss for miss in misses if miss)
    return f"MISSED {missed}" if missed else "hit"


def machine() -> str:
    """What the figures were taken on."""
    return f"{os.cpu_count()} processors, {platform.machine()}, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}"


def text(found: Found) -> str:
    """The whole table."""
    return "\n".join([pages(found.database, found.rows, found.lines), *_others(found), RULE, _sum(found)])


def pages(database: str, counted: dict[str, int], measured: list[Line]) -> str:
    """The requests alone."""
    head = f"{database}: {counted['entry']:,} entries ({machine()})"
    rows = ", ".join(f"{count:,} {name}" for name, count in counted.items() if name != "entry")
    columns = f"{'request':36}{'median ms':>10}{'p95 ms':>9}{'CPU ms':>9}{'target':>8}{'queries':>9}{'target':>8}   mark"
    return "\n".join([RULE, head, rows, RULE, columns, *map(_line, measured), RULE])


def _misses(line: Line) -> list[str]:
    if line.cost is None:
        return ["all"]
    return ["CPU" if line.cost.cpu > CPU[line.kind] else "", "queries" if line.cost.queries > QUERIES else ""]


def _line(line: Line) -> str:
    cost = line.cost
    if cost is None:
        return f"{line.name:36}BROKEN  {line.broken}"
    times = f"{cost.wall:10.1f}{cost.late:9.1f}{cost.cpu:9.1f}{CPU[line.kind]:8.0f}"
    return f"{line.name:36}{times}{cost.queries:9}{QUERIES:8}   {mark(*_misses(line))}"


def _others(found: Found) -> Iterator[str]:
    share = found.page.per_second / found.static.per_second
    yield _row("cached public page beside a static file", f"{share:.2f} x the rate", "0.50 x", mark("rate" if share < CACHE_SHARE else ""))
    for name, rate in (("  cached page", found.page), ("  static file", found.static)):
        yield _row(name, f"{rate.per_second:,.0f}/s, {rate.cpu:.2f} ms server CPU, {rate.size / 1024:.1f} kB")
    for upload in found.uploads:
        beside = f", {upload.per_second / found.plain:.2f} x hashing and writing alone ({found.plain:.0f} MB/s)"
        yield _row(f"upload of {upload.megabytes} MB", f"{upload.per_second:.0f} MB/s{beside if upload.megabytes > 10 else ''}")
    small, large = found.uploads[0], found.uploads[-1]
    grown = large.peak - small.peak
    peaks = f"{small.peak:.0f} MB at {small.megabytes} MB, {large.peak:.0f} MB at {large.megabytes} MB"
    yield _row("peak memory of the server", peaks, "flat", mark(f"by {grown:.0f} MB" if grown > FLAT_MB else ""))
    if found.hour is not None:
        yield from _last_hour(found.hour)
    yield from _heavy(found.ranking)
    yield from printed(found.printing)


def _last_hour(hour: Hour) -> Iterator[str]:
    acts = ", ".join(f"{hour.acts[kind]} {kind}" for kind in KINDS)
    yield _row(
        f"last hour, {AT_ONCE} institutions at once",
        f"{hour.count / hour.seconds:.0f} requests/s, {hour.cpu / hour.count:.1f} ms server CPU each",
    )
    yield _row("  acts done", acts)
    for name, kinds in (("all", KINDS), *((kind, (kind,)) for kind in KINDS)):
        yield _row(f"  {name}", f"95 % in {hour.at(0.95, *kinds):.0f} ms, 99 % in {hour.at(0.99, *kinds):.0f} ms")
    wrong = ", ".join(f"{count} x {fault}" for fault, count in hour.wrong.items())
    missed = mark("errors" if wrong else "", "locked" if hour.locked else "", "lost" if hour.lost else "")
    counted = f"{hour.wrong.total()}; {hour.locked}; {hour.lost} of {hour.handed_in}"
    yield _row("  errors; locked database; lost hand-ins", counted, "none", missed)
    yield from ([f"    {wrong}"] if wrong else [])
    yield _row("  peak memory of the server", f"{hour.peak:.0f} MB, {PROCESSES} processes")


def _heavy(ranking: Ranking) -> Iterator[str]:
    page = ranking.page
    name = f"ranking page, {ranking.entries:,} entries x 3 sheets"
    miss = mark("CPU" if page.cpu > CPU["ranking"] else "", "queries" if page.queries > QUERIES else "")
    yield _row(name, f"{page.cpu:.0f} ms CPU, {page.wall:.0f} ms median, {page.queries} queries", f"{CPU['ranking']:.0f} ms", miss)
    yield _row("  the rule alone, all places and ties", f"{ranking.rule:.0f} ms CPU")
    yield _row("  reading all it needs (x 21 indicators)", f"{ranking.reading:.0f} ms CPU")


def printed(printing: Printing) -> Iterator[str]:
    """The rows of printing certificates."""
    ratio = printing.certificate / printing.minimal
    yield _row("certificates, rendered and sealed", f"{1000 / printing.certificate:.1f}/s, {printing.certificate:.0f} ms CPU each")
    yield _row("  by two processes", f"{printing.pair:.1f}/s by the clock")
    yield _row("  beside WeasyPrint's minimal page", f"{ratio:.1f} x its {printing.minimal:.0f} ms", "7", "" if ratio <= 7 else "missed")
    part = printing.certificate / printing.inline
    yield _row("  beside the ornament inline", f"{part:.2f} x its {printing.inline:.0f} ms", "0.4", "" if part <= 0.4 else "missed")
    yield _row("  memory added by a thousand", f"{printing.grown:.0f} MB")


def _row(name: str, value: str, target: str = "", verdict: str = "") -> str:
    return f"{name:42}{value:44}{target:>8}   {verdict}".rstrip()


def _sum(found: Found) -> str:
    missed = [line.name for line in found.lines if any(_misses(line))]
    hits = len(found.lines) - len(missed)
    return f"{hits} of {len(found.lines)} requests within their targets" + (f"; not: {', '.join(missed)}" if missed else "")

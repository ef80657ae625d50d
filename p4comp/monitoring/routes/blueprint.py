"""The blueprint, and what its templates may ask."""

from collections.abc import Mapping
from datetime import date

from flask import Blueprint, request

from p4comp.core import clock
from p4comp.core.months import MOST_MONTHS, Month, Span, read_span
from p4comp.monitoring.rules import targets
from p4comp.monitoring.rules.monthly import Stated, last_whole
from p4comp.monitoring.rules.targets import MEASURES, Measure

bp = Blueprint("monitoring", __name__)
YEAR = 12
CHOICES = [(one.value, facts.words) for one, facts in MEASURES.items()]


def today(zone: str = "") -> date:
    """The day it is, on the clock of a zone."""
    return clock.local(clock.arrived(), zone).date()


def asked_span(args: Mapping[str, str]) -> Span:
    """The months that were asked for; the last twelve that are over, where nothing useful was."""
    last = _month(args.get("sampai", "")) or last_whole(today())
    first = _month(args.get("dari", "")) or last.plus(1 - YEAR)
    if first > last:
        first, last = last, first
    return Span(max(first, last.plus(1 - MOST_MONTHS)), last)


def _month(text: str) -> Month | None:
    found = read_span(text.strip()[:40])
    return found.first if found else None


def asked_measure() -> Measure:
    """The measure that was asked for; followed up, where none was."""
    asked = request.args.get("ukuran", "")
    return Measure(asked) if asked in set(Measure) else Measure.FOLLOWED_UP


def words_for(stated: Stated, measure: Measure) -> str:
    """A figure of a month or span as people read it."""
    return targets.shown(targets.value(stated, measure), measure)

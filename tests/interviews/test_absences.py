"""Who may sit in for a juror, and for whom a panel is too small."""

import itertools

import pytest

from p4comp.interviews.rules import absences
from tests.interviews.week import wib

SPANS = {
    "before": ("08:00", "09:00"),
    "into": ("08:30", "09:15"),
    "within": ("09:05", "09:20"),
    "out": ("09:15", "10:00"),
    "after": ("09:30", "10:00"),
}


def span(name):
    return tuple(wib(23, clock) for clock in SPANS[name])


@pytest.mark.parametrize("name", SPANS)
def test_a_stand_in_is_free_whenever_the_absent_one_was_to_hear_somebody(name):
    wanted = [(wib(23, "09:00"), wib(23, "09:30"))]
    assert absences.stand_ins(["b"], [], wanted, {"b": [span(name)]}) == (["b"] if name in {"before", "after"} else [])


def test_who_is_away_sits_in_for_nobody():
    assert absences.stand_ins(["a", "b", "c"], ["b"], [], {}) == ["a", "c"]


@pytest.mark.parametrize(("count", "quorum"), list(itertools.product(range(4), range(4))))
def test_at_least_one_juror_hears_whatever_the_quorum(count, quorum):
    assert absences.too_few({"x": count}, quorum) == (["x"] if count < max(1, quorum) else [])

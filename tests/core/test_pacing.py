"""Who asks too often waits; others, and the same one later, do not."""

from datetime import UTC, datetime, timedelta

import pytest

from p4comp.core import bodies, pacing
from p4comp.core.pacing import Pace, Slope, TooOften

NOON = datetime(2022, 5, 23, 5, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_so_many_times_within_the_span_and_no_more(app):
    pace = Pace(2, MINUTE)
    pace.demand("a", NOON)
    pace.demand("a", NOON + MINUTE / 2)
    with pytest.raises(TooOften):
        pace.demand("a", NOON + MINUTE - timedelta(microseconds=1))
    pace.demand("b", NOON + MINUTE / 2)
    pace.demand("a", NOON + MINUTE)


def test_a_refused_asking_does_not_count(app):
    pace = Pace(1, MINUTE)
    pace.demand("a", NOON)
    for second in range(1, 60):
        with pytest.raises(TooOften):
            pace.demand("a", NOON + timedelta(seconds=second))
    pace.demand("a", NOON + MINUTE)


def test_memory_does_not_grow_for_ever(app, monkeypatch):
    monkeypatch.setattr(pacing, "MOST_KEYS", 3)
    pace = Pace(1, MINUTE)
    for key in "abcd":
        pace.demand(key, NOON)
    pace.demand("a", NOON)
    with pytest.raises(TooOften):
        pace.demand("d", NOON)


def test_a_slope_lets_a_burst_through_then_one_at_a_time_and_a_refused_asking_does_not_count(app):
    slope = Slope(3, MINUTE)
    for _once in range(3):
        slope.demand("a", NOON)
    for second in range(1, 60, 7):
        with pytest.raises(TooOften):
            slope.demand("a", NOON + timedelta(seconds=second))
    slope.demand("b", NOON)
    slope.demand("a", NOON + MINUTE)
    with pytest.raises(TooOften, match="60 detik"):
        slope.demand("a", NOON + MINUTE)
    for _once in range(3):
        slope.demand("a", NOON + 5 * MINUTE)


def test_who_is_signed_in_is_told_of_themselves_and_not_of_their_network(app):
    for _once in range(bodies.BY_PERSON.burst):
        bodies.BY_PERSON.demand("a", NOON)
    with pytest.raises(TooOften, match=r"^Anda mengirim banyak berkas dalam waktu singkat\. Tunggu 2 detik, lalu coba lagi\.$"):
        bodies.BY_PERSON.demand("a", NOON)


def test_the_memory_of_slopes_does_not_grow_for_ever(app, monkeypatch):
    monkeypatch.setattr(pacing, "MOST_KEYS", 2)
    slope = Slope(1, MINUTE)
    for key in "abc":
        slope.demand(key, NOON)
    slope.demand("a", NOON)
    with pytest.raises(TooOften):
        slope.demand("c", NOON)

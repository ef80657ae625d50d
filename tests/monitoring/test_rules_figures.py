"""Rates, sums, targets, trends: the arithmetic of monitoring, held against printed totals."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest

from p4comp.core.months import Month
from p4comp.monitoring.rules import drawing, targets
from p4comp.monitoring.rules.counts import Counts
from p4comp.monitoring.rules.flags import FLAG_MOVES, FlagState
from p4comp.monitoring.rules.monthly import Point, Stated, added, faults, last_whole, share, sum_off
from p4comp.monitoring.rules.targets import Measure, Targets, Trend

KALSEL_2020 = Counts(received=1294, done=1219, in_process=51)


def test_the_totals_of_kalsel_2020_come_out_as_printed():
    stated = Stated(KALSEL_2020)
    assert targets.shown(targets.value(stated, Measure.FOLLOWED_UP), Measure.FOLLOWED_UP) == "98,1 %"
    assert targets.shown(targets.value(stated, Measure.SETTLED), Measure.SETTLED) == "94,2 %"
    assert list(faults(stated)) == []
    assert sum_off(Counts(received=1294, done=1219, in_process=51, others=24)) is None


def test_a_share_is_cut_and_never_rounded_up():
    assert share(Fraction(8996, 10000)) == "89,9 %"
    assert share(None) == "–"


@pytest.mark.parametrize(
    ("counts", "column", "is_grave"),
    [
        (Counts(), "received", True),
        (Counts(received=5, done=6), "done", True),
        (Counts(received=5, in_process=6), "in_process", True),
        (Counts(received=5, done=4, in_process=4), "received", False),
        (
            Counts(received=57171, unverified=4876, waiting=7542, in_process=3189, done=15061, postponed=1158, archived=24345),
            "received",
            False,
        ),
    ],
)
def test_what_cannot_be_is_told_beside_its_column(counts, column, is_grave):
    (fault,) = faults(Stated(counts))
    assert (fault.column, fault.is_grave) == (column, is_grave)


def test_parts_that_are_fewer_are_no_fault_while_some_are_unknown():
    assert sum_off(Counts(received=100, done=60, in_process=20)) is None
    assert sum_off(Counts(received=100, unverified=0, waiting=0, in_process=20, done=60, postponed=0, archived=0)) == 20


def test_days_of_many_are_weighted_by_their_complaints():
    one = Stated(Counts(received=10, done=8, in_process=2, average_days=Decimal(2)), Decimal(1))
    other = Stated(Counts(received=30, done=24, in_process=6, average_days=Decimal(6)), Decimal(5))
    found = added([one, other])
    assert (found.counts.received, found.counts.average_days, found.first_days) == (40, Decimal("5.00"), Decimal("4.00"))


def test_a_sum_does_not_pretend_to_know_what_a_month_left_out():
    assert added([Stated(Counts(received=10, done=8)), Stated(Counts(received=10))]).counts.done is None
    assert added([]) == Stated(Counts())


ASKED = Targets(followed_up=Decimal(90), settled=None, first_days=Decimal(3), days=Decimal("14"))
MET = {
    (Measure.FOLLOWED_UP, "high"): True,
    (Measure.FOLLOWED_UP, "low"): False,
    (Measure.SETTLED, "high"): None,
    (Measure.SETTLED, "low"): None,
    (Measure.FIRST_DAYS, "high"): True,
    (Measure.FIRST_DAYS, "low"): False,
    (Measure.DAYS, "high"): True,
    (Measure.DAYS, "low"): False,
    (Measure.RECEIVED, "high"): None,
    (Measure.RECEIVED, "low"): None,
}
SHOWN = {
    "high": Stated(Counts(received=10, done=8, in_process=1, average_days=Decimal(14)), Decimal(3)),
    "low": Stated(Counts(received=1000, done=800, in_process=99, average_days=Decimal("14.1")), Decimal("3.1")),
}


@pytest.mark.parametrize(("measure", "which"), list(product(Measure, SHOWN)))
def test_a_figure_meets_what_is_asked_to_the_last_digit(measure, which):
    assert targets.meets(targets.value(SHOWN[which], measure), measure, ASKED) is MET[measure, which]


def test_whoever_falls_behind_is_named_by_measure_and_nobody_of_whom_nothing_is_known():
    behind = {which: [one for one in Measure if MET[one, which] is False] for which in SHOWN}
    assert behind == {"high": [], "low": [Measure.FOLLOWED_UP, Measure.FIRST_DAYS, Measure.DAYS]}
    assert [targets.meets(targets.value(Stated(Counts()), one), one, ASKED) for one in Measure] == [None] * 5


def test_a_median_is_told_of_five_at_least():
    assert targets.middle([Fraction(1), Fraction(1, 2), None, Fraction(1, 4), Fraction(0)]) is None
    assert targets.middle([1, 5, 2, 4, 3]) == 3


@pytest.mark.parametrize(
    ("before", "now", "measure", "expected"),
    [
        ((100, 90), (100, 91), Measure.SETTLED, Trend.BETTER),
        ((1000, 900), (1000, 909), Measure.SETTLED, Trend.STEADY),
        ((100, 90), (100, 89), Measure.SETTLED, Trend.WORSE),
        ((100, None), (100, 89), Measure.SETTLED, None),
        ((100, 90), (100, 91), Measure.RECEIVED, None),
    ],
)
def test_a_trend_needs_a_whole_point(before, now, measure, expected):
    old, new = (targets.over([Stated(Counts(received=received, done=done))], measure) for received, done in (before, now))
    assert targets.trend(old, new, measure) is expected


def test_fewer_days_are_better():
    slow, quick = (targets.over([Stated(Counts(received=1, done=1, average_days=Decimal(days)))], Measure.DAYS) for days in (5, 4))
    assert targets.trend(slow, quick, Measure.DAYS) is Trend.BETTER
    assert targets.trend(quick, slow, Measure.DAYS) is Trend.WORSE


@pytest.mark.parametrize("measure", list(Measure))
def test_months_together_are_as_their_sums(measure):
    months = [SHOWN["high"], SHOWN["low"], Stated(Counts(received=7, done=3, in_process=1))]
    assert targets.over(months, measure) == targets.value(added(months), measure)
    assert targets.over([], measure) is None


def test_the_last_whole_month_is_the_one_before():
    assert (last_whole(date(2022, 1, 31)), last_whole(date(2022, 5, 1))) == (Month(2021, 12), Month(2022, 4))


def test_a_trend_is_broken_where_a_month_is_unknown():
    assert drawing.path([None, None]) == ""
    assert drawing.path([1, 2, None, 4]) == "M3 25h0L41 18M117 3h0"
    assert drawing.path([5]) == "M3 14h0"


def test_every_unit_of_kalsel_has_a_tile_of_its_own_and_of_others_no_map_is_drawn():
    codes = [f"63.{number}" for number in ("01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "71", "72")]
    drawn = drawing.tiles(codes)
    assert len({(one.column, one.row) for one in drawn.values()}) == 13
    assert drawing.tiles([f"35.{number:02d}" for number in range(1, 39)]) == {}


LEGAL = {(FlagState.OPEN, "close"): FlagState.CLOSED, (FlagState.CLOSED, "reopen"): FlagState.OPEN}


@pytest.mark.parametrize(("state", "verb"), list(product(FlagState, FLAG_MOVES.table)))
def test_a_flag_moves_as_the_table_says(state, verb):
    assert FLAG_MOVES.allows(state, verb) == ((state, verb) in LEGAL)
    if (state, verb) in LEGAL:
        assert FLAG_MOVES.after(state, verb) == LEGAL[state, verb]


@pytest.mark.parametrize("measure", list(Measure))
@pytest.mark.parametrize("received", [0, 40])
@pytest.mark.parametrize(("in_process", "done"), list(product([None, 0, 7], repeat=2)))
def test_a_drawing_stands_as_high_as_the_figure_says(measure, received, in_process, done):
    point = Point(received, in_process, done, 2.5, None)
    exact = targets.value(point.stated, measure)
    assert targets.heights([point, None], measure) == [None if exact is None else pytest.approx(float(exact)), None]

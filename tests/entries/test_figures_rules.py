"""Complaint figures: sums, rates, months, what is odd, what is suggested, how spreadsheets are read."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from p4comp.competition.measures import Measure, Measured
from p4comp.entries.rules.figures import (
    PARTS,
    Counts,
    Figure,
    Line,
    Month,
    Span,
    counts_from,
    cut,
    span_of,
    suggested,
    sum_note,
    total,
    whole,
)

KALSEL = Counts(received=1294, done=1219, in_process=51, others=24)
JATIM = Counts(received=1011, done=905, in_process=48, postponed=51, archived=7)
LAPOR_2018 = Counts(received=57171, done=15061, in_process=3189, waiting=7542, postponed=1158, unverified=4876, archived=24345)


def line(key, **counts):
    return Line(span_of(key), Counts(**counts))


# Sums and rates: what the sources state


@pytest.mark.parametrize(
    ("counts", "parts", "difference", "followed_up", "settled"),
    [(KALSEL, 1294, 0, "98,1", "94,2"), (JATIM, 1011, 0, "94,2", "89,5"), (LAPOR_2018, 56171, 1000, "31,9", "26,3")],
)
def test_real_figures(counts, parts, difference, followed_up, settled):
    assert (counts.parts, counts.difference) == (parts, difference)
    assert (cut(counts.followed_up_rate * 100), cut(counts.settled_rate * 100)) == (followed_up, settled)


def test_a_sum_that_is_wrong_is_said():
    assert sum_note(LAPOR_2018) == "tertulis 57.171, jumlah bagian 56.171, selisih 1.000."
    assert [sum_note(one) for one in (KALSEL, JATIM, Counts(), Counts(received=3), Counts(done=3))] == [""] * 5
    assert sum_note(Counts(received=1294, done=1219, in_process=51)) == "tertulis 1.294, jumlah bagian 1.270, selisih 24."
    assert sum_note(Counts(received=3, done=5)) == "tertulis 3, jumlah bagian 5, selisih 2."


@pytest.mark.parametrize(
    "counts",
    [Counts(), Counts(received=0, done=0, in_process=0), Counts(done=3, in_process=1), Counts(received=3), Counts(received=3, done=None)],
)
def test_what_cannot_be_divided_has_no_rate(counts):
    assert (counts.settled_rate, counts.followed_up_rate) == (None, None)


NUMBERS = some.none() | some.integers(0, 10**8)
COUNTS = some.fixed_dictionaries({figure: NUMBERS for figure in Figure if figure is not Figure.DAYS}).map(counts_from)


@given(COUNTS)
def test_parts_and_difference_always_make_what_was_received(counts):
    if counts.difference is None:
        assert counts.received is None or all(counts.get(part) is None for part in PARTS)
    else:
        assert counts.parts + counts.difference == counts.received


@given(some.lists(COUNTS, max_size=14))
def test_a_total_of_parts_is_the_sum_of_what_was_stated(counts):
    whole = total(counts)
    for part in PARTS:
        if part is not Figure.DONE:
            stated = [each.get(part) for each in counts if each.get(part) is not None]
            assert whole.get(part) == (sum(stated) if stated else None)
    for must in (Figure.RECEIVED, Figure.DONE):
        values = [each.get(must) for each in counts]
        assert whole.get(must) == (None if None in values or not values else sum(values))


@given(some.lists(COUNTS, min_size=1, max_size=14))
def test_rates_of_parts_that_add_up_lie_between_nothing_and_all(counts):
    sound = [one for one in counts if one.difference == 0]
    found = total(sound)
    for rate in (found.settled_rate, found.followed_up_rate):
        assert rate is None or 0 <= rate <= 1


@given(some.fractions(0, 100))
def test_a_share_is_cut_and_never_rounded_up(percent):
    assert Fraction(Decimal(cut(percent).replace(",", "."))) <= percent


def test_days_are_weighed_by_what_was_done():
    days = [Counts(done=10, average_days=Decimal(2)), Counts(done=30, average_days=Decimal(6)), Counts(done=0)]
    assert total(days).average_days == Decimal("5.00")
    assert total([*days, Counts(done=5)]).average_days is None
    assert total([Counts(average_days=Decimal("4.5"))]).average_days == Decimal("4.5")
    assert total([]).average_days is None


# All lines together


def test_months_are_added_and_the_whole_period_is_compared_with_them():
    found = whole(
        [line("2021-01", received=10, done=8), line("2021-02", received=20, done=15), line("2021-01_2021-02", received=31, done=23)]
    )
    assert [one.span.key for one in found.counted] == ["2021-01", "2021-02"]
    assert found.total == Counts(received=30, done=23)
    assert "Januari–Februari 2021: tertulis 31, jumlah bulanannya 30, selisih 1. Yang dipakai angka bulanan." in found.notes


def test_a_period_whose_months_are_not_all_there_counts_itself():
    found = whole([line("2021-01_2021-12", received=100, done=90), line("2021-03", received=9, done=8)])
    assert [one.span.key for one in found.counted] == ["2021-01_2021-12"]
    assert [one.span.key for one in found.aside] == ["2021-03"]
    assert "Maret 2021 tumpang tindih dengan Januari–Desember 2021, jadi tidak ikut dijumlahkan." in found.notes


def test_missing_months_and_unstated_figures_are_said():
    found = whole([line("2021-01", received=1, done=1), line("2021-04", received=2), line("2021-05", done=2)])
    assert [str(one) for one in found.missing] == ["2021-02", "2021-03"]
    assert found.notes == [
        "Bulan yang belum ada angkanya: Februari 2021, Maret 2021.",
        "Jumlah diterima belum diisi: Mei 2021.",
        "Jumlah selesai belum diisi: April 2021.",
    ]


def test_every_sum_that_is_wrong_is_said_with_its_month():
    found = whole([line("2021-01", received=10, done=8), line("2021-02", received=10, done=10)])
    assert found.notes == [
        "Seluruh masa: tertulis 20, jumlah bagian 18, selisih 2.",
        "Januari 2021: tertulis 10, jumlah bagian 8, selisih 2.",
    ]
    assert (found.is_matched, whole([line("2021-01", received=1)]).is_matched, whole([line("2021-01", received=1, done=1)]).is_matched) == (
        False,
        None,
        True,
    )


def test_years_are_compared():
    found = whole([line("2020-12", received=10, done=5), line("2021-01", received=20, done=20), line("2021-02", received=20, done=10)])
    assert [(year, cut(counts.settled_rate * 100)) for year, counts in found.years] == [(2020, "50,0"), (2021, "75,0")]


def test_nothing_stated_is_nothing():
    assert whole([line("2021-01")]).counted == whole([]).counted == ()
    assert whole([]).notes == []


SPANS = some.tuples(some.integers(0, 24), some.integers(0, 12)).map(
    lambda pair: Span(Month(2020, 1).plus(pair[0]), Month(2020, 1).plus(sum(pair)))
)


@given(some.lists(some.builds(Line, SPANS, COUNTS), max_size=12, unique_by=lambda one: one.span))
def test_counted_lines_never_overlap_and_none_is_lost(lines):
    found = whole(lines)
    for number, one in enumerate(found.counted):
        assert not any(one.span.overlaps(other.span) for other in found.counted[number + 1 :])
    assert sorted([*found.counted, *found.aside], key=lambda one: one.span) == sorted(
        (one for one in lines if not one.counts.is_empty), key=lambda one: one.span
    )
    assert len(found.notes) >= len(found.aside)


# What is suggested

SETTLED = Measure(Measured.SETTLED, ((1, 1.0), (3, 80.0), (4, 90.0)), 4)


def settled(done, received, **more):
    return whole([line("2021-01", received=received, done=done, **more)])


@pytest.mark.parametrize(
    ("done", "received", "level"), [(0, 100, 0), (1, 100, 1), (79, 100, 1), (80, 100, 3), (8999, 10000, 3), (90, 100, 4), (100, 100, 4)]
)
def test_the_highest_level_reached_is_suggested(done, received, level):
    assert suggested(SETTLED, settled(done, received, others=received - done)).level == level


def test_a_level_that_asks_for_sums_is_held_back_while_they_are_wrong():
    found = suggested(SETTLED, settled(95, 100))
    assert (found.level, found.is_held) == (3, True)
    assert suggested(SETTLED, settled(95, 100, others=5)).is_held is False
    assert suggested(SETTLED, settled(50, 100)).is_held is False


def test_without_a_figure_nothing_is_suggested():
    for counts in (Counts(), Counts(received=0, done=0), Counts(received=3)):
        assert suggested(SETTLED, whole([Line(span_of("2021-01"), counts)])) is None


def test_fewer_days_are_better():
    measure = Measure(Measured.DAYS, ((1, 60.0), (3, 14.0), (5, 4.5)))
    levels = {
        days: suggested(measure, whole([line("2021-01", average_days=Decimal(days))])).level for days in ("61", "60", "14", "4.5", "0")
    }
    assert levels == {"61": 0, "60": 1, "14": 3, "4.5": 5, "0": 5}


def test_the_words_of_a_suggestion():
    kalsel = whole([Line(span_of("2020-01_2020-12"), KALSEL)])
    assert suggested(SETTLED, kalsel).words == "tingkat 4 (penyelesaian 94,2 %; batas tingkat 4: 90 %)"
    follow_up = Measure(Measured.FOLLOWED_UP, ((4, 90.5),))
    assert suggested(follow_up, kalsel).words == "tingkat 4 (tindak lanjut 98,1 %; batas tingkat 4: 90,5 %)"
    assert suggested(SETTLED, settled(0, 3, others=3)).words == "tingkat 0 (penyelesaian 0,0 %)"
    days = whole([line("2021-01", average_days=Decimal("4.5"))])
    assert suggested(Measure(Measured.DAYS, ((3, 14.0),)), days).words == "tingkat 3 (rata-rata 4,5 hari; batas tingkat 3: 14 hari)"


@given(some.integers(0, 1000), some.integers(1, 1000), some.integers(0, 50))
def test_more_settled_never_suggests_less(done, received, more):
    measure = Measure(Measured.SETTLED, SETTLED.limits)
    assert suggested(measure, settled(done, received)).level <= suggested(measure, settled(done + more, received)).level

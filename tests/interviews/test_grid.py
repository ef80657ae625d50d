"""p4comp/interviews/rules/grid.py and wishes.py: hours marked on one's own clock."""

from datetime import UTC, date, datetime

import pytest

from p4comp.interviews.rules import grid
from p4comp.interviews.rules.grid import POSSIBLE, Cell
from p4comp.interviews.rules.wishes import Wish, Wishes, WishKind, is_impossible, is_preferred
from tests.interviews.week import JAKARTA, JAYAPURA, MAKASSAR, spec, wib

GOOD, BAD = WishKind.PREFERRED, WishKind.IMPOSSIBLE
FIRST, FRIDAY = date(2022, 5, 23), date(2022, 5, 27)


def days(zone=JAKARTA):
    return grid.days(spec().interview, spec().zone, zone)


def spans(zone, day):
    return [cell.span(zone) for cell in days(zone)[day]]


def wish(begin, end, kind, day=23):
    return Wish(wib(day, begin), wib(day, end), kind)


def test_the_days_are_the_real_ones():
    assert [day.day for day in days()] == [23, 24, 25, 27, 30]


@pytest.mark.parametrize(
    ("zone", "first", "last"),
    [(JAKARTA, "08.30–09.30", "15.00–16.00"), (MAKASSAR, "09.30–10.30", "16.00–17.00"), (JAYAPURA, "10.30–11.30", "17.00–18.00")],
)
def test_hours_are_read_on_the_own_clock(zone, first, last):
    found = spans(zone, FIRST)
    assert (found[0], found[-1], len(found)) == (first, last, 7)


def test_a_break_cuts_the_hour_before_it_short_and_fridays_have_their_own():
    assert spans(JAKARTA, FIRST)[3:5] == ["11.30–12.00", "13.00–14.00"]
    assert spans(JAKARTA, FRIDAY) == ["08.30–09.30", "09.30–10.30", "10.30–11.30", "13.30–14.30", "14.30–15.30", "15.30–16.00"]


def test_a_cell_is_named_by_its_moment_in_utc():
    assert days()[FIRST][0] == Cell(datetime(2022, 5, 23, 1, 30, tzinfo=UTC), datetime(2022, 5, 23, 2, 30, tzinfo=UTC))
    assert days()[FIRST][0].name == "j202205230130"


def test_what_was_said_comes_back_and_neighbours_are_one_wish():
    cells = days()[FIRST]
    words = ["impossible", "impossible", POSSIBLE, "preferred", "preferred", POSSIBLE, "impossible"]
    kept = grid.wishes_of(dict(zip(cells, words, strict=True)))
    assert kept == (
        wish("08:30", "10:30", BAD),
        wish("11:30", "12:00", GOOD),
        wish("13:00", "14:00", GOOD),
        wish("15:00", "16:00", BAD),
    )
    assert [grid.said(kept, cell) for cell in cells] == words


@pytest.mark.parametrize(
    ("what", "zone", "hit"),
    [
        ("pagi", JAKARTA, {0, 1, 2, 3}),
        ("siang", JAKARTA, {4, 5, 6}),
        ("pagi", JAYAPURA, {0, 1}),
        ("2022-05-23", JAKARTA, {0, 1, 2, 3, 4, 5, 6}),
        ("2022-05-24", JAKARTA, set()),
        ("lain", JAKARTA, set()),
    ],
)
def test_quick_choices_mark_what_they_say_and_nothing_else(what, zone, hit):
    cells = days(zone)[FIRST]
    before = dict.fromkeys(cells, "preferred")
    after = grid.quick(before, what, zone)
    assert {number for number, cell in enumerate(cells) if after[cell] == "impossible"} == hit
    assert all(after[cell] == "preferred" for number, cell in enumerate(cells) if number not in hit)


def test_all_possible_clears_the_grid():
    assert set(grid.quick(dict.fromkeys(days()[FIRST], "impossible"), "semua", JAKARTA).values()) == {POSSIBLE}


@pytest.mark.parametrize(
    ("begin", "end", "expected"),
    [("08:00", "08:30", False), ("08:00", "08:31", True), ("09:00", "09:10", True), ("10:29", "11:00", True), ("10:30", "11:00", False)],
)
def test_any_shared_minute_makes_a_time_impossible(begin, end, expected):
    said = (wish("08:30", "10:30", BAD),)
    asked = wib(23, begin), wib(23, end)
    assert is_impossible(said, *asked) is expected
    assert Wishes({"j": said}, {"e": said}).juror_cannot("j", *asked) is expected
    assert Wishes({"j": said}, {"e": said}).entry_cannot("e", *asked) is expected
    assert not Wishes({"j": said}).juror_cannot("other", *asked)


@pytest.mark.parametrize(("begin", "end", "expected"), [("08:30", "11:00", True), ("08:29", "11:00", False), ("10:45", "11:31", False)])
def test_only_a_time_that_is_preferred_throughout_is_preferred(begin, end, expected):
    said = (wish("10:30", "11:30", GOOD), wish("08:30", "10:30", GOOD))
    assert is_preferred(said, wib(23, begin), wib(23, end)) is expected

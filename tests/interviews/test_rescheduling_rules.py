"""Another seat: the fewest others move, nobody fixed does, and whatever comes out breaks no rule."""

from dataclasses import replace
from datetime import timedelta

import pytest

from p4comp.interviews.rules import checks, placing
from p4comp.interviews.rules.rescheduling import is_free, options, own_seats, reserve
from tests.interviews.week import JAYAPURA, MAY_12, bench, finalist, seat, week, wib

FULL = 55


def full(zones=None, panels=None):
    """A week as full as it gets, by earliest fit."""
    found = week(*(panels or ()))
    people = [finalist(number, **({"zone": zones[number]} if zones and number in zones else {})) for number in range(1, FULL + 1)]
    seats = placing.seats_of(found, MAY_12)
    return found, list(zip(people, seats, strict=False))


def after(table, option):
    moved = {who.entry_id: (who, where) for who, where in option.moves}
    return [moved.get(who.entry_id, (who, where)) for who, where in table]


def test_a_free_start_touches_nobody():
    found = week()
    table = [(finalist(1), seat(23, "08:30")), (finalist(2), seat(23, "09:05"))]
    (first, *_rest) = options(finalist(1), [wib(24, "08:30")], found, table, after=MAY_12)
    assert first.moves == ((finalist(1), seat(24, "08:30")),)
    assert first.touched == 0


def test_a_taken_start_moves_its_holder_alone_when_there_is_room():
    found = week()
    table = [(finalist(1), seat(23, "08:30")), (finalist(2), seat(24, "08:30"))]
    (only,) = options(finalist(1), [wib(24, "08:30")], found, table, after=MAY_12)
    assert [who.entry_id for who, _where in only.moves] == ["e01", "e02"]
    assert checks.all_faults(after(table, only), found) == []


def test_in_a_full_week_two_simply_change_places():
    found, table = full()
    assert len(table) == len(placing.seats_of(found, MAY_12))
    (one, *_rest) = options(table[0][0], [table[9][1].starts_at], found, table, after=MAY_12)
    assert dict(one.moves) == {table[0][0]: table[9][1], table[9][0]: table[0][1]}


def test_two_full_half_days_change_places():
    found = week()
    found = replace(found, terms=replace(found.terms, most_per_half_day=1))
    table = [(finalist(1), seat(23, "08:30")), (finalist(2), seat(24, "08:30"))]
    (only,) = options(finalist(1), [wib(24, "08:30")], found, table, after=MAY_12)
    assert dict(only.moves)[finalist(1)] == seat(24, "08:30")
    assert checks.all_faults(after(table, only), found) == []
    assert options(finalist(1), [wib(24, "09:05")], found, table, after=MAY_12) == []


def test_two_others_move_where_one_is_not_enough():
    found, table = full()
    east = finalist(90, zone=JAYAPURA)
    asker = next(row for row in table if checks.own_faults(east, row[1], found))
    wanted = next(row[1] for row in table if row != asker and not checks.own_faults(east, row[1], found))
    table = [(east, where) if where == wanted else (who, where) for who, where in table]
    (way,) = options(asker[0], [wanted.starts_at], found, table, after=MAY_12)
    assert way.touched == 2
    assert [who.entry_id for who, _where in way.moves[:2]] == [asker[0].entry_id, east.entry_id]
    assert way.moves[2][1] == asker[1]
    assert checks.all_faults(after(table, way), found) == []


def test_whoever_is_fixed_stays():
    found, table = full()
    assert options(table[0][0], [table[9][1].starts_at], found, table, after=MAY_12, fixed=[table[9][0].entry_id]) == []


def test_nobody_is_moved_into_the_past():
    found, table = full()
    now = table[5][1].starts_at
    for way in options(table[20][0], [row[1].starts_at for row in table[30:33]], found, table, after=now):
        assert all(where.starts_at > now for _who, where in way.moves)
    assert options(table[20][0], [table[2][1].starts_at], found, table, after=now) == []


@pytest.mark.parametrize("turn", range(0, FULL - 3, 7))
def test_whatever_comes_out_is_a_whole_timetable_touching_at_most_two(turn):
    found, table = full(dict.fromkeys((3, 4, 17, 33), JAYAPURA))
    table = [row for row in table if not checks.own_faults(row[0], row[1], found)]
    asker = table[turn % len(table)][0]
    wanted = [row[1].starts_at for row in table[turn : turn + 3] if row[0] != asker]
    for way in options(asker, wanted, found, table, after=MAY_12):
        assert way.touched <= 2
        assert way.moves[0][0] == asker
        assert way.moves[0][1].starts_at in wanted
        assert checks.all_faults(after(table, way), found) == []


def test_a_finalist_is_offered_only_what_fits_its_own_clock():
    east = finalist(1, zone=JAYAPURA)
    found = own_seats(east, week(), MAY_12)
    assert max((one.starts_at + timedelta(hours=9)).time().hour for one in found) == 15
    assert is_free(east, found[0], week(), [])
    assert not is_free(east, found[0], week(), [(finalist(2), found[0])])


def test_who_does_not_come_gets_the_last_free_seat_of_the_day():
    found = week()
    table = [(finalist(1), seat(23, "08:30")), (finalist(2), seat(23, "15:20"))]
    free = reserve(finalist(1), found, table, after=wib(23, "08:36"), day_of=wib(23, "08:30"))
    last = max(one.starts_at for one in own_seats(finalist(1), found, MAY_12) if one.starts_at < wib(23, "15:00"))
    assert free.starts_at == last


def test_without_a_seat_that_day_it_is_the_next_free_one_and_else_none():
    found, table = full()
    day = [row for row in table if row[1].starts_at < wib(24, "00:00")]
    free = reserve(table[0][0], found, day, after=wib(23, "08:36"), day_of=wib(23, "08:30"))
    assert free == next(one for one in own_seats(table[0][0], found, wib(24, "00:00")))
    assert reserve(table[0][0], found, table, after=wib(23, "08:36"), day_of=wib(23, "08:30")) is None


def test_two_panels_that_share_nobody_give_twice_the_room():
    panels = (bench("Panel 1"), bench("Panel 2", jurors="vwxyz"))
    found = week(*panels)
    table = [(finalist(1), seat(23, "08:30")), (finalist(2), seat(24, "08:30"))]
    (first, *_rest) = options(finalist(1), [wib(24, "08:30")], found, table, after=MAY_12)
    assert first.moves == ((finalist(1), seat(24, "08:30", "Panel 2")),)

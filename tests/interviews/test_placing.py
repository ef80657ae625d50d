"""Earliest fit over the real week of 2022, checked by a checker of its own."""

from datetime import UTC, datetime, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

from p4comp.interviews.rules.checks import Seat, all_faults
from p4comp.interviews.rules.placing import place
from p4comp.interviews.rules.slots import slots
from tests.interviews.week import JAKARTA, JAYAPURA, MAKASSAR, MAY_12, bench, finalist, seat, spec, week, wib

REAL_ZONES = [JAKARTA] * 31 + [MAKASSAR] * 15 + [JAYAPURA] * 5
DAYS = {23, 24, 25, 27, 30}


def top_51():
    return [finalist(number, zone) for number, zone in enumerate(REAL_ZONES, 1)]


def is_valid(finalists, seats):
    """The regulation read anew, without the product's own checks."""
    length, pause = timedelta(minutes=30), timedelta(minutes=5)
    for one in finalists:
        start = seats[one.entry_id].starts_at
        for zone, opens, closes in ((JAKARTA, "08:30", "16:00"), (one.zone, "07:30", "16:30")):
            begins, ends = start.astimezone(ZoneInfo(zone)), (start + length).astimezone(ZoneInfo(zone))
            assert begins.day in DAYS
            assert opens <= f"{begins:%H:%M}"
            assert f"{ends:%H:%M}" <= closes
            if begins.weekday() == 4:
                assert f"{ends:%H:%M}" <= "11:30" or f"{begins:%H:%M}" >= "13:30"
        jakarta = start.astimezone(ZoneInfo(JAKARTA))
        assert not ("11:30" < f"{jakarta:%H:%M}" < "13:00")
    for one, other in combinations(finalists, 2):
        mine, theirs = seats[one.entry_id], seats[other.entry_id]
        if mine.panel_id == theirs.panel_id:
            assert abs(mine.starts_at - theirs.starts_at) >= length + pause
        elif one.institution_id == other.institution_id or one.people & other.people:
            assert abs(mine.starts_at - theirs.starts_at) >= length
    return True


def test_51_finalists_in_three_zones_all_fit_one_panel():
    finalists = top_51()
    seats = place(finalists, week(), after=MAY_12)
    assert len(seats) == 51
    assert is_valid(finalists, seats)
    assert all_faults([(one, seats[one.entry_id]) for one in finalists], week()) == []


def test_the_same_finalists_make_the_same_timetable_in_any_order():
    finalists = top_51()
    assert place(finalists, week(), after=MAY_12) == place(finalists[::-1], week(), after=MAY_12)


def test_the_first_of_equals_gets_the_first_slot():
    seats = place([finalist(2), finalist(1)], week(), after=MAY_12)
    assert seats == {"e01": seat(23, "08:30"), "e02": seat(23, "09:05")}


def test_a_finalist_in_the_east_chooses_before_those_with_more_hours():
    seats = place([finalist(1), finalist(2, JAYAPURA)], week(), after=MAY_12)
    assert seats["e02"] == seat(23, "08:30")


def test_nobody_is_placed_in_the_past():
    assert place([finalist()], week(), after=wib(24, "08:30"))["e01"] == seat(24, "09:05")


def test_fixed_seats_are_kept_free():
    fixed = [(finalist(9), seat(23, "08:30"))]
    assert place([finalist()], week(), fixed=fixed, after=MAY_12)["e01"] == seat(23, "09:05")


def test_a_conflict_sends_the_entry_to_the_other_panel():
    torn = bench("Panel 1", conflicts={"e01": frozenset({"Panel 1-a"})})
    assert place([finalist()], week(torn, bench("Panel 2")), after=MAY_12)["e01"].panel_id == "Panel 2"


def test_with_one_panel_the_entry_stays_and_the_juror_is_left_out():
    torn = bench("Panel 1", conflicts={"e01": frozenset({"Panel 1-a"})})
    assert place([finalist()], week(torn), after=MAY_12)["e01"] == seat(23, "08:30")


def test_an_institution_and_its_unit_are_not_heard_at_once_by_two_panels():
    table = week(bench("Panel 1"), bench("Panel 2"))
    seats = place([finalist(1), finalist(2, parent_id="i1")], table, after=MAY_12)
    assert seats["e01"].starts_at != seats["e02"].starts_at
    assert all_faults([(finalist(1), seats["e01"]), (finalist(2, parent_id="i1"), seats["e02"])], table) == []


def test_the_53_slots_are_filled_and_the_54th_finalist_is_told_there_is_none():
    seats = place([finalist(number) for number in range(1, 55)], week(), after=MAY_12)
    assert sum(one is not None for one in seats.values()) == 53


def test_somebody_placed_moves_aside_when_only_that_helps():
    """Two slots of an afternoon are left; the finalist in Makassar can take only the earlier one."""
    taken = [(finalist(number), Seat("Panel 1", slot)) for number, slot in enumerate(_but({wib(30, "14:45"), wib(30, "15:20")}), 100)]
    seats = place([finalist(1), finalist(2, MAKASSAR)], week(), fixed=taken, after=MAY_12)
    assert seats == {"e01": seat(30, "15:20"), "e02": seat(30, "14:45")}


def _but(free):
    return [slot.starts_at for slot in slots(spec().interview, spec().zone) if slot.starts_at not in free]


def test_many_finalists_in_the_east_fit_as_long_as_their_hours_do():
    finalists = [finalist(number, JAYAPURA if number <= 20 else JAKARTA) for number in range(1, 52)]
    assert is_valid(finalists, place(finalists, week(), after=datetime(2022, 5, 11, tzinfo=UTC)))

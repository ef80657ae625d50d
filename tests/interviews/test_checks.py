"""Where a finalist may be seated: every rule broken by itself, and none by a good seat."""

import itertools

import pytest

from p4comp.interviews.rules.checks import Rule, all_faults, faults
from tests.interviews.week import JAKARTA, JAYAPURA, MAKASSAR, bench, finalist, seat, week


def broken(who, where, others=(), table=None):
    return [fault.rule for fault in faults(who, where, table or week(), others)]


def test_a_good_seat_breaks_nothing():
    assert broken(finalist(), seat(23, "08:30"), [(finalist(2), seat(23, "09:05"))]) == []


@pytest.mark.parametrize(("day", "clock"), [(26, "08:30"), (28, "08:30"), (29, "08:30"), (22, "08:30"), (31, "08:30")])
def test_a_day_that_is_none_of_the_edition_s_is_refused(day, clock):
    assert broken(finalist(), seat(day, clock)) == [Rule.DAY]


@pytest.mark.parametrize("clock", ["08:29", "11:31", "12:00", "12:59", "15:31", "16:00", "07:45"])
def test_a_time_outside_office_hours_is_refused(clock):
    assert broken(finalist(), seat(23, clock)) == [Rule.HOURS]


@pytest.mark.parametrize("clock", ["08:30", "11:30", "13:00", "15:30"])
def test_the_edges_of_office_hours_are_inside(clock):
    assert broken(finalist(), seat(23, clock)) == []


PLACES = {JAKARTA: "15:30", MAKASSAR: "15:00", JAYAPURA: "14:00"}


@pytest.mark.parametrize(("zone", "last"), list(PLACES.items()))
def test_the_latest_start_leaves_the_finalist_s_own_day_at_half_past_four(zone, last):
    assert week().terms.local_hours == ("07:30", "16:30")
    assert broken(finalist(zone=zone), seat(23, last)) == []
    if zone != JAKARTA:
        hour, minute = last.split(":")
        assert broken(finalist(zone=zone), seat(23, f"{hour}:{int(minute) + 1:02}")) == [Rule.ZONE]


@pytest.mark.parametrize(
    ("zone", "clock", "expected"),
    [
        (MAKASSAR, "10:15", [Rule.PRAYER]),
        (MAKASSAR, "09:40", []),
        (JAYAPURA, "09:05", [Rule.PRAYER]),
        (JAYAPURA, "10:50", [Rule.PRAYER]),
        (JAYAPURA, "08:30", []),
        (JAKARTA, "10:50", []),
    ],
)
def test_friday_prayer_holds_on_the_finalist_s_clock_too(zone, clock, expected):
    assert broken(finalist(zone=zone), seat(27, clock)) == expected


def test_a_panel_whose_every_juror_is_in_conflict_cannot_hear_the_entry():
    full = bench(conflicts={"e01": frozenset(f"Panel 1-{one}" for one in "abcde")})
    assert broken(finalist(), seat(23, "08:30"), table=week(full)) == [Rule.JURORS]


def test_a_panel_that_does_not_exist_hears_nobody():
    assert broken(finalist(), seat(23, "08:30", "Panel 9")) == [Rule.JURORS]


TWO = {"one": "Panel 1", "other": "Panel 2"}
MINUTES = {"same": "09:05", "overlap": "09:20", "short break": "09:36", "after the break": "09:40"}
KINSHIP = {"stranger": {}, "same": {"institution_id": "i1"}, "unit": {"parent_id": "i1"}, "person": {"people": frozenset({"p1"})}}


def expected_of(panel, minutes, kinship):
    """The moves written out by hand: what is broken beside a first finalist at 09.05 before Panel 1."""
    if minutes == "after the break":
        return []
    if minutes == "short break":
        return [Rule.BREAK] if panel == "one" else []
    found = [Rule.PANEL] if panel == "one" else [Rule.FAMILY] if kinship in {"same", "unit"} else []
    return found + ([Rule.PEOPLE] if kinship == "person" else [])


@pytest.mark.parametrize(("panel", "minutes", "kinship"), list(itertools.product(TWO, MINUTES, KINSHIP)))
def test_beside_another_finalist(panel, minutes, kinship):
    table = week(bench("Panel 1"), bench("Panel 2"))
    first, second = finalist(1), finalist(2, **KINSHIP[kinship])
    found = broken(second, seat(23, MINUTES[minutes], TWO[panel]), [(first, seat(23, "09:05"))], table)
    assert found == expected_of(panel, minutes, kinship)


def test_kinship_goes_both_ways():
    parent, unit = finalist(1), finalist(2, parent_id="i1")
    assert parent.is_kin_of(unit)
    assert unit.is_kin_of(parent)


def test_a_finalist_s_own_seat_is_no_hindrance_to_its_move():
    who = finalist()
    assert broken(who, seat(23, "09:06"), [(who, seat(23, "09:05"))]) == []


def test_every_broken_rule_has_its_own_sentence(app):
    table = week(bench(), bench("Panel 2"))
    who, other = finalist(zone=JAYAPURA), finalist(2)
    pairs = [(who, seat(23, "09:05")), (other, seat(23, "09:05"))]
    assert [fault.text for fault in all_faults(pairs, table)] == [
        "Panel itu sedang mendengar Finalis 02.",
        "Panel itu sedang mendengar Finalis 01.",
    ]
    late = faults(who, seat(23, "15:00"), table, ())
    assert [fault.text for fault in late] == ["Di zona Finalis 01 (WIT) waktu itu di luar 07.30–16.30 waktu setempat."]

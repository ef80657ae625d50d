"""Where a finalist may be seated: every rule broken by itself, and none by a good seat."""

import itertools
from dataclasses import replace
from datetime import date

import pytest

from p4comp.competition.interview_terms import PlanningTerms
from p4comp.interviews.rules.checks import Rule, all_faults, faults
from p4comp.interviews.rules.wishes import Wish, Wishes, WishKind
from tests.interviews.week import JAKARTA, JAYAPURA, MAKASSAR, bench, finalist, seat, week, wib


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


DAY_24 = date(2022, 5, 24)


def wish(day, begins, ends, kind="impossible"):
    return Wish(wib(day, begins), wib(day, ends), WishKind(kind))


def with_wishes(jurors=None, entries=None, **more):
    return replace(week(), wishes=Wishes(jurors or {}, entries or {}), **more)


def test_a_closed_day_is_named_with_its_reason(app):
    table = replace(week(), closed={DAY_24: "Kenaikan"})
    (fault,) = faults(finalist(), seat(24, "08:30"), table, ())
    assert (fault.rule, fault.text) == (Rule.CLOSED, "Hari itu libur: Kenaikan.")
    assert broken(finalist(), seat(23, "08:30"), table=table) == []


@pytest.mark.parametrize(
    ("begins", "ends", "kind", "expected"),
    [
        ("08:00", "08:30", "impossible", []),
        ("08:59", "12:00", "impossible", [Rule.OWN_TIME]),
        ("09:00", "12:00", "impossible", []),
        ("08:30", "09:00", "preferred", []),
    ],
)
def test_a_finalist_s_impossible_time_is_kept_free(begins, ends, kind, expected):
    table = with_wishes(entries={"e01": (wish(23, begins, ends, kind),)})
    assert broken(finalist(), seat(23, "08:30"), table=table) == expected


@pytest.mark.parametrize("quorum", [0, 1, 2, 5])
@pytest.mark.parametrize("away", range(6))
@pytest.mark.parametrize("barred", [0, 1, 3, 5])
def test_enough_jurors_who_may_hear_are_there(quorum, away, barred):
    names = [f"Panel 1-{one}" for one in "abcde"]
    table = replace(
        week(bench(conflicts={"e01": frozenset(names[:barred])})),
        wishes=Wishes({one: (wish(23, "08:00", "12:00"),) for one in names[5 - away :]}, {}),
        terms=PlanningTerms(quorum=quorum),
    )
    able, there = set(names[barred:]), set(names[barred : 5 - away]) if barred < 5 - away else set()
    expected = [Rule.JURORS] if len(able) < max(1, quorum) else [Rule.AWAY] if len(there) < max(1, quorum) else []
    assert broken(finalist(), seat(23, "08:30"), table=table) == expected


def test_a_juror_in_the_east_is_absent_when_the_own_day_is_over():
    late = replace(bench(jurors="a"), zones={"Panel 1-a": JAYAPURA})
    assert broken(finalist(), seat(23, "14:10"), table=week(late)) == [Rule.AWAY]
    assert broken(finalist(), seat(23, "13:35"), table=week(late)) == []


def test_panels_that_need_the_same_juror_do_not_sit_at_once():
    one, two = replace(bench("Panel 1"), jurors=frozenset("ab")), replace(bench("Panel 2"), jurors=frozenset("bc"))
    others = [(finalist(2), seat(23, "09:05", "Panel 2"))]
    assert broken(finalist(1), seat(23, "09:05"), others, week(one, two)) == [Rule.SHARED]
    assert broken(finalist(1), seat(23, "09:35"), others, week(one, two)) == []
    barred = replace(two, conflicts={"e02": frozenset("b")})
    assert broken(finalist(1), seat(23, "09:05"), others, week(one, barred)) == []


@pytest.mark.parametrize(("most", "expected"), [(0, []), (1, [Rule.HALF_DAY]), (2, [Rule.HALF_DAY]), (3, [])])
def test_a_panel_hears_no_more_in_half_a_day_than_agreed(most, expected):
    table = replace(week(), terms=PlanningTerms(most_per_half_day=most))
    others = [(finalist(2), seat(23, "08:30")), (finalist(3), seat(23, "09:05")), (finalist(4), seat(23, "13:00"))]
    assert broken(finalist(1), seat(23, "10:15"), others, table) == expected


def test_hours_on_the_own_clock_are_the_edition_s_to_state(app):
    table = replace(week(), terms=PlanningTerms(local_hours=("09:00", "15:00")))
    (fault,) = faults(finalist(), seat(23, "08:30"), table, ())
    assert (fault.rule, "di luar 09.00–15.00 waktu setempat" in fault.text) == (Rule.ZONE, True)

"""Looks on the spot: what may follow what, who may go and when, what a correction may be"""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from p4comp.competition.interview_terms import CHECKLIST
from p4comp.core.errors import Invalid, RuleBroken
from p4comp.interviews.rules import observations as rules
from p4comp.interviews.rules.observations import CORRECTIONS, VISITS, CorrectionState, Seen, VisitState

NOON = datetime(2022, 5, 27, 5, tzinfo=UTC)
LEGAL = {
    ("asked", "order"): "ordered",
    ("asked", "refuse"): "refused",
    ("asked", "cancel"): "cancelled",
    ("ordered", "reorder"): "ordered",
    ("ordered", "fill"): "ordered",
    ("ordered", "lock"): "locked",
    ("ordered", "cancel"): "cancelled",
    ("locked", "reopen"): "ordered",
}


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(VisitState, VISITS.table)))
def test_moves(app, state, verb):
    if (state, verb) in LEGAL:
        assert VISITS.after(state, verb) == LEGAL[state, verb]
    else:
        with pytest.raises(RuleBroken):
            VISITS.after(state, verb)


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(CorrectionState, CORRECTIONS.table)))
def test_a_correction_is_answered_once(state, verb):
    assert CORRECTIONS.allows(state, verb) is (state is CorrectionState.PROPOSED)


@pytest.mark.parametrize(
    ("moment", "zone", "allowed"),
    [
        (NOON - timedelta(days=1), "Asia/Jakarta", False),
        (NOON - timedelta(hours=4), "Asia/Jakarta", True),
        (NOON, "Asia/Jakarta", True),
        (datetime(2022, 5, 26, 16, 30, tzinfo=UTC), "Asia/Jakarta", False),
        (datetime(2022, 5, 26, 16, 30, tzinfo=UTC), "Asia/Jayapura", True),
        (NOON + timedelta(days=400), "Asia/Jakarta", False),
    ],
)
def test_nobody_is_sent_on_a_day_that_is_over_where_they_go(app, moment, zone, allowed):
    if allowed:
        rules.check_day(moment, NOON, zone)
    else:
        with pytest.raises(Invalid) as told:
            rules.check_day(moment, NOON, zone)
        assert told.value.field == "starts_at"


@pytest.mark.parametrize(
    ("day", "word"),
    [("2022-05-26", "Hari itu libur"), ("2022-05-28", "Sabtu atau Minggu"), ("2022-05-29", "Sabtu atau Minggu"), ("2022-05-27", "")],
)
def test_holidays_and_weekends_are_warned_of(app, day, word):
    told = rules.day_warning(datetime.fromisoformat(day).date())
    assert word in told
    assert bool(told) is bool(word)


@pytest.mark.parametrize(
    ("people", "leader", "barred", "field"),
    [
        ({"a": "A", "b": "B"}, "a", {}, None),
        ({"a": "A"}, "a", {}, "team"),
        ({}, "", {}, "team"),
        ({"a": "A", "b": "B"}, "c", {}, "leader"),
        ({"a": "A", "b": "B"}, "", {}, "leader"),
        ({"a": "A", "b": "B", "c": "C"}, "a", {"c": "bekerja pada instansi ini"}, "team"),
    ],
)
def test_a_team_is_two_with_a_leader_and_nobody_bound(app, people, leader, barred, field):
    if field is None:
        rules.check_team(people, leader, 2, barred)
    else:
        with pytest.raises(Invalid) as told:
            rules.check_team(people, leader, 2, barred)
        assert told.value.field == field


def test_a_report_names_what_it_lacks(app):
    marks = {one.code: Seen.SEEN.value for one in CHECKLIST[1:]}
    assert rules.lacking(CHECKLIST, marks, " ", 2) == [
        f"1 butir belum ditandai: {CHECKLIST[0].text}",
        "Temuan belum ditulis",
        "2 foto belum lengkap tempat dan waktunya",
    ]
    assert rules.lacking(CHECKLIST, marks | {CHECKLIST[0].code: "unseen"}, "Ada.", 0) == []


@pytest.mark.parametrize(
    ("points", "allowed"), [(2, True), (-2, True), (0.01, True), (0, False), (2.01, False), (-2.5, False), (0.001, False)]
)
def test_a_correction_keeps_to_the_plan(app, points, allowed):
    if allowed:
        assert rules.check_points(points, 2, 2) == points
    else:
        with pytest.raises(Invalid) as told:
            rules.check_points(points, 2, 2)
        assert told.value.field == "points"


@pytest.mark.parametrize(
    ("value", "points", "after"), [(80.11, None, 80.11), (80.11, 1.5, 81.61), (80, -2, 78), (99.5, 2, 100), (0.4, -2, 0), (0.1, 0.2, 0.3)]
)
def test_a_corrected_value_stays_on_the_scale(value, points, after):
    assert rules.corrected(value, points, 2) == after


def test_a_photo_of_another_day_is_warned_of_on_the_clock_of_the_place(app):
    visit = datetime(2022, 5, 27, 2, tzinfo=UTC)
    assert rules.photo_warning(None, visit, "Asia/Jakarta") == ""
    assert rules.photo_warning(datetime(2022, 5, 26, 17, 30, tzinfo=UTC), visit, "Asia/Jakarta") == ""
    assert rules.photo_warning(datetime(2022, 5, 26, 16, 30, tzinfo=UTC), visit, "Asia/Jakarta") == "Foto ini bukan dari hari kunjungan."

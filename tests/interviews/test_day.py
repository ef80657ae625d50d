"""The day's rules: every step from every stage, the timer's signals, who is next, what a finalist is told."""

import itertools
from datetime import timedelta

import pytest

from p4comp.core.errors import RuleBroken
from p4comp.interviews.rules import day
from p4comp.interviews.rules.day import SITTINGS, Signal, Stage, Standing, Turn
from tests.interviews.week import spec, wib

LEGAL = {
    ("waiting", "call"): "called",
    ("late", "call"): "called",
    ("absent", "call"): "called",
    ("waiting", "delay"): "late",
    ("called", "delay"): "late",
    ("waiting", "begin"): "talk",
    ("called", "begin"): "talk",
    ("late", "begin"): "talk",
    ("talk", "question"): "questions",
    ("talk", "end"): "ended",
    ("questions", "end"): "ended",
    ("waiting", "miss"): "absent",
    ("called", "miss"): "absent",
    ("late", "miss"): "absent",
    ("waiting", "reseat"): "waiting",
    ("called", "reseat"): "waiting",
    ("late", "reseat"): "waiting",
    ("absent", "reseat"): "waiting",
    ("talk", "hush"): "called",
    ("questions", "resume"): "talk",
}
NINE, NEXT, LAST = wib(23, "09:00"), wib(23, "09:35"), wib(23, "10:10")
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(("stage", "verb"), list(itertools.product(Stage, SITTINGS.table)))
def test_steps(stage, verb):
    if (stage, verb) in LEGAL:
        assert SITTINGS.after(stage, verb) == LEGAL[stage, verb]
    else:
        with pytest.raises(RuleBroken):
            SITTINGS.after(stage, verb)


def form():
    return spec().interview


def turn(name="a", starts_at=NINE, stage="waiting", **values):
    return Turn(name, starts_at, starts_at + 30 * MINUTE, Stage(stage), **values)


class TestTimer:
    @pytest.mark.parametrize(
        ("minutes", "signal"), [(0, "calm"), (7.9, "calm"), (8, "soon"), (9.9, "soon"), (10, "over"), (60, "over"), (-1, "calm")]
    )
    def test_a_talk_of_ten_minutes_is_calm_then_nearly_over_then_over(self, minutes, signal):
        found = day.timer(turn(stage="talk", begun_at=NINE), form())
        assert (found.until, found.signal(NINE + minutes * MINUTE)) == (NINE + 10 * MINUTE, Signal(signal))

    def test_questions_run_twenty_minutes_from_their_own_beginning(self):
        found = day.timer(turn(stage="questions", begun_at=NINE, questions_at=NINE + 12 * MINUTE), form())
        assert (found.stage, found.since, found.until) == (Stage.QUESTIONS, NINE + 12 * MINUTE, NINE + 32 * MINUTE)

    @pytest.mark.parametrize("stage", ["waiting", "called", "late", "ended", "absent"])
    def test_what_does_not_run_has_no_timer(self, stage):
        assert day.timer(turn(stage=stage, begun_at=NINE, questions_at=NINE), form()) is None

    def test_a_talk_frees_the_panel_after_its_questions_too(self):
        assert day.frees_at(turn(stage="talk", begun_at=NINE + 6 * MINUTE), form()) == NINE + 36 * MINUTE
        assert day.frees_at(turn(), form()) == NINE + 30 * MINUTE


def ids(turns):
    return [one.interview_id for one in turns]


class TestLane:
    def test_who_was_called_comes_before_who_is_earlier_and_late_ones_come_last(self):
        late, called, plain = turn("late", NINE, "late"), turn("called", LAST, "called"), turn("plain", NEXT)
        assert day.lane([late, called, plain], form(), NINE).next == called
        assert day.lane([late, plain], form(), NINE).next == plain
        assert day.lane([late], form(), NINE).next == late

    @pytest.mark.parametrize("stage", Stage)
    def test_every_turn_stands_in_one_place_only(self, stage):
        mine = turn("mine", NEXT, stage)
        found = day.lane([turn("first", NINE), mine], form(), NINE)
        places = [found.now, found.next, *found.late, *found.waiting, *found.done, *found.absent]
        assert ids(one for one in places if one is not None).count("mine") == 1

    def test_who_waits_past_their_moment_is_late_without_a_mark(self):
        found = day.lane([turn("now", NINE, "talk", begun_at=NINE), turn("x", NINE), turn("y", NEXT)], form(), NINE + MINUTE)
        assert (found.now.interview_id, found.next.interview_id, ids(found.waiting), ids(found.late)) == ("now", "x", ["y"], [])
        later = day.lane([turn("x", NINE), turn("y", NINE), turn("z", NEXT)], form(), NINE + MINUTE)
        assert (later.next.interview_id, ids(later.late), ids(later.waiting)) == ("x", ["y"], ["z"])

    def test_an_overrun_pushes_those_who_follow_with_the_break_kept(self):
        running = turn("now", NINE, "questions", begun_at=NINE, questions_at=NINE + 25 * MINUTE)
        found = day.lane([running, turn("b", NEXT), turn("c", LAST)], form(), NINE + 30 * MINUTE)
        assert dict(found.expected) == {"b": NINE + 50 * MINUTE, "c": NINE + 85 * MINUTE}

    def test_nobody_is_expected_before_their_own_moment(self):
        found = day.lane([turn("a", NINE), turn("b", LAST)], form(), NINE - 60 * MINUTE)
        assert dict(found.expected) == {"a": NINE, "b": LAST}

    @pytest.mark.parametrize(("minutes", "told"), [(0, 0), (2, 0), (3, 5), (7, 5), (8, 10), (15, 15), (-5, 0)])
    def test_a_delay_is_told_in_steps_of_five(self, minutes, told):
        assert day.delay_minutes(NINE, NINE + minutes * MINUTE) == told

    def test_the_board_reads_anew_at_the_next_moment_that_matters(self):
        found = day.lane([turn("a", NINE, "talk", begun_at=NINE), turn("b", NEXT)], form(), NINE)
        assert day.changes_at([found], form(), NINE) == NINE + 10 * MINUTE
        assert day.changes_at([found], form(), NINE + 10 * MINUTE) == NEXT - 10 * MINUTE
        assert day.changes_at([found], form(), LAST) is None


class TestStanding:
    @pytest.mark.parametrize(
        ("stage", "told"),
        [
            ("called", Standing.COME_IN),
            ("late", Standing.LATE),
            ("talk", Standing.TALK),
            ("questions", Standing.QUESTIONS),
            ("ended", Standing.DONE),
            ("absent", Standing.ABSENT),
        ],
    )
    def test_what_was_noted_is_told(self, stage, told):
        own = turn(stage=stage, begun_at=NINE, questions_at=NINE)
        assert day.standing(own, day.lane([own], form(), NINE), NINE) is told

    def test_the_first_who_waits_is_next_once_the_panel_works_or_the_moment_is_near(self):
        running, own = turn("now", NINE, "talk", begun_at=NINE), turn("own", NEXT)
        assert day.standing(own, day.lane([running, own], form(), NINE), NINE) is Standing.NEXT
        assert day.standing(own, day.lane([own], form(), NINE), NINE) is Standing.LATER
        assert day.standing(own, day.lane([own], form(), NEXT - 9 * MINUTE), NEXT - 9 * MINUTE) is Standing.NEXT

    def test_the_second_who_waits_is_not_next(self):
        first, own = turn("first", NINE), turn("own", NEXT)
        assert day.standing(own, day.lane([first, own], form(), NINE), NINE) is Standing.LATER


@pytest.mark.parametrize(("one", "two"), list(itertools.product(Stage, Stage)))
def test_two_swap_while_neither_has_begun(one, two):
    closed = {Stage.TALK, Stage.QUESTIONS, Stage.ENDED}
    assert day.may_swap(turn(stage=one), turn("b", NEXT, two), NINE + MINUTE) == (not {one, two} & closed)


def test_a_slot_that_is_over_is_swapped_no_more():
    assert not day.may_swap(turn(), turn("b", NEXT), NINE + 30 * MINUTE)

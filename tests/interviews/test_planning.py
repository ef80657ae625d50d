"""The planner, held against a verifier of its own: random weeks, the real ones, and every possible plan of tiny ones."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from p4comp.competition.interview_terms import PlanningTerms
from p4comp.interviews.rules.checks import all_faults
from p4comp.interviews.rules.planning import Family, Question, difference, plan, precheck, reliefs
from p4comp.interviews.rules.planning.precheck import together
from p4comp.interviews.rules.slots import slots
from p4comp.interviews.rules.week import Seat
from p4comp.interviews.rules.wishes import Wish, Wishes, WishKind
from tests.interviews.verifier import cost, wrongs
from tests.interviews.week import JAKARTA, JAYAPURA, MAKASSAR, MAY_12, bench, finalist, seat, spec, week, wib

REAL_ZONES = [JAKARTA] * 31 + [MAKASSAR] * 15 + [JAYAPURA] * 5
CATEGORIES = ["OA"] * 6 + ["UMUM"] * 30 + ["UPP"] * 15
PREFERRED, IMPOSSIBLE = WishKind.PREFERRED, WishKind.IMPOSSIBLE


def solve(asked, **limits):
    """An answer by little effort, for tests."""
    return plan(asked, **({"seconds": 20.0, "work": 0.2} | limits))


def top_51():
    mixed = random.Random("p4").sample(CATEGORIES, 51)
    return [finalist(number, zone, category=mixed[number - 1]) for number, zone in enumerate(REAL_ZONES, 1)]


class TestRealWeeks:
    def test_51_finalists_of_2022_are_all_placed_within_half_a_minute(self):
        asked = Question(week(), top_51(), MAY_12)
        told = []
        answer = plan(asked, seconds=25.0, work=1.5, tell=told.append)
        assert (len(answer.seats), answer.unplaced) == (51, ())
        assert wrongs(asked, answer.seats) == []
        assert all_faults([(one, answer.seats[one.entry_id]) for one in asked.finalists], asked.week) == []
        assert answer.seconds < 30
        assert told[0].placed == 51
        assert answer.steps[-1].cost == answer.cost >= answer.bound

    @pytest.mark.parametrize("panels", [1, 3])
    def test_114_finalists_of_kipp_fit_thirteen_days_of_seven_and_thirteen_minutes(self, panels):
        days = [day for day in (date(2022, 6, 1) + timedelta(number) for number in range(21)) if day.weekday() < 5][:13]
        form = replace(spec().interview, talk_minutes=7, question_minutes=13, days=tuple(days))
        whole = replace(week(*(bench(f"Panel {number}") for number in range(panels))), form=form)
        chance = random.Random(114)
        asked = Question(whole, [finalist(n, chance.choice(REAL_ZONES), category=chance.choice(CATEGORIES)) for n in range(114)], MAY_12)
        answer = solve(asked)
        assert (len(answer.seats), answer.unplaced, answer.seconds < 30) == (114, (), True)
        assert wrongs(asked, answer.seats) == []

    def test_the_53_slots_are_filled_and_the_54th_finalist_is_named(self):
        asked = Question(week(), [finalist(number) for number in range(54)], MAY_12)
        answer = solve(asked)
        assert (len(answer.seats), len(answer.unplaced)) == (53, 1)
        assert wrongs(asked, answer.seats) == []

    def test_the_same_question_and_seed_make_the_same_plan_in_any_order(self):
        one, two = (Question(week(), order, MAY_12, seed=7) for order in (top_51(), top_51()[::-1]))
        answers = [solve(asked, seconds=60.0, work=0.1) for asked in (one, two)]
        assert answers[0].is_repeatable
        assert answers[0].seats == answers[1].seats


def some_wishes(chance, starts, length):
    kinds = [IMPOSSIBLE, IMPOSSIBLE, PREFERRED]
    return tuple(Wish(at, at + length * chance.choice([1, 4]), chance.choice(kinds)) for at in chance.sample(starts, min(4, len(starts))))


def random_question(number):
    """A week with panels that share jurors, conflicts, wishes, families, closed days, seats so far and pins."""
    chance = random.Random(number)
    form = replace(spec().interview, days=tuple(sorted(chance.sample(spec().interview.days, 3))))
    ids = [f"e{n:02}" for n in range(chance.choice([6, 14, 25]))]
    crowd = [f"j{n}" for n in range(9)]
    conflicts = {key: frozenset(chance.sample(crowd, 2)) for key in ids if chance.random() < 0.3}
    benches = [
        replace(bench(f"Panel {n}"), jurors=frozenset(chance.sample(crowd, 3)), conflicts=conflicts, zones=dict.fromkeys(crowd, JAKARTA))
        for n in range(chance.choice([1, 2, 4]))
    ]
    starts = [slot.starts_at for slot in slots(form, spec().zone)]
    length = timedelta(minutes=35)
    wishes = Wishes(
        {one: some_wishes(chance, starts, length) for one in crowd if chance.random() < 0.5},
        {key: some_wishes(chance, starts, length) for key in ids if chance.random() < 0.5},
    )
    finalists = [
        finalist(
            n,
            chance.choice(REAL_ZONES),
            category=chance.choice(CATEGORIES),
            institution_id=f"i{n // 2 if chance.random() < 0.3 else n + 100}",
            people=frozenset({f"p{n // 3 if chance.random() < 0.2 else n + 100}"}),
        )
        for n in range(len(ids))
    ]
    terms = PlanningTerms(most_per_half_day=chance.choice([0, 3]), quorum=chance.choice([0, 2]))
    closed = {chance.choice(form.days): "Libur"} if chance.random() < 0.3 else {}
    whole = replace(week(*benches), form=form, wishes=wishes, closed=closed, terms=terms)
    seats = [Seat(one.panel_id, at) for one in benches for at in starts]
    now = dict(zip((one.entry_id for one in finalists[::2]), chance.sample(seats, len(seats)), strict=False)) if number % 3 == 0 else {}
    return Question(whole, finalists, chance.choice([MAY_12, starts[2]]), now=now, seed=number)


@pytest.mark.parametrize("number", range(14))
def test_every_plan_of_a_random_week_keeps_every_rule(number):
    asked = random_question(number)
    answer = solve(asked, work=0.1)
    assert wrongs(asked, answer.seats) == []
    assert sorted([*answer.seats, *answer.unplaced]) == sorted(one.entry_id for one in asked.finalists)
    checked = precheck(asked)
    assert {line.entry_id for line in checked.hopeless} <= set(answer.unplaced)
    assert len(answer.seats) <= checked.capacity


def tiny(number):
    """Few enough finalists and seats to try every plan."""
    chance = random.Random(number)
    form = replace(spec().interview, days=(date(2022, 5, 23),), hours=(("08:30", "10:15"), ("13:00", "13:35")))
    conflicts = {f"e0{n}": frozenset({chance.choice(["x", "y"])}) for n in range(3) if chance.random() < 0.5}
    panels = [
        replace(bench(f"Panel {n}"), jurors=jurors, conflicts=conflicts) for n, jurors in enumerate([frozenset("xy"), frozenset("yz")])
    ]
    starts = [slot.starts_at for slot in slots(form, spec().zone)]
    kinds = {"e00": PREFERRED, "e01": IMPOSSIBLE}
    entries = {key: (Wish(starts[1], starts[1] + timedelta(minutes=30), kind),) for key, kind in kinds.items() if chance.random() < 0.7}
    jurors = {"z": (Wish(starts[0], starts[0] + timedelta(minutes=30), chance.choice([IMPOSSIBLE, PREFERRED])),)}
    whole = replace(week(*panels[: chance.choice([1, 2])]), form=form, wishes=Wishes(jurors, entries))
    finalists = [finalist(n, category=chance.choice("AB"), institution_id=f"i{n if chance.random() < 0.6 else 9}") for n in range(4)]
    now = {"e02": Seat("Panel 0", starts[2]), "e03": Seat("Panel 0", starts[0])} if number % 2 else {}
    return Question(whole, finalists, MAY_12, now=now), [starts[:3], starts[3:]]


def least(asked, rows):
    """The least cost of all plans that keep every rule, each of them tried."""
    places = [None, *(Seat(panel, at) for panel in asked.week.benches for row in rows for at in row)]
    ids = [one.entry_id for one in asked.finalists]
    torn = {key: {panel: len(one.jurors & one.conflicts.get(key, frozenset())) for panel, one in asked.week.benches.items()} for key in ids}
    fits = {key: [at for at in places if at is None or not wrongs(asked, {key: at})] for key in ids}
    for key in ids:
        fewest = min((torn[key][at.panel_id] for at in fits[key] if at), default=0)
        fits[key] = [at for at in fits[key] if at is None or torn[key][at.panel_id] == fewest]
    homes = {key: home for key, home in asked.now.items() if home in fits[key]}
    best = None
    for choice in product(*(fits[key] for key in ids)):
        taken = [at for at in choice if at]
        if len(set(taken)) == len(taken):
            seats = {key: at for key, at in zip(ids, choice, strict=True) if at}
            price = cost(asked, seats, rows, homes)
            if (best is None or price < best) and not wrongs(asked, seats):
                best = price
    return best, homes


@pytest.mark.parametrize("number", range(8))
def test_no_plan_of_a_tiny_week_costs_less_than_the_one_found(number):
    asked, rows = tiny(number)
    answer = solve(asked)
    best, homes = least(asked, rows)
    assert answer.is_best
    assert (answer.cost, cost(asked, answer.seats, rows, homes)) == (best, best)
    assert wrongs(asked, answer.seats) == []


class TestAgain:
    def test_when_a_juror_is_missing_for_a_morning_only_those_heard_then_move(self):
        asked = Question(week(bench(jurors="a")), [finalist(number) for number in range(40)], MAY_12)
        before = solve(asked).seats
        morning = Wish(wib(24, "07:00"), wib(24, "12:00"), IMPOSSIBLE)
        ill = replace(asked.week, wishes=Wishes({"Panel 1-a": (morning,)}, {}))
        again = replace(asked, week=ill, now=before)
        after = solve(again)
        hit = {key for key, one in before.items() if wib(24, "07:00") <= one.starts_at < wib(24, "12:00")}
        diff = difference(asked.finalists, before, after.seats)
        assert {key for key, _was, _seat in diff.moved} == hit
        assert (diff.new, diff.waiting, diff.lost, len(diff.stays)) == ((), (), (), 40 - len(hit))
        assert wrongs(again, after.seats) == []

    def test_a_new_finalist_is_seated_without_moving_anybody(self):
        asked = Question(week(), [finalist(number) for number in range(30)], MAY_12)
        before = solve(asked).seats
        after = solve(replace(asked, finalists=[*asked.finalists, finalist(99)], now=before)).seats
        assert {key: after[key] for key in before} == before
        assert "e99" in after

    def test_pins_hold_and_others_make_room(self):
        pinned = {"e00": seat(23, "08:30"), "e01": seat(23, "09:20")}
        asked = Question(week(), [finalist(number) for number in range(20)], MAY_12, now=pinned, pins=frozenset({"e00", "e01"}))
        answer = solve(asked)
        assert {key: answer.seats[key] for key in pinned} == pinned
        assert wrongs(asked, answer.seats) == []

    def test_a_faultless_moment_that_people_chose_off_the_grid_is_kept(self):
        asked = Question(week(), [finalist(1), finalist(2)], MAY_12, now={"e01": seat(24, "09:17")})
        answer = solve(asked)
        assert answer.seats["e01"] == seat(24, "09:17")
        assert wrongs(asked, answer.seats) == []

    def test_what_was_heard_keeps_its_seat_and_nobody_is_seated_in_the_past(self):
        heard = [(finalist(9), seat(24, "13:00"))]
        asked = Question(week(), [finalist(1)], wib(24, "12:00"), fixed=heard)
        answer = solve(asked)
        assert answer.seats["e09"] == seat(24, "13:00")
        assert answer.seats["e01"].starts_at >= wib(24, "13:35")


class TestBounds:
    def test_two_panels_that_share_a_juror_never_sit_at_once(self):
        one, two = replace(bench("Panel 1"), jurors=frozenset("abc")), replace(bench("Panel 2"), jurors=frozenset("cde"))
        asked = Question(week(one, two), [finalist(number) for number in range(60)], MAY_12)
        checked = precheck(asked)
        assert (checked.seats, checked.capacity, checked.is_short) == (106, 53, True)
        answer = solve(asked)
        assert len(answer.seats) == 53
        assert wrongs(asked, answer.seats) == []

    def test_panels_at_once_are_counted_by_their_jurors(self):
        named = [replace(bench(f"Panel {n}"), jurors=frozenset(jurors)) for n, jurors in enumerate(["ab", "bc", "cd", "ef"])]
        assert together(named) == 3
        assert together(named[:2]) == 1
        assert together([]) == 0

    def test_the_most_of_a_half_day_binds(self):
        whole = replace(week(), terms=PlanningTerms(most_per_half_day=2))
        asked = Question(whole, [finalist(number) for number in range(51)], MAY_12)
        answer = solve(asked)
        assert len(answer.seats) == 20
        assert wrongs(asked, answer.seats) == []
        found = reliefs(asked, len(answer.unplaced))
        assert [(one.family, one.more, one.rest) for one in found] == [(Family.HALF_DAY, 31, ())]

    def test_a_finalist_that_can_never_come_is_told_before_and_after(self):
        never = Wishes({}, {"e01": (Wish(wib(20, "00:00"), wib(31, "23:00"), IMPOSSIBLE),)})
        asked = Question(replace(week(), wishes=never), [finalist(1), finalist(2)], MAY_12)
        assert [(line.entry_id, line.hours, line.own, line.left) for line in precheck(asked).lines] == [
            ("e01", 53, 0, 0),
            ("e02", 53, 53, 53),
        ]
        answer = solve(asked)
        assert answer.unplaced == ("e01",)
        assert [(one.family, one.more) for one in reliefs(asked, 1)] == [(Family.OWN_TIME, 1)]

    def test_a_conflict_sends_the_finalist_to_the_other_panel_as_long_as_it_is_free(self):
        torn = bench("Panel 1", conflicts={"e01": frozenset({"Panel 1-a"})})
        asked = Question(week(torn, bench("Panel 2")), [finalist(1)], MAY_12)
        assert solve(asked).seats["e01"].panel_id == "Panel 2"
        away = Wishes({f"Panel 2-{one}": (Wish(wib(20, "00:00"), wib(31, "23:00"), IMPOSSIBLE),) for one in "abcde"}, {})
        assert solve(replace(asked, week=replace(asked.week, wishes=away))).seats["e01"].panel_id == "Panel 1"

    def test_a_holiday_empties_its_day(self):
        asked = Question(replace(week(), closed={date(2022, 5, 24): "Libur"}), [finalist(number) for number in range(42)], MAY_12)
        answer = solve(asked)
        assert (len(answer.seats), wrongs(asked, answer.seats)) == (42, [])

    def test_one_seat_a_day_stays_free_as_long_as_there_is_room(self):
        asked = Question(week(), [finalist(number) for number in range(30)], MAY_12)
        answer = solve(asked)
        assert not {seat(30, "15:20"), seat(27, "15:15"), seat(25, "15:20")} & set(answer.seats.values())

    def test_nobody_to_seat_makes_an_empty_plan(self):
        answer = solve(Question(week(), [], datetime(2022, 5, 1, tzinfo=UTC)))
        assert (dict(answer.seats), answer.unplaced, answer.cost) == ({}, (), 0)

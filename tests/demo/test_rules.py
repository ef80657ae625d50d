"""The simulated season is the same every time, has the real season's size, and never writes a result down."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from p4comp.demo import rules
from p4comp.demo.rules import Entrant, desk, shows, week

FINALISTS = {"OA": [f"oa-{n}" for n in range(6)], "UMUM": [f"umum-{n}" for n in range(29)], "UPP": [f"upp-{n}" for n in range(11)]}
WINNERS = {"OA": {"oa-1": ()}, "UMUM": {"umum-2": ("dampak",)}}
PROVINCES = ("63", "94", "31")
OPENS, CLOSES = datetime(2022, 2, 16, 17, tzinfo=UTC), datetime(2022, 4, 14, 16, 59, tzinfo=UTC)
CODES = [f"A{number}" for number in range(21)]


@pytest.fixture
def cast():
    return rules.cast(FINALISTS, WINNERS, PROVINCES)


def test_573_enter_and_434_of_them_are_accepted(cast):
    entered = Counter(entrant.category for entrant in cast.entrants)
    verified = Counter(entrant.category for entrant in cast.entrants if entrant.is_verified)
    assert entered == {"OA": 12, "UMUM": 327, "UPP": 234}
    assert verified == {"OA": 10, "UMUM": 254, "UPP": 170}


def test_everybody_enters_once(cast):
    codes = [entrant.code for entrant in cast.entrants]
    assert len(codes) == len(set(codes))


def test_whoever_is_not_named_by_a_source_is_invented(cast):
    named = {code for codes in FINALISTS.values() for code in codes}
    assert {one.code for one in cast.invented} == {entrant.code for entrant in cast.entrants} - named
    assert all("Simulasi" in one.name for one in cast.invented)


def test_central_institutions_lie_in_no_province(cast):
    central = {one.kind for one in cast.invented if not one.region_code}
    assert central == {"kementerian", "lembaga", "bumn"}
    assert not central & {one.kind for one in cast.invented if one.region_code}


def test_a_unit_has_an_invented_parent_that_enters_too(cast):
    codes = {one.code: one.kind for one in cast.invented}
    assert {codes[one.parent_code] for one in cast.invented if one.parent_code} == {"pemkab"}


def test_140_hand_in_by_the_eighth_of_april_and_all_before_the_close():
    moments = rules.hand_in_moments(573, OPENS, CLOSES)
    assert len([moment for moment in moments if moment <= rules.STOPS[0].at]) == 140
    assert moments[0] > OPENS
    assert moments[-1] < CLOSES
    assert moments == sorted(moments)


def test_chance_depends_on_what_is_named_only():
    entrant = Entrant("kab-63.06", "UMUM", 0.8)
    first = rules.findings(entrant, "penilai", CODES, 5)
    rules.findings(entrant, "lain", CODES, 5)
    assert rules.findings(entrant, "penilai", CODES, 5) == first
    assert rules.findings(entrant, "lain", CODES, 5) != first


@pytest.mark.parametrize("quality", [0.0, 0.3, 0.72, 0.86, 0.97, 1.0])
def test_levels_and_marks_stay_on_their_scales(quality):
    entrant = Entrant("x", "UMUM", quality, ("a",))
    levels = [*rules.claims(entrant, CODES, 5).values(), *rules.findings(entrant, "y", CODES, 5).values()]
    assert set(levels) <= {0, 1, 2, 3, 4, 5}
    assert all(0 <= mark <= 100 for mark in rules.marks(entrant, "z", ["a", "b"], 100).values())


def test_better_entrants_are_found_better():
    totals = [sum(rules.findings(Entrant("same", "UMUM", quality), "y", CODES, 5).values()) for quality in (0.3, 0.6, 0.9)]
    assert totals == sorted(totals)


def test_pieces_cover_everything_once():
    assert list(rules.pieces(7, 3)) == [(0, 3), (3, 6), (6, 7)]
    assert list(rules.pieces(0, 3)) == []


def test_evaluators_and_jurors_can_be_looked_through_once_they_have_joined():
    joined = {stop.code: {guide.role for guide in shows.SEASON.guides_at(stop.code)} for stop in rules.STOPS}
    everybody = {guide.role for guide in rules.GUIDES}
    assert joined["pendaftaran"] == everybody - {"penilai", "juri", "ketua-panel", "mitra"}
    assert joined["evaluasi"] == joined["pleno-finalis"] == everybody - {"juri", "ketua-panel"}
    assert joined["wawancara"] == joined["penghargaan"] == everybody


@pytest.mark.parametrize("is_first", [True, False])
def test_sheets_are_locked_by_day_within_their_time(is_first):
    first, last = desk.FIRST_NIGHTS if is_first else desk.NIGHTS
    moments = [desk.lock_moment("penilai", f"x{number}", is_first=is_first) for number in range(200)]
    assert first - timedelta(hours=6) <= min(moments)
    assert max(moments) <= last
    assert {7, 22} >= {min((one + desk.JAKARTA).hour for one in moments), max((one + desk.JAKARTA).hour for one in moments)}


@pytest.mark.parametrize(
    ("levels", "agreed", "code"),
    [([1, 4, 4], 4, "bukti_terlewat"), ([3, 3, 5], 3, "salah_isi"), ([1, 3, 4], 3, "tafsir_rubrik"), ([2, 3, 3], 3, "tafsir_rubrik")],
)
def test_readers_agree_the_middle_level_and_say_why_they_differed(levels, agreed, code):
    assert desk.middle(levels) == agreed
    assert desk.ground(levels, agreed)[0] == code


def test_an_evaluator_writes_a_word_on_the_weakest_indicator():
    levels = dict.fromkeys(CODES, 4) | {"A7": 1}
    assert desk.notes("penilai", "x", levels)["A7"] == desk.NOTES[1]
    assert {desk.verdict("penilai", f"x/{number}", 4) for number in range(300)} == {"membuktikan", "tidak_terbaca"}


@pytest.mark.parametrize("number", range(40))
def test_an_interview_takes_its_steps_in_order_and_is_over_before_the_next_seat(number):
    starts = week.NEXT + timedelta(minutes=35)
    course = week.course(f"x{number}", starts)
    assert list(course) == ["call", "begin", "question", "end"]
    assert list(course.values()) == sorted(course.values())
    assert starts <= course["begin"]
    assert course["end"] < starts + timedelta(minutes=35)


def test_the_interview_of_the_day_that_opens_was_begun_early_in_place_of_the_late_one():
    running = week.course("x", week.RUNNING)
    assert running["begin"] < week.RUNNING < rules.stop("wawancara").at < running["end"]
    assert running["end"] < week.NEXT
    assert week.course("x", week.LATE)["begin"] == week.LATE_HEARD


def test_a_finalist_says_the_same_of_a_whole_half_day_on_its_own_clock():
    hours = [datetime(2022, 5, day, hour, 30, tzinfo=UTC) for day in (23, 24) for hour in range(1, 9)]
    known = {tuple(week.said(f"x{number}", hours, "Asia/Jayapura")) for number in range(200)}
    assert {word for words in known for word in words} == {"possible", "preferred", "impossible"}
    assert all(len({*words} - {"possible"}) <= 1 for words in known)
    noon = [hour for hour in hours if (hour + timedelta(hours=9)).hour < 12]
    assert len(noon) == 4
    assert {sum(word != "possible" for word in words) for words in known} == {0, 2, 6}

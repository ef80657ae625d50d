"""Which move follows which, when something is late, who sees what, what a year counts."""

import itertools
from datetime import date

import pytest

from p4comp.commitments.rules import scopes
from p4comp.commitments.rules.openness import NEEDS, USUAL, Audience, Eyes, Thing, settled
from p4comp.commitments.rules.reviewing import Line, belongs, content
from p4comp.commitments.rules.states import AGREEMENTS, COMMITMENTS, AccordState, State, is_late, is_next, step_due
from p4comp.core.errors import Invalid, RuleBroken

LEGAL = {
    ("planned", "begin"): "under_way",
    ("planned", "show"): "shown",
    ("under_way", "show"): "shown",
    ("shown", "accept"): "accepted",
    ("shown", "give_back"): "under_way",
    ("accepted", "give_back"): "under_way",
}


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(State, COMMITMENTS.table)))
def test_moves_of_commitments(state, verb):
    if (state, verb) in LEGAL:
        assert COMMITMENTS.after(state, verb) == LEGAL[state, verb]
    else:
        with pytest.raises(RuleBroken):
            COMMITMENTS.after(state, verb)


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(AccordState, AGREEMENTS.table)))
def test_moves_of_agreements(state, verb):
    assert AGREEMENTS.allows(state, verb) == ((state, verb) in {("draft", "enforce"), ("in_force", "end")})


@pytest.mark.parametrize(("state", "day"), list(itertools.product(State, (29, 30, 31))))
def test_only_what_is_open_after_its_day_is_late(state, day):
    today = date(2022, 6, 30) if day == 30 else date(2022, 6, 29) if day == 29 else date(2022, 7, 1)
    assert is_late(state, date(2022, 6, 30), today) == (day == 31 and state in {"planned", "under_way"})


@pytest.mark.parametrize(
    ("today", "step"),
    [("2022-06-15", ""), ("2022-06-16", "h14"), ("2022-06-26", "h14"), ("2022-06-27", "h3"), ("2022-06-30", "h3"), ("2022-07-01", "late")],
)
def test_which_reminder_has_come(today, step):
    assert step_due(date(2022, 6, 30), date.fromisoformat(today)) == step


def test_a_reminder_is_sent_once_and_never_an_earlier_one():
    steps = ["", "h14", "h3", "late"]
    assert [(a, b) for a, b in itertools.product(steps, steps) if is_next(a, b)] == [
        ("h14", ""),
        ("h3", ""),
        ("h3", "h14"),
        ("late", ""),
        ("late", "h14"),
        ("late", "h3"),
    ]


WHO = {
    "host": Eyes(is_host=True),
    "own": Eyes(homes=frozenset({"own"})),
    "party": Eyes(homes=frozenset({"other"})),
    "partner": Eyes(is_partner=True),
    "anybody": Eyes(),
}
OPENED = {"host": None, "own": None, "party": Audience.PARTIES, "partner": Audience.PARTNER, "anybody": Audience.PUBLIC}


@pytest.mark.parametrize(("who", "thing"), list(itertools.product(WHO, Thing)))
def test_each_sees_what_is_opened_to_them_and_their_own(who, thing):
    for opened in [some for n in range(4) for some in itertools.combinations(Audience, n)]:
        table = {one.value: [] for one in Thing} | {thing.value: [one.value for one in opened]}
        own_word = who == "partner" and thing is Thing.VIEW
        expected = OPENED[who] is None or OPENED[who] in opened or Audience.PUBLIC in opened or own_word
        assert WHO[who].sees(table, thing, "own") == expected


def test_the_usual_table_holds():
    assert settled(USUAL) == USUAL


@pytest.mark.parametrize(("thing", "audience"), list(itertools.product(NEEDS, Audience)))
def test_nothing_is_shown_without_what_it_stands_on(app, thing, audience):
    wanted = {one.value: [two.value for two in Audience] for one in Thing} | {"evidence": []}
    wanted |= {NEEDS[thing].value: [one.value for one in Audience if one is not audience], thing.value: [audience.value]}
    with pytest.raises(Invalid) as told:
        settled(wanted)
    assert told.value.field in {one.value for one in Thing}


def test_files_are_never_everybodys(app):
    with pytest.raises(Invalid) as told:
        settled({one.value: ["public"] for one in Thing})
    assert told.value.field == "evidence"


def line(due="2022-06-30", state="planned", shown=None, accepted=None, **values):
    days = [date.fromisoformat(one) if one else None for one in (due, shown, accepted)]
    return Line(
        values.get("who", "a"), values.get("scope", 1), "Judul", days[0], State(state), days[1], days[2], values.get("opinion", ""), ""
    )


@pytest.mark.parametrize(
    ("one", "year", "expected"),
    [
        (line(), 2022, True),
        (line(), 2021, False),
        (line(), 2023, True),
        (line(state="accepted", accepted="2022-12-31"), 2023, False),
        (line(state="accepted", accepted="2023-01-01"), 2023, True),
    ],
)
def test_which_year_a_commitment_belongs_to(one, year, expected):
    assert belongs(one, year) == expected


def test_a_review_counts_by_signatory_and_scope():
    lines = [
        line(state="accepted", shown="2022-07-02", accepted="2022-07-03"),
        line(due="2022-03-01"),
        line(who="b", scope=2, state="shown", opinion="kept"),
    ]
    found = content({"a": "Dinas A", "b": "Dinas B"}, {1: "Satu", 2: "Dua"}, lines, year=2022, day=date(2022, 5, 1))
    assert [(one["name"], one["all"], one["accepted"], one["late"]) for one in found["signatories"]] == [
        ("Dinas A", 2, 1, 1),
        ("Dinas B", 1, 0, 0),
    ]
    assert [(one["title"], one["shown"]) for one in found["scopes"]] == [("Satu", 0), ("Dua", 1)]
    assert (found["totals"]["all"], found["totals"]["tardy"], found["until"]) == (3, 1, "2022-05-01")
    assert [one["due_on"] for one in found["late"]] == ["2022-03-01"]
    assert [(one["signatory"], one["opinion"]) for one in found["views"]] == [("Dinas B", "kept")]


def test_a_past_year_is_counted_to_its_last_day():
    assert content({"a": "A"}, {1: "S"}, [line(due="2022-12-31")], year=2022, day=date(2023, 5, 1))["until"] == "2022-12-31"


A, B, C, D = "Percepatan laporan", "Pencegahan maladministrasi", "Pertukaran data", "Sosialisasi"
FOLLOWED = [
    ([], [A, B], [None, None]),
    ([A, B, C], [A, B, C], [0, 1, 2]),
    ([A, B, C], [A, C], [0, 2]),
    ([A, B, C], [C, A, B], [2, 0, 1]),
    ([A, B, C], [A, D, C], [0, 1, 2]),
    ([A, B, C], [A, C, D], [0, 2, None]),
    ([A, B, C], [D, A, B, C], [None, 0, 1, 2]),
    ([A, B, C], [A, B, C, D], [0, 1, 2, None]),
    ([A, B, C], [D], [0]),
    ([A, A], [A, A], [0, 1]),
    ([A, B], [f" {A.upper()} ", A], [0, 1]),
]


@pytest.mark.parametrize(("before", "titles", "expected"), FOLLOWED)
def test_the_same_words_are_the_same_scope_and_one_in_its_place_is_worded_anew(before, titles, expected):
    assert scopes.followed(before, titles) == expected


@pytest.mark.parametrize("titles", list(itertools.permutations((A, B, C, D), 3)))
def test_no_scope_takes_the_words_of_another_that_is_still_there(titles):
    found = scopes.followed((A, B, C), titles)
    there = [at for at in found if at is not None]
    assert len(set(there)) == len(there)
    assert [titles[place] for place, at in enumerate(found) if at is not None and (A, B, C)[at] in titles] == [
        one for one in titles if one != D
    ]

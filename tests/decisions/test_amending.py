"""p4comp/decisions/rules/lists.py: what a correction does to a list, and how it differs"""

import pytest

from p4comp.core.errors import Invalid
from p4comp.decisions import rules
from p4comp.decisions.rules import Amendment, Fate, What

REASON = "Lembar evaluator salah dibaca."


def line(key, place, award="", score=90.0):
    return {"subject_id": key, "name": f"Instansi {key}", "institution_id": f"i-{key}", "place": place, "award": award, "score": score}


LIST = [line("a", 1, "X"), line("b", 2, "Y"), line("c", 3, "X")]
RANKING = [*LIST, line("d", 4)]
AMENDED = [
    (Amendment(What.OUT, "a"), ["b2:Y", "c3:X"]),
    (Amendment(What.IN, "d", None, "Y"), ["a:X", "b:Y", "c:X", "d:Y"]),
    (Amendment(What.IN, "d", 1, "Y"), ["d:Y", "a:X", "b:Y", "c:X"]),
    (Amendment(What.CHANGE, "c", 1, "X"), ["c:X", "a:X", "b:Y"]),
    (Amendment(What.CHANGE, "b", None, "X"), ["a:X", "b:X", "c:X"]),
]
WRONG = [
    (Amendment(What.OUT, "d"), "subject"),
    (Amendment(What.CHANGE, "d", 1, "X"), "subject"),
    (Amendment(What.IN, "a", 1, "X"), "subject"),
    (Amendment(What.IN, "z", 1, "X"), "subject"),
    (Amendment(What.IN, "d", 5, "X"), "place"),
    (Amendment(What.IN, "d", 1, "Z"), "award"),
    (Amendment(What.CHANGE, "a", 1, ""), "award"),
]


@pytest.mark.parametrize(("one", "expected"), AMENDED)
def test_a_line_goes_out_comes_in_or_moves_and_places_run_from_one(one, expected):
    found = rules.amend(LIST, RANKING, one, ("X", "Y"))
    assert [f"{row['subject_id']}:{row['award']}" for row in found] == [text.replace("2", "").replace("3", "") for text in expected]
    assert [row["place"] for row in found] == list(range(1, len(found) + 1))


@pytest.mark.parametrize(("one", "field"), WRONG)
def test_an_amendment_that_cannot_be_is_blamed_on_its_field(app, one, field):
    with pytest.raises(Invalid) as refusal:
        rules.amend(LIST, RANKING, one, ("X", "Y"))
    assert refusal.value.field == field


def test_the_last_line_never_goes(app):
    with pytest.raises(Invalid, match="tidak boleh kosong"):
        rules.amend(LIST[:1], RANKING, Amendment(What.OUT, "a"), ("X",))


def test_every_difference_has_what_was_what_is_and_its_reason():
    after = [line("b", 1, "X"), line("d", 2, "Y", 80.0), line("c", 3, "X")]
    found = rules.differences(LIST, after, {"d": "Lupa dihitung."}, REASON)
    assert [(one["subject_id"], one["before"], one["after"], one["reason"]) for one in found] == [
        ("b", {"place": 2, "award": "Y", "score": 90.0}, {"place": 1, "award": "X", "score": 90.0}, REASON),
        ("d", None, {"place": 2, "award": "Y", "score": 80.0}, "Lupa dihitung."),
        ("a", {"place": 1, "award": "X", "score": 90.0}, None, REASON),
    ]
    assert rules.fates(found) == {"b": Fate.AWARD, "d": Fate.IN, "a": Fate.OUT}


def test_a_mere_change_of_place_concerns_nobody_outside():
    after = [line("c", 1, "X"), line("a", 2, "X"), line("b", 3, "Y")]
    assert rules.fates(rules.differences(LIST, after, {}, REASON)) == {}

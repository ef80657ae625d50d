"""p4comp/decisions/rules.py"""

import itertools
from copy import deepcopy

import pytest

from p4comp.core import canonical
from p4comp.core.errors import Invalid, RuleBroken, state_word
from p4comp.decisions import rules
from p4comp.decisions.rules import MOVES, PlenaryState, proof

LEGAL = {
    ("proposed", "change"): "proposed",
    ("proposed", "confirm"): "confirmed_once",
    ("confirmed_once", "confirm_again"): "confirmed",
    ("confirmed_once", "void"): "proposed",
    ("proposed", "withdraw"): "withdrawn",
    ("confirmed_once", "withdraw"): "withdrawn",
}


def line(key, place, award="", score=90.0):
    return {"subject_id": key, "name": f"Instansi {key}", "institution_id": f"i-{key}", "place": place, "award": award, "score": score}


def proposal(*lines, ranking=None, **values):
    return {"list": list(lines), "ranking": ranking or list(lines), "plan_sha256": "0" * 64, "inputs": {}} | values


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(PlenaryState, MOVES.table)))
def test_a_plenary_moves_as_the_table_says(app, state, verb):
    if (state, verb) in LEGAL:
        assert MOVES.after(state, verb) == LEGAL[state, verb]
    else:
        with pytest.raises(RuleBroken):
            MOVES.after(state, verb)


def test_every_state_has_a_word(app):
    assert all(state_word("plenary", state) != state for state in PlenaryState)


def test_a_kept_proposal_is_plain_and_its_scores_are_floats():
    kept = rules.tidy(proposal(line("x", 1, award=None, score=90)))
    assert (kept["list"][0]["score"], type(kept["list"][0]["score"]), kept["list"][0]["award"], kept["changes"]) == (90.0, float, "", [])


@pytest.mark.parametrize(
    "wrong",
    [
        proposal({key: value for key, value in line("x", 1).items() if key != "institution_id"}),
        proposal(line("x", 1), line("y", 3)),
        proposal(line("x", 1), line("x", 2)),
        {key: value for key, value in proposal(line("x", 1)).items() if key != "inputs"},
    ],
)
def test_a_proposal_with_a_gap_is_refused(wrong):
    with pytest.raises(ValueError):
        rules.tidy(wrong)


def test_whoever_is_ranked_is_concerned_also_below_the_cut():
    assert rules.concerned(proposal(line("x", 1), ranking=[line("x", 1), line("y", 2)])) == {"i-x", "i-y"}


RANKING = [line(key, place, score=100.0 - place) for place, key in enumerate("uvwxyz", 1)]


def test_who_comes_in_is_last_and_who_stays_moves_up(app):
    found = rules.exchange([line("u", 1), line("v", 2), line("w", 3)], RANKING, out="u", into="z")
    assert [(one["subject_id"], one["place"], one["score"]) for one in found] == [("v", 1, 90.0), ("w", 2, 90.0), ("z", 3, 94.0)]


def test_who_comes_in_takes_the_award_and_a_place_of_that_group_only(app):
    lines = [line("u", 1, "APP"), line("v", 2, "AKD"), line("w", 3, "APP")]
    found = rules.exchange(lines, RANKING, out="u", into="y")
    assert [(one["subject_id"], one["place"], one["award"]) for one in found] == [("w", 1, "APP"), ("v", 2, "AKD"), ("y", 3, "APP")]


@pytest.mark.parametrize(("out", "into", "field"), [("z", "y", "out"), ("u", "v", "into"), ("u", "tidakada", "into")])
def test_only_the_listed_leave_and_only_the_ranked_enter(app, out, into, field):
    with pytest.raises(Invalid) as refusal:
        rules.exchange([line("u", 1), line("v", 2)], RANKING, out=out, into=into)
    assert refusal.value.field == field


@pytest.fixture
def kept(monkeypatch):
    """A snapshot whose ranking can be made again: by score, highest first."""
    monkeypatch.setitem(proof._recomputes, "uji", {"urut/1": lambda inputs: sorted(inputs["rows"], key=lambda row: -row["score"])})
    rows = [line("x", 1, score=90.5), line("y", 2, score=80.25)]
    return rules.plain({"purpose": "uji", "inputs": {"rows": rows[::-1]}, "ranking": rows, "list": rows[:1]})


BARE = [{"subject_id": "x", "name": "Instansi x", "place": 1, "award": "", "score": 90.5}]


def test_a_decision_proves_itself(app, kept):
    assert rules.faults(kept, canonical.sha256(kept), BARE) == []


def test_every_kind_of_falsification_shows(app, kept):
    stated = canonical.sha256(kept)
    changed = deepcopy(kept)
    changed["ranking"][0]["score"] = 90.50000001
    assert rules.faults(changed, stated, BARE) == [
        "SHA-256 cuplikan tidak sama dengan yang tercatat.",
        "Urutan yang dihitung ulang tidak sama dengan urutan dalam cuplikan.",
    ]
    assert rules.faults(kept, stated, [BARE[0] | {"name": "Instansi lain"}]) == [
        "Daftar yang tersimpan tidak sama dengan daftar dalam cuplikan."
    ]


def test_the_steps_of_a_tie_are_told_in_words(app):
    steps = [
        {"step": "aspek_terberat", "values": [62.5, 0.0]},
        {"step": "undian", "values": ["abcdef0123456789"]},
        {"step": "evaluasi_dokumen", "values": []},
    ]
    with app.test_request_context():
        assert rules.tie_text(steps) == "aspek terberat 62,50 / 0,00 · undian abcdef012345 · evaluasi dokumen –"

"""p4comp/judging/rules/ranking.py"""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from p4comp.judging.rules.ranking import mean, rank, rounded

LADDER = ["aspek_terberat", "median", "terendah_tertinggi", "evaluasi_dokumen", "undian"]
ASPECTS = [{"code": "B", "weight": 20.0}, {"code": "A", "weight": 80.0}]


def candidate(key, totals, a=None, b=None, desk=None):
    sheets = len(totals)
    return {
        "id": key,
        "name": f"Instansi {key}",
        "institution_id": f"i-{key}",
        "totals": totals,
        "aspects": {"A": a or [50.0] * sheets, "B": b or [50.0] * sheets},
        "desk": desk,
    }


def plan(*entries, **changes):
    return {"decimals": 2, "tie_breaks": LADDER, "seed": "uji", "aspects": ASPECTS, "entries": list(entries)} | changes


def order(inputs):
    return [row["subject_id"] for row in rank(inputs)]


@pytest.mark.parametrize("steps", [["umur", "undian"], ["median", "umur"]])
@pytest.mark.parametrize("totals", [[70.0], [80.0]])
def test_a_step_nobody_knows_stops_the_ranking_whether_there_is_a_tie_or_not(steps, totals):
    with pytest.raises(KeyError, match="umur"):
        rank(plan(candidate("a", [80.0]), candidate("b", totals), tie_breaks=steps))


score = st.integers(0, 100).map(float)
entries = st.lists(st.lists(score, min_size=3, max_size=3), min_size=1, max_size=25).map(
    lambda all_totals: [candidate(f"{n:02d}", totals, a=totals[::-1], b=totals) for n, totals in enumerate(all_totals)]
)


@given(entries)
def test_scores_never_rise_down_the_list_and_places_run_from_one(found):
    rows = rank(plan(*found))
    assert [row["place"] for row in rows] == list(range(1, len(found) + 1))
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)


@given(entries, st.randoms())
def test_the_order_of_the_input_is_of_no_influence(found, random):
    shuffled = list(found)
    random.shuffle(shuffled)
    assert json.dumps(rank(plan(*found))) == json.dumps(rank(plan(*shuffled)))


@given(entries, st.data())
def test_a_higher_score_never_lowers_a_place(found, data):
    index = data.draw(st.integers(0, len(found) - 1))
    one = found[index]
    before = order(plan(*found)).index(one["id"])
    raised = dict(one, totals=[min(100.0, total + 7) for total in one["totals"]])
    raised["aspects"] = {code: [min(100.0, value + 7) for value in values] for code, values in one["aspects"].items()}
    assert order(plan(*found[:index], raised, *found[index + 1 :])).index(one["id"]) <= before


@given(entries)
def test_every_tie_and_only_a_tie_tells_its_steps_and_ends_by_difference_or_lot(found):
    rows = rank(plan(*found))
    by_score = {}
    for row in rows:
        by_score.setdefault(row["score"], []).append(row)
    for equals in by_score.values():
        trails = [tuple((step["step"], tuple(step["values"])) for step in row["tie"]) for row in equals]
        assert len(set(trails)) == len(equals) if len(equals) > 1 else trails == [()]


def test_equal_at_published_precision_is_equal():
    rows = rank(plan(candidate("x", [80.004, 80.0], a=[10.0, 10.0]), candidate("y", [80.0, 80.0], a=[20.0, 20.0])))
    assert [(row["subject_id"], row["score"]) for row in rows] == [("y", 80.0), ("x", 80.0)]
    assert rows[0]["tie"] == [{"step": "aspek_terberat", "values": [20.0]}]


def test_the_heaviest_aspect_comes_first_then_the_next():
    assert order(plan(candidate("x", [50.0], a=[60.0], b=[1.0]), candidate("y", [50.0], a=[59.0], b=[99.0]))) == ["x", "y"]
    assert order(plan(candidate("x", [50.0], a=[60.0], b=[1.0]), candidate("y", [50.0], a=[60.0], b=[2.0]))) == ["y", "x"]


def test_only_the_values_that_decide_are_told():
    far = candidate("x", [50.0], a=[60.0], b=[1.0]), candidate("y", [50.0], a=[60.0], b=[2.0])
    assert [row["tie"] for row in rank(plan(*far))] == [[{"step": "aspek_terberat", "values": [60.0, value]}] for value in (2.0, 1.0)]


def test_then_the_median():
    assert order(plan(candidate("x", [10.0, 50.0, 90.0]), candidate("y", [20.0, 40.0, 90.0]))) == ["x", "y"]


def test_then_the_higher_minimum():
    rows = rank(plan(candidate("x", [10.0, 50.0, 90.0]), candidate("y", [20.0, 50.0, 80.0])))
    assert [row["subject_id"] for row in rows] == ["y", "x"]
    assert [step["step"] for step in rows[0]["tie"]] == ["aspek_terberat", "median", "terendah_tertinggi"]
    assert [step["values"] for step in rows[1]["tie"]] == [[50.0], [50.0], [10.0]]


def test_then_the_desk_score_where_interviews_are_ranked():
    assert order(plan(candidate("x", [50.0], desk=70.0), candidate("y", [50.0], desk=70.01))) == ["y", "x"]


def test_at_last_the_lot_that_anybody_can_draw_again():
    rows = rank(plan(candidate("x", [50.0]), candidate("y", [50.0]), candidate("z", [50.0])))
    lots = {key: hashlib.sha256(f"uji{key}".encode()).hexdigest() for key in "xyz"}
    assert [row["subject_id"] for row in rows] == sorted("xyz", key=lots.get)
    assert all(row["tie"][-1] == {"step": "undian", "values": [lots[row["subject_id"]]]} for row in rows)


def test_another_seed_draws_another_lot():
    all_orders = {tuple(order(plan(*(candidate(key, [50.0]) for key in "uvwxyz"), seed=seed))) for seed in ("a", "b", "c", "d")}
    assert len(all_orders) > 1


def test_the_ladder_is_the_plans():
    x, y = candidate("x", [10.0, 50.0, 90.0], a=[60.0] * 3), candidate("y", [20.0, 50.0, 80.0])
    assert order(plan(x, y)) == ["x", "y"]
    assert order(plan(x, y, tie_breaks=["terendah_tertinggi"])) == ["y", "x"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [(72.625, 72.63), (72.62499999999999, 72.63), (72.6249, 72.62), (1.005, 1.01), (0.0, 0.0), (99.995, 100.0), (66.66666666666667, 66.67)],
)
def test_halves_go_up_and_binary_noise_decides_nothing(value, expected):
    assert rounded(value, 2) == expected


def test_the_mean_does_not_depend_on_the_order_of_the_sheets():
    assert mean([0.1, 0.2, 0.3], 2) == mean([0.3, 0.2, 0.1], 2) == 0.2


def test_spread_and_raw_totals_stand_in_the_row():
    row = rank(plan(candidate("x", [70.5, 80.25])))[0]
    assert (row["totals"], row["spread"], row["institution_id"]) == ([70.5, 80.25], 9.75, "i-x")

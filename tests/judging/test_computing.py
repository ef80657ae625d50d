"""p4comp/judging/rules/computing.py, fair_ranking.py, snapshots.py"""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from p4comp.core import canonical
from p4comp.judging.rules import computing, fair_ranking, ranking, snapshots
from tests.judging.random_scores import drawn

ASPECTS = [
    {"code": "A", "weight": 60.0, "indicators": [{"code": "A1", "weight": 40.0}, {"code": "A2", "weight": 20.0}]},
    {"code": "B", "weight": 40.0, "indicators": [{"code": "B1", "weight": 40.0}]},
]
KINDS = ("kementerian", "pemprov", "pemkab", "pemkot")


def snapshot(rows, *, algorithm=fair_ranking.ALGORITHM, places=10, bounds=(), findings=None):
    """A snapshot of (entry, evaluator, total)."""
    people = sorted({row[1] for row in rows})
    keys = sorted({row[0] for row in rows})
    entries = [
        {
            "id": key,
            "name": f"Instansi {key}",
            "institution_id": f"i-{key}",
            "groups": {"jenis": KINDS[n % 4], "provinsi": str(31 + n % 5), "wilayah": "3", "induk": f"i-{key}"},
            "sheets": [[people.index(who), total, (findings or {}).get((one, who), "321"), None] for one, who, total in rows if one == key],
        }
        for n, key in enumerate(keys)
    ]
    return {
        "format": snapshots.FORMAT,
        "edition": "uji",
        "category": "UMUM",
        "plan_sha256": "0" * 64,
        "algorithm": algorithm,
        "decimals": 2,
        "tie_breaks": ["aspek_terberat", "median", "terendah_tertinggi", "undian"],
        "seed": "uji",
        "places": places,
        "bounds": list(bounds),
        "top": 5,
        "aspects": ASPECTS,
        "evaluators": people,
        "unread": 0,
        "entries": entries,
    }


def bound(**values):
    return {"code": "b", "name": "Batas", "group": "jenis", "values": [], "least": None, "most": None, "binding": True} | values


@pytest.fixture
def quick(monkeypatch):
    """Fewer resamples: what they give is tried elsewhere."""
    for name in ("REFITS", "RESAMPLES"):
        monkeypatch.setattr(f"p4comp.judging.rules.reliability.{name}", 3)
    monkeypatch.setattr("p4comp.judging.rules.uncertainty.MANY", 200)


pytestmark = pytest.mark.usefixtures("quick")


def held(result):
    return [one["guard"] for one in result["guards"] if not one["holds"]]


def test_the_same_snapshot_gives_the_same_result_to_the_last_digit():
    made = snapshot(drawn(1))
    one, again = computing.compute(made), computing.compute(json.loads(canonical.text(made)))
    assert canonical.sha256(one) == canonical.sha256(again)


def test_both_rankings_stand_side_by_side_whatever_the_plan_says():
    rows = drawn(2)
    fair, raw = (computing.compute(snapshot(rows, algorithm=name))["rows"] for name in (fair_ranking.ALGORITHM, ranking.ALGORITHM))
    assert [row["score"] for row in raw] == [row["raw"] for row in raw] == sorted((row["raw"] for row in raw), reverse=True)
    assert [row["score"] for row in fair] == [row["fair"] for row in fair] == sorted((row["fair"] for row in fair), reverse=True)
    sides = ("raw", "raw_place", "fair", "fair_place", "error", "chance", "low", "high", "band")
    assert {row["subject_id"]: [row[side] for side in sides] for row in raw} == {
        row["subject_id"]: [row[side] for side in sides] for row in fair
    }


def test_the_raw_rows_are_those_of_the_ranking_rule():
    made = snapshot(drawn(3), algorithm=ranking.ALGORITHM)
    inputs = snapshots.inputs(made, [one["id"] for one in made["entries"]])
    shown = ("subject_id", "name", "institution_id", "place", "score", "totals", "spread", "tie")
    assert [{key: row[key] for key in shown} for row in computing.compute(made)["rows"]] == ranking.rank(inputs)


def test_a_decisions_inputs_give_the_same_order_again():
    made = snapshot(drawn(4))
    inputs = computing.official_inputs(made, computing.model_of(made))
    rows = computing.compute(made)["rows"]
    again = fair_ranking.rank(json.loads(canonical.text(inputs)))
    assert [(row["subject_id"], row["score"], row["raw"]) for row in again] == [
        (row["subject_id"], row["score"], row["raw"]) for row in rows
    ]
    assert inputs["algorithm"] == "mixed-then-ladder/1"


def test_equal_fair_scores_go_down_the_ladder():
    rows = [(f"e{i}", f"j{j}", float(40 + 10 * (i // 2) + j)) for i in range(10) for j in range(6)]
    findings = {("e1", f"j{j}"): "551" for j in range(6)}
    found = computing.compute(snapshot(rows, findings=findings))["rows"]
    last = [(row["subject_id"], [step["step"] for step in row["tie"]]) for row in found[-2:]]
    assert last == [("e1", ["aspek_terberat"]), ("e0", ["aspek_terberat"])]


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6), st.data())
def test_a_higher_score_never_lowers_a_raw_place(seed, data):
    rows = drawn(seed, entries=12, evaluators=6)
    number = data.draw(st.integers(0, len(rows) - 1))
    key, who, total = rows[number]
    raised = [*rows[:number], (key, who, min(100.0, total + data.draw(st.integers(1, 9)))), *rows[number + 1 :]]
    before, after = (
        {row["subject_id"]: row["raw_place"] for row in computing.rank_both(one, computing.Model(None, []))}
        for one in map(snapshot, (rows, raised))
    )
    assert after[key] <= before[key]


# What goes wrong


def test_a_fallen_guard_leaves_the_raw_mean_and_says_which():
    rows = [(one, who, total) for one, who, total in drawn(5) if who < "j005"]
    found = computing.compute(snapshot(rows))
    assert "evaluators" in held(found)
    assert found["components"] is None
    assert [row["score"] for row in found["rows"]] == [row["raw"] for row in found["rows"]]
    assert {(row["fair"], row["chance"], row["band"]) for row in found["rows"]} == {(None, None, None)}
    inputs = computing.official_inputs(snapshot(rows), computing.model_of(snapshot(rows)))
    assert [row["score"] for row in fair_ranking.rank(inputs)] == [row["score"] for row in found["rows"]]


def test_evaluators_who_are_not_linked_fall_back():
    rows = [(f"p{p}e{i}", f"p{p}j{j}", float(40 + i + 5 * j + p)) for p in range(2) for i in range(8) for j in range(6)]
    assert held(computing.compute(snapshot(rows))) == ["linked"]


def test_all_scores_equal_are_put_in_order_by_lot():
    rows = [(f"e{i}", f"j{j}", 60.0) for i in range(8) for j in range(6)]
    found = computing.compute(snapshot(rows))
    assert held(found) == ["varied"]
    assert {row["tie"][-1]["step"] for row in found["rows"]} == {"undian"}
    assert found["sensitivity"][0]["stay"] == 8


def test_entries_that_do_not_differ_beyond_chance_fall_back():
    rows = [(f"e{i:02d}", f"j{j}", float(50 + (1 if (i + j) % 2 else -1))) for i in range(12) for j in range(6)]
    assert held(computing.compute(snapshot(rows))) == ["entries_differ"]


def test_one_evaluator_who_gives_the_top_to_all_changes_the_order_of_nobody():
    rows = [(f"e{i:02d}", f"j{j}", 100.0 if j == 0 else float(40 + 3 * i + j)) for i in range(12) for j in range(6)]
    found = computing.compute(snapshot(rows))
    assert held(found) == []
    assert [row["subject_id"] for row in found["rows"]] == [f"e{i:02d}" for i in reversed(range(12))]
    assert {one["evaluator"]: one["agreement"] for one in found["evaluators"]}["j0"] is None


def test_fewer_entries_than_places_all_go_on():
    found = computing.compute(snapshot(drawn(6, entries=8, evaluators=6, readings=6), places=30))
    assert len(found["choices"]["binding"]["list"]) == 8
    assert {row["chance"] for row in found["rows"]} == {1.0}


def test_nothing_read_is_nothing_ranked():
    empty = snapshot([])
    found = computing.compute(empty)
    assert (found["rows"], found["guards"], found["choices"]["binding"]["list"]) == ([], [], [])


def test_a_level_that_was_not_kept_is_no_figure():
    rows = drawn(7)
    found = computing.compute(snapshot(rows, findings={(one, who): "3-1" for one, who, _total in rows}))
    assert [one["value"] for one in found["reliability"]["indicators"]] == [None, None, None]


# Agreed findings


def agreed(made, key, **levels):
    """The snapshot with findings that an entry's readers agreed."""
    return made | {"entries": [one | ({"agreed": levels} if one["id"] == key else {}) for one in made["entries"]]}


def consistent(seed=1):
    """Random scores whose totals follow from their levels."""
    chance = random.Random(seed)
    worth = {f"e{number:03d}": number % 6 for number in range(60)}
    findings = {
        (one, who): "".join(str(min(5, max(0, worth[one] + chance.choice((-1, 0, 0, 1))))) for _ in range(3))
        for one, who, _t in drawn(seed)
    }
    weights = (40, 20, 40)
    rows = [(one, who, sum(w * int(level) for w, level in zip(weights, text, strict=True)) / 5) for (one, who), text in findings.items()]
    return snapshot(rows, findings=findings)


@pytest.mark.parametrize("algorithm", [ranking.ALGORITHM, fair_ranking.ALGORITHM])
def test_an_agreed_level_stands_in_every_sheet_and_moves_the_fair_score_as_much(algorithm):
    made = consistent() | {"algorithm": algorithm}
    before, after = ({row["subject_id"]: row for row in computing.compute(one)["rows"]} for one in (made, agreed(made, "e003", A1=5)))
    sheets = next(one["sheets"] for one in made["entries"] if one["id"] == "e003")
    move = sum(40 * (5 - int(sheet[2][0])) / 5 for sheet in sheets) / len(sheets)
    assert after["e003"]["raw"] - before["e003"]["raw"] == pytest.approx(move, abs=0.011)
    assert after["e003"]["fair"] - before["e003"]["fair"] == pytest.approx(move, abs=0.011)
    assert (after["e003"]["agreed"], before["e003"]["agreed"]) == (["A1"], [])
    others = [key for key in before if key != "e003"]
    assert [after[key]["fair"] for key in others] == [before[key]["fair"] for key in others]


def test_how_evaluators_score_is_told_of_their_independent_sheets():
    made = consistent()
    one, other = computing.compute(made), computing.compute(agreed(made, "e003", A1=5))
    assert one["evaluators"] == other["evaluators"]
    assert one["components"] == other["components"]
    assert one["reliability"] == other["reliability"]


def test_a_decision_with_agreed_findings_is_made_again():
    made = agreed(consistent(), "e003", A1=5, B1=0)
    inputs = computing.official_inputs(made, computing.model_of(made))
    rows = computing.compute(made)["rows"]
    again = fair_ranking.rank(json.loads(canonical.text(inputs)))
    assert [(row["subject_id"], row["score"]) for row in again] == [(row["subject_id"], row["score"]) for row in rows]
    assert [one["agreed"] for one in inputs["entries"] if "agreed" in one] == [{"A1": 5, "B1": 0}]


# The list under bounds


def test_binding_bounds_make_the_list_and_advice_stands_beside_it():
    rows = drawn(8)
    rules = [bound(code="menteri", values=["kementerian"], least=5), bound(code="kota", values=["pemkot"], most=1, binding=False)]
    found = computing.compute(snapshot(rows, bounds=rules))["choices"]
    kinds = {f"e{n:03d}": KINDS[n % 4] for n in range(60)}
    binding, advised = ([kinds[key] for key in found[side]["list"]] for side in ("binding", "advised"))
    assert binding.count("kementerian") == 5
    assert advised.count("kementerian") >= 5
    assert advised.count("pemkot") <= 1
    assert all(one["by"] for one in found["advised"]["displaced"])


def test_without_advice_there_is_no_second_list():
    assert computing.compute(snapshot(drawn(8), bounds=[bound(values=["pemkot"], most=1)]))["choices"]["advised"] is None


def test_levels_are_kept_as_signs():
    assert snapshots.signs([5, None, 10, 0]) == "5-a0"
    assert snapshots.levels("5-a0") == (5, None, 10, 0)


def test_a_file_that_is_no_snapshot_is_told_apart():
    assert snapshots.faults([]) == snapshots.faults({"format": "x"}) == ["format is not p4comp-ranking/1"]
    assert snapshots.faults({**snapshot([]), "places": 1}) == []
    lacking = snapshot([])
    del lacking["top"]
    assert snapshots.faults(lacking) == ["lacks top"]
    assert snapshots.faults({**snapshot([]), "tie_breaks": ["median", "umur", "undian"]}) == ["unknown tie-break step umur"]

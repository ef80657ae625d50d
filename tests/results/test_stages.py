"""Both stages combined as the plan weighs them; what was decided by the interview alone stays as it was, to the last digit."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from p4comp.competition import files
from p4comp.competition.files.build import spec_from
from p4comp.competition.rules.plan import plan_of
from p4comp.core import canonical
from p4comp.decisions import rules as decisions
from p4comp.judging.commands import ranking as command
from p4comp.results.rules import final, stages
from tests.results.test_final import PLAN, candidate

OLD = json.loads(Path(__file__).with_name("old_snapshots.json").read_text("utf-8"))
WEIGHTS = {"stages": {"desk": 40.0, "interview": 60.0}, "algorithm": final.COMBINED}


def combined(*entries, **changes):
    return final.rank(PLAN | WEIGHTS | {"entries": list(entries)} | changes)


def with_stages(**plan):
    document = files.read("p4-2022")
    document["rencana_penilaian"] |= plan
    return document


@pytest.mark.parametrize("snapshot", OLD, ids=lambda one: one["edition"]["slug"])
def test_rankings_decided_before_stages_could_be_combined_come_out_as_they_were(app, snapshot):
    rows = final.rank(snapshot["inputs"])
    assert canonical.text(decisions.plain(rows)) == canonical.text(snapshot["ranking"])
    assert decisions.plain(final.winners(rows, snapshot["inputs"])) == snapshot["list"]
    assert canonical.text(decisions.ranking_again("winners", snapshot["inputs"])) == canonical.text(snapshot["ranking"])
    assert [row["tie"] for row in rows if row["tie"]] != []


def test_an_edition_that_says_nothing_has_the_inputs_it_always_had():
    for snapshot in OLD:
        document = files.read(snapshot["edition"]["slug"])
        if "pooling" in snapshot["inputs"]:
            document["wawancara"]["penilaian"] = {"gabungan": snapshot["inputs"]["pooling"]}
        plan = final.plan_inputs(spec_from(document), snapshot["category"])
        assert decisions.plain(plan) == {key: value for key, value in snapshot["inputs"].items() if key != "entries"}


@pytest.mark.parametrize(
    ("interview", "desk", "weights", "score"),
    [
        (80.0, 70.0, {"desk": 40, "interview": 60}, 76.0),
        (80.0, 70.0, {"desk": 100 / 3, "interview": 200 / 3}, 76.67),
        (80.004, 70.004, {"desk": 50, "interview": 50}, 75.0),
        (80.005, 70.0, {"desk": 1, "interview": 99}, 79.91),
    ],
)
def test_each_stage_is_rounded_before_they_are_weighed(interview, desk, weights, score):
    assert stages.combined(interview, desk, weights, 2) == score


def test_the_desk_evaluation_moves_the_order_and_stays_beside_the_interview():
    rows = combined(candidate("a", [80, 80], desk=60), candidate("b", [78, 78], desk=90))
    assert [(row["subject_id"], row["score"], row["interview"], row["desk"]) for row in rows] == [
        ("b", 82.8, 78.0, 90),
        ("a", 72.0, 80.0, 60),
    ]


def test_the_ladder_may_ask_for_the_interview_and_prints_its_value():
    ladder = {"tie_breaks": ["wawancara", "evaluasi_dokumen", "undian"]}
    rows = combined(candidate("a", [80, 80], desk=70), candidate("b", [82, 82], desk=67), **ladder)
    assert [row["score"] for row in rows] == [76.0, 76.0]
    assert [(row["subject_id"], row["tie"]) for row in rows] == [
        ("b", [{"step": "wawancara", "values": [82.0]}]),
        ("a", [{"step": "wawancara", "values": [80.0]}]),
    ]


def test_where_the_interview_is_what_is_ranked_that_step_tells_nobody_apart():
    found = final.rank(
        PLAN
        | {"entries": [candidate("a", [80, 80], desk=1), candidate("b", [80, 80], desk=2)], "tie_breaks": ["wawancara", "evaluasi_dokumen"]}
    )
    assert [[step["step"] for step in row["tie"]] for row in found] == [["wawancara", "evaluasi_dokumen"]] * 2
    assert [row["subject_id"] for row in found] == ["b", "a"]


def test_an_award_without_criteria_is_worth_the_combined_score():
    rows = combined(candidate("a", [80, 80], desk=70), awards=[{"code": "X", "places": 1, "criteria": []}])
    assert rows[0]["award_values"] == {"X": 76.0}


def test_the_plan_s_weights_are_in_the_inputs_and_in_the_plan_s_hash():
    document = with_stages(tahap_akhir="gabungan", bobot_tahap={"evaluasi_dokumen": 40, "wawancara": 60})
    plan = final.plan_inputs(spec_from(document), "UMUM")
    assert (plan["stages"], plan["algorithm"]) == ({"desk": 40.0, "interview": 60.0}, final.COMBINED)
    assert canonical.sha256(plan_of(document)) != canonical.sha256(plan_of(files.read("p4-2022")))


def test_a_decision_s_snapshot_is_ranked_again_by_command(app, tmp_path):
    inputs = PLAN | WEIGHTS | {"entries": [candidate("a", [80, 80], desk=60), candidate("b", [78, 78], desk=90)]}
    snapshot = decisions.plain(
        {"purpose": "winners", "category": "UMUM", "edition": {"slug": "uji"}, "inputs": inputs, "ranking": final.rank(inputs)}
    )
    file = tmp_path / "HP-1.json"
    file.write_text(canonical.text(snapshot), "utf-8")
    told = CliRunner().invoke(command, ["--snapshot", str(file)])
    assert (told.exit_code, told.output.splitlines()[0]) == (0, f"uji, UMUM: 2 peserta, {final.COMBINED}")
    snapshot["ranking"][0]["score"] += 0.01
    file.write_text(canonical.text(snapshot), "utf-8")
    told = CliRunner().invoke(command, ["--snapshot", str(file)])
    assert told.exit_code == 1
    assert "tidak sama" in told.output

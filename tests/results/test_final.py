"""The final ranking: interview alone, the ladder for equals, the lot last."""

from copy import deepcopy

from p4comp.competition import files
from p4comp.competition.files.build import spec_from
from p4comp.decisions import rules as decisions
from p4comp.results.rules import final

PLAN = {
    "decimals": 2,
    "tie_breaks": ["aspek_terberat", "median", "terendah_tertinggi", "evaluasi_dokumen", "undian"],
    "seed": "uji",
    "scale": 100,
    "aspects": [{"code": "penyaji", "weight": 20}, {"code": "dampak", "weight": 80}],
    "winners": 2,
    "awards": [{"code": "APP", "places": 1, "criteria": ["penyaji"]}, {"code": "AKD", "places": 1, "criteria": ["dampak"]}],
}


def candidate(entry_id, totals, *, penyaji=(80, 80), dampak=(80, 80), desk=None):
    return {
        "id": entry_id,
        "name": entry_id.upper(),
        "institution_id": f"i-{entry_id}",
        "totals": list(totals),
        "aspects": {"penyaji": list(penyaji), "dampak": list(dampak)},
        "desk": desk,
    }


def ranked(*entries, **changes):
    return final.rank(PLAN | {"entries": list(entries)} | changes)


def order(*entries):
    return [row["subject_id"] for row in ranked(*entries)]


def test_the_interview_alone_decides():
    assert order(candidate("a", [80, 81], desk=99), candidate("b", [81, 81], desk=10)) == ["b", "a"]


def test_what_is_equal_at_two_decimals_is_equal():
    assert ranked(candidate("a", [80.004, 80.004]), candidate("b", [80, 80]))[0]["tie"] != []


def test_the_heaviest_criterion_comes_before_the_rest_of_the_ladder():
    assert order(candidate("a", [80, 80], dampak=(79, 79), desk=99), candidate("b", [80, 80], dampak=(81, 81), desk=1)) == ["b", "a"]


def test_then_median_then_the_highest_lowest_sheet_then_the_desk():
    assert order(candidate("a", [70, 80, 90, 80]), candidate("b", [70, 81, 90, 79])) in (["a", "b"], ["b", "a"])
    assert order(candidate("a", [60, 80, 100]), candidate("b", [75, 80, 85])) == ["b", "a"]
    assert order(candidate("a", [80, 80], desk=70), candidate("b", [80, 80], desk=70.01)) == ["b", "a"]


def test_the_lot_is_last_and_does_not_depend_on_the_order_of_the_entries():
    entries = [candidate(one, [80, 80], desk=70) for one in "abcde"]
    assert order(*entries) == order(*entries[::-1])
    assert [step["step"] for step in ranked(*entries)[0]["tie"]][-1] == "undian"


def test_the_first_rows_win_as_many_as_the_quota_and_each_has_an_award():
    entries = [
        candidate("a", [90, 90], penyaji=(90, 90)),
        candidate("b", [80, 80], dampak=(95, 95)),
        candidate("c", [70, 70], penyaji=(99, 99)),
    ]
    rows = ranked(*entries)
    assert [(row["subject_id"], row["award"]) for row in rows] == [("a", "APP"), ("b", "AKD"), ("c", "")]
    assert [line["subject_id"] for line in final.winners(rows, PLAN)] == ["a", "b"]


def test_the_ranking_is_made_again_from_its_inputs_to_the_last_digit(app):
    inputs = PLAN | {"entries": [candidate("a", [81.1, 79.3, 80.05]), candidate("b", [80.2, 80.1, 80.15])]}
    kept = decisions.plain(deepcopy(inputs))
    assert decisions.ranking_again("winners", kept) == decisions.plain(final.rank(inputs))


def test_fewer_finalists_than_places_all_win():
    assert [row["award"] for row in ranked(candidate("a", [80, 80], dampak=(90, 90)))] == ["AKD"]


def test_the_plan_may_pool_jurors_by_median_or_without_the_extremes():
    entries = [candidate("a", [80, 80, 20], penyaji=(90, 70, 10)), candidate("b", [70, 71, 72], penyaji=(60, 61, 62))]
    assert [(row["subject_id"], row["score"]) for row in ranked(*entries)] == [("b", 71.0), ("a", 60.0)]
    for how in ("median", "rata_rata_terpangkas"):
        found = ranked(*entries, pooling=how)
        assert [(row["subject_id"], row["score"]) for row in found] == [("a", 80.0), ("b", 71.0)]
        assert found[0]["criteria"]["penyaji"] == 70.0
        assert found[0]["award_values"]["APP"] == 70.0


def test_only_a_rule_other_than_the_mean_is_written_into_the_snapshot():
    spec = spec_from(files.read("p4-2022"))
    assert "pooling" not in final.plan_inputs(spec, "UMUM")
    document = files.read("p4-2022")
    document["wawancara"]["penilaian"] = {"gabungan": "median"}
    assert final.plan_inputs(spec_from(document), "UMUM")["pooling"] == "median"

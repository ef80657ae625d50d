"""How sure the final places are: checked against what can be reckoned by hand, and always the same digits."""

from statistics import fmean

import numpy as np
import pytest

from p4comp.judging.rules.uncertainty import Band
from p4comp.results.rules import final, outlook
from tests.results.test_final import PLAN, candidate

SEVERITY = (0.0, -6.0, 4.0)


def panel(values, noise):
    """Three jurors of different severity hear all finalists."""
    return [(f"e{n:02d}", f"j{juror}", value + SEVERITY[juror] + noise[n][juror]) for n, value in enumerate(values) for juror in range(3)]


def inputs_of(sheets, desk=None, **changes):
    totals = {}
    for entry_id, _juror, total in sheets:
        totals.setdefault(entry_id, []).append(total)
    entries = [candidate(key, own, desk=(desk or {}).get(key, 70)) for key, own in totals.items()]
    return PLAN | {"entries": entries, "decimals": 2} | changes


def noise(size, spread, seed=7):
    return np.random.RandomState(seed).normal(0, spread, (size, 3))


def test_jurors_severity_is_no_error():
    given = noise(40, 2.0)
    values = np.linspace(60, 90, 40)
    assert outlook.juror_variance(panel(values, given)) == pytest.approx(4.0, rel=0.25)
    assert outlook.juror_variance(panel(values, np.zeros((40, 3)))) == pytest.approx(0.0, abs=1e-18)


def test_of_a_complete_panel_it_is_the_residual_of_two_way_analysis():
    sheets = panel([70, 75, 80, 90], noise(4, 3.0))
    table = np.array([one[2] for one in sheets]).reshape(4, 3)
    left = table - table.mean(axis=1, keepdims=True) - table.mean(axis=0, keepdims=True) + table.mean()
    assert outlook.juror_variance(sheets) == pytest.approx((left**2).sum() / 6)


def test_too_few_sheets_tell_nothing():
    assert outlook.juror_variance([("a", "j1", 80.0), ("a", "j2", 82.0), ("b", "j1", 70.0), ("b", "j2", 71.0)]) is None
    assert outlook.reader_variance({"a": [80.0], "b": [70.0, 71.0]}) is None
    assert outlook.errors(inputs_of([("a", "j1", 80.0)]), [("a", "j1", 80.0)], {}) is None


def test_a_median_errs_more_than_a_mean_and_both_stages_err_together():
    sheets = panel([70, 75, 80, 90], noise(4, 3.0))
    own, readings = outlook.juror_variance(sheets), {f"e{n:02d}": [70.0, 73.0, 76.0] for n in range(4)}
    assert outlook.errors(inputs_of(sheets), sheets, {})["e00"] == pytest.approx(own / 3)
    assert outlook.errors(inputs_of(sheets, pooling="median"), sheets, {})["e00"] == pytest.approx(own / 3 * 1.5708)
    both = outlook.errors(inputs_of(sheets, stages={"desk": 40, "interview": 60}), sheets, readings)
    assert both["e00"] == pytest.approx(0.36 * own / 3 + 0.16 * 9 / 3)


def test_the_best_is_clearly_in_the_last_clearly_out_and_neighbours_are_close():
    rows = [{"subject_id": key, "score": score} for key, score in (("a", 95.0), ("b", 80.1), ("c", 80.0), ("d", 60.0))]
    found = outlook.certainty(rows, dict.fromkeys("abcd", 1.0), 2, "uji")
    assert [found[key].band for key in "abcd"] == [Band.IN, Band.CLOSE, Band.CLOSE, Band.OUT]
    assert fmean(one.chance for one in found.values()) == pytest.approx(0.5)
    assert (found["a"].low, found["a"].high, found["d"].low) == (1, 1, 4)
    assert found == outlook.certainty(rows, dict.fromkeys("abcd", 1.0), 2, "uji")
    assert outlook.close(found).keys() == {"b", "c"}


def test_scores_that_say_nothing_give_everybody_the_same_chance():
    rows = [{"subject_id": key, "score": 80.0} for key in "abcd"]
    chances = [one.chance for one in outlook.certainty(rows, dict.fromkeys("abcd", 4.0), 1, "uji").values()]
    assert chances == pytest.approx([0.25] * 4, abs=0.03)


def test_no_error_at_all_leaves_the_order_as_it_is():
    rows = [{"subject_id": key, "score": score} for key, score in (("a", 90.0), ("b", 80.0), ("c", 70.0))]
    assert [(one.chance, one.low, one.high) for one in outlook.certainty(rows, dict.fromkeys("abc", 0.0), 1, "u").values()] == [
        (1.0, 1, 1),
        (0.0, 2, 2),
        (0.0, 3, 3),
    ]


def test_other_rules_are_laid_beside_the_plan_s_own():
    entries = [candidate("a", [80, 80, 20], desk=60), candidate("b", [70, 71, 72], desk=90), candidate("c", [65, 66, 67], desk=99)]
    plan = PLAN | {"entries": entries}
    table = {line["rule"]: line for line in outlook.table(plan, final.rank(plan))}
    assert set(table) == {"median", "rata_rata_terpangkas", "gabungan"}
    assert (table["median"]["stay"], table["median"]["comes"], table["median"]["goes"]) == (1, ["a"], ["c"])
    assert table["gabungan"]["comes"] == []
    mixed = plan | {"stages": {"desk": 40, "interview": 60}}
    assert set(outlook.variants(mixed)) == {"median", "rata_rata_terpangkas", "wawancara"}
    assert set(outlook.variants(plan | {"entries": [candidate("a", [80, 80])]})) == {"median", "rata_rata_terpangkas"}

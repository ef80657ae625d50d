"""p4comp/judging/rules/diagnostics.py"""

import numpy as np
import pytest

from p4comp.judging.rules import diagnostics
from p4comp.judging.rules.diagnostics import Sheet, diagnose
from p4comp.judging.rules.mixed_model import estimate, fit
from p4comp.judging.rules.scores import scores_of
from tests.judging.random_scores import drawn


def sheets_of(rows, levels=lambda value: (3, 4, 2), minutes=None):
    return [Sheet(entry, seat, levels(value), minutes) for entry, seat, value in rows]


def figures(rows, sheets=None, model=True):
    scores = scores_of(rows)
    found = diagnose(scores, fit(scores, estimate(scores)) if model else None, sheets if sheets is not None else sheets_of(rows))
    return {one["evaluator"]: one for one in found}


def test_a_severe_and_a_lenient_evaluator_are_flagged_with_their_standard_errors():
    rows = [(one, seat, value + {"j000": -20, "j001": 18}.get(seat, 0)) for one, seat, value in drawn(1, sd=(8.0, 0.5, 4.0), whole=False)]
    found = figures(rows)
    assert "severe" in found["j000"]["flags"]
    assert "lenient" in found["j001"]["flags"]
    assert found["j000"]["severity"] < -10 < 10 < found["j001"]["severity"]
    assert all(0 < one["severity_error"] < 3 for one in found.values())
    assert not {"severe", "lenient"} & {flag for key, one in found.items() if key > "j001" for flag in one["flags"]}


def test_outfit_is_about_one_and_rises_for_whoever_scores_at_random():
    rows = drawn(2, entries=120, whole=False)
    chance = np.random.default_rng(0)
    wild = [(one, seat, chance.uniform(20, 100) if seat == "j000" else value) for one, seat, value in rows]
    assert 0.5 < np.mean([one["outfit"] for one in figures(rows).values()]) < 1.1
    found = figures(wild)
    assert "unlike" in found["j000"]["flags"]
    assert found["j000"]["outfit"] > 2 * np.median([one["outfit"] for one in found.values()])
    assert found["j000"]["agreement"] < 0.4 < np.median([one["agreement"] for one in found.values()])


def test_agreement_leaves_the_own_sheet_out():
    rows = drawn(4, entries=30, evaluators=8, missing=0.1)
    scores = scores_of(rows)
    fitted = fit(scores, estimate(scores))
    found = diagnostics.without(scores, fitted, 2)
    seat = scores.evaluators[2]
    other = {key: [] for key in scores.entries}
    for one, who, value in rows:
        if who != seat:
            other[one].append(value - fitted.mean - fitted.severity[scores.evaluators.index(who)])
    ratio = fitted.components.residual / fitted.components.entry
    expected = [fitted.mean + sum(left) / (len(left) + ratio) if left else np.nan for left in other.values()]
    assert found == pytest.approx(np.array(expected), nan_ok=True)
    plain = diagnostics.without(scores, None, 2)
    means = [np.mean([value for one, who, value in rows if one == key and who != seat] or [np.nan]) for key in scores.entries]
    assert plain == pytest.approx(np.array(means), nan_ok=True)


def test_spread_is_told_relative_to_all():
    rows = [(f"e{i:02d}", f"j{j}", 60.0 + (i if j else i / 10)) for i in range(20) for j in range(6)]
    found = figures(rows)
    assert found["j0"]["spread"] == pytest.approx(found["j1"]["spread"] / 10, rel=1e-3)
    assert "narrow" in found["j0"]["flags"]


def test_identical_levels_halo_and_minutes():
    rows = [(f"e{i:02d}", f"j{j}", 60.0 + i + j) for i in range(10) for j in range(6)]
    sheets = [
        Sheet(
            one,
            seat,
            (5, 5, 5) if seat == "j0" else (n % 5, n % 5, n % 5) if seat == "j1" else (n % 5, (n * 3) % 7 % 5, (n * 5) % 11 % 5),
            3.0 + n % 3,
        )
        for n, (one, seat, _value) in enumerate(rows)
    ]
    found = figures(rows, sheets)
    assert (found["j0"]["identical"], found["j0"]["halo"]) == (1.0, None)
    assert found["j1"]["halo"] == 1.0
    assert {"flat", "quick"} <= set(found["j0"]["flags"])
    assert "halo" in found["j1"]["flags"]
    assert "halo" not in found["j2"]["flags"]
    assert found["j2"]["minutes"] == pytest.approx(4.0, abs=1)


def test_halo_is_the_mean_correlation_of_numpy():
    chance = np.random.default_rng(3)
    levels = chance.integers(0, 6, (12, 4))
    sheets = [Sheet(f"e{n}", "j", tuple(int(level) for level in row)) for n, row in enumerate(levels)]
    found = np.corrcoef(levels.T)
    assert diagnostics.halo(sheets) == pytest.approx((found.sum() - 4) / 12)


def test_where_no_model_was_fitted_severity_is_not_told():
    found = figures([(f"e{i}", f"j{j}", float(50 + i * 3 + j)) for i in range(6) for j in range(3)], model=False)
    assert [(one["severity"], one["severity_error"], one["outfit"]) for one in found.values()] == [(None, None, None)] * 3
    assert [one["agreement"] for one in found.values()] == [1.0] * 3


def test_whoever_gives_the_top_to_all_is_flagged_and_breaks_nothing():
    rows = [(one, seat, 100.0 if seat == "j000" else value) for one, seat, value in drawn(6)]
    found = figures(rows, [Sheet(one, seat, (5, 5, 5) if seat == "j000" else (3, 2, 4)) for one, seat, _value in rows])
    assert found["j000"]["agreement"] is None
    assert found["j000"]["spread"] == 0.0
    assert {"flat", "narrow", "lenient"} <= set(found["j000"]["flags"])


def test_no_kept_level_no_figure():
    rows = [(f"e{i}", f"j{j}", float(50 + i + j)) for i in range(6) for j in range(3)]
    found = figures(rows, sheets_of(rows, lambda _value: (None, None)), model=False)
    assert [(one["identical"], one["halo"], one["minutes"]) for one in found.values()] == [(None, None, None)] * 3

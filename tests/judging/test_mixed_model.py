"""p4comp/judging/rules/mixed_model.py, guards.py: held against statsmodels and against dense matrices"""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from p4comp.judging.rules.guards import groups, guards
from p4comp.judging.rules.mixed_model import Components, Equations, estimate, fit, significant
from p4comp.judging.rules.scores import scores_of
from tests.judging.random_scores import drawn


def dense(scores, parts):
    """The formulas of the method written down with whole matrices: fair scores, their standard errors, severity."""
    size = len(scores.value)
    of_entry, of_evaluator = np.zeros((size, len(scores.entries))), np.zeros((size, len(scores.evaluators)))
    of_entry[np.arange(size), scores.entry] = 1
    of_evaluator[np.arange(size), scores.evaluator] = 1
    whole = parts.entry * of_entry @ of_entry.T + parts.evaluator * of_evaluator @ of_evaluator.T + parts.residual * np.eye(size)
    inverse, ones = np.linalg.inv(whole), np.ones(size)
    mean = (ones @ inverse @ scores.value) / (ones @ inverse @ ones)
    rest = inverse @ (scores.value - mean)
    projection = inverse - np.outer(inverse @ ones, ones @ inverse) / (ones @ inverse @ ones)
    theta = parts.entry * of_entry.T @ rest
    spread = parts.entry * np.eye(len(scores.entries)) - parts.entry**2 * of_entry.T @ projection @ of_entry
    of_mean = 1 / (ones @ inverse @ ones)
    both = -parts.entry * of_entry.T @ inverse @ ones * of_mean
    return mean + theta, np.sqrt(np.diag(spread) + of_mean + 2 * both), spread, parts.evaluator * of_evaluator.T @ rest


def by_statsmodels(rows):
    """The variances and effects of statsmodels' mixed model with crossed variance components."""
    import pandas as pd
    import statsmodels.formula.api as smf

    frame = pd.DataFrame(rows, columns=["entry", "evaluator", "score"]).assign(all=1)
    model = smf.mixedlm(
        "score ~ 1", frame, groups="all", re_formula="0", vc_formula={"entry": "0 + C(entry)", "evaluator": "0 + C(evaluator)"}
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = model.fit(reml=True, method=["lbfgs"], gtol=1e-8, maxiter=500)
    parts = dict(zip(model.exog_vc.names, found.vcomp, strict=True))
    return Components(parts["entry"], parts["evaluator"], found.scale), found


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_variances_and_fair_scores_are_those_of_statsmodels_with_sheets_missing_and_ties(seed):
    rows = drawn(seed, entries=40, evaluators=9, missing=0.1)
    scores = scores_of(rows)
    parts, other = by_statsmodels(rows)
    found = estimate(scores)
    assert found.entry == pytest.approx(parts.entry, rel=2e-3)
    assert found.evaluator == pytest.approx(parts.evaluator, rel=5e-3, abs=0.02)
    assert found.residual == pytest.approx(parts.residual, rel=2e-3)
    fair = fit(scores, parts).fair
    theirs = other.random_effects[1]
    expected = [other.fe_params["Intercept"] + theirs[f"entry[C(entry)[{key}]]"] for key in scores.entries]
    assert fair == pytest.approx(np.array(expected), abs=1e-6)


@pytest.mark.parametrize("seed", range(4))
def test_effects_and_standard_errors_are_those_of_whole_matrices(seed):
    scores = scores_of(drawn(seed, missing=0.15))
    parts = estimate(scores)
    found, (fair, error, spread, severity) = fit(scores, parts), dense(scores, parts)
    assert found.fair == pytest.approx(fair, abs=1e-9)
    assert found.error == pytest.approx(error, abs=1e-9)
    assert found.severity == pytest.approx(severity, abs=1e-9)
    ours = parts.residual * (np.diag(1 / found.pivots) + found.lever @ found.inverse @ found.lever.T)
    contrast = np.eye(len(fair)) - 1 / len(fair)
    assert contrast @ ours @ contrast == pytest.approx(contrast @ spread @ contrast, abs=1e-8)


@pytest.mark.parametrize("seed", range(3))
def test_the_deviance_is_the_restricted_likelihoods_and_its_slope_its_derivative(seed):
    scores = scores_of(drawn(seed, entries=25, evaluators=7, missing=0.1))
    equations = Equations(scores)
    heights = []
    for a, b in ((0.3, 2.0), (1.5, 0.7)):
        size = len(scores.value)
        rest = equations.solve(a, b).rest / (size - 1)
        parts = Components(rest / a, rest / b, rest)
        of_entry, of_evaluator = np.eye(len(scores.entries))[scores.entry], np.eye(len(scores.evaluators))[scores.evaluator]
        whole = parts.entry * of_entry @ of_entry.T + parts.evaluator * of_evaluator @ of_evaluator.T + rest * np.eye(size)
        inverse, ones = np.linalg.inv(whole), np.ones(size)
        projection = inverse - np.outer(inverse @ ones, ones @ inverse) / (ones @ inverse @ ones)
        expected = np.linalg.slogdet(whole)[1] + np.log(ones @ inverse @ ones) + scores.value @ projection @ scores.value
        point = np.log([a, b])
        height, slope = equations.deviance(point)
        heights.append(expected - height)
        steps = np.eye(2) * 1e-6
        numeric = [(equations.deviance(point + step)[0] - equations.deviance(point - step)[0]) / 2e-6 for step in steps]
        assert slope == pytest.approx(numeric, abs=1e-5)
    assert heights[0] == pytest.approx(heights[1], abs=1e-8)


def test_severe_evaluators_no_longer_cost_their_entries_places():
    chance = np.random.default_rng(5)
    rows = [
        (f"e{i:02d}", f"j{j}", 60.0 + i + (-15 if j == 0 else 0) + chance.normal(0, 0.5)) for i in range(20) for j in (i % 3 * 2, 1, 3, 5)
    ]
    scores = scores_of(sorted(set(rows), key=lambda row: row[:2]))
    found = fit(scores, estimate(scores))
    assert list(np.argsort(found.fair)) == list(range(20))
    assert list(np.argsort(scores.means)) != list(range(20))
    assert int(np.argmin(found.severity)) == scores.evaluators.index("j0")


def test_a_balanced_complete_table_is_the_shrunken_mean():
    chance = np.random.default_rng(9)
    rows = [(f"e{i:02d}", f"j{j}", float(60 + 3 * i % 17 + 4 * j + chance.normal(0, 3))) for i in range(15) for j in range(6)]
    scores = scores_of(rows)
    parts = estimate(scores)
    found, weight = fit(scores, parts), 6 * parts.entry / (6 * parts.entry + parts.residual)
    assert found.fair == pytest.approx(scores.value.mean() + weight * (scores.means - scores.value.mean()), abs=1e-9)


def test_a_variance_of_nothing_is_nothing():
    without = scores_of(drawn(4, sd=(8.0, 0.0, 7.0), whole=False, entries=200, evaluators=20))
    assert estimate(without).evaluator == pytest.approx(0, abs=1.5)
    chance = np.random.default_rng(2)
    flat = scores_of([(f"e{i:02d}", f"j{j}", float(50 + (1 if (i + j) % 2 else -1))) for i in range(12) for j in range(6)])
    parts = estimate(flat)
    assert (parts.entry, parts.evaluator) == (0.0, 0.0)
    with pytest.raises(ValueError, match="without variance"):
        fit(flat, parts)
    severe = scores_of([(f"e{i:02d}", f"j{j}", 50.0 + i + chance.normal(0, 1) - chance.normal(0, 1)) for i in range(12) for j in range(6)])
    found = fit(severe, Components(10.0, 0.0, 1.0))
    assert list(found.severity) == list(found.severity_error) == [0.0] * 6


def test_a_perfect_agreement_is_the_mean_itself():
    scores = scores_of([(f"e{i:02d}", f"j{j}", 40.0 + 2 * i) for i in range(10) for j in range(6)])
    assert fit(scores, estimate(scores)).fair == pytest.approx(scores.means, abs=1e-3)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.randoms())
def test_the_order_of_the_rows_is_of_no_influence(seed, random):
    rows = drawn(seed, entries=20, evaluators=6)
    shuffled = list(rows)
    random.shuffle(shuffled)
    one, other = estimate(scores_of(rows)), estimate(scores_of(shuffled))
    assert one == other


def test_an_evaluator_scores_an_entry_once():
    with pytest.raises(ValueError, match="twice"):
        scores_of([("e", "j", 1.0), ("e", "j", 2.0)])


@pytest.mark.parametrize(("value", "kept"), [(46.1234567, 46.1235), (0.0, 0.0), (1234567.0, 1234570.0), (0.00012345678, 0.000123457)])
def test_variances_are_kept_with_six_significant_digits(value, kept):
    assert significant(value) == kept


# Guards


def held(rows):
    return {one["guard"]: one["holds"] for one in guards(scores_of(rows))}


ALL = {"evaluators": True, "given": True, "readings": True, "linked": True, "varied": True}


def test_the_guards_hold_for_a_sound_design():
    assert held(drawn(1)) == ALL


def test_each_guard_falls_for_its_own_reason():
    few = [(f"e{i}", f"j{j}", float(i + j)) for i in range(9) for j in range(5)]
    assert held(few) == ALL | {"evaluators": False}
    rows = [(f"e{i}", f"j{j}", float(i + j)) for i in range(9) for j in range(6)]
    assert held([*rows, ("e0", "late", 3.0)]) == ALL | {"given": False}
    assert held([*rows, ("new", "j0", 3.0), ("new", "j1", 3.0)]) == ALL | {"readings": False}
    closed = [(f"p{p}e{i}", f"p{p}j{j}", float(i + j)) for p in range(2) for i in range(9) for j in range(6)]
    assert held(closed) == ALL | {"linked": False}
    assert held([(one, seat, 60.0) for one, seat, _score in rows]) == ALL | {"varied": False}


def test_a_fallen_guard_names_who_falls_short():
    rows = [(f"e{i}", f"j{j}", float(i + j)) for i in range(9) for j in range(6)]
    found = {one["guard"]: one for one in guards(scores_of([*rows, ("e0", "late", 3.0), ("new", "j0", 3.0)]))}
    assert (found["given"]["short"], found["given"]["found"], found["given"]["wanted"]) == (["late"], 1, 5)
    assert (found["readings"]["short"], found["readings"]["falling"]) == (["new"], 1)


def test_evaluators_who_share_no_dossier_form_groups():
    rows = [("a", "j1", 1.0), ("a", "j2", 1.0), ("b", "j3", 1.0), ("c", "j2", 1.0), ("c", "j4", 1.0)]
    assert groups(scores_of(rows)) == [["j1", "j2", "j4"], ["j3"]]

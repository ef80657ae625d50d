"""p4comp/judging/rules/reliability.py: held against the krippendorff and pingouin packages"""

import warnings

import krippendorff
import numpy as np
import pandas as pd
import pytest

from p4comp.judging.rules import reliability
from p4comp.judging.rules.mixed_model import Components, estimate
from p4comp.judging.rules.scores import scores_of
from tests.judging.random_scores import drawn


@pytest.fixture(autouse=True)
def few_refits(monkeypatch):
    """Fewer resamples than in service: enough for an interval."""
    monkeypatch.setattr(reliability, "REFITS", 20)


def as_table(scores):
    table = np.full((len(scores.evaluators), len(scores.entries)), np.nan)
    table[scores.evaluator, scores.entry] = scores.value
    return table


@pytest.mark.parametrize("missing", [0.0, 0.2, 0.5])
@pytest.mark.parametrize("seed", range(4))
def test_alpha_is_the_krippendorff_packages_with_sheets_missing_and_ties(seed, missing):
    scores = scores_of(drawn(seed, missing=missing))
    expected = krippendorff.alpha(reliability_data=as_table(scores), level_of_measurement="interval")
    assert reliability.alpha(scores.entry, scores.value) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("seed", range(4))
def test_icc_is_pingouins(seed):
    scores = scores_of(drawn(seed, entries=20, evaluators=5, readings=5))
    frame = pd.DataFrame({"entry": scores.entry, "evaluator": scores.evaluator, "score": scores.value})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pingouin import intraclass_corr

        found = intraclass_corr(frame, targets="entry", raters="evaluator", ratings="score").set_index("Type")["ICC"]
    names = ("ICC2", "ICC2k") if "ICC2" in found.index else ("ICC(A,1)", "ICC(A,k)")
    assert reliability.icc(reliability.complete_table(scores)) == pytest.approx(tuple(found[name] for name in names), abs=1e-9)


def test_icc_is_told_only_of_a_complete_table():
    names = [one["index"] for one in reliability.figures(scores_of(drawn(1, entries=12, evaluators=3, readings=3)), None, 1)]
    assert names == ["alpha", "ICC(A,1)", "ICC(A,k)"]
    assert [one["index"] for one in reliability.figures(scores_of(drawn(1)), None, 1)] == ["alpha"]


def test_g_phi_and_the_readings_needed_by_the_formulas():
    parts = Components(68, 17.5, 48.7)
    assert reliability.relative(parts, 3) == pytest.approx(0.8073, abs=1e-4)
    assert reliability.absolute(parts, 3) == pytest.approx(0.7550, abs=1e-4)
    assert [reliability.readings_needed(parts, wanted) for wanted in (0.5, 0.8, 0.9)] == [1, 3, 7]
    assert reliability.relative(parts, reliability.readings_needed(parts, 0.9)) >= 0.9
    nothing = Components(0.0, 1.0, 1.0)
    assert (reliability.relative(nothing, 3), reliability.absolute(nothing, 3), reliability.readings_needed(nothing, 0.8)) == (
        0.0,
        0.0,
        None,
    )


def test_every_index_comes_with_an_interval_and_the_same_seed_draws_it_again():
    scores = scores_of(drawn(7))
    found = reliability.figures(scores, estimate(scores), 11)
    assert [one["index"] for one in found] == ["G", "Phi", "alpha"]
    assert all(one["low"] < one["value"] < one["high"] for one in found)
    assert reliability.figures(scores, estimate(scores), 11) == found
    assert reliability.figures(scores, estimate(scores), 12) != found


def test_a_resample_fits_nearly_as_the_whole_search_would():
    scores = scores_of(drawn(3, entries=200, evaluators=20))
    near = Components(30.0, 30.0, 30.0)
    rough, whole = estimate(scores, near=near), estimate(scores)
    assert rough.entry == pytest.approx(whole.entry, rel=5e-3)
    assert rough.residual == pytest.approx(whole.residual, rel=5e-3)


def test_progress_is_told():
    steps = []
    scores = scores_of(drawn(7, entries=20))
    reliability.figures(scores, estimate(scores), 1, lambda done, of: steps.append((done, of)))
    assert steps[0] == (1, reliability.REFITS)
    assert steps[-1] == (reliability.REFITS, reliability.REFITS)


def test_all_scores_equal_have_no_alpha():
    scores = scores_of([(f"e{i}", f"j{j}", 60.0) for i in range(5) for j in range(3)])
    found = reliability.figures(scores, None, 1)
    assert found == [{"index": name, "value": None, "low": None, "high": None} for name in ("alpha", "ICC(A,1)", "ICC(A,k)")]


@pytest.mark.parametrize(
    ("value", "called"),
    [(0.49, "lemah"), (0.5, "lemah"), (0.51, "sedang"), (0.74, "sedang"), (0.75, "baik"), (0.9, "baik"), (0.91, "sangat baik")],
)
def test_words_follow_koo_and_li(app, value, called):
    assert reliability.word(value) == called

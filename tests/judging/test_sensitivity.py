"""p4comp/judging/rules/sensitivity.py"""

import numpy as np
import pytest
from scipy.stats import zscore

from p4comp.judging.rules import sensitivity
from p4comp.judging.rules.scores import scores_of
from tests.judging.random_scores import drawn

ROWS = [("a", "x", 90.0), ("a", "y", 50.0), ("b", "x", 70.0), ("b", "y", 60.0), ("c", "x", 70.0), ("c", "y", 40.0)]


def values(rule, rows=ROWS):
    scores = scores_of(rows)
    return dict(zip(scores.entries, rule(scores).tolist(), strict=True))


def test_raw_mean_and_median():
    assert values(sensitivity.raw) == {"a": 70.0, "b": 65.0, "c": 55.0}
    three = [*ROWS, ("a", "z", 51.0), ("b", "z", 66.0), ("c", "z", 90.0)]
    assert values(sensitivity.median, three) == {"a": 51.0, "b": 66.0, "c": 70.0}


def test_the_trimmed_mean_is_the_median_of_three_and_leaves_two_alone():
    three = [*ROWS, ("a", "z", 51.0), ("b", "z", 66.0), ("c", "z", 90.0)]
    assert values(sensitivity.trimmed, three) == values(sensitivity.median, three)
    assert values(sensitivity.trimmed) == values(sensitivity.raw)
    ten = [("a", f"j{n}", float(value)) for n, value in enumerate([0, 1, 10, 11, 12, 13, 14, 15, 98, 99])]
    assert values(sensitivity.trimmed, ten) == {"a": 12.5}


def test_z_scores_are_scipys_and_whoever_gives_everybody_the_same_decides_nothing():
    x = dict(zip("abc", zscore([90.0, 70.0, 70.0], ddof=1), strict=True))
    y = dict(zip("abc", zscore([50.0, 60.0, 40.0], ddof=1), strict=True))
    assert values(sensitivity.standard) == pytest.approx({key: (x[key] + y[key]) / 2 for key in "abc"})
    flat = [(key, "x", 80.0) for key in "abc"] + [(key, "y", value) for key, value in zip("abc", (1.0, 2.0, 3.0), strict=True)]
    assert values(sensitivity.standard, flat) == pytest.approx({"a": -0.5, "b": 0.0, "c": 0.5})


def test_borda_counts_what_an_entry_leaves_behind_and_shares_ties():
    assert values(sensitivity.borda) == {"a": 0.75, "b": 0.625, "c": 0.125}
    assert values(sensitivity.borda, [("a", "x", 3.0)]) == {"a": 0.5}


def test_the_table_says_who_would_stay_come_and_go():
    scores = scores_of(ROWS)
    found = {one["rule"]: one for one in sensitivity.table(scores, np.array([1.0, 2.0, 3.0]), ["a", "b", "c"], 2)}
    assert list(found) == list(sensitivity.NAMES)
    assert found["raw"] == {"rule": "raw", "stay": 2, "of": 2, "comes": [], "goes": [], "tau": 1.0}
    assert found["fair"] == {"rule": "fair", "stay": 1, "of": 2, "comes": ["c"], "goes": ["a"], "tau": -1.0}


def test_without_a_fair_score_there_is_no_line_for_it():
    assert "fair" not in [one["rule"] for one in sensitivity.table(scores_of(ROWS), None, ["a", "b", "c"], 2)]


def test_equals_under_a_rule_keep_the_official_order():
    scores = scores_of([(key, "x", 50.0) for key in "abcd"])
    for line in sensitivity.table(scores, None, ["d", "b", "a", "c"], 2):
        assert (line["stay"], line["comes"], line["goes"], line["tau"]) == (2, [], [], None)


def test_every_rule_ranks_every_entry():
    scores = scores_of(drawn(1, missing=0.2))
    for rule in sensitivity.RULES.values():
        assert rule(scores).shape == (len(scores.entries),)
        assert np.all(np.isfinite(rule(scores)))

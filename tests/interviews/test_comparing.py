"""Panels side by side"""

import random

import pytest
from scipy import stats

from p4comp.interviews.rules.comparing import compare


def rows(shifts, number=12, seed=1):
    """Finalists of panels that give so much more than the desk; the finalists themselves differ from panel to panel."""
    chance = random.Random(seed)
    found = []
    for place, shift in enumerate(shifts):
        for _one in range(number):
            quality = chance.gauss(70 + 5 * place, 6)
            found.append((f"p{place}", quality + shift + chance.gauss(0, 3), quality + chance.gauss(0, 3)))
    return found


def test_panels_alike_stand_out_no_more_often_than_chance_allows_however_different_their_finalists():
    found = [one for seed in range(200) for one in compare(rows([0, 0, 0], seed=seed))]
    assert 0.02 < sum(one.stands_out for one in found) / len(found) < 0.08
    assert found[2].mean > found[0].mean + 5


def test_a_lenient_and_a_severe_panel_stand_out():
    found = compare(rows([8, 0, -8]))
    assert [one.stands_out for one in found] == [True, False, True]
    assert sum(one.shift for one in found) == pytest.approx(0)


def test_between_two_panels_it_is_half_of_welchs_interval():
    found = compare(rows([3, -2], number=7))
    gaps = {panel: [total - desk for one, total, desk in rows([3, -2], number=7) if one == panel] for panel in ("p0", "p1")}
    low, high = stats.ttest_ind(gaps["p0"], gaps["p1"], equal_var=False).confidence_interval(0.95)
    assert (found[0].shift, found[0].margin) == (pytest.approx((low + high) / 4), pytest.approx((high - low) / 4))


def test_one_finalist_tells_nothing_for_certain_and_none_nothing_at_all():
    assert compare([]) == []
    one, other = compare([("a", 80.0, 70.0), ("b", 60.0, 60.0)])
    assert (one.margin, one.stands_out, one.shift, other.shift) == (None, False, 5.0, -5.0)

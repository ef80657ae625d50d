"""p4comp/judging/rules/uncertainty.py"""

import numpy as np
import pytest
from scipy.special import ndtr

from p4comp.judging.rules.mixed_model import estimate, fit
from p4comp.judging.rules.scores import scores_of
from p4comp.judging.rules.uncertainty import Band, above, band, outlook, seed_of
from tests.judging.random_scores import drawn


@pytest.fixture(scope="module")
def fitted():
    """A model fitted to random scores."""
    scores = scores_of(drawn(3, entries=40, evaluators=10, missing=0.1))
    return fit(scores, estimate(scores))


def test_draws_have_the_covariance_of_the_errors(fitted):
    """Chances of pairs, drawn from the whole covariance matrix by another generator, agree with ours."""
    whole = fitted.components.residual * (np.diag(1 / fitted.pivots) + fitted.lever @ fitted.inverse @ fitted.lever.T)
    drawn_whole = np.random.default_rng(1).multivariate_normal(fitted.fair, whole, 20000)
    ranks = (-drawn_whole).argsort(axis=1).argsort(axis=1) + 1
    found = outlook(fitted, 10, 42, draws=20000)
    assert found.chance == pytest.approx((ranks <= 10).mean(axis=0), abs=0.02)
    assert found.expected == pytest.approx(ranks.mean(axis=0), abs=0.3)
    assert found.low == pytest.approx(np.percentile(ranks, 5, axis=0), abs=1.5)
    assert found.high == pytest.approx(np.percentile(ranks, 95, axis=0), abs=1.5)


def test_the_places_within_the_cut_are_all_given_in_every_draw(fitted):
    assert outlook(fitted, 10, 1).chance.sum() == pytest.approx(10)


def test_the_same_seed_draws_the_same_and_another_does_not(fitted):
    one, again, other = (outlook(fitted, 10, seed) for seed in (7, 7, 8))
    assert one.chance.tolist() == again.chance.tolist() != other.chance.tolist()
    assert (one.seed, one.draws) == (7, 5000)


def test_as_many_places_as_entries_are_certain(fitted):
    assert set(outlook(fitted, 40, 1).chance) == {1.0}
    assert set(outlook(fitted, 90, 1).chance) == {1.0}


def test_the_interval_holds_the_expected_place(fitted):
    found = outlook(fitted, 10, 1)
    assert np.all((found.low <= found.expected) & (found.expected <= found.high))


def test_a_pair_is_compared_by_its_own_standard_error(fitted):
    assert above(fitted, 0, 1) + above(fitted, 1, 0) == pytest.approx(1)
    best, worst = int(fitted.fair.argmax()), int(fitted.fair.argmin())
    assert above(fitted, best, worst) > 0.95
    variance = fitted.components.residual * (np.diag(1 / fitted.pivots) + fitted.lever @ fitted.inverse @ fitted.lever.T)
    gap = fitted.fair[0] - fitted.fair[1]
    assert above(fitted, 0, 1) == pytest.approx(ndtr(gap / np.sqrt(variance[0, 0] + variance[1, 1] - 2 * variance[0, 1])))


@pytest.mark.parametrize(
    ("chance", "found"), [(1.0, Band.IN), (0.9, Band.IN), (0.899, Band.CLOSE), (0.101, Band.CLOSE), (0.1, Band.OUT), (0.0, Band.OUT)]
)
def test_bands(chance, found):
    assert band(chance) is found


def test_seeds_are_made_of_text():
    assert seed_of("p4-2022/UMUM") == seed_of("p4-2022/UMUM") != seed_of("p4-2022/UPP")
    assert 0 <= seed_of("") < 2**32

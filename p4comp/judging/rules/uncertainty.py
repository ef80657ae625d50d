"""How sure a place is: draws from the fair scores' joint error, by low rank plus diagonal.

`fair(b) = fair + lever L z1 + sqrt(Ve / pivots) z2` with `L L' = Ve inverse` has exactly the covariance of the prediction errors;
it is the parametric draw of ranks of D. B. Rubin's kind (H. Goldstein, D. J. Spiegelhalter, JRSS A 159, 1996, 385-443; for
funding lines R. Heyard, M. Ott, G. Salanti, M. Egger, arXiv 2102.09958). Random numbers come from numpy's `RandomState`, whose
stream is promised never to change (NEP 19), from a seed that is kept with the result.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy import linalg
from scipy.special import ndtr

from p4comp.judging.rules.mixed_model import Fit
from p4comp.judging.rules.scores import Numbers

CLEAR_IN, CLEAR_OUT = 0.9, 0.1
LOW, HIGH = 5, 95
MANY, FEW, LARGE = 5000, 2000, 2000
AT_ONCE = 250


class Band(StrEnum):
    """Whether an entry lies clearly within the cut, clearly outside, or too close to call."""

    IN = "in"
    CLOSE = "close"
    OUT = "out"


@dataclass(frozen=True)
class Outlook:
    """Per entry: the chance of a place within the cut, the places of a 90 % interval, the expected place; of how many draws."""

    chance: Numbers
    low: NDArray[np.int64]
    high: NDArray[np.int64]
    expected: Numbers
    draws: int
    seed: int


def seed_of(text: str) -> int:
    """The seed of the draws: the first 32 bits of the SHA-256 over the plan's own seed and the category."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")


def band(chance: float) -> Band:
    """The band of a chance; its bounds belong to the clear sides."""
    if chance >= CLEAR_IN:
        return Band.IN
    return Band.OUT if chance <= CLEAR_OUT else Band.CLOSE


def outlook(fit: Fit, places: int, seed: int, draws: int | None = None) -> Outlook:
    """Draw places again and again; every entry has the chance 1 where there are as many places as entries."""
    size = len(fit.fair)
    draws = draws or (FEW if size > LARGE else MANY)
    chance = np.random.RandomState(seed)
    ranks = np.empty((draws, size), dtype=np.int32)
    for first in range(0, draws, AT_ONCE):
        drawn = _drawn(fit, chance, min(AT_ONCE, draws - first))
        ranks[first : first + len(drawn)] = ranks_of(drawn)
    low, high = np.percentile(ranks, [LOW, HIGH], axis=0, method="inverted_cdf")
    within = (ranks <= places).mean(axis=0)
    return Outlook(within, low.astype(np.int64), high.astype(np.int64), ranks.mean(axis=0), draws, seed)


def _drawn(fit: Fit, chance: np.random.RandomState, number: int) -> Numbers:
    root = linalg.cholesky(fit.components.residual * fit.inverse, lower=True)
    shared = chance.standard_normal((number, len(root))) @ root.T @ fit.lever.T
    own = chance.standard_normal((number, len(fit.fair))) * np.sqrt(fit.components.residual / fit.pivots)
    return np.asarray(fit.fair + shared + own)


def ranks_of(drawn: Numbers) -> NDArray[np.int32]:
    """The places of every draw's scores, the highest first."""
    order = np.argsort(-drawn, axis=1)
    ranks = np.empty(drawn.shape, dtype=np.int32)
    np.put_along_axis(ranks, order, np.arange(1, drawn.shape[1] + 1, dtype=np.int32)[None, :], axis=1)
    return ranks


def above(fit: Fit, one: int, other: int) -> float:
    """The chance that one entry is truly better than another: `Phi(difference / its standard error)`."""
    lever = fit.lever[one] - fit.lever[other]
    variance = fit.components.residual * (1 / fit.pivots[one] + 1 / fit.pivots[other] + lever @ fit.inverse @ lever)
    return float(ndtr((fit.fair[one] - fit.fair[other]) / np.sqrt(variance)))

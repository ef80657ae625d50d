"""Would another rule choose others? The list of the first places under several rules beside the plan's own.

Raw mean, fair score, median, trimmed mean (a fifth off both ends, one score at least), z-score by evaluator, Borda by evaluator.
Borda: `B = sum over evaluators of (n - rank)`, here as the mean share of the dossiers on an evaluator's pile that it leaves behind,
since piles differ (J. C. de Borda, 1781; average ranks for ties). One rule is official; the others only show what hangs on it.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from flask_babel import lazy_gettext as _l
from numpy.typing import NDArray
from scipy.stats import kendalltau, rankdata

from p4comp.judging.rules.scores import Numbers, Scores

DECIMALS = 6
NAMES = {
    "raw": _l("Rata-rata mentah"),
    "fair": _l("Nilai adil (model campuran)"),
    "median": _l("Median"),
    "trimmed": _l("Rata-rata terpangkas"),
    "z": _l("Nilai-z menurut evaluator"),
    "borda": _l("Borda menurut evaluator"),
}


def raw(scores: Scores) -> Numbers:
    """The raw mean."""
    return scores.means


def by_entry(scores: Scores, values: Numbers, function: Callable[[Numbers], float]) -> Numbers:
    """A figure of each entry's own values, lowest first."""
    order = np.lexsort((values, scores.entry))
    parts = np.split(values[order], np.cumsum(scores.readings)[:-1])
    return np.array([function(part) for part in parts])


def median(scores: Scores) -> Numbers:
    """The median of an entry's scores."""
    return by_entry(scores, scores.value, lambda own: float(np.median(own)))


def trimmed(scores: Scores) -> Numbers:
    """The mean without a fifth of the scores at both ends, one at least; of fewer than three scores the mean."""
    return by_entry(scores, scores.value, _trimmed)


def _trimmed(own: Numbers) -> float:
    cut = max(1, len(own) // 5) if len(own) >= 3 else 0
    return float(own[cut : len(own) - cut].mean())


def standard(scores: Scores) -> Numbers:
    """The mean of `(score - the evaluator's mean) / the evaluator's standard deviation`; 0 from whom gives everybody the same."""
    found = np.zeros(len(scores.value))
    for own in _piles(scores):
        pile = scores.value[own]
        spread = pile.std(ddof=1) if len(pile) > 1 else 0.0
        found[own] = (pile - pile.mean()) / spread if spread > 1e-12 else 0.0
    return np.asarray(np.bincount(scores.entry, found, len(scores.entries)) / scores.readings)


def borda(scores: Scores) -> Numbers:
    """The mean share of an evaluator's pile that an entry leaves behind; of a pile of one, half."""
    found = np.full(len(scores.value), 0.5)
    for own in _piles(scores):
        if len(own) > 1:
            found[own] = (rankdata(scores.value[own]) - 1) / (len(own) - 1)
    return np.asarray(np.bincount(scores.entry, found, len(scores.entries)) / scores.readings)


def _piles(scores: Scores) -> list[NDArray[np.int64]]:
    order = np.argsort(scores.evaluator, kind="stable")
    return [np.asarray(pile) for pile in np.split(order, np.cumsum(scores.given)[:-1])]


RULES: dict[str, Callable[[Scores], Numbers]] = {"raw": raw, "median": median, "trimmed": trimmed, "z": standard, "borda": borda}


def table(scores: Scores, fair: Numbers | None, official: Sequence[str], places: int) -> list[dict[str, Any]]:
    """Per rule how many of the official first `places` stay, who comes in, who goes out, and Kendall's tau of the whole order.

    Equals under a rule keep the official order; without a fair score there is no line for it.
    """
    worth = {name: rule(scores) for name, rule in RULES.items()} | ({"fair": fair} if fair is not None else {})
    return [line(name, scores.entries, worth[name], official, places) for name in NAMES if name in worth]


def line(name: str, ids: Sequence[str], worth: Numbers, official: Sequence[str], places: int) -> dict[str, Any]:
    """How the official order fares under one rule that gives the subjects `ids` this `worth`."""
    value = {key: round(float(one), DECIMALS) for key, one in zip(ids, worth, strict=True)}
    order = sorted(official, key=lambda key: -value[key])
    first, then = official[:places], order[:places]
    found = kendalltau([-place for place in range(len(official))], [value[key] for key in official]).statistic if len(official) > 1 else 1.0
    return {
        "rule": name,
        "stay": len(set(first) & set(then)),
        "of": len(first),
        "comes": [key for key in then if key not in set(first)],
        "goes": [key for key in first if key not in set(then)],
        "tau": round(float(found), 4) if np.isfinite(found) else None,
    }

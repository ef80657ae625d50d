"""How far scores would come out alike with other evaluators, always with a 95 % interval over resampled entries.

- G (relative) `Vt / (Vt + Ve / k)` and Phi (absolute) `Vt / (Vt + (Vb + Ve) / k)` of the mixed model's variances; readings needed
  for a wanted G: `k = G Ve / ((1 - G) Vt)` (R. L. Brennan, Generalizability Theory, 2001, chapters 2 and 4).
- Krippendorff's alpha for interval data, `1 - Do / De`, whatever is missing (K. Krippendorff, Content Analysis, 2004, chapter 11).
- ICC(A,1) and ICC(A,k) where every evaluator has read every entry (K. O. McGraw, S. P. Wong, Psychological Methods 1, 1996, 30-46).
- Words for G, Phi and ICC after T. K. Koo, M. Y. Li, J. Chiropractic Medicine 15, 2016, 155-163; alpha gets none, since fixed limits
  for it are called arbitrary (BMC Med. Res. Methodol. 18, 2018, 93).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np
from flask_babel import lazy_gettext as _l
from numpy.typing import NDArray

from p4comp.judging.rules.mixed_model import Components, estimate
from p4comp.judging.rules.scores import Numbers, Scores

RESAMPLES, RESAMPLES_OF_MANY, REFITS, REFITS_OF_MANY, MANY = 1000, 400, 200, 100, 2000
WANTED = (0.7, 0.8, 0.9)
WORDS = ((0.9, _l("sangat baik")), (0.75, _l("baik")), (0.5, _l("sedang")), (-1e9, _l("lemah")))
Figure = dict[str, Any]


def word(value: float) -> str:
    """The word for a G, Phi or ICC."""
    return str(next(called for limit, called in WORDS if value > limit or (value == limit and limit == 0.75)))


def relative(parts: Components, readings: float) -> float:
    """G: how well the order of entries holds when `readings` evaluators read each."""
    return parts.entry / (parts.entry + parts.residual / readings) if parts.entry else 0.0


def absolute(parts: Components, readings: float) -> float:
    """Phi: how well the scores themselves hold, severity counted as an error."""
    return parts.entry / (parts.entry + (parts.evaluator + parts.residual) / readings) if parts.entry else 0.0


def readings_needed(parts: Components, wanted: float) -> int | None:
    """The fewest readings with which G reaches `wanted`; None where entries do not differ at all."""
    if not parts.entry:
        return None
    return max(1, ceil(wanted * parts.residual / ((1 - wanted) * parts.entry) - 1e-9))


def usual_readings(scores: Scores) -> float:
    """The harmonic mean of the readings an entry has."""
    return float(len(scores.readings) / (1 / scores.readings).sum())


@dataclass(frozen=True)
class Moments:
    """Per unit what alpha is made of: how many values, their sum, the sum of their squares; units with one value count for nothing."""

    number: Numbers
    total: Numbers
    squares: Numbers

    def alpha(self) -> float:
        """Alpha; not a number where all values are equal."""
        return float(self.alphas(np.ones((1, len(self.number))))[0])

    def alphas(self, drawn: NDArray[Any]) -> Numbers:
        """Alpha of every resample, a row how often each unit was drawn."""
        within = 2 * (self.number * self.squares - self.total**2) / np.maximum(self.number - 1, 1)
        number, total, squares, apart = (drawn @ np.stack([self.number, self.total, self.squares, within], axis=1)).T
        expected = 2 * (number * squares - total**2) / np.maximum(number - 1, 1)
        is_varied = expected > 1e-9 * np.maximum(squares, 1)
        return np.where(is_varied, 1 - apart / np.where(is_varied, expected, 1), np.nan)


def moments(unit: NDArray[np.int64], value: Numbers, units: int) -> Moments:
    """The moments of some values about their common centre."""
    value = value - (value.mean() if len(value) else 0)
    number, total, squares = (np.bincount(unit, weight, units) for weight in (np.ones(len(value)), value, value**2))
    paired = number >= 2
    return Moments(*(np.where(paired, part, 0.0) for part in (number, total, squares)))


def alpha(unit: NDArray[np.int64], value: Numbers) -> float:
    """Krippendorff's alpha for interval data of values by unit."""
    units = int(unit.max()) + 1
    return moments(unit, value, units).alpha()


def icc(table: Numbers) -> tuple[float, float]:
    """ICC(A,1) and ICC(A,k) of a complete table, a row an entry and a column an evaluator."""
    n, k = table.shape
    whole, rows, columns = table.mean(), table.mean(axis=1), table.mean(axis=0)
    between = k * ((rows - whole) ** 2).sum() / (n - 1)
    judges = n * ((columns - whole) ** 2).sum() / (k - 1)
    error = ((table - rows[:, None] - columns[None, :] + whole) ** 2).sum() / ((n - 1) * (k - 1))
    single = between + (k - 1) * error + k * (judges - error) / n
    average = between + (judges - error) / n
    nothing = float("nan")
    return (float((between - error) / single) if single else nothing, float((between - error) / average) if average else nothing)


def complete_table(scores: Scores) -> Numbers | None:
    """The scores as a table if every evaluator has read every entry, and there are two of both at least."""
    shape = (len(scores.entries), len(scores.evaluators))
    if len(scores.value) != shape[0] * shape[1] or min(shape) < 2:
        return None
    table = np.empty(shape)
    table[scores.entry, scores.evaluator] = scores.value
    return table


def figures(
    scores: Scores, parts: Components | None, seed: int, tell: Callable[[int, int], None] = lambda _done, _of: None
) -> list[Figure]:
    """The indices that can be told of these scores, each with its interval; those of the model only where it was fitted."""
    chance, found = np.random.RandomState(seed), []
    if parts is not None:
        usual = usual_readings(scores)
        again = refits(scores, parts, chance, tell)
        found += [
            interval("G", relative(parts, usual), [relative(one, usual) for one in again]),
            interval("Phi", absolute(parts, usual), [absolute(one, usual) for one in again]),
        ]
    units = moments(scores.entry, scores.value, len(scores.entries))
    found.append(interval("alpha", units.alpha(), units.alphas(weights(len(scores.entries), chance))))
    table = complete_table(scores)
    if table is not None:
        again_tables = [icc(table[chance.randint(0, len(table), len(table))]) for _round in range(RESAMPLES)]
        found += [
            interval(name, icc(table)[side], [one[side] for one in again_tables]) for side, name in enumerate(("ICC(A,1)", "ICC(A,k)"))
        ]
    return found


def weights(units: int, chance: np.random.RandomState) -> Numbers:
    """How often each unit is drawn, a row a resample."""
    rounds = RESAMPLES if units <= MANY else RESAMPLES_OF_MANY
    return np.asarray(chance.multinomial(units, np.full(units, 1 / units), rounds), dtype=np.float64)


def refits(scores: Scores, parts: Components, chance: np.random.RandomState, tell: Callable[[int, int], None]) -> list[Components]:
    """The variances of resampled entries; a resample of too few evaluators or without any difference is left out."""
    rounds, found = REFITS_OF_MANY if len(scores.entries) > MANY else REFITS, []
    for number in range(rounds):
        again = _resampled(scores, chance.randint(0, len(scores.entries), len(scores.entries)))
        if len(again.evaluators) > 1 and len(np.unique(again.value)) > 1:
            found.append(estimate(again, near=parts))
        tell(number + 1, rounds)
    return found


def _resampled(scores: Scores, drawn: NDArray[np.int64]) -> Scores:
    """The drawn entries as entries of their own, with those evaluators who have read any of them."""
    order = np.argsort(scores.entry, kind="stable")
    starts = np.concatenate([[0], np.cumsum(scores.readings)])
    picked = np.concatenate([order[starts[one] : starts[one + 1]] for one in drawn])
    seats, evaluator = np.unique(scores.evaluator[picked], return_inverse=True)
    entry = np.repeat(np.arange(len(drawn)), scores.readings[drawn])
    return Scores(tuple(map(str, range(len(drawn)))), tuple(map(str, seats)), entry, evaluator.astype(np.int64), scores.value[picked])


def interval(name: str, value: float, again: Sequence[float] | Numbers) -> Figure:
    """A figure with the middle 95 % of what resamples gave."""
    sound = [one for one in again if np.isfinite(one)]
    low, high = np.percentile(sound, [2.5, 97.5]) if len(sound) > 1 else (float("nan"), float("nan"))
    return {"index": name, "value": told(value), "low": told(low), "high": told(high)}


def told(value: float) -> float | None:
    """A figure at four decimals; None where there is none."""
    return round(float(value), 4) + 0.0 if np.isfinite(value) else None

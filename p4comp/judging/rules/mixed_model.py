"""The crossed mixed model of scores: what an entry is worth once its evaluators' severity is taken out.

`y_ij = mean + entry_i + evaluator_j + noise_ij`, with entry ~ N(0, Vt), evaluator ~ N(0, Vb), noise ~ N(0, Ve). Effects are the
best linear unbiased predictions of Henderson's mixed model equations (C. R. Henderson, Biometrics 31, 1975, 423-447). The
entries' block of these equations is diagonal, so it is eliminated (absorbed) and only a system as large as the number of
evaluators is solved: dense matrices over all entries are never made. The variances maximise the restricted likelihood
(H. D. Patterson, R. Thompson, Biometrika 58, 1971, 545-554), whose derivative in the ratios `a = Ve/Vt`, `b = Ve/Vb` is
(D. L. Johnson, R. Thompson, J. Dairy Sci. 78, 1995, 449-456; here for -2 log L, with Ve profiled out, Q the residual sum):

    d/d log a = (N - 1) a t't / Q - n + a tr(C_tt)          d/d log b = (N - 1) b s's / Q - m + b tr(C_ss)

The variances are rounded to six significant digits before anything is made of them, and they are kept with the result: from
there on everything is one linear system, whose last digits no library decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log
from typing import Any

import numpy as np
from scipy import optimize, sparse
from scipy.linalg import lapack

from p4comp.judging.rules.scores import Numbers, Scores

SIGNIFICANT = 6
LOWEST, HIGHEST = log(1e-6), log(1e4)  # beyond the highest ratio a variance counts as none
STARTS = (-3.0, -1.0, 1.0, 3.0)
CLOSE = 1e-10


@dataclass(frozen=True)
class Components:
    """Variances: of entries, of evaluators' severity, and of what is left."""

    entry: float
    evaluator: float
    residual: float

    @property
    def plain(self) -> dict[str, float]:
        """As a snapshot keeps them."""
        return {"entry": self.entry, "evaluator": self.evaluator, "residual": self.residual}


def components_of(plain: Mapping[str, Any]) -> Components:
    """The variances as a snapshot keeps them."""
    return Components(float(plain["entry"]), float(plain["evaluator"]), float(plain["residual"]))


@dataclass(frozen=True)
class Solution:
    """Henderson's equations solved: effects, residual sum `rest`, and what errors are made of."""

    mean: float
    entry: Numbers
    evaluator: Numbers
    rest: float
    inverse: Numbers
    pivots: Numbers
    log_determinant: float


class Equations:
    """Henderson's equations of some scores, the entries' part eliminated; without `severity` evaluators have no effect."""

    def __init__(self, scores: Scores, *, severity: bool = True):
        self.scores = scores
        self.centre = float(scores.value.mean())
        self.value = scores.value - self.centre
        self.entries, self.evaluators = len(scores.entries), len(scores.evaluators) if severity else 0
        self.total = np.bincount(scores.entry, self.value, self.entries)
        self.met = self._met()
        self.normal = self._normal()
        self.right = np.concatenate(
            [[self.value.sum()], np.bincount(scores.evaluator, self.value, len(scores.evaluators))[: self.evaluators]]
        )
        self.grams = {int(k): self._gram(k) for k in np.unique(scores.readings)}

    def _met(self) -> Any:
        """Per entry: how many scores it has, and by which evaluators."""
        one, seats = self.scores.entry, self.scores.evaluator
        columns = [sparse.csr_array(self.scores.readings[:, None].astype(float))]
        if self.evaluators:
            columns.append(sparse.csr_array((np.ones(len(one)), (one, seats)), shape=(self.entries, self.evaluators)))
        return sparse.csr_array(sparse.hstack(columns))

    def _normal(self) -> Numbers:
        given = self.scores.given[: self.evaluators].astype(float)
        found = np.diag(np.concatenate([[float(len(self.value))], given]))
        found[0, 1:] = found[1:, 0] = given
        return found

    def _gram(self, readings: int) -> Numbers:
        rows = self.met[np.flatnonzero(self.scores.readings == readings)]
        return np.asarray((rows.T @ rows).todense())

    def solve(self, a: float, b: float) -> Solution:
        """The solution for the ratios of the residual's variance to the entries' (`a`) and to the evaluators' (`b`)."""
        pivots = self.scores.readings.astype(np.float64) + a
        system = self.normal - sum(gram / (k + a) for k, gram in self.grams.items())
        if self.evaluators:
            system[np.arange(1, len(system)), np.arange(1, len(system))] += b
        inverse, log_determinant = _inverted(system)
        fixed = inverse @ (self.right - self.met.T @ (self.total / pivots))
        entry = (self.total - self.met @ fixed) / pivots
        rest = float(self.value @ self.value - fixed @ self.right - entry @ self.total)
        return Solution(
            self.centre + float(fixed[0]),
            entry,
            fixed[1:],
            max(rest, 1e-300),
            inverse,
            pivots,
            log_determinant + float(np.log(pivots).sum()),
        )

    def deviance(self, ratios: Numbers) -> tuple[float, Numbers]:
        """-2 log of the restricted likelihood at the logarithms of the ratios, constants left out, and its derivative."""
        a = exp(ratios[0])
        b = exp(ratios[1]) if self.evaluators else 1.0
        found, freedom = self.solve(a, b), len(self.value) - 1
        height = freedom * log(found.rest / freedom) - self.entries * ratios[0] + found.log_determinant
        spread = sum(gram / (k + a) ** 2 for k, gram in self.grams.items())
        trace = float((1 / found.pivots).sum() + (found.inverse * spread).sum())
        slope = [freedom * a * float(found.entry @ found.entry) / found.rest - self.entries + a * trace]
        if self.evaluators:
            height -= self.evaluators * ratios[1]
            of_severity = float(np.trace(found.inverse) - found.inverse[0, 0])
            slope.append(freedom * b * float(found.evaluator @ found.evaluator) / found.rest - self.evaluators + b * of_severity)
        return height, np.array(slope)


def _inverted(system: Numbers) -> tuple[Numbers, float]:
    """The inverse of a positive definite matrix and the logarithm of its determinant, by Cholesky's factor."""
    factor, _code = lapack.dpotrf(system, lower=True)
    half, _code = lapack.dpotri(factor, lower=True)
    inverse = np.tril(half) + np.tril(half, -1).T
    return inverse, 2 * float(np.log(np.diag(factor)).sum())


def estimate(scores: Scores, near: Components | None = None) -> Components:
    """The variances of largest restricted likelihood, to six significant digits; one that is as good as none is 0.

    With `near` the search begins there and ends without the last polish: good enough for resampling, never for a ranking.
    """
    equations = Equations(scores)
    ratios = _roughly(equations, _ratios(near)) if near else _lowest(equations)
    if ratios[1] >= HIGHEST - CLOSE:
        equations = Equations(scores, severity=False)
        ratios = _roughly(equations, ratios[:1]) if near else _lowest(equations)
    a, b = exp(ratios[0]), exp(ratios[1]) if equations.evaluators else 1.0
    residual = equations.solve(a, b).rest / (len(scores.value) - 1)
    entry = 0.0 if ratios[0] >= HIGHEST - CLOSE else residual / a
    evaluator = residual / b if equations.evaluators else 0.0
    return Components(*(significant(value) for value in (entry, evaluator, residual)))


def significant(value: float, digits: int = SIGNIFICANT) -> float:
    """The value with so many significant digits."""
    return float(f"{value:.{digits - 1}e}")


def _lowest(equations: Equations) -> Numbers:
    """Where the deviance is lowest: the best of a coarse grid, walked down from, then Newton's steps until the slope is nothing."""
    sides = 2 if equations.evaluators else 1
    grid = [np.array(point) for point in np.array(np.meshgrid(*[STARTS] * sides)).T.reshape(-1, sides)]
    start = min(grid, key=lambda point: equations.deviance(point)[0])
    return _polished(equations, _walked(equations, start, {"gtol": 1e-8, "ftol": 1e-14}))


def _roughly(equations: Equations, start: Numbers) -> Numbers:
    return _walked(equations, start, {"gtol": 1e-3, "ftol": 1e-9})


def _walked(equations: Equations, start: Numbers, care: dict[str, float]) -> Numbers:
    bounds = [(LOWEST, HIGHEST)] * len(start)
    return np.asarray(optimize.minimize(equations.deviance, start, jac=True, method="L-BFGS-B", bounds=bounds, options=care).x)


def _ratios(near: Components) -> Numbers:
    found = [log(near.residual / part) if part else HIGHEST - 1 for part in (near.entry, near.evaluator)]
    return np.asarray(np.clip(np.array(found), LOWEST, HIGHEST))


def _polished(equations: Equations, ratios: Numbers) -> Numbers:
    for _step in range(30):
        slope = equations.deviance(ratios)[1]
        free = [side for side in range(len(ratios)) if not _is_stuck(ratios[side], slope[side])]
        if not free or max(abs(slope[free])) < CLOSE:
            break
        curve = np.array([_bend(equations, ratios, side)[free] for side in free])
        move = np.linalg.lstsq(curve, slope[free], rcond=None)[0]
        if not np.all(np.isfinite(move)) or max(abs(move)) > 1:
            break
        ratios = ratios.copy()
        ratios[free] = np.clip(ratios[free] - move, LOWEST, HIGHEST)
        if max(abs(move)) < CLOSE:
            break
    return ratios


def _is_stuck(ratio: float, slope: float) -> bool:
    """Whether the lowest point lies beyond the bound."""
    return (ratio >= HIGHEST - CLOSE and slope <= 0) or (ratio <= LOWEST + CLOSE and slope >= 0)


def _bend(equations: Equations, ratios: Numbers, side: int, step: float = 1e-5) -> Numbers:
    move = np.zeros_like(ratios)
    move[side] = step
    return np.asarray((equations.deviance(ratios + move)[1] - equations.deviance(ratios - move)[1]) / (2 * step))


@dataclass(frozen=True)
class Fit:
    """The model fitted: fair scores with their standard errors, severity with its own, and how errors hang together.

    The error of the fair scores has the covariance `residual * (diag(1/pivots) + lever @ inverse @ lever.T)`: low rank plus diagonal.
    """

    scores: Scores
    components: Components
    mean: float
    fair: Numbers
    error: Numbers
    severity: Numbers
    severity_error: Numbers
    lever: Numbers
    inverse: Numbers
    pivots: Numbers

    @property
    def residuals(self) -> Numbers:
        """What the model leaves unexplained of each score."""
        return self.scores.value - self.fair[self.scores.entry] - self.severity[self.scores.evaluator]


def fit(scores: Scores, components: Components) -> Fit:
    """Fair scores by given variances; ValueError where entries do not differ or nothing is left to weigh them by."""
    if components.entry <= 0 or components.residual <= 0:
        raise ValueError("entries without variance have no fair scores")
    equations = Equations(scores, severity=components.evaluator > 0)
    b = components.residual / components.evaluator if components.evaluator else 1.0
    found = equations.solve(components.residual / components.entry, b)
    lever = -np.asarray(equations.met.todense()) / found.pivots[:, None]
    lever[:, 0] += 1
    shared = np.einsum("ij,ij->i", lever @ found.inverse, lever)
    none = np.zeros(len(scores.evaluators))
    own = np.sqrt(components.residual * np.diag(found.inverse)[1:])
    return Fit(
        scores,
        components,
        found.mean,
        found.mean + found.entry,
        np.sqrt(components.residual * (1 / found.pivots + shared)),
        found.evaluator if equations.evaluators else none,
        own if equations.evaluators else none,
        lever,
        found.inverse,
        found.pivots,
    )

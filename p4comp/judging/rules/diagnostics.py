"""How an evaluator scores, for those who talk with evaluators: figures and flags, never a reason to drop a sheet.

Severity is the mixed model's effect of the evaluator with its standard error; outfit is the mean squared standardised residual
(B. D. Wright, G. N. Masters, Rating Scale Analysis, 1982, chapter 5, with the model's residual variance); agreement is the
correlation of the own scores with the fair scores made of the others' sheets alone; halo is the mean correlation between indicators
over the own sheets.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np
from flask_babel import lazy_gettext as _l
from numpy.typing import NDArray

from p4comp.judging.rules.mixed_model import Fit
from p4comp.judging.rules.scores import Numbers, Scores

FLAGS = {
    "severe": _l("jauh lebih ketat"),
    "lenient": _l("jauh lebih longgar"),
    "unlike": _l("sering berbeda dari model"),
    "lonely": _l("tidak sejalan dengan pembaca lain"),
    "flat": _l("hampir selalu tingkat yang sama"),
    "halo": _l("semua indikator bergerak bersama"),
    "narrow": _l("rentang nilai sempit"),
    "quick": _l("sangat cepat"),
}
LEAST = 5
APART = 1.5


@dataclass(frozen=True)
class Sheet:
    """What one evaluator found on one entry: a level an indicator (None where none is kept), and the minutes it took if known."""

    entry: str
    evaluator: str
    levels: tuple[int | None, ...]
    minutes: float | None = None


def diagnose(scores: Scores, fit: Fit | None, sheets: Sequence[Sheet]) -> list[dict[str, Any]]:
    """The figures of every evaluator, in the order of their ids; what cannot be told is None."""
    own: Mapping[str, list[Sheet]] = {key: [] for key in scores.evaluators}
    for sheet in sheets:
        own[sheet.evaluator].append(sheet)
    pooled, usual = _pooled(scores), float(np.sqrt(fit.components.evaluator)) if fit else 0.0
    return [_figures(scores, fit, number, own[key], (pooled, usual)) for number, key in enumerate(scores.evaluators)]


def _pooled(scores: Scores) -> float:
    """The standard deviation within evaluators, over all of them."""
    centre = np.bincount(scores.evaluator, scores.value, len(scores.evaluators)) / scores.given
    freedom = len(scores.value) - len(scores.evaluators)
    rest = ((scores.value - centre[scores.evaluator]) ** 2).sum()
    return float(np.sqrt(rest / freedom)) if freedom > 0 else 0.0


def _figures(scores: Scores, fit: Fit | None, number: int, sheets: Sequence[Sheet], usual: tuple[float, float]) -> dict[str, Any]:
    mine, (pooled, severities) = np.flatnonzero(scores.evaluator == number), usual
    value = scores.value[mine]
    minutes = [sheet.minutes for sheet in sheets if sheet.minutes is not None]
    found: dict[str, Any] = {
        "evaluator": scores.evaluators[number],
        "sheets": len(mine),
        "mean": _told(value.mean()),
        "severity": _told(fit.severity[number]) if fit else None,
        "severity_error": _told(fit.severity_error[number]) if fit else None,
        "spread": _told(value.std(ddof=1) / pooled) if len(mine) > 1 and pooled > 0 else None,
        "agreement": _told(correlation(value, without(scores, fit, number)[scores.entry[mine]])),
        "outfit": _told((fit.residuals[mine] ** 2).mean() / fit.components.residual) if fit else None,
        "identical": _told(identical(sheets)),
        "halo": _told(halo(sheets)),
        "minutes": _told(median(minutes)) if minutes else None,
    }
    return found | {"flags": flags(found, severities)}


def without(scores: Scores, fit: Fit | None, number: int) -> Numbers:
    """Each entry's score made of the other evaluators' sheets alone: shrunken by the model, or their mean where there is none.

    The model's mean and severities are kept, so that one evaluator costs one sum and no fit of its own; not a number where nobody else
    has read the entry.
    """
    other = scores.evaluator != number
    of, value = scores.entry[other], scores.value[other]
    count = np.bincount(of, minlength=len(scores.entries)).astype(float)
    count[count == 0] = np.nan
    if fit is None:
        return np.asarray(np.bincount(of, value, len(scores.entries)) / count)
    left = value - fit.mean - fit.severity[scores.evaluator[other]]
    ratio = fit.components.residual / fit.components.entry
    return np.asarray(fit.mean + np.bincount(of, left, len(scores.entries)) / (count + ratio))


def correlation(one: Numbers, other: Numbers) -> float:
    """Pearson's correlation over the pairs that are whole; not a number for fewer than five or without any spread."""
    whole = np.isfinite(one) & np.isfinite(other)
    one, other = one[whole], other[whole]
    if len(one) < LEAST or one.std() < 1e-9 or other.std() < 1e-9:
        return float("nan")
    return float(np.corrcoef(one, other)[0, 1])


def identical(sheets: Sequence[Sheet]) -> float:
    """The share of findings that have the level this evaluator gives most often."""
    levels = [level for sheet in sheets for level in sheet.levels if level is not None]
    return max(np.bincount(levels)) / len(levels) if levels else float("nan")


def halo(sheets: Sequence[Sheet]) -> float:
    """The mean correlation between indicators over whole sheets; indicators that never vary are left out."""
    whole = [sheet.levels for sheet in sheets if None not in sheet.levels]
    if len(whole) < LEAST:
        return float("nan")
    table: NDArray[np.float64] = np.array(whole, dtype=float)
    table = table[:, table.std(axis=0) > 1e-9]
    if table.shape[1] < 2:
        return float("nan")
    found: NDArray[np.float64] = np.asarray(np.corrcoef(table, rowvar=False))
    return float(found[np.triu_indices(len(found), 1)].mean())


def flags(figures: Mapping[str, Any], severities: float) -> list[str]:
    """What to talk about with an evaluator; `severities` is the standard deviation of severity over all evaluators."""
    severity, error = figures["severity"] or 0.0, figures["severity_error"] or 0.0
    apart = abs(severity) > max(2 * error, APART * severities)
    rules = {
        "severe": apart and severity < 0,
        "lenient": apart and severity > 0,
        "unlike": (figures["outfit"] or 1.0) > 1.5,
        "lonely": figures["agreement"] is not None and figures["agreement"] < 0.2,
        "flat": (figures["identical"] or 0.0) > 0.8,
        "halo": (figures["halo"] or 0.0) > 0.9,
        "narrow": figures["sheets"] >= LEAST and (figures["spread"] if figures["spread"] is not None else 1.0) < 0.4,
        "quick": figures["minutes"] is not None and figures["minutes"] < 5,
    }
    return [name for name, raised in rules.items() if raised]


def _told(value: float) -> float | None:
    return round(float(value), 4) + 0.0 if np.isfinite(value) else None

"""Panels side by side: what each gives its finalists, seen through what all finalists have in common, the desk evaluation.

Raw means of different panels are never pooled: finalists differ. For every finalist the difference d = interview - desk is
taken (both 0 to 100); with P panels, panel p's shift is the contrast mean(d_p) - (1/P) sum over q of mean(d_q). Its variance is the
sum of c_q^2 s_q^2 / n_q with c_p = 1 - 1/P and c_q = -1/P, its 95 % interval Student's with Welch's and Satterthwaite's degrees of
freedom (Satterthwaite 1946, Biometrics Bulletin 2). A shift whose interval does not hold 0 is worth a talk; nothing is adjusted by it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum, sqrt
from statistics import fmean, variance

from scipy.stats import t

CONFIDENCE = 0.975
FEWEST = 2


@dataclass(frozen=True)
class PanelFigure:
    """One panel: finalists heard, means of interview and desk, and its shift with the half width of its interval, if it can be told."""

    panel_id: str
    heard: int
    mean: float
    desk: float
    shift: float
    margin: float | None

    @property
    def stands_out(self) -> bool:
        """Whether the panel gives more or less than the others by more than chance explains."""
        return self.margin is not None and abs(self.shift) > self.margin


def compare(rows: Iterable[tuple[str, float, float]]) -> list[PanelFigure]:
    """The panels by id, out of (panel id, interview total, desk total) of every finalist that has both."""
    heard: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for panel_id, total, desk in rows:
        heard[panel_id].append((total, desk))
    gaps = {panel_id: [total - desk for total, desk in found] for panel_id, found in heard.items()}
    return [_figure(panel_id, heard[panel_id], gaps) for panel_id in sorted(heard)]


def _figure(panel_id: str, found: list[tuple[float, float]], gaps: Mapping[str, list[float]]) -> PanelFigure:
    shift = fmean(gaps[panel_id]) - fmean(fmean(one) for one in gaps.values())
    totals, desks = zip(*found, strict=True)
    return PanelFigure(panel_id, len(found), fmean(totals), fmean(desks), shift, _margin(panel_id, gaps))


def _margin(panel_id: str, gaps: Mapping[str, list[float]]) -> float | None:
    """Half the width of the shift's interval; None where a panel has heard too few, or there is nothing to compare with."""
    share = 1 / len(gaps)
    if len(gaps) < FEWEST or any(len(one) < FEWEST for one in gaps.values()):
        return None
    parts = {key: ((1 - share if key == panel_id else share) ** 2 * variance(one) / len(one), len(one) - 1) for key, one in gaps.items()}
    whole = fsum(part for part, _free in parts.values())
    if not whole:
        return 0.0
    freedom = whole**2 / fsum(part**2 / free for part, free in parts.values())
    return float(t.ppf(CONFIDENCE, freedom)) * sqrt(whole)

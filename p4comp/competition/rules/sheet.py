"""Sheet arithmetic: how levels and weights become a score from 0 to 100.

`S = 100 * sum(w_c * x_c / top) / sum(w_c)` over all lines c of the sheet: x_c is the level given, w_c the line's weight,
top the highest level. Sums are exact (fsum), so the order of the lines never changes a result.
"""

from collections.abc import Mapping
from math import fsum


def weighted_total(levels: Mapping[str, float], weights: Mapping[str, float], top: float) -> float:
    """The score of a sheet, 0 to 100; KeyError for a line without a level, ValueError for a level off the scale."""
    for code in weights:
        if not 0 <= levels[code] <= top:
            raise ValueError(f"{code}: {levels[code]} is not within 0..{top}")
    return 100 * fsum(weight * levels[code] / top for code, weight in weights.items()) / fsum(weights.values())

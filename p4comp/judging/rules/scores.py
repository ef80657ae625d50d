"""Scores of a category as statistics take them: who gave what to which entry."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Scores:
    """Scores with whose entry and whose evaluator they are, as positions in two lists of ids that are in order."""

    entries: tuple[str, ...]
    evaluators: tuple[str, ...]
    entry: Whole
    evaluator: Whole
    value: Numbers

    @cached_property
    def readings(self) -> Whole:
        """How many scores each entry has."""
        return np.bincount(self.entry, minlength=len(self.entries)).astype(np.int64)

    @cached_property
    def given(self) -> Whole:
        """How many scores each evaluator gave."""
        return np.bincount(self.evaluator, minlength=len(self.evaluators)).astype(np.int64)

    @cached_property
    def means(self) -> Numbers:
        """The raw mean of each entry."""
        return np.asarray(np.bincount(self.entry, self.value, len(self.entries)) / self.readings)


def scores_of(rows: Iterable[tuple[str, str, float]]) -> Scores:
    """Scores out of (entry, evaluator, score); the order of the rows is of no influence, nobody scores an entry twice."""
    found = sorted(rows)
    if len({row[:2] for row in found}) < len(found):
        raise ValueError("an evaluator has scored an entry twice")
    entries, evaluators = tuple(sorted({row[0] for row in found})), tuple(sorted({row[1] for row in found}))
    place, seat = ({key: number for number, key in enumerate(keys)} for keys in (entries, evaluators))
    return Scores(
        entries,
        evaluators,
        np.array([place[row[0]] for row in found], dtype=np.int64),
        np.array([seat[row[1]] for row in found], dtype=np.int64),
        np.array([row[2] for row in found], dtype=np.float64),
    )

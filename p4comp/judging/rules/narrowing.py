"""Small categories go to a few evaluators: who reads one or two dossiers of a category cannot be compared in it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from p4comp.judging.rules.assignment import Pair

FEWEST = 5
"""So many dossiers of a category an evaluator should read, if any (judging.md C1, guards)."""


def narrow(
    wanted: Mapping[str, int],
    category: Mapping[str, str],
    open_ones: Mapping[str, AbstractSet[str]],
    reading: Mapping[str, AbstractSet[str]],
    order: Mapping[str, Sequence[str]],
) -> set[Pair]:
    """Pairs to be closed so that in every category but the largest few enough evaluators read to have `FEWEST` dossiers each.

    `reading` are those who read a category already, `order` whom to choose first. An entry that would be left with no choice stays open.
    """
    demand: dict[str, int] = defaultdict(int)
    for entry, number in wanted.items():
        demand[category[entry]] += number
    asked = [code for code, number in sorted(demand.items(), key=lambda pair: (pair[1], pair[0])) if number]
    closed: set[Pair] = set()
    for code in asked[:-1]:
        entries = [entry for entry, number in wanted.items() if number and category[entry] == code]
        closed |= _narrowed(entries, wanted, open_ones, reading.get(code, frozenset()), order[code])
    return closed


def _narrowed(
    entries: list[str],
    wanted: Mapping[str, int],
    open_ones: Mapping[str, AbstractSet[str]],
    reading: AbstractSet[str],
    order: Sequence[str],
) -> set[Pair]:
    limit = max(max(wanted[entry] for entry in entries) + 1, sum(wanted[entry] for entry in entries) // FEWEST)
    able = {one for entry in entries for one in open_ones[entry]}
    chosen = set(reading)
    for one in order:
        if one in able and len(chosen) < limit:
            chosen.add(one)
    closed: set[Pair] = set()
    for entry in entries:
        if len(open_ones[entry] & chosen) > wanted[entry]:
            closed.update((entry, one) for one in open_ones[entry] - chosen)
    return closed

"""Who reads what: exactly k readings an entry, nobody with a conflict, loads as equal as they can be."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

Pair = tuple[str, str]
Place = tuple[int, str, str]


@dataclass(frozen=True)
class Shortage:
    """An entry for which too few evaluators are left: how many are missing, how many are barred by a conflict or have read it."""

    entry_id: str
    missing: int
    barred: int


@dataclass(frozen=True)
class Balance:
    """The (entry, evaluator) pairs to add, and the entries that stay short."""

    pairs: list[Pair] = field(default_factory=list)
    shortages: list[Shortage] = field(default_factory=list)


def balance(
    wanted: Mapping[str, int], evaluators: Sequence[str], barred: AbstractSet[Pair], loads: Mapping[str, int], *, seed: str
) -> Balance:
    """Give every entry the readings it wants from the least loaded evaluators who are not barred; the seed settles equal loads.

    Entries with the fewest possible evaluators choose first. The result depends on nothing but the arguments' content.
    """
    known = set(evaluators)
    closed = Counter(entry for entry, one in barred if one in known)
    found = Balance()
    queue = [_place(seed, one, loads.get(one, 0)) for one in evaluators]
    heapify(queue)
    for entry in sorted(wanted, key=lambda one: (-closed[one], _lot(seed, one))):
        chosen = _choose(queue, entry, wanted[entry], barred, seed) if wanted[entry] > 0 else []
        found.pairs.extend((entry, one) for one in chosen)
        if len(chosen) < wanted[entry]:
            found.shortages.append(Shortage(entry, wanted[entry] - len(chosen), closed[entry]))
    _even_out(found.pairs, barred, {one: load for load, _lot, one in queue})
    return found


def _place(seed: str, one: str, load: int) -> Place:
    return load, _lot(seed, one, str(load)), one


def _choose(queue: list[Place], entry: str, number: int, barred: AbstractSet[Pair], seed: str) -> list[str]:
    chosen: list[Place] = []
    passed: list[Place] = []
    while queue and len(chosen) < number:
        item = heappop(queue)
        (passed if (entry, item[2]) in barred else chosen).append(item)
    for item in passed:
        heappush(queue, item)
    for load, _old, one in chosen:
        heappush(queue, _place(seed, one, load + 1))
    return [one for _load, _old, one in chosen]


def _even_out(pairs: list[Pair], barred: AbstractSet[Pair], load: dict[str, int]) -> None:
    """Move readings from more to less loaded evaluators as long as that makes the loads more equal."""
    readers: dict[str, set[str]] = defaultdict(set)
    for entry, one in pairs:
        readers[entry].add(one)
    moved = True
    while moved:
        moved, least = False, min(load.values(), default=0)
        for index, (entry, one) in enumerate(pairs):
            if load[one] - least < 2:
                continue
            free = [other for other in load if load[one] - load[other] > 1 and other not in readers[entry] and (entry, other) not in barred]
            if free:
                other = min(free, key=lambda each: (load[each], each))
                pairs[index] = (entry, other)
                readers[entry] = readers[entry] - {one} | {other}
                load[one], load[other], moved = load[one] - 1, load[other] + 1, True


def _lot(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()

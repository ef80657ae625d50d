"""Who reads what: exactly k readings an entry, nobody with a conflict, loads as equal as they can be."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from heapq import nsmallest
from zlib import crc32

Pair = tuple[str, str]


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
    able = {entry: [one for one in evaluators if (entry, one) not in barred] for entry, number in wanted.items() if number > 0}
    load = {one: loads.get(one, 0) for one in evaluators}
    found = Balance()
    for entry in sorted(able, key=lambda one: (len(able[one]), _lot(seed, one))):
        chosen = nsmallest(wanted[entry], able[entry], key=lambda one: (load[one], _quick_lot(seed, entry, one), one))
        for one in chosen:
            load[one] += 1
        found.pairs.extend((entry, one) for one in chosen)
        if len(chosen) < wanted[entry]:
            found.shortages.append(Shortage(entry, wanted[entry] - len(chosen), len(evaluators) - len(able[entry])))
    _even_out(found.pairs, {entry: set(ones) for entry, ones in able.items()}, load)
    return found


def _even_out(pairs: list[Pair], able: Mapping[str, Collection[str]], load: dict[str, int]) -> None:
    """Move readings from more to less loaded evaluators as long as that makes the loads more equal."""
    readers: dict[str, set[str]] = {}
    for entry, one in pairs:
        readers.setdefault(entry, set()).add(one)
    moved = True
    while moved and load and max(load.values()) - min(load.values()) > 1:
        moved = False
        for index, (entry, one) in enumerate(pairs):
            other = min((free for free in able[entry] if free not in readers[entry]), key=lambda free: (load[free], free), default=None)
            if other is not None and load[one] - load[other] > 1:
                pairs[index] = (entry, other)
                readers[entry] = readers[entry] - {one} | {other}
                load[one] -= 1
                load[other] += 1
                moved = True


def _quick_lot(*parts: str) -> int:
    return crc32("\x1f".join(parts).encode())


def _lot(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()

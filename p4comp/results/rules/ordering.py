"""An order that somebody may change: what is given, as it was last put. Pure."""

from collections.abc import Sequence


def arranged(given: Sequence[str], kept: Sequence[str]) -> list[str]:
    """What is given in the order kept; what nobody has put yet follows in the given order, what is no longer given is left out."""
    known = [one for one in dict.fromkeys(kept) if one in given]
    return known + [one for one in given if one not in known]


def moved(order: Sequence[str], key: str, by: int) -> list[str]:
    """The order with one of it a place earlier (-1) or later (1); at either end it stays."""
    at = order.index(key)
    to = min(max(at + by, 0), len(order) - 1)
    rest = [one for one in order if one != key]
    return [*rest[:to], key, *rest[to:]]

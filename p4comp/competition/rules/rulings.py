"""Which of an edition's rulings on honours counts."""

from collections.abc import Iterable

from p4comp.competition.succession import Ruling


def ruling_on(rulings: Iterable[Ruling], predecessor: str) -> Ruling | None:
    """The ruling that counts on an institution's honours: the latest; None while nothing is ruled."""
    return max((one for one in rulings if one.predecessor == predecessor), key=lambda one: one.ruled_on, default=None)

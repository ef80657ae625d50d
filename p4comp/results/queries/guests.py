"""Who is invited to the ceremony: every finalist, never winners only."""

from dataclasses import dataclass

from p4comp.results.policy import Office
from p4comp.results.queries.annexes import decided_lists


@dataclass(frozen=True)
class Guests:
    """A category's finalists, alphabetically."""

    name: str
    names: tuple[str, ...]


def guests(office: Office) -> tuple[Guests, ...]:
    """The finalists of every category in the edition's order."""
    lists = {one.category: one for one in decided_lists([one.id for one in office.finalists])}
    return tuple(
        Guests(one.name, tuple(sorted((line.subject_name for line in lists[one.code].lines), key=str.casefold)))
        for one in office.spec.categories
        if one.code in lists
    )

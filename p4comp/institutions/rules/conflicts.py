"""Conflicts of interest that follow from the institution tree (design 5 and 12): one rule for everybody with a task.

Whoever evaluates, hears, verifies, assigns or decides does not do so for the institution that employs them, for one above
or below it in the tree, nor, where both are regional governments or theirs, for one in the same province. Membership in
the portal counts as employment.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import lazy_gettext as _l


@dataclass(frozen=True)
class Party:
    """An institution as this rule sees it: ids of all above it, its province's code, whether a regional government runs it."""

    id: str
    above: tuple[str, ...] = ()
    province: str = ""
    is_regional: bool = False


class Relation(StrEnum):
    """What makes two institutions one side."""

    SAME = "same"
    PARENT = "parent"
    UNIT = "unit"
    PROVINCE = "province"


WORDS = {
    Relation.SAME: _l("bekerja pada instansi ini"),
    Relation.PARENT: _l("bekerja pada instansi induknya"),
    Relation.UNIT: _l("bekerja pada unit instansi ini"),
    Relation.PROVINCE: _l("bekerja pada pemerintah daerah di provinsi yang sama"),
}


def between(employer: Party, entrant: Party) -> Relation | None:
    """How somebody employed by `employer` is bound to `entrant`, or None if nothing binds them."""
    if employer.id == entrant.id:
        return Relation.SAME
    if employer.id in entrant.above:
        return Relation.PARENT
    if entrant.id in employer.above:
        return Relation.UNIT
    if employer.is_regional and entrant.is_regional and employer.province and employer.province == entrant.province:
        return Relation.PROVINCE
    return None


def first(employers: Iterable[Party], entrant: Party) -> Relation | None:
    """The first relation between any of the employers and the entrant."""
    return next((relation for employer in employers if (relation := between(employer, entrant)) is not None), None)

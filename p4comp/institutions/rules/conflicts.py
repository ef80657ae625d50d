"""Conflicts of interest that follow from the institution tree (design 5 and 12): one rule for everybody with a task.

Whoever evaluates, hears, verifies, assigns or decides does not do so for the institution that employs them, for one above
or below it in the tree, nor, where both are regional governments or theirs, for one in the same province. Membership in
the portal counts as employment.

Bonds are graded: barred, or to be declared before the dossier opens (customs, Fairness). Work that ended bars from the
institution itself for some years and has to be declared of those around it; a university's staff are free of the ministry above it,
but say so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from flask_babel import lazy_gettext as _l

YEARS = 5
"""For how many years work that ended still bars, where the edition says nothing else."""


@dataclass(frozen=True)
class Party:
    """An institution as this rule sees it: ids of all above it, its province's code, whether a regional government runs it.

    `academic`: the id of the university it is or belongs to; its staff are not the ministry's.
    """

    id: str
    above: tuple[str, ...] = ()
    province: str = ""
    is_regional: bool = False
    academic: str = ""


class Relation(StrEnum):
    """What makes two institutions one side; the gravest first."""

    SAME = "same"
    AVOIDED = "avoided"
    PARENT = "parent"
    UNIT = "unit"
    PROVINCE = "province"
    LEFT = "left"
    LEFT_LONG_AGO = "left_long_ago"
    LEFT_NEAR = "left_near"
    ACADEMIC = "academic"


class Grade(StrEnum):
    """What a bond does: it bars, or it has to be declared."""

    BARRED = "barred"
    DECLARE = "declare"


DECLARED = frozenset({Relation.LEFT_LONG_AGO, Relation.LEFT_NEAR, Relation.ACADEMIC})
GRADES = {relation: Grade.DECLARE if relation in DECLARED else Grade.BARRED for relation in Relation}
WORDS = {
    Relation.SAME: _l("bekerja pada instansi ini"),
    Relation.AVOIDED: _l("menyatakan tidak dapat menilai instansi ini"),
    Relation.PARENT: _l("bekerja pada instansi induknya"),
    Relation.UNIT: _l("bekerja pada unit instansi ini"),
    Relation.PROVINCE: _l("bekerja pada pemerintah daerah di provinsi yang sama"),
    Relation.LEFT: _l("belum lama berhenti bekerja pada instansi ini"),
    Relation.LEFT_LONG_AGO: _l("pernah bekerja pada instansi ini"),
    Relation.LEFT_NEAR: _l("belum lama berhenti bekerja pada induk, unit, atau tetangga instansi ini"),
    Relation.ACADEMIC: _l("bekerja pada perguruan tinggi di bawah instansi ini"),
}


@dataclass(frozen=True)
class Tie:
    """What ties a person to an institution: work that lasts or ended on a day, or the wish not to judge it."""

    party: Party
    ended_on: date | None = None
    is_avoided: bool = False


def between(employer: Party, entrant: Party) -> Relation | None:
    """How somebody employed by `employer` is bound to `entrant`, or None if nothing binds them."""
    if employer.id == entrant.id:
        return Relation.SAME
    if employer.id in entrant.above:
        return Relation.PARENT
    if entrant.id in employer.above:
        return Relation.ACADEMIC if employer.academic and employer.academic != entrant.academic else Relation.UNIT
    if employer.is_regional and entrant.is_regional and employer.province and employer.province == entrant.province:
        return Relation.PROVINCE
    return None


def first(employers: Iterable[Party], entrant: Party) -> Relation | None:
    """The first relation between any of the employers and the entrant that bars."""
    found = (between(employer, entrant) for employer in employers)
    return next((relation for relation in found if relation is not None and GRADES[relation] is Grade.BARRED), None)


def bond(tie: Tie, entrant: Party, *, on: date, years: int = YEARS) -> Relation | None:
    """How a tie binds to the entrant on a day; work that ended `years` ago or earlier binds to the institution itself only."""
    if tie.is_avoided:
        return Relation.AVOIDED if tie.party.id in (entrant.id, *entrant.above) else None
    found = between(tie.party, entrant)
    if found is None or tie.ended_on is None or tie.ended_on > on:
        return found
    is_recent = years_after(tie.ended_on, years) > on
    if found is Relation.SAME:
        return Relation.LEFT if is_recent else Relation.LEFT_LONG_AGO
    return Relation.LEFT_NEAR if is_recent and found is not Relation.ACADEMIC else None


def years_after(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def bonds(ties: Iterable[Tie], entrant: Party, *, on: date, years: int = YEARS) -> list[Relation]:
    """All bonds between a person's ties and an entrant, the gravest first."""
    found = {relation for tie in ties if (relation := bond(tie, entrant, on=on, years=years)) is not None}
    return [relation for relation in Relation if relation in found]

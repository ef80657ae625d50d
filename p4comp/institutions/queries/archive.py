"""What can be asked of the archive of honours."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import joinedload

from p4comp.core import clock
from p4comp.core.db import everything, first, session
from p4comp.institutions.models import ArchiveTotal, Honour, Institution
from p4comp.institutions.queries.names import day, holds, named
from p4comp.institutions.rules import archive


@dataclass(frozen=True)
class Shelf:
    """A list of the archive: an edition's places in a category and stage; how many are known, of how many."""

    slug: str
    number: int
    year: int
    category: str
    stage: str
    known: int
    total: int | None


def _is_real() -> ColumnElement[bool]:
    """Honours that a demo invents are for its rules only; they never reach the archive (customs, Truth)."""
    invented = select(Institution.id).where(Institution.is_invented)
    return and_(Honour.is_simulated.is_(False), or_(Honour.institution_id.is_(None), Honour.institution_id.not_in(invented)))


def shelves(at: datetime) -> list[Shelf]:
    """All lists of the archive that may be shown at this moment, the latest edition first."""
    key = (Honour.edition_slug, Honour.edition_number, Honour.year, Honour.category, Honour.stage)
    counted = session().execute(select(*key, func.count()).where(_is_real()).group_by(*key)).all()
    totals = {(one.edition_slug, one.category, one.stage): one for one in everything(select(ArchiveTotal))}
    numbers = {slug: (number, year) for slug, number, year, *_rest in counted}
    found = {
        (slug, category, stage): Shelf(slug, number, year, category, stage, rows, None)
        for slug, number, year, category, stage, rows in counted
    }
    for (slug, category, stage), total in totals.items():
        if slug in numbers:
            found[slug, category, stage] = Shelf(slug, *numbers[slug], category, stage, total.known, total.total)
    order = {name: place for place, name in enumerate([*archive.CATEGORY_NAMES, *archive.STAGE_NAMES])}
    shown = [shelf for shelf in found.values() if archive.is_past(shelf.slug, shelf.year, day(at))]
    return sorted(shown, key=lambda shelf: (-shelf.number, order.get(shelf.category, 99), order.get(shelf.stage, 99)))


@dataclass(frozen=True)
class PastEdition:
    """An edition of the archive: its number, slug and the year it is named after."""

    number: int
    slug: str
    year: int


def past_editions(below: int) -> list[PastEdition]:
    """The editions with a lower number, those of the archive and those otherwise known, the latest first."""
    key = (Honour.edition_number, Honour.edition_slug, Honour.year)
    kept = session().execute(select(*key).where(Honour.edition_number < below, _is_real()).distinct()).all()
    known = {number: PastEdition(number, slug, int(slug[-4:])) for number, slug in archive.SLUGS.items() if number < below}
    known |= {number: PastEdition(number, slug, year) for number, slug, year in kept}
    return sorted(known.values(), key=lambda one: -one.number)


def has_won(institution_id: str, slug: str, category: str) -> bool:
    """Whether the institution is recorded as a winner of a list."""
    query = select(Honour.id).where(Honour.institution_id == institution_id, Honour.edition_slug == slug)
    return first(query.where(Honour.category == category, Honour.stage == "pemenang").limit(1)) is not None


def honours(slugs: list[str], *, category: str = "", text: str = "") -> list[Honour]:
    """The archive's rows of these editions, alphabetical; found by the name of their time or any name of the institution."""
    query = select(Honour).options(joinedload(Honour.institution)).where(Honour.edition_slug.in_(slugs), _is_real())
    if category:
        query = query.where(Honour.category == category)
    if text:
        written = and_(true(), *(holds(Honour.institution_name, word) for word in text.split()))
        query = query.where(or_(written, Honour.institution_id.in_(select(Institution.id).where(named(text)))))
    return everything(query.order_by(Honour.institution_name, Honour.edition_number.desc(), Honour.stage.desc(), Honour.id))


def archived(institution_ids: list[str]) -> list[Honour]:
    """The honours of these institutions that the public archive shows today."""
    return past(everything(select(Honour).where(Honour.institution_id.in_(institution_ids), _is_real())))


def past(honours: list[Honour]) -> list[Honour]:
    """Those of these honours that may be shown today."""
    today = day(clock.arrived())
    return [one for one in honours if archive.is_past(one.edition_slug, one.year, today)]

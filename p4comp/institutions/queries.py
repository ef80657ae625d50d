"""What can be asked of the registry and the archive."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from p4comp.core import clock
from p4comp.core.access import Actor
from p4comp.core.db import everything, first, session
from p4comp.institutions.models import ArchiveTotal, Honour, Institution, InstitutionName, Kind, Parentage, Region, Succession
from p4comp.institutions.rules import archive
from p4comp.institutions.rules.names import Names, plain


def day(at: datetime) -> date:
    """The day it is in Jakarta."""
    return clock.local(at).date()


def by_code(code: str, *, on: datetime | None = None) -> Institution | None:
    """The institution with this code; with `on`, only if it exists on that day."""
    query = select(Institution).options(joinedload(Institution.region), joinedload(Institution.parent)).where(Institution.code == code)
    return first(query.where(*_exists(on)))


def search(text: str, *, on: datetime | None = None, most: int = 50) -> list[Institution]:
    """Institutions by a part of their name, short name or a former name; upper and lower case alike."""
    query = select(Institution).options(joinedload(Institution.parent)).where(named(text), *_exists(on))
    return everything(query.order_by(func.length(Institution.name), Institution.name).limit(most))


def named(text: str) -> ColumnElement[bool]:
    """Every word of `text` occurs in one of the institution's names."""
    other = select(InstitutionName.institution_id).where(*(_has(InstitutionName.name, word) for word in text.split()))
    own = [or_(_has(Institution.name, word), _has(Institution.short_name, word)) for word in text.split()]
    return or_(and_(true(), *own), Institution.id.in_(other))


def _has(column: InstrumentedAttribute[str], word: str) -> ColumnElement[bool]:
    return func.lower(column).contains(word.lower(), autoescape=True)


def _exists(on: datetime | None) -> tuple[ColumnElement[bool], ...]:
    if on is None:
        return ()
    today = day(on)
    begun = or_(Institution.valid_from.is_(None), Institution.valid_from <= today)
    return begun, or_(Institution.valid_to.is_(None), Institution.valid_to > today)


def registry(text: str = "", kind: str = "", province: str = "") -> Select[Institution]:
    """The registry's list, filtered by names, type and province."""
    query = select(Institution).options(joinedload(Institution.region), joinedload(Institution.parent))
    if text:
        query = query.where(named(text))
    if kind in set(Kind):
        query = query.where(Institution.kind == Kind(kind))
    if province:
        query = query.where(or_(Institution.region_code == province, Institution.region_code.startswith(f"{province}.", autoescape=True)))
    return query.order_by(Institution.name, Institution.id)


def provinces() -> list[Region]:
    """The provinces by name."""
    return everything(select(Region).where(Region.parent_code.is_(None)).order_by(Region.name))


@dataclass(frozen=True)
class Record:
    """All that the registry holds of an institution."""

    institution: Institution
    names: list[InstitutionName]
    parents: list[Parentage]
    units: list[Institution]
    followed: list[Succession]
    followed_by: list[Succession]
    honours: list[Honour]


def record(actor: Actor, code: str) -> Record | None:
    """An institution with its names, parents, units, successions and honours."""
    found = by_code(code)
    if found is None:
        return None
    follows = (
        select(Succession).options(joinedload(Succession.predecessor), joinedload(Succession.successor)).order_by(Succession.happened_on)
    )
    return Record(
        found,
        everything(select(InstitutionName).where(InstitutionName.institution_id == found.id).order_by(InstitutionName.name)),
        everything(
            select(Parentage)
            .options(joinedload(Parentage.parent))
            .where(Parentage.institution_id == found.id)
            .order_by(Parentage.valid_from)
        ),
        everything(select(Institution).where(Institution.parent_id == found.id).order_by(Institution.name).limit(200)),
        everything(follows.where(Succession.successor_id == found.id)),
        everything(follows.where(Succession.predecessor_id == found.id)),
        _past(everything(select(Honour).where(Honour.institution_id == found.id).order_by(Honour.edition_number, Honour.stage))),
    )


def parent_on(institution: Institution, on: date) -> Institution | None:
    """The institution's parent on a day; today's where no dated one is recorded."""
    fits = (or_(Parentage.valid_from.is_(None), Parentage.valid_from <= on), or_(Parentage.valid_to.is_(None), Parentage.valid_to > on))
    dated = first(select(Parentage).options(joinedload(Parentage.parent)).where(Parentage.institution_id == institution.id, *fits))
    return dated.parent if dated else institution.parent


def name_on(institution: Institution, on: date) -> str:
    """The name the institution bore on a day, as records of that day print it."""
    fits = (or_(InstitutionName.valid_from.is_(None), InstitutionName.valid_from <= on), InstitutionName.valid_to > on)
    former = select(InstitutionName.name).where(InstitutionName.institution_id == institution.id, *fits)
    return first(former.order_by(func.length(InstitutionName.name).desc()).limit(1)) or institution.name


def names() -> Names:
    """All names of all institutions, for matching."""
    rows = session().execute(select(Institution.id, Institution.name, Institution.short_name, Institution.parent_id)).all()
    others = session().execute(select(InstitutionName.name, InstitutionName.institution_id)).all()
    pairs = [(name, one) for one, name, _short, _parent in rows] + [(short, one) for one, _name, short, _parent in rows]
    return Names([*pairs, *((name, one) for name, one in others)], {one: parent for one, _name, _short, parent in rows})


def find(text: str) -> Institution | None:
    """The institution with this code, or this current or former name."""
    found = by_code(text)
    if found is None:
        institution_id = names().find(text)
        found = session().get(Institution, institution_id) if institution_id else None
    return found


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
    return or_(Honour.institution_id.is_(None), Honour.institution_id.not_in(invented))


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


def honours(slugs: list[str], *, category: str = "", text: str = "") -> list[Honour]:
    """The archive's rows of these editions, alphabetical; found by the name of their time or any name of the institution."""
    query = select(Honour).options(joinedload(Honour.institution)).where(Honour.edition_slug.in_(slugs), _is_real())
    if category:
        query = query.where(Honour.category == category)
    if text:
        written = and_(true(), *(_has(Honour.institution_name, word) for word in text.split()))
        query = query.where(or_(written, Honour.institution_id.in_(select(Institution.id).where(named(text)))))
    return everything(query.order_by(Honour.institution_name, Honour.edition_number.desc(), Honour.stage.desc(), Honour.id))


def _past(honours: list[Honour]) -> list[Honour]:
    today = day(clock.arrived())
    return [one for one in honours if archive.is_past(one.edition_slug, one.year, today)]


def code_index() -> dict[str, str]:
    """Codes by plain name, for files that name institutions without a code."""
    found = names()
    codes = {row.id: row.code for row in session().execute(select(Institution.id, Institution.code))}
    return {name: codes[next(iter(meant))] for name, meant in found.meant.items() if len(meant) == 1 and plain(name)}

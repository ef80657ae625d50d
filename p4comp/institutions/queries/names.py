"""Institutions by their names, of today and of a day."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from p4comp.core import clock
from p4comp.core.db import everything, first, session
from p4comp.institutions.models import Institution, InstitutionName, Merged, Parentage
from p4comp.institutions.rules.names import Names, plain


def names_of(codes: Collection[str]) -> dict[str, str]:
    """The names of institutions by their codes."""
    if not codes:
        return {}
    rows = session().execute(select(Institution.code, Institution.name).where(Institution.code.in_(codes)))
    return {row.code: row.name for row in rows}


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
    """The one institution that a code or name means; None where it means nobody or several."""
    found = called(text)
    return found[0] if len(found) == 1 else None


def code_index() -> dict[str, str]:
    """Codes by plain name, for files that name institutions without a code."""
    found = names()
    codes = {row.id: row.code for row in session().execute(select(Institution.id, Institution.code))}
    return {name: codes[next(iter(meant))] for name, meant in found.meant.items() if len(meant) == 1 and plain(name)}


def day(at: datetime) -> date:
    """The day it is in Jakarta."""
    return clock.local(at).date()


def named(text: str) -> ColumnElement[bool]:
    """Every word of `text` occurs in one of the institution's names."""
    other = select(InstitutionName.institution_id).where(*(holds(InstitutionName.name, word) for word in text.split()))
    own = [or_(holds(Institution.name, word), holds(Institution.short_name, word)) for word in text.split()]
    return or_(and_(true(), *own), Institution.id.in_(other))


def holds(column: InstrumentedAttribute[str], word: str) -> ColumnElement[bool]:
    """The column has the word in it, whatever the case of its letters."""
    return func.lower(column).contains(word.lower(), autoescape=True)


def called(text: str) -> list[Institution]:
    """Whom people mean by a code or a name they typed, by code: current names go before former ones, “Pemerintah” may be left out."""
    heir = select(Merged.kept_id).where(func.lower(Merged.code) == text.strip().lower())
    found = everything(select(Institution).where(or_(func.lower(Institution.code) == text.strip().lower(), Institution.id.in_(heir))))
    if found or not plain(text):
        return found
    known = names()
    meant = known.all(text) or known.all(f"Pemerintah {text}")
    found = everything(select(Institution).where(Institution.id.in_(meant)).order_by(Institution.code))
    current = [one for one in found if plain(text) in {plain(one.name), plain(one.short_name)}]
    return current or found

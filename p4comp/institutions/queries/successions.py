"""Which institutions followed which, at once or by way of others."""

from collections.abc import Collection
from functools import cache

from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlalchemy.orm import InstrumentedAttribute

from p4comp.core.db import session
from p4comp.institutions.models import Institution, Succession

Ends = InstrumentedAttribute[str]


def successors_of(codes: Collection[str]) -> dict[str, set[str]]:
    """The codes of all that followed these institutions, at once or by way of others; codes nobody bears are left out."""
    ids = {row.id: row.code for row in session().execute(select(Institution.id, Institution.code))}
    pairs = session().execute(select(Succession.predecessor_id, Succession.successor_id)).all()
    after: dict[str, set[str]] = {}
    for before, successor in pairs:
        after.setdefault(ids[before], set()).add(ids[successor])
    known = set(ids.values())
    return {code: _reached(code, after) for code in codes if code in known}


def _reached(code: str, after: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    ahead = set(after.get(code, ()))
    while ahead:
        one = ahead.pop()
        found.add(one)
        ahead |= after.get(one, set()) - found
    return found - {code}


def predecessors_of(institution: Institution) -> list[Institution]:
    """All that this institution followed, at once or by way of others, by name."""
    return _kin(institution, Succession.successor_id, Succession.predecessor_id)


def followers_of(institution: Institution) -> list[Institution]:
    """All that followed this institution, at once or by way of others, by name."""
    return _kin(institution, Succession.predecessor_id, Succession.successor_id)


def _kin(institution: Institution, near: Ends, far: Ends) -> list[Institution]:
    return list(session().execute(_line(near, far), {"institution_id": institution.id}).scalars())


@cache
def _line(near: Ends, far: Ends) -> Select[Institution]:
    """The query, made once: making it costs more than asking it."""
    institution_id: ColumnElement[str] = bindparam("institution_id")
    first = select(far.label("id")).where(near == institution_id).cte("kin", recursive=True)
    everyone = first.union(select(far).join(first, near == first.c.id))
    query = select(Institution).where(Institution.id.in_(select(everyone.c.id)), Institution.id != institution_id)
    return query.order_by(Institution.name)

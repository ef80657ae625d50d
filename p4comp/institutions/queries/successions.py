"""Which institutions followed which, at once or by way of others."""

from collections.abc import Collection
from functools import cache

from sqlalchemy import ColumnElement, Select, bindparam, select

from p4comp.core.db import session
from p4comp.institutions.models import Institution, Succession


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
    return list(session().execute(_followed(), {"institution_id": institution.id}).scalars())


@cache
def _followed() -> Select[Institution]:
    """The query, made once: making it costs more than asking it."""
    institution_id: ColumnElement[str] = bindparam("institution_id")
    before = select(Succession.predecessor_id).where(Succession.successor_id == institution_id).cte("before", recursive=True)
    further = select(Succession.predecessor_id).join(before, Succession.successor_id == before.c.predecessor_id)
    everyone = before.union(further)
    query = select(Institution).where(Institution.id.in_(select(everyone.c.predecessor_id)), Institution.id != institution_id)
    return query.order_by(Institution.name)


def followers_of(institution: Institution) -> list[Institution]:
    """All that followed this institution, at once or by way of others, by name."""
    return list(session().execute(_following(), {"institution_id": institution.id}).scalars())


@cache
def _following() -> Select[Institution]:
    institution_id: ColumnElement[str] = bindparam("institution_id")
    after = select(Succession.successor_id).where(Succession.predecessor_id == institution_id).cte("after", recursive=True)
    further = select(Succession.successor_id).join(after, Succession.predecessor_id == after.c.successor_id)
    everyone = after.union(further)
    query = select(Institution).where(Institution.id.in_(select(everyone.c.successor_id)), Institution.id != institution_id)
    return query.order_by(Institution.name)

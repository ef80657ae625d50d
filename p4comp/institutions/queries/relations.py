"""How institutions are bound to each other in the tree."""

from collections.abc import Collection
from functools import cache

from sqlalchemy import Select, bindparam, select

from p4comp.core.access import Actor
from p4comp.core.db import session
from p4comp.institutions.models import REGIONAL, Institution, Kind
from p4comp.institutions.rules import conflicts
from p4comp.institutions.rules.conflicts import Party, Relation

RUN_BY_REGIONS = REGIONAL | {Kind.REGIONAL_ENTERPRISE}


Facts = tuple[Kind, str | None, str]


def parties(ids: Collection[str] | None = None) -> dict[str, Party]:
    """The institutions with these ids and all above them, or all there are, by id; one query."""
    rows = session().execute(_all()) if ids is None else session().execute(_with_those_above(), {"ids": list(ids)})
    facts: dict[str, Facts] = {row[0]: (row[1], row[2], (row[3] or "")[:2]) for row in rows}
    return {key: _party(key, facts) for key in facts}


def _all() -> Select[str, Kind, str | None, str | None]:
    return select(Institution.id, Institution.kind, Institution.parent_id, Institution.region_code)


@cache
def _with_those_above() -> Select[str, Kind, str | None, str | None]:
    branch = select(Institution.id, Institution.parent_id).where(Institution.id.in_(bindparam("ids"))).cte("branch", recursive=True)
    above = select(Institution.id, Institution.parent_id).join(branch, Institution.id == branch.c.parent_id)
    return _all().where(Institution.id.in_(select(branch.union(above).c.id)))


def _party(key: str, facts: dict[str, Facts]) -> Party:
    chain = [key]
    while (parent := facts[chain[-1]][1]) is not None and parent in facts and parent not in chain:
        chain.append(parent)
    province = next((facts[one][2] for one in chain if facts[one][2]), "")
    is_regional = any(facts[one][0] in RUN_BY_REGIONS for one in chain)
    academic = next((one for one in chain if facts[one][0] is Kind.UNIVERSITY), "")
    return Party(key, tuple(chain[1:]), province, is_regional, academic)


def relation(actor: Actor, entrants: Collection[str]) -> Relation | None:
    """What first binds somebody's institutions to any of these; no query for whoever works for none."""
    if not actor.institutions or not entrants:
        return None
    known = parties({*actor.institutions, *entrants})
    sides = [known[one] for one in sorted(actor.institutions) if one in known]
    return next((found for one in sorted(entrants) if one in known and (found := conflicts.first(sides, known[one]))), None)

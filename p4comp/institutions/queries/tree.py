"""Branches of the tree: what stands above an institution, what below."""

from collections.abc import Collection

from sqlalchemy import Select, literal, select

from p4comp.core.access import Actor
from p4comp.core.db import session
from p4comp.institutions import policy
from p4comp.institutions.models import Institution
from p4comp.institutions.policy import Place
from p4comp.institutions.queries.registry import by_code
from p4comp.institutions.rules import tree
from p4comp.institutions.rules.tree import Node


def chain(institution_id: str) -> tuple[Node, ...]:
    """The institution and all above it, itself first; one query."""
    return chains([institution_id]).get(institution_id, ())


def chains(ids: Collection[str]) -> dict[str, tuple[Node, ...]]:
    """For each of these institutions itself and all above it; one query."""
    if not ids:
        return {}
    start = select(Institution.id, Institution.parent_id).where(Institution.id.in_(list(ids))).cte("branch", recursive=True)
    above = select(Institution.id, Institution.parent_id).join(start, Institution.id == start.c.parent_id)
    branch = start.union(above)
    query = select(Institution.id, Institution.kind, Institution.parent_id).where(Institution.id.in_(select(branch.c.id)))
    nodes = {row.id: Node(row.id, row.kind, row.parent_id) for row in session().execute(query)}
    return {one: tree.chain(one, nodes) for one in ids if one in nodes}


def authority(institution_id: str) -> tuple[str, ...]:
    """Whose local admins may act for the institution, itself first; one query."""
    return tree.authority(chain(institution_id))


def branch(ids: Collection[str]) -> Select[str]:
    """The ids of these institutions and of all units under them, down to the next government of its own; to stand inside a query."""
    start = select(Institution.id, literal(0).label("depth")).where(Institution.id.in_(ids)).cte("under", recursive=True)
    further = select(Institution.id, start.c.depth + 1).join(start, Institution.parent_id == start.c.id)
    further = further.where(Institution.kind.not_in(list(tree.OWN_MASTERS)), start.c.depth < tree.DEEPEST)
    return select(start.union(further).c.id)


def place(code: str) -> Place | None:
    """An institution with those who may act for it; two queries."""
    found = by_code(code)
    if found is None:
        return None
    above = chain(found.id)
    return Place(found, tree.authority(above), len(above))


def governed(actor: Actor, code: str) -> Place | None:
    """A place whose people the actor leads, or any for the secretariat; nobody else learns of it."""
    found = place(code)
    return found if found and (actor.has("secretariat") or policy.governs(actor, found.authority)) else None

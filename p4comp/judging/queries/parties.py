"""Institutions and people as the rule on conflicts of interest sees them."""

from collections import defaultdict
from collections.abc import Collection
from typing import Protocol

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.accounts.models import Membership, Role
from p4comp.core.db import session
from p4comp.core.errors import Invalid
from p4comp.institutions import queries as institutions
from p4comp.institutions.models import REGIONAL, Institution, Kind
from p4comp.judging.rules.conflicts import Party

RUN_BY_REGIONS = REGIONAL | {Kind.REGIONAL_ENTERPRISE}
Facts = tuple[Kind, str | None, str]


def parties(ids: Collection[str] | None = None) -> dict[str, Party]:
    """The institutions with these ids and all above them, or all there are, by id; one query."""
    columns = (Institution.id, Institution.kind, Institution.parent_id, Institution.region_code)
    query = select(*columns)
    if ids is not None:
        branch = select(Institution.id, Institution.parent_id).where(Institution.id.in_(list(ids))).cte("branch", recursive=True)
        above = select(Institution.id, Institution.parent_id).join(branch, Institution.id == branch.c.parent_id)
        query = query.where(Institution.id.in_(select(branch.union(above).c.id)))
    facts: dict[str, Facts] = {row[0]: (row[1], row[2], (row[3] or "")[:2]) for row in session().execute(query)}
    return {key: _party(key, facts) for key in facts}


def _party(key: str, facts: dict[str, Facts]) -> Party:
    chain = [key]
    while (parent := facts[chain[-1]][1]) is not None and parent in facts and parent not in chain:
        chain.append(parent)
    province = next((facts[one][2] for one in chain if facts[one][2]), "")
    return Party(key, tuple(chain[1:]), province, any(facts[one][0] in RUN_BY_REGIONS for one in chain))


class Appointed(Protocol):
    """An evaluator or a juror: a person, and who employs them as far as that was stated."""

    @property
    def id(self) -> str: ...
    @property
    def person_id(self) -> str: ...
    @property
    def employer_id(self) -> str | None: ...


def sides_of(people: Collection[Appointed]) -> dict[str, set[str]]:
    """By evaluator or juror the institutions that employ them: the stated employer and the memberships in the portal; one query."""
    known = employers([one.person_id for one in people])
    return {one.id: known[one.person_id] | ({one.employer_id} if one.employer_id else set()) for one in people}


def employers(person_ids: Collection[str]) -> dict[str, set[str]]:
    """The institutions these people work for in the portal, by person; one query."""
    query = select(Membership.person_id, Membership.institution_id)
    query = query.where(Membership.person_id.in_(list(person_ids)), Membership.role == Role.MEMBER, Membership.institution_id.is_not(None))
    found: dict[str, set[str]] = defaultdict(set)
    for person_id, institution_id in session().execute(query):
        found[person_id].add(institution_id or "")
    return found


def employer(text: str) -> Institution | None:
    """The institution typed as somebody's employer, by code or name; none where nothing was typed, Invalid where it is unknown."""
    wanted = text.strip()
    found = institutions.find(wanted) if wanted else None
    if wanted and found is None:
        raise Invalid(_("Instansi ini tidak ada dalam registri. Periksa ejaannya, atau kosongkan."), "employer")
    return found

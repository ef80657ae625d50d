"""People as the rule on conflicts of interest sees them: who employs them."""

from collections import defaultdict
from collections.abc import Collection
from typing import Protocol

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.accounts.models import Membership, Role
from p4comp.core.db import session
from p4comp.core.errors import Invalid
from p4comp.institutions import queries as institutions
from p4comp.institutions.models import Institution


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
    """The institution typed as somebody's employer, by code or name; none where nothing was typed, Invalid where it means nobody or several."""
    found = institutions.called(text)
    if text.strip() and not found:
        raise Invalid(_("Instansi ini tidak ada dalam registri. Periksa ejaannya, atau kosongkan."), "employer")
    return _only(found, "employer") if found else None


def named(text: str, field: str) -> Institution:
    """The institution that was typed, by code or name; Invalid where it means nobody or several."""
    found = institutions.called(text)
    if not found:
        raise Invalid(_("Instansi ini tidak ada dalam registri. Periksa ejaannya."), field)
    return _only(found, field)


def _only(found: list[Institution], field: str) -> Institution:
    if len(found) > 1:
        names = "; ".join(f"{one.name} ({one.code})" for one in found)
        raise Invalid(_("Nama ini cocok dengan beberapa instansi: %(names)s. Isi kodenya.", names=names), field)
    return found[0]

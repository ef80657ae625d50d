"""Whom a mass mail can go to: rooms register audiences, each a query for recipients.

An audience goes by what its members know of themselves already: never by a result that is not announced.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased

from p4comp.accounts.models import Membership, Person, Role
from p4comp.competition.queries import current_calendar
from p4comp.competition.spec import Stage
from p4comp.core.db import session
from p4comp.core.errors import Invalid
from p4comp.institutions.models import Institution
from p4comp.messages.rules.broadcasts import Recipient, doubles_removed


@dataclass(frozen=True)
class Wish:
    """What narrows an audience: a category of the edition, a province."""

    category: str = ""
    province: str = ""


Query = Callable[[Wish, datetime], Iterable[Recipient]]


@dataclass(frozen=True)
class Audience:
    """A group of people one can write to."""

    code: str
    label: "str | LazyString"
    query: Query
    by_category: bool
    by_province: bool


_audiences: dict[str, Audience] = {}


def register(code: str, label: "str | LazyString", query: Query, *, by_category: bool = False, by_province: bool = True) -> None:
    """Let mass mail go to an audience; `query(wish, at)` gives its recipients, doubles and all."""
    _audiences[code] = Audience(code, label, query, by_category, by_province)


def choices() -> list[tuple[str, str]]:
    """The audiences as a form offers them."""
    return [(one.code, str(one.label)) for one in _audiences.values()]


def label(code: str) -> str:
    """How an audience is called."""
    return str(_audiences[code].label) if code in _audiences else code


def recipients(code: str, wish: Wish, at: datetime) -> tuple[list[Recipient], int]:
    """The recipients of an audience, each address once, and how many were double; Invalid for what cannot be asked."""
    audience = _audiences.get(code)
    if audience is None:
        raise Invalid(_("Pilih kepada siapa surat ini ditujukan."), "audience")
    if wish.category and not audience.by_category:
        raise Invalid(_("Penerima ini tidak dapat disaring menurut kategori. Kosongkan kategorinya."), "category")
    if wish.province and not audience.by_province:
        raise Invalid(_("Penerima ini tidak dapat disaring menurut provinsi. Kosongkan provinsinya."), "province")
    return doubles_removed(audience.query(wish, at))


_parent = aliased(Institution)


def members(of: ColumnElement[Any] | None = None) -> Any:
    """A query for `(Person, Institution)`: everybody who works for an institution in the portal, with the parent joined for its region."""
    query = select(Person, Institution).join(Membership, Membership.person_id == Person.id)
    query = query.join(Institution, Institution.id == Membership.institution_id).outerjoin(_parent, _parent.id == Institution.parent_id)
    query = query.where(Membership.role == Role.MEMBER, Person.is_active)
    return query if of is None else query.where(of)


def lies_in(province: str) -> ColumnElement[bool]:
    """Whether an institution, or else its parent, lies in the province."""
    return func.coalesce(Institution.region_code, _parent.region_code, "").startswith(province, autoescape=True)


def _registered(wish: Wish, at: datetime) -> Iterable[Recipient]:
    running = current_calendar()
    closes = running[1].window(Stage.REGISTRATION).closes if running else None
    for person, institution in session().execute(members(lies_in(wish.province)).order_by(Institution.name, Person.name)):
        yield Recipient(person.id, person.name, person.email, institution.id, institution.name, closes)


def _holders(role: Role) -> Query:
    def query(wish: Wish, at: datetime) -> Iterable[Recipient]:
        held = select(Person).join(Membership, Membership.person_id == Person.id).where(Membership.role == role, Person.is_active)
        for person in session().execute(held.order_by(Person.name)).scalars():
            yield Recipient(person.id, person.name, person.email)

    return query


register("members", _l("Semua petugas instansi terdaftar"), _registered)
register("secretariat", _l("Sekretariat"), _holders(Role.SECRETARIAT), by_province=False)
register("auditors", _l("Auditor"), _holders(Role.AUDITOR), by_province=False)

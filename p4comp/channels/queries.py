"""What can be asked about channels."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from p4comp.accounts.models import Person
from p4comp.accounts.policy import is_staff
from p4comp.channels.models import Channel, ChannelVersion
from p4comp.channels.policy import Kept, Register
from p4comp.channels.rules import Change, Integration, Kind, changes
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.institutions import queries as registry
from p4comp.institutions.models import Institution
from p4comp.institutions.policy import governs


def of_institution(institution_id: str) -> list[Channel]:
    """All channels of an institution, those in use first, SP4N-LAPOR! before others; one query. For the rooms above, too."""
    query = select(Channel).where(Channel.institution_id == institution_id, Channel.removed_at.is_(None))
    order = list(Kind)
    return sorted(db.everything(query), key=lambda one: (one.has_ended, order.index(one.kind), one.name.casefold(), one.id))


def shown(institution_id: str) -> list[Channel]:
    """Those that everybody may see: in use, with the institution's consent; one query."""
    return [one for one in of_institution(institution_id) if one.is_public and not one.has_ended]


def public() -> Select[Channel]:
    """Those of all institutions, in order; whether an institution shows its channels at all is asked above."""
    query = select(Channel).join(Channel.institution).options(contains_eager(Channel.institution))
    query = query.where(Channel.is_public, Channel.removed_at.is_(None), Channel.until_on.is_(None))
    return query.order_by(Institution.name, Institution.id, Channel.kind, Channel.name, Channel.id)


def stated(institution_id: str) -> list[dict[str, Any]]:
    """The channels in use as plain values, as a hand-in keeps them."""
    return [one.facts.plain for one in of_institution(institution_id) if not one.has_ended]


def register(actor: Actor, code: str) -> Register | None:
    """An institution's channels, for its members, local admins above it, and those inside."""
    place = registry.place(code)
    return _sighted(actor, place.institution, place.authority) if place else None


def _sighted(actor: Actor, institution: Institution, authority: tuple[str, ...]) -> Register | None:
    if not (actor.has("member", institution.id) or governs(actor, authority) or is_staff(actor)):
        return None
    return Register(institution, authority, of_institution(institution.id))


def channel(actor: Actor, channel_id: str) -> Kept | None:
    """One channel, for the same people."""
    query = db.held(select(Channel).where(Channel.id == channel_id, Channel.removed_at.is_(None)), Channel)
    found = db.first(query.options(joinedload(Channel.institution)))
    whole = _sighted(actor, found.institution, registry.authority(found.institution_id)) if found else None
    return Kept(whole, found) if whole and found else None


@dataclass(frozen=True)
class Asked:
    """What the secretariat filters by."""

    cari: str = ""
    jenis: str = ""
    integrasi: str = ""
    provinsi: str = ""


def desk(asked: Asked) -> Select[Channel]:
    """The channels in use of all institutions, by institution; filtered."""
    query = select(Channel).join(Channel.institution).options(contains_eager(Channel.institution))
    query = query.where(Channel.removed_at.is_(None), Channel.until_on.is_(None))
    if asked.cari:
        called = func.lower(Channel.name).contains(asked.cari.lower(), autoescape=True)
        query = query.where(or_(called, registry.named(asked.cari)))
    if asked.jenis in set(Kind):
        query = query.where(Channel.kind == Kind(asked.jenis))
    if asked.integrasi in set(Integration):
        query = query.where(Channel.integration == Integration(asked.integrasi))
    if asked.provinsi:
        query = query.where(func.substr(Institution.region_code, 1, 2) == asked.provinsi)
    return query.order_by(Institution.name, Channel.kind, Channel.name, Channel.id)


@dataclass(frozen=True)
class Past:
    """A change of a channel: when, by whom, what became another."""

    version: ChannelVersion
    by: str
    changes: list[Change]


def history(found: Channel) -> list[Past]:
    """What a channel was before, the latest change first; one query."""
    query = select(ChannelVersion, Person.name).outerjoin(Person, Person.id == ChannelVersion.changed_by)
    query = query.where(ChannelVersion.channel_id == found.id).order_by(ChannelVersion.number.desc())
    after, past = found.facts.plain, []
    for version, name in db.session().execute(query):
        past.append(Past(version, name or "", changes(version.content, after)))
        after = version.content
    return past

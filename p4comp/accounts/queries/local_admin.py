"""Teams: who works for an institution, who is invited, who did once. Nobody outside learns that there is one."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from p4comp.accounts import policy, rules
from p4comp.accounts.models import AccountRequest, FormerMembership, Invitation, Membership, Person, RequestState, Role, SignIn
from p4comp.accounts.policy import Colleague, Monitors, Seat, Sent, Team, Unit, Watch
from p4comp.core import clock
from p4comp.core.access import Actor
from p4comp.core.db import everything, first, held, session
from p4comp.institutions import queries as registry
from p4comp.institutions.models import Institution, Kind
from p4comp.institutions.policy import Place, governs
from p4comp.institutions.rules.tree import OWN_MASTERS

MOST_UNITS = 200


def team(actor: Actor, code: str) -> Team | None:
    """The team of an institution for those who may see it; eight queries at most."""
    place = registry.place(code)
    if place is None or not policy.may_see_team(actor, Team(place, ()), clock.arrived()):
        return None
    return Team(place, _colleagues(place), _invitations(place), _former(place), _units(place))


def led(actor: Actor, code: str) -> Team | None:
    """The people of a team, for those who lead it."""
    found = _visible(actor, code)
    return Team(found, _colleagues(found)) if found else None


def _visible(actor: Actor, code: str) -> Place | None:
    place = registry.place(code)
    seen = place is not None and (actor.has("secretariat") or governs(actor, place.authority))
    return place if seen else None


def _colleagues(place: Place) -> tuple[Colleague, ...]:
    seen = select(SignIn.person_id, func.max(SignIn.seen_at).label("seen_at")).group_by(SignIn.person_id).subquery()
    query = (
        select(Membership, seen.c.seen_at).join(Person, Person.id == Membership.person_id).outerjoin(seen, seen.c.person_id == Person.id)
    )
    query = query.options(joinedload(Membership.person), joinedload(Membership.institution))
    query = query.where(Membership.role == Role.MEMBER, Membership.institution_id == place.institution.id)
    rows = session().execute(query.order_by(Person.name, Person.id))
    return tuple(Colleague(membership, seen_at) for membership, seen_at in rows)


def _invitations(place: Place) -> tuple[Invitation, ...]:
    return tuple(everything(waiting_invitations(place.institution.id).order_by(Invitation.sent_at.desc(), Invitation.id)))


def waiting_invitations(institution_id: str, role: Role = Role.MEMBER) -> Select[Invitation]:
    """Invitations into an institution's team, or to watch its region, that nobody has used or withdrawn, the expired ones too."""
    open_ones = (Invitation.joins, Invitation.used_at.is_(None), Invitation.withdrawn_at.is_(None))
    return select(Invitation).where(Invitation.institution_id == institution_id, Invitation.role == role, *open_ones)


def monitors(actor: Actor, code: str) -> Monitors | None:
    """Who watches a province's regencies and cities, for those who lead its team; other institutions have nobody who does."""
    place = _visible(actor, code)
    if place is None or place.institution.kind is not Kind.PROVINCE:
        return None
    here = (Membership.role == Role.MONITOR, Membership.institution_id == place.institution.id)
    query = select(Membership).join(Membership.person).options(contains_eager(Membership.person)).where(*here)
    waiting = waiting_invitations(place.institution.id, Role.MONITOR).order_by(Invitation.sent_at.desc(), Invitation.id)
    return Monitors(Team(place, ()), tuple(everything(query.order_by(Person.name, Person.id))), tuple(everything(waiting)))


def watch(actor: Actor, code: str, membership_id: str) -> Watch | None:
    """One monitor of a province, for themselves and for those who lead its team."""
    place = registry.place(code)
    query = held(select(Membership), Membership).where(Membership.id == membership_id, Membership.role == Role.MONITOR)
    found = first(query.where(Membership.institution_id == place.institution.id)) if place else None
    if place is None or found is None or not (found.person_id == actor.id or _visible(actor, code)):
        return None
    return Watch(Team(place, ()), found)


def _former(place: Place) -> tuple[FormerMembership, ...]:
    query = select(FormerMembership).options(joinedload(FormerMembership.person))
    query = query.where(FormerMembership.institution_id == place.institution.id)
    return tuple(everything(query.order_by(FormerMembership.ended_at.desc(), FormerMembership.id).limit(rules.FORMER_SHOWN)))


def _units(place: Place) -> tuple[Unit, ...]:
    people = (
        select(Membership.institution_id, func.count().label("people"))
        .where(Membership.role == Role.MEMBER)
        .group_by(Membership.institution_id)
        .subquery()
    )
    query = select(Institution, func.coalesce(people.c.people, 0)).outerjoin(people, people.c.institution_id == Institution.id)
    query = query.where(Institution.parent_id == place.institution.id, Institution.kind.not_in(list(OWN_MASTERS)))
    rows = session().execute(query.order_by(Institution.name, Institution.id).limit(MOST_UNITS))
    return tuple(Unit(institution, number) for institution, number in rows)


def seat(actor: Actor, code: str, membership_id: str) -> Seat | None:
    """One membership of a team; its own person and those who lead find it."""
    place = registry.place(code)
    if place is None:
        return None
    found = first(
        held(select(Membership), Membership).where(
            Membership.id == membership_id, Membership.role == Role.MEMBER, Membership.institution_id == place.institution.id
        )
    )
    if found is None or not (found.person_id == actor.id or actor.has("secretariat") or governs(actor, place.authority)):
        return None
    return Seat(Team(place, _colleagues(place)), found)


def sent(actor: Actor, code: str, invitation_id: str) -> Sent | None:
    """An invitation into a team, for those who lead it."""
    place = _visible(actor, code)
    if place is None:
        return None
    query = held(select(Invitation), Invitation).where(Invitation.id == invitation_id, Invitation.joins)
    found = first(query.where(Invitation.institution_id == place.institution.id))
    return Sent(Team(place, ()), found) if found else None


def own_teams(actor: Actor) -> list[Institution]:
    """The institutions somebody works for, by name."""
    own = [one for one in actor.institutions if actor.has("member", one)]
    return everything(select(Institution).where(Institution.id.in_(own)).order_by(Institution.name))


def led_ids(actor: Actor) -> list[str]:
    """The institutions somebody is local admin of; no query."""
    return sorted(one for one in actor.institutions if actor.has("local_admin", one))


def for_answer(actor: Actor, query: Select[AccountRequest]) -> Select[AccountRequest]:
    """Those of the requests that the actor may answer: all for the secretariat, those of own institutions and their units for local admins."""
    if actor.has("secretariat"):
        return query
    return query.where(_under(led_ids(actor)))


def requests_waiting() -> Select[int]:
    """How many requests wait, wherever."""
    return select(func.count(AccountRequest.id)).where(AccountRequest.state == RequestState.WAITING)


def requests_waiting_under(institution_ids: Collection[str]) -> Select[int]:
    """How many requests wait in these institutions and their units."""
    return requests_waiting().where(_under(institution_ids))


def _under(institution_ids: Collection[str]) -> ColumnElement[bool]:
    under = registry.branch(institution_ids)
    return or_(AccountRequest.institution_id.in_(under), AccountRequest.parent_id.in_(under))


def admins_over(institution_id: str) -> list[Person]:
    """The local admins of an institution; those of the next one above where it has none."""
    for one in registry.authority(institution_id):
        query = select(Person).join(Membership, Membership.person_id == Person.id)
        found = everything(query.where(Membership.institution_id == one, Membership.administers, Person.is_active).order_by(Person.name))
        if found:
            return found
    return []

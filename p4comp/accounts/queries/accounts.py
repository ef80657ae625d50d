"""What can be asked about people and their requests."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from p4comp.accounts import rules
from p4comp.accounts.models import AccountRequest, Invitation, Membership, Person, RequestState, Role, SignIn
from p4comp.accounts.queries.local_admin import for_answer
from p4comp.core import clock
from p4comp.core.access import Actor
from p4comp.core.db import everything, first, held, session
from p4comp.core.storage import StoredFile
from p4comp.institutions import queries as registry
from p4comp.institutions.rules.tree import authority


def person_by_email(email: str) -> Person | None:
    """The person with this address, however it is written."""
    return first(select(Person).where(Person.email == rules.normal(email)))


def person(actor: Actor) -> Person | None:
    """The actor's own person."""
    return session().get(Person, actor.id)


def members(institution_id: str) -> list[Person]:
    """The people who work for an institution in the portal."""
    return _holders(Role.MEMBER, Membership.institution_id == institution_id)


def members_of(institution_ids: Iterable[str | None]) -> dict[str, list[Person]]:
    """The people who work for each of these institutions, by name; one query. Nobody stands under one that has nobody."""
    wanted = {one for one in institution_ids if one}
    query = select(Membership.institution_id, Person).join(Person, Person.id == Membership.person_id)
    query = query.where(Membership.role == Role.MEMBER, Person.is_active, Membership.institution_id.in_(wanted))
    found: dict[str, list[Person]] = defaultdict(list)
    for home, person in session().execute(query.order_by(Person.name, Membership.id)):
        found[home or ""].append(person)
    return dict(found)


def admins(institution_id: str) -> list[Person]:
    """The local admins of an institution."""
    return _holders(Role.MEMBER, Membership.institution_id == institution_id, Membership.administers)


def is_staff_address(email: str) -> bool:
    """Whether the address is that of somebody of the secretariat, or of an auditor."""
    held = select(Membership.id).join(Person, Person.id == Membership.person_id).where(Person.email == rules.normal(email))
    return first(held.where(Membership.role.in_((Role.SECRETARIAT, Role.AUDITOR))).limit(1)) is not None


def secretariat() -> list[Person]:
    """The people of the secretariat."""
    return _holders(Role.SECRETARIAT)


def _holders(role: Role, *conditions: "object") -> list[Person]:
    query = select(Person).join(Membership, Membership.person_id == Person.id).where(Membership.role == role, Person.is_active)
    return everything(query.where(*conditions).order_by(Person.name))  # type: ignore[arg-type]  # conditions are column expressions


def directory(text: str = "") -> Select[Person]:
    """Everybody by name, or those whose name or address holds the text."""
    query = select(Person).order_by(Person.name, Person.id)
    if text:
        held = (func.lower(column).contains(text.lower(), autoescape=True) for column in (Person.name, Person.email))
        query = query.where(or_(*held))
    return query


def memberships(people: list[Person]) -> dict[str, list[Membership]]:
    """The memberships of these people, by person."""
    query = select(Membership).options(joinedload(Membership.institution)).where(Membership.person_id.in_([one.id for one in people]))
    found: dict[str, list[Membership]] = {one.id: [] for one in people}
    for membership in everything(query):
        found[membership.person_id].append(membership)
    return found


def somebody(actor: Actor, person_id: str) -> Person | None:
    """A person, for the secretariat; nobody else finds people by their id."""
    return session().get(Person, person_id) if actor.has("secretariat") else None


def people() -> list[tuple[Person, Membership | None]]:
    """Everybody with their memberships, for the operator."""
    query = select(Person, Membership).outerjoin(Membership, Membership.person_id == Person.id)
    query = query.options(joinedload(Membership.institution)).order_by(Person.name, Person.id)
    return [(found, membership) for found, membership in session().execute(query)]


def sign_ins(actor: Actor) -> list[SignIn]:
    """The actor's living sign-ins, the latest first."""
    return everything(_living().where(SignIn.person_id == actor.id).order_by(SignIn.seen_at.desc()))


def sign_in(actor: Actor, sign_in_id: str) -> SignIn | None:
    """One of the actor's own living sign-ins; nobody sees another's."""
    return first(_living().where(SignIn.id == sign_in_id, SignIn.person_id == actor.id))


def _living() -> Select[SignIn]:
    return select(SignIn).where(SignIn.ended_at.is_(None), SignIn.ends_at > clock.real())


def invitation(token: str) -> Invitation | None:
    """The invitation of a link, used and expired ones too."""
    return first(held(select(Invitation), Invitation).where(Invitation.token_hash == rules.digest(token)))


def requests(actor: Actor, state: RequestState) -> Select[AccountRequest]:
    """The requests in a state that the actor may answer, the oldest first."""
    shown = select(AccountRequest).options(joinedload(AccountRequest.institution), joinedload(AccountRequest.parent))
    return for_answer(actor, shown.where(AccountRequest.state == state)).order_by(AccountRequest.asked_at, AccountRequest.id)


def letter(request: AccountRequest) -> StoredFile | None:
    """The official letter of a request."""
    return session().get(StoredFile, request.letter_sha256)


def request_counts(actor: Actor) -> dict[str, int]:
    """How many requests the actor may answer, or could have, there are in each state."""
    shown = for_answer(actor, select(AccountRequest)).subquery()
    rows = session().execute(select(shown.c.state, func.count()).group_by(shown.c.state))
    return {str(state.value): number for state, number in rows}


def requests_named(actor: Actor, ids: list[str]) -> list[AccountRequest]:
    """Those of these requests that the actor may see, the oldest first, each with those who may answer it."""
    query = select(AccountRequest).options(joinedload(AccountRequest.institution), joinedload(AccountRequest.parent))
    query = for_answer(actor, query.where(AccountRequest.id.in_(ids)))
    found = everything(held(query, AccountRequest).order_by(AccountRequest.asked_at, AccountRequest.id))
    chains = registry.chains({one.institution_id or one.parent_id or "" for one in found})
    for one in found:
        vars(one)["authority"] = authority(chains.get(one.institution_id or one.parent_id or "", ()))  # beside the row, never stored
    return found


def request(actor: Actor, request_id: str) -> AccountRequest | None:
    """A request, for the secretariat and for local admins of its institution or of one above; nobody else knows of it."""
    return next(iter(requests_named(actor, [request_id])), None) if actor.has("secretariat") or actor.has("local_admin") else None

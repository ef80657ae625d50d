"""What can be asked about the account services of institutions."""

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from p4comp.accounts.models import Membership, OpenIdLink, OpenIdProvider, Person, Role
from p4comp.core.access import Actor
from p4comp.core.db import everything, first, session
from p4comp.institutions.models import Institution

UNCONFIRMED = (OpenIdProvider.is_active, OpenIdProvider.confirmed_by == "")


def has_providers() -> bool:
    """Whether anybody can sign in with an account of their institution."""
    return first(select(OpenIdProvider.id).where(OpenIdProvider.is_active).limit(1)) is not None


def providers(text: str = "") -> list[OpenIdProvider]:
    """The account services that let people in, by institution; those whose institution holds the text."""
    query = _with_institution().where(OpenIdProvider.is_active)
    if text:
        query = query.where(func.lower(Institution.name).contains(text.lower(), autoescape=True))
    return everything(query.limit(200))


def all_providers() -> Select[OpenIdProvider]:
    """Every account service, for the secretariat."""
    return _with_institution()


def unconfirmed_providers() -> list[OpenIdProvider]:
    """Those that let people in and that no second person has confirmed; one query."""
    return everything(_with_institution().where(*UNCONFIRMED))


def count_unconfirmed() -> Select[int]:
    """How many there are."""
    return select(func.count()).select_from(OpenIdProvider).where(*UNCONFIRMED)


def _with_institution() -> Select[OpenIdProvider]:
    query = select(OpenIdProvider).join(OpenIdProvider.institution).options(joinedload(OpenIdProvider.institution))
    return query.order_by(Institution.name, OpenIdProvider.id)


def provider(actor: Actor, provider_id: str) -> OpenIdProvider | None:
    """An account service, for the secretariat; nobody else knows how it is set up."""
    return session().get(OpenIdProvider, provider_id) if actor.has("secretariat") else None


def open_provider(provider_id: str) -> OpenIdProvider | None:
    """An account service that lets people in."""
    return first(_with_institution().where(OpenIdProvider.id == provider_id, OpenIdProvider.is_active))


def link(issuer: str, subject: str) -> OpenIdLink | None:
    """Whose account of an institution this is."""
    return first(select(OpenIdLink).where(OpenIdLink.issuer == issuer, OpenIdLink.subject == subject))


def is_linked(person_id: str, issuer: str) -> bool:
    """Whether an account of this issuer belongs to the person already."""
    return first(select(OpenIdLink.id).where(OpenIdLink.person_id == person_id, OpenIdLink.issuer == issuer).limit(1)) is not None


def is_member(person: Person, institution_id: str) -> bool:
    """Whether the person is an active member of the institution."""
    mine = select(Membership.id).where(
        Membership.role == Role.MEMBER, Membership.person_id == person.id, Membership.institution_id == institution_id
    )
    return person.is_active and first(mine.limit(1)) is not None


def provider_of(institution_id: str, issuer: str) -> OpenIdProvider | None:
    """The institution's account service with this issuer."""
    return first(select(OpenIdProvider).where(OpenIdProvider.institution_id == institution_id, OpenIdProvider.issuer == issuer))

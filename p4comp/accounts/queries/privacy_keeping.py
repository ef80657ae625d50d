"""What can be asked about periods: how long each class is kept here, and what is over its period."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, not_, select

from p4comp.accounts import identity
from p4comp.accounts.models import (
    AccountRequest,
    Invitation,
    Membership,
    Person,
    PrivacyRequest,
    RefusedSignIn,
    RequestState,
    SetPeriod,
    SignIn,
)
from p4comp.accounts.rules import privacy as wishes
from p4comp.accounts.rules.privacy_keeping import CLASSES, Hand, Kept, period
from p4comp.core import clock
from p4comp.core.access import Actor
from p4comp.core.db import count, everything, session
from p4comp.core.mail import Mail, MailState

REAL = frozenset({"sign_in", "refused_sign_in", "invitation", "account", "comment_writer"})


def periods() -> list[Kept]:
    """Every class with its days, those set by the secretariat before the proposed ones."""
    known = {one.code: one for one in everything(select(SetPeriod))}
    return [Kept(one, known[code].days, known[code].ground) if code in known else Kept(one, one.days) for code, one in CLASSES.items()]


def waiting_periods(at: datetime) -> list[Kept]:
    """Every class, with how many wait for a person's word."""
    return [Kept(one.keeping, one.days, one.ground, _waiting(one, at)) for one in periods()]


def _waiting(kept: Kept, at: datetime) -> int | None:
    return count(over(kept.keeping.code, limit(kept, at))) if kept.keeping.hand is Hand.PERSON else None


def kept(actor: Actor, code: str) -> Kept | None:
    """One class, for the secretariat."""
    return next((one for one in periods() if one.keeping.code == code), None) if actor.has("secretariat") else None


def limit(kept: Kept, at: datetime) -> datetime:
    """What is older is over its period; sign-ins, invitations, accounts and comments live in real time."""
    return (clock.real() if kept.keeping.code in REAL else at) - period(kept.days)


def ended_before(code: str, at: datetime) -> datetime:
    """The moment before which a class that another room keeps is over its period."""
    return next(limit(one, at) for one in periods() if one.keeping.code == code)


def over(code: str, before: datetime) -> Select[Any]:
    """The rows of a class whose period was over at that moment, the oldest first."""
    return _OVER[code](before)


def _accounts(before: datetime) -> Select[Any]:
    """Nobody who has a role, or has come in since."""
    seen = select(func.max(SignIn.seen_at)).where(SignIn.person_id == Person.id).scalar_subquery()
    last = func.coalesce(seen, Person.seen_at, Person.joined_at)
    has_membership = select(Membership.id).where(Membership.person_id == Person.id).exists()
    found = select(Person).where(Person.erased_at.is_(None), not_(has_membership), last < before)
    return found.where(*(not_(role.exists()) for role in identity.roles_of(Person.id))).order_by(Person.joined_at, Person.id)


def _requests(before: datetime) -> Select[Any]:
    found = select(AccountRequest).where(AccountRequest.state == RequestState.REFUSED, AccountRequest.answered_at < before)
    return found.order_by(AccountRequest.answered_at)


def _invitations(before: datetime) -> Select[Any]:
    return select(Invitation).where(Invitation.used_at.is_(None), Invitation.ends_at < before).order_by(Invitation.ends_at)


def _mails(before: datetime) -> Select[Any]:
    is_over = Mail.state.not_in([MailState.WAITING, MailState.SENDING])
    return select(Mail).where(Mail.written_at < before, is_over, Mail.body != wishes.NO_CONTENT).order_by(Mail.written_at, Mail.id)


def _wishes(before: datetime) -> Select[Any]:
    found = select(PrivacyRequest).where(PrivacyRequest.state.not_in(wishes.OPEN), PrivacyRequest.email != "")
    return found.where(PrivacyRequest.answered_at < before).order_by(PrivacyRequest.answered_at, PrivacyRequest.id)


def _sign_ins(before: datetime) -> Select[Any]:
    return select(SignIn).where(SignIn.ends_at < before)


def _refusals(before: datetime) -> Select[Any]:
    return select(RefusedSignIn).where(RefusedSignIn.last_at < before)


_OVER = {
    "account": _accounts,
    "account_request": _requests,
    "invitation": _invitations,
    "mail": _mails,
    "privacy_request": _wishes,
    "sign_in": _sign_ins,
    "refused_sign_in": _refusals,
}


def some_over(code: str, before: datetime, most: int) -> tuple[int, Sequence[Any]]:
    """How many rows are over their period, and the oldest of them."""
    query = over(code, before)
    return count(query), session().execute(query.limit(most)).scalars().all()

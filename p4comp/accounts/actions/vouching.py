"""Vouching for new colleagues of the secretariat: two people make a third."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.accounts import policy
from p4comp.accounts.models import Deputy, Membership, Person, Role, Vouching, VouchState
from p4comp.accounts.rules.vouching import VOUCH_MOVES
from p4comp.core import audit
from p4comp.core.access import Actor, demand
from p4comp.core.db import first, session
from p4comp.core.errors import Invalid


def ask_to_vouch(person: Person, deputy: Deputy | None = None, *, by: Actor, at: datetime) -> Vouching:
    """Somebody was made a colleague by one person: until another has vouched for them, they are nobody's second."""
    made = Vouching(person_id=person.id, deputy_id=deputy.id if deputy else None, state=VouchState.WAITING, made_by=by.id, made_at=at)
    made.person = person
    session().add(made)
    return made


def vouch(found: Vouching, *, by: Actor | None, at: datetime) -> None:
    """The second person's yes; without `by` it is the operator's, on the command line."""
    if by is not None:
        demand(policy.may_vouch(by, found, at))
    _answer(found, "confirm", "", by=by, at=at)
    audit.record("vouching.confirmed", found, by=by, at=at, person=found.person_id, made_by=found.made_by)


def refuse_colleague(found: Vouching, *, answer: str, by: Actor, at: datetime) -> None:
    """The second person's no, with the reason: the role or the substitution ends with it."""
    demand(policy.may_vouch(by, found, at))
    if not answer.strip():
        raise Invalid(_("Isi alasannya."), "answer")
    _answer(found, "refuse", answer.strip(), by=by, at=at)
    audit.record("vouching.refused", found, by=by, at=at, person=found.person_id, made_by=found.made_by, answer=answer.strip())
    if found.deputy is not None:
        _end_deputy(found.deputy, by=by, at=at)
    else:
        _end_role(found.person_id, by=by, at=at)


def _end_deputy(deputy: Deputy, *, by: Actor, at: datetime) -> None:
    if at < deputy.ends_at:
        deputy.begins_at, deputy.ends_at, deputy.ended_by = min(deputy.begins_at, at), at, by.id
        audit.record("deputy.ended", deputy, by=by, at=at, person=deputy.person_id, principal=deputy.principal_id)


def _end_role(person_id: str, *, by: Actor, at: datetime) -> None:
    held = first(select(Membership).where(Membership.person_id == person_id, Membership.role == Role.SECRETARIAT))
    if held is not None:
        audit.record("membership.ended", held, by=by, at=at, person=person_id, institution="", role=held.role.value)
        session().delete(held)


def _answer(found: Vouching, verb: str, answer: str, *, by: Actor | None, at: datetime) -> None:
    session().refresh(found, ["state"], with_for_update=True)
    found.state, found.answer, found.answered_at = VOUCH_MOVES.after(found.state, verb), answer, at
    found.answered_by = by.id if by else None

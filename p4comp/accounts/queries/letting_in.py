"""Requests to let somebody in."""

from collections.abc import Sequence

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import joinedload

from p4comp.accounts.models import LetIn, LetInState, Membership, Passkey, Person, Role, Totp
from p4comp.accounts.policy import Helped
from p4comp.accounts.queries.accounts import somebody
from p4comp.accounts.queries.second_factor import has_factor
from p4comp.accounts.queries.vouching import hand_of
from p4comp.core import db
from p4comp.core.access import Actor

STAFF = (Role.SECRETARIAT, Role.AUDITOR)


def helped(actor: Actor, person_id: str) -> Helped | None:
    """Somebody who cannot sign in, for the secretariat."""
    person = somebody(actor, person_id)
    if person is None:
        return None
    is_staff = db.first(select(Membership.id).where(Membership.person_id == person_id, Membership.role.in_(STAFF)).limit(1)) is not None
    waiting = db.first(select(LetIn).where(LetIn.person_id == person_id, LetIn.state == LetInState.ASKED))
    return Helped(person, is_staff, has_factor(person_id), waiting)


def to_help(people: Sequence[Person]) -> set[str]:
    """The ids of those for whom letting in can be asked: they have a second step, are no staff, and nobody has asked yet; one query."""
    ids = [one.id for one in people if one.is_active]
    steps = exists().where(Totp.person_id == Person.id) | exists().where(Passkey.person_id == Person.id)
    staff = exists().where(Membership.person_id == Person.id, Membership.role.in_(STAFF))
    asked = exists().where(LetIn.person_id == Person.id, LetIn.state == LetInState.ASKED)
    return set(db.everything(select(Person.id).where(Person.id.in_(ids), steps, ~staff, ~asked)))


def _let_ins() -> Select[LetIn]:
    return select(LetIn).options(joinedload(LetIn.person), joinedload(LetIn.asker), joinedload(LetIn.answerer))


def let_in(actor: Actor, let_in_id: str) -> LetIn | None:
    """A request, for the secretariat."""
    return db.first(_let_ins().where(LetIn.id == let_in_id)) if actor.has("secretariat") else None


def let_ins() -> list[LetIn]:
    """Those that wait, the oldest first; one query."""
    return db.everything(_let_ins().where(LetIn.state == LetInState.ASKED).order_by(LetIn.asked_at, LetIn.id))


def let_ins_to_answer(person_id: str) -> Select[int]:
    """How many wait for another hand than who asked."""
    waiting = select(func.count()).select_from(LetIn).where(LetIn.state == LetInState.ASKED)
    return waiting.where(LetIn.asked_by.not_in(hand_of(person_id)), LetIn.person_id != person_id)

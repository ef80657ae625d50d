"""Letting somebody in without their second factor: two of the secretariat, once, for a quarter of an hour."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.accounts import policy, rules
from p4comp.accounts.models import LetIn, LetInState
from p4comp.accounts.policy import Helped
from p4comp.accounts.rules.letting_in import LASTS, LET_IN_MOVES
from p4comp.core import audit, clock, vault
from p4comp.core.access import Actor, demand
from p4comp.core.db import first, session
from p4comp.core.errors import Invalid

PURPOSE = "let in"


def ask_let_in(found: Helped, reason: str, *, by: Actor, at: datetime) -> LetIn:
    """Ask another of the secretariat to let a person in whose device is gone."""
    demand(policy.may_ask_let_in(by, found, at))
    if not reason.strip():
        raise Invalid(_("Isi alasannya, misalnya: ponsel rusak, suara dikenali lewat telepon."), "reason")
    made = LetIn(person_id=found.person.id, state=LetInState.ASKED, reason=reason.strip(), asked_by=by.id, asked_at=at)
    session().add(made)
    session().flush()
    audit.record("let_in.asked", made, by=by, at=at, person=found.person.id, reason=made.reason)
    return made


def grant_let_in(found: LetIn, *, by: Actor, at: datetime) -> str:
    """The second person's yes, and the code to read out: it stands in for the second step once, for a quarter of an hour."""
    demand(policy.may_grant_let_in(by, found, at))
    code = rules.new_codes()[0]
    _answer(found, "grant", by=by, at=at)
    found.mark, found.ends_at = vault.mark(code, f"{PURPOSE} {found.person_id}"), clock.real() + LASTS
    audit.record("let_in.granted", found, by=by, at=at, person=found.person_id, asked_by=found.asked_by)
    return code


def refuse_let_in(found: LetIn, *, by: Actor, at: datetime) -> None:
    """The second person's no."""
    demand(policy.may_grant_let_in(by, found, at))
    _answer(found, "refuse", by=by, at=at)
    audit.record("let_in.refused", found, by=by, at=at, person=found.person_id, asked_by=found.asked_by)


def _answer(found: LetIn, verb: str, *, by: Actor, at: datetime) -> None:
    session().refresh(found, ["state"], with_for_update=True)
    found.state, found.answered_by, found.answered_at = LET_IN_MOVES.after(found.state, verb), by.id, at


def spend_let_in(person_id: str, code: str) -> bool:
    """Use a code up, if it is this person's, granted and not too old."""
    mark = vault.mark(code, f"{PURPOSE} {person_id}")
    mine = (LetIn.person_id == person_id, LetIn.mark == mark, LetIn.state == LetInState.GRANTED, LetIn.ends_at > clock.real())
    found = first(select(LetIn).where(*mine).with_for_update(of=LetIn).execution_options(populate_existing=True))
    if found is None:
        return False
    found.state = LET_IN_MOVES.after(found.state, "use")
    return True

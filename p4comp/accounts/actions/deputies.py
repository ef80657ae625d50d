"""Appointing a substitute (Plh.) for somebody of the secretariat, and ending it."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.accounts import policy, queries
from p4comp.accounts.actions.people import invite, person_for
from p4comp.accounts.actions.vouching import ask_to_vouch
from p4comp.accounts.models import Deputy, Person
from p4comp.core import audit, mail
from p4comp.core.access import Actor, demand
from p4comp.core.db import first, session
from p4comp.core.errors import Invalid


@dataclass(frozen=True)
class Order:
    """Who acts for whom, from when until when, by which letter; an empty number is not there yet."""

    email: str
    name: str
    principal_id: str
    begins_at: datetime
    ends_at: datetime
    letter: str = ""


def appoint_deputy(order: Order, *, by: Actor, at: datetime) -> Deputy:
    """Let a person act for somebody of the secretariat for a time; whoever has no account yet is invited.

    Whoever is not of the secretariat anyway is nobody's second until another of it has vouched for them.
    """
    demand(policy.may_take_in(by, None, at))
    principal = next((one for one in queries.secretariat() if one.id == order.principal_id), None)
    if principal is None:
        raise Invalid(_("Pilih petugas sekretariat yang diwakili."), "principal")
    if order.ends_at <= max(order.begins_at, at):
        raise Invalid(_("Akhir masa harus sesudah awalnya dan belum lewat."), "ends_at")
    person = person_for(order.email, order.name, at=at)
    session().flush()
    _check(person, principal, order, by)
    made = Deputy(
        person_id=person.id, principal_id=principal.id, begins_at=order.begins_at, ends_at=order.ends_at, letter=order.letter.strip()
    )
    made.person, made.principal, made.appointed_by, made.appointed_at = person, principal, by.id, at
    session().add(made)
    session().flush()
    if all(one.id != person.id for one in queries.secretariat()):
        ask_to_vouch(person, made, by=by, at=at)
    if not person.password_hash:
        invite(person, role="", by=by, at=at)
    audit.record("deputy.appointed", made, by=by, at=at, person=person.id, principal=principal.id, letter=made.letter)
    for one in (person, principal):
        mail.to_person("accounts/mail/deputy.txt", one, at=at, deputy=made)
    return made


def _check(person: Person, principal: Person, order: Order, by: Actor) -> None:
    if person.id == principal.id:
        raise Invalid(_("Orang tidak dapat mewakili dirinya sendiri."), "email")
    if person.id == by.id:  # a substitute whose time ends would go on for good
        raise Invalid(_("Anda tidak dapat menunjuk diri sendiri. Mintalah petugas sekretariat lain menunjuk Anda."), "email")
    overlaps = (Deputy.principal_id == principal.id, Deputy.begins_at < order.ends_at, Deputy.ends_at > order.begins_at)
    if first(select(Deputy.id).where(*overlaps).limit(1)) is not None:
        raise Invalid(_("Petugas ini sudah diwakili orang lain dalam masa itu. Akhiri dahulu yang lama."), "principal")


def end_deputy(deputy: Deputy, *, by: Actor, at: datetime) -> None:
    """End a substitution at once; one that has not begun never does."""
    demand(policy.may_end_deputy(by, deputy, at))
    deputy.ends_at, deputy.ended_by = at, by.id
    deputy.begins_at = min(deputy.begins_at, at)
    audit.record("deputy.ended", deputy, by=by, at=at, person=deputy.person_id, principal=deputy.principal_id)

"""Another e-mail address for somebody else's account: proposed by one of the secretariat, set by another, told to both addresses."""

from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts import policy
from p4comp.accounts.models import AddressChange, AddressState, PrivacyRequest
from p4comp.accounts.queries import address_change_of, person_by_email
from p4comp.accounts.rules.address_changes import ADDRESS_MOVES
from p4comp.core import audit, mail
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid, Refused

ASKED, SET = "accounts/mail/address_change_asked.txt", "accounts/mail/privacy_corrected.txt"


def propose_address(request: PrivacyRequest, email: str, *, by: Actor, at: datetime) -> AddressChange:
    """Propose an address; the account's person reads of it at the address they have, before anything changes."""
    person = request.person
    assert person is not None
    if address_change_of(request.id) is not None:
        raise Refused(_("Perubahan alamat surel untuk permintaan ini sudah menunggu petugas kedua."))
    made = AddressChange(person_id=person.id, request_id=request.id, former=person.email, email=email, state=AddressState.ASKED)
    made.asked_by, made.asked_at = by.id, at
    session().add(made)
    session().flush()
    audit.record("address_change.asked", made, by=by, at=at, person=person.id, request=request.id)
    mail.to_person(ASKED, person, at=at, change=made)
    return made


def confirm_address(found: AddressChange, *, by: Actor, at: datetime) -> None:
    """The second person's yes: the account has the new address, and both addresses are told."""
    demand(policy.may_answer_address_change(by, found, at))
    person = found.person
    if person.erased_at or person.email != found.former:
        raise Refused(_("Akun ini sudah berubah sejak perubahan diusulkan. Tolak perubahan ini, lalu usulkan lagi."))
    refuse_taken(found.email, person.id)
    _answer(found, "confirm", by=by, at=at)
    person.email = found.email
    request = session().get_one(PrivacyRequest, found.request_id)
    request.email = found.email
    audit.record("address_change.confirmed", found, by=by, at=at, person=person.id, asked_by=found.asked_by)
    for to in (found.former, found.email):
        mail.queue(SET, to=to, person_id=person.id, at=at, person=person)


def refuse_address(found: AddressChange, *, by: Actor, at: datetime) -> None:
    """The second person's no: the account keeps its address."""
    demand(policy.may_answer_address_change(by, found, at))
    _answer(found, "refuse", by=by, at=at)
    audit.record("address_change.refused", found, by=by, at=at, person=found.person_id, asked_by=found.asked_by)


def refuse_taken(email: str, person_id: str) -> None:
    """Nobody gets an address that is somebody else's."""
    owner = person_by_email(email)
    if owner is not None and owner.id != person_id:
        raise Invalid(_("Alamat surel ini sudah dipakai akun lain."), "email")


def _answer(found: AddressChange, verb: str, *, by: Actor, at: datetime) -> None:
    session().refresh(found, ["state"], with_for_update=True)
    found.state, found.answered_by, found.answered_at = ADDRESS_MOVES.after(found.state, verb), by.id, at

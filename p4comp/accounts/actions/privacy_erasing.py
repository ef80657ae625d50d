"""Erasing: a person's name, address and proofs go; the id stays, so that the audit log and all that was handed in stay whole."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Select, delete, or_, select, update

from p4comp.accounts import policy as people
from p4comp.accounts import signals
from p4comp.accounts.actions.privacy import close_wish, prove
from p4comp.accounts.models import (
    AccountRequest,
    AddressChange,
    FormerMembership,
    Invitation,
    Membership,
    OpenIdLink,
    Passkey,
    Person,
    PrivacyRequest,
    RecoveryCode,
    SignIn,
    Totp,
)
from p4comp.accounts.policy import privacy as policy
from p4comp.accounts.queries import privacy as queries
from p4comp.accounts.queries import privacy_keeping as keeping
from p4comp.accounts.rules import privacy as rules
from p4comp.accounts.rules.privacy_keeping import AT_ONCE, Kept
from p4comp.core import audit, clock, mail
from p4comp.core.access import Actor, demand
from p4comp.core.db import everything, first, session
from p4comp.core.errors import Invalid, Refused
from p4comp.core.mail import Mail, MailAttachment, MailTry

CONFIRMED = "HAPUS"


def erase(person: Person, *, by: Actor, at: datetime) -> None:
    """Take everything that names the person out of the portal's rows; a room where they still have open work says no."""
    demand(policy.may_erase(by, person, at))
    signals.person_erasing.send(person)
    name, email, phone = person.name, person.email, person.phone
    _end_memberships(person, by, at)
    _drop_proofs(person)
    _forget_letters(person, email)
    person.name, person.email = rules.erased_name(person.id), rules.erased_address(person.id)
    person.phone = person.position = person.password_hash = ""
    person.is_active, person.erased_at = False, at
    audit.record("person.erased", person, by=by, at=at)
    signals.person_erased.send(person, name=name, email=email, phone=phone)


def _end_memberships(person: Person, by: Actor, at: datetime) -> None:
    """Memberships end and stay as history; of the admins left, the longest serving leads."""
    for one in everything(select(Membership).where(Membership.person_id == person.id)):
        place, has_led = one.institution, one.leads
        if place is not None:
            past = FormerMembership(person_id=person.id, institution_id=place.id, duties=",".join(sorted(one.duties)))
            past.since_at, past.ended_at, past.ended_by, past.reason = one.since_at, at, by.id, _("data orang dihapus")
            session().add(past)
        audit.record("membership.ended", one, by=by, at=at, person=person.id, institution=place.code if place else "", role=one.role.value)
        session().delete(one)
        session().flush()
        if place is not None and has_led:
            _find_lead(place.id)
        if place is not None:
            signals.membership_ended.send(place, person=person, successor=None, by=by, at=at)


def _find_lead(institution_id: str) -> None:
    admins = select(Membership).where(Membership.institution_id == institution_id, Membership.administers)
    longest = first(admins.order_by(Membership.since_at.is_not(None), Membership.since_at, Membership.id))
    if longest is not None:
        longest.leads = True


def _drop_proofs(person: Person) -> None:
    """No browser, device or account service opens the account any more."""
    for model in (Totp, Passkey, RecoveryCode, OpenIdLink):
        session().execute(delete(model).where(model.person_id == person.id))
    now = clock.real()
    session().execute(update(SignIn).where(SignIn.person_id == person.id, SignIn.ended_at.is_(None)).values(ended_at=now))
    session().execute(update(SignIn).where(SignIn.person_id == person.id).values(agent=""))


def _forget_letters(person: Person, email: str) -> None:
    nowhere, nobody = rules.erased_address(person.id), rules.erased_name(person.id)
    session().execute(delete(Invitation).where(Invitation.email == email))
    session().execute(delete(AddressChange).where(AddressChange.person_id == person.id))
    asked = update(AccountRequest).where(AccountRequest.email == email)
    session().execute(asked.values(name=nobody, email=nowhere, phone="", position=""))
    forget_mails(select(Mail.id).where(or_(Mail.person_id == person.id, Mail.to == email)), nowhere)
    forget_wishes(select(PrivacyRequest.id).where(or_(PrivacyRequest.person_id == person.id, PrivacyRequest.email == email)), nobody)


def forget_mails(ids: Select[Any], to: str) -> None:
    """Take address, content and attached files out of mails; that one was written, when and with what subject, stays."""
    session().execute(delete(MailAttachment).where(MailAttachment.mail_id.in_(ids.correlate(None))))
    session().execute(update(MailTry).where(MailTry.mail_id.in_(ids.correlate(None))).values(to=to, answer=""))
    session().execute(update(Mail).where(Mail.id.in_(ids.correlate(None))).values(to=to, body=rules.NO_CONTENT, answer=""))


def forget_wishes(ids: Select[Any], name: str) -> None:
    """Take who asked, what and the copy out of requests; that one was answered, and when, stays."""
    gone = {"name": name, "email": "", "text": "", "answer": "", "proof": "", "copy_sha256": None, "copy_until": None}
    session().execute(update(PrivacyRequest).where(PrivacyRequest.id.in_(ids.correlate(None))).values(**gone))


def erase_by_request(request: PrivacyRequest, phrase: str, answer: str, proof: str = "", *, by: Actor, at: datetime) -> None:
    """Erase who asked for it, once the word is typed; they are told at the address they had."""
    demand(policy.may_erase_by_request(by, request, at))
    check_phrase(phrase)
    person = queries.person_of_wish(request)
    if person is None:
        raise Refused(_("Tidak ada akun dengan alamat ini. Jawab permintaan ini tanpa menghapus akun."))
    prove(request, proof)
    email, kept = request.email, request.proof
    erase(person, by=by, at=at)
    close_wish(request, "fulfil", answer, at, by)
    request.proof = kept
    audit.record("privacy_request.fulfilled", request, by=by, at=at, person=person.id)
    mail.queue("accounts/mail/privacy_answered.txt", to=email, at=at, request=request, wishes=rules.WISH_NAMES)


def check_phrase(phrase: str) -> None:
    """What cannot be undone is confirmed by a typed word."""
    if phrase.strip().upper() != CONFIRMED:
        raise Invalid(_("Ketik %(word)s untuk menegaskan.", word=CONFIRMED), "phrase")


def carry_out(kept: Kept, until: datetime, phrase: str, *, by: Actor, at: datetime) -> int:
    """Do to a class what its period says, for what was over it at `until`, the moment of the list that was shown; how many."""
    demand(people.may_run_secretariat(by, kept, at))
    check_phrase(phrase)
    if until > keeping.limit(kept, at):
        raise Invalid(_("Masa simpan berubah sejak daftar ini dibuka. Buka lagi daftarnya."), "until")
    total = _CARRIED_OUT[kept.keeping.code](kept.keeping.code, until, by, at)
    audit.record("retention.carried_out", None, by=by, at=at, data=kept.keeping.code, until=until.isoformat(), total=total)
    return total


def _accounts(code: str, until: datetime, by: Actor, at: datetime) -> int:
    found: Iterable[Person] = session().execute(keeping.over(code, until).limit(AT_ONCE)).scalars().all()
    erased = [one for one in found if one.id != by.id]
    for person in erased:
        erase(person, by=by, at=at)
    return len(erased)


def _mails(code: str, until: datetime, by: Actor, at: datetime) -> int:
    total, _some = keeping.some_over(code, until, 0)
    forget_mails(keeping.over(code, until).with_only_columns(Mail.id).order_by(None), f"surat@{rules.ERASED_DOMAIN}")
    return total


def _wishes(code: str, until: datetime, by: Actor, at: datetime) -> int:
    total, _some = keeping.some_over(code, until, 0)
    forget_wishes(keeping.over(code, until).with_only_columns(PrivacyRequest.id).order_by(None), _("Pemohon terhapus"))
    return total


_CARRIED_OUT = {"account": _accounts, "mail": _mails, "privacy_request": _wishes}

"""An institution asks for its account; the secretariat answers."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from p4comp.accounts import policy, queries, rules
from p4comp.accounts.actions.invitations import invite_colleague
from p4comp.accounts.actions.people import invite, join, person_for
from p4comp.accounts.actions.sign_ins import Throttled
from p4comp.accounts.models import AccountRequest, Invitation, Person, RefusedSignIn, RequestState, Role
from p4comp.accounts.policy import Team
from p4comp.accounts.rules import EVERY_DUTY
from p4comp.core import audit, clock, mail
from p4comp.core.access import Actor, demand
from p4comp.core.db import first, session
from p4comp.core.errors import Invalid, Refused
from p4comp.institutions import queries as registry
from p4comp.institutions.actions import unit_of
from p4comp.institutions.models import Institution

MOST_WAITING = 20


class TooManyRequests(Throttled):
    """Many requests for accounts came from one network address: the form writes to addresses nobody has proven, so it slows down."""

    words = _l(
        "Sudah banyak permintaan akun terkirim dari jaringan internet ini. Isian Anda tetap di sini: kirim lagi setelah %(how_long)s."
    )


@dataclass(frozen=True)
class Applicant:
    """The person who asks, as typed."""

    name: str
    position: str
    email: str
    phone: str


@dataclass(frozen=True)
class Letter:
    """The official letter: its number as printed on it, and the stored file."""

    number: str
    name: str
    sha256: str


def ask(
    institution: Institution, applicant: Applicant, letter: Letter, *, unit_name: str = "", address: str = "", at: datetime
) -> AccountRequest:
    """Ask for an account of `institution`, or of its unit named `unit_name`; the same request twice is one, requests of one `address` slow down."""
    unit_name = " ".join(unit_name.split())
    email = rules.normal(applicant.email)
    place = {"unit_name": unit_name, "parent_id": institution.id} if unit_name else {"institution_id": institution.id}
    waiting = select(AccountRequest).filter_by(**place, email=email, state=RequestState.WAITING)
    known = first(waiting)
    if known is not None:
        return known
    if (
        session()
        .execute(select(func.count()).where(AccountRequest.email == email, AccountRequest.state == RequestState.WAITING))
        .scalar_one()
        >= MOST_WAITING
    ):
        raise Refused(
            _("Sudah ada %(n)d permintaan akun yang menunggu jawaban untuk alamat surel ini. Tunggu jawaban sekretariat.", n=MOST_WAITING)
        )
    _count(address)
    request = AccountRequest(
        **place,
        name=applicant.name.strip(),
        email=email,
        phone=applicant.phone.strip(),
        position=applicant.position.strip(),
        letter_number=letter.number.strip(),
        letter_name=letter.name,
        letter_sha256=letter.sha256,
        asked_at=at,
    )
    session().add(request)
    audit.record("account_request.asked", request, by=None, at=at, institution=institution.code, unit=unit_name, letter=letter.sha256)
    mail.queue("accounts/mail/request_received.txt", to=email, at=at, request=request, place=unit_name or institution.name)
    for admin in queries.admins_over(institution.id):
        mail.to_person("accounts/mail/request_waits.txt", admin, at=at, request=request, place=unit_name or institution.name)
    return request


def _count(address: str) -> None:
    """A request counts with the transaction it is kept in: what is refused wrote to nobody."""
    if not address:
        return
    key, now = f"ask:{address}", clock.real()
    row = session().get(RefusedSignIn, key, with_for_update=True)
    if row is None:
        _begin_count(key, now)
        return
    if left := rules.wait_for_request(row.count, row.last_at, now):
        raise TooManyRequests(left)
    row.count, row.last_at = 1 if rules.is_stale(row.last_at, now) else row.count + 1, now


def _begin_count(key: str, now: datetime) -> None:
    """The first of its address; two that come at once count as one."""
    try:
        with session().begin_nested():
            session().add(RefusedSignIn(key=key, count=1, last_at=now))
    except IntegrityError:
        return


def approve(request: AccountRequest, *, by: Actor, at: datetime) -> Person:
    """Open the account: register the unit if it is new, make the person a member, and invite them.

    Anybody can type anybody's address: where no secretary has read the letter, the person becomes a member by accepting.
    """
    demand(policy.may_answer(by, request, at))
    request.state = rules.MOVES.after(request.state, "approve")
    institution = request.institution or _unit(request, by, at)
    request.institution_id = institution.id
    person = _applicant(request, at)
    if by.has("secretariat"):
        _take_on(request, person, institution, by, at)
    else:
        _ask_to_join(request, institution, by, at)
    _answered(request, by, at)
    audit.record("account_request.approved", request, by=by, at=at, institution=institution.code, person=person.id)
    return person


def _applicant(request: AccountRequest, at: datetime) -> Person:
    """Who asked; what the request says of somebody known here changes nothing of theirs."""
    known = queries.person_by_email(request.email)
    person = known or person_for(request.email, request.name, at=at)
    if known is None:
        person.phone, person.position = rules.normal_phone(request.phone) or request.phone, request.position
    session().flush()
    return person


def _take_on(request: AccountRequest, person: Person, institution: Institution, by: Actor, at: datetime) -> None:
    """One secretary alone binds a person to an institution: its local admins, or those above it, are told how to object."""
    admins = [one for one in queries.admins_over(institution.id) if one.id != person.id]
    join(person, Role.MEMBER, institution, by=by, at=at)
    if person.password_hash:
        mail.to_person("accounts/mail/joined.txt", person, at=at, institution=institution)
    else:
        invite(person, role=Role.MEMBER, institution=institution, by=by, at=at)
    for admin in admins:
        mail.to_person("accounts/mail/member_taken_on.txt", admin, at=at, request=request, member=person, institution=institution)


def _ask_to_join(request: AccountRequest, institution: Institution, by: Actor, at: datetime) -> None:
    """An invitation in the name of whoever approves; none for a member, or beside one that waits. It tells nobody who is known here."""
    waiting = queries.waiting_invitations(institution.id).where(Invitation.email == request.email)
    place, known = registry.place(institution.code), queries.person_by_email(request.email)
    if place is not None and first(waiting) is None and not (known and queries.is_member(known, institution.id)):
        invite_colleague(Team(place, ()), request.email, request.name, EVERY_DUTY, by=by, at=at)


def _unit(request: AccountRequest, by: Actor, at: datetime) -> Institution:
    assert request.parent is not None
    return unit_of(request.parent, request.unit_name, by=by, at=at)


def refuse(request: AccountRequest, reason: str, *, by: Actor, at: datetime) -> None:
    """Say no, with the reason the applicant is told."""
    if not reason.strip():
        raise Invalid(_("Tulis alasan penolakan; pemohon menerimanya lewat surel."), "reason")
    demand(policy.may_answer(by, request, at))
    request.state = rules.MOVES.after(request.state, "refuse")
    request.reason = reason.strip()
    _answered(request, by, at)
    audit.record("account_request.refused", request, by=by, at=at, reason=request.reason)
    place = request.institution.name if request.institution else request.unit_name
    mail.queue("accounts/mail/request_refused.txt", to=request.email, at=at, request=request, place=place)


def _answered(request: AccountRequest, by: Actor, at: datetime) -> None:
    request.answered_at, request.answered_by = at, by.id

"""People join, are invited, and choose their password."""

import secrets
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select, update

from p4comp.accounts import queries, rules, signals
from p4comp.accounts.actions.sign_ins import revoke_others
from p4comp.accounts.actions.vouching import ask_to_vouch
from p4comp.accounts.models import Invitation, Membership, Person, Role
from p4comp.accounts.rules import EVERY_DUTY, Duty
from p4comp.core import audit, clock, mail
from p4comp.core.access import Actor
from p4comp.core.db import first, session
from p4comp.core.errors import Invalid, Refused
from p4comp.institutions.models import Institution


def person_for(email: str, name: str, *, at: datetime) -> Person:
    """The person with this address, made if there is none."""
    found = queries.person_by_email(email)
    if found is None:
        found = Person(name=name.strip(), email=rules.normal(email), joined_at=at)
        session().add(found)
    return found


def join(
    person: Person,
    role: str,
    institution: Institution | None = None,
    *,
    duties: frozenset[Duty] = EVERY_DUTY,
    by: Actor | None,
    at: datetime,
) -> Membership:
    """Give the person a role, in an institution if it is one of members, there with `duties`; once is enough.

    A secretary whom one person makes is nobody's second until another has vouched for them.
    """
    role = Role(role)
    held = select(Membership).where(Membership.person_id == person.id, Membership.role == role)
    place = Membership.institution_id == institution.id if institution else Membership.institution_id.is_(None)
    found = first(held.where(place))
    if found is None:
        found = Membership(person_id=person.id, role=role, institution_id=institution.id if institution else None)
        found.person, found.institution = person, institution
        set_duties(found, duties if role is Role.MEMBER else frozenset())
        found.since_at, found.leads = at, found.administers and _has_no_lead(institution)
        session().add(found)
        audit.record(
            "membership.added", found, by=by, at=at, person=person.id, role=role.value, institution=institution.code if institution else ""
        )
        if role is Role.SECRETARIAT and by is not None:
            ask_to_vouch(person, by=by, at=at)
        if institution is not None:
            signals.membership_began.send(institution, person=person, by=by, at=at)
    return found


def _has_no_lead(institution: Institution | None) -> bool:
    """The first local admin of an institution leads."""
    place = institution.id if institution else None
    return first(select(Membership.id).where(Membership.institution_id == place, Membership.leads)) is None


def set_duties(membership: Membership, duties: frozenset[Duty]) -> None:
    """Let the membership carry exactly these duties."""
    membership.drafts, membership.approves, membership.administers = (one in duties for one in Duty)


def invite(person: Person, *, role: str, institution: Institution | None = None, by: Actor | None, at: datetime) -> Invitation:
    """Mail the person a link, good once and for 14 days, by which they choose their password. It gives no role by itself."""
    token = secrets.token_urlsafe(32)
    invitation = Invitation(
        token_hash=rules.digest(token),
        email=person.email,
        name=person.name,
        role=role,
        institution_id=institution.id if institution else None,
        sent_at=at,
        ends_at=clock.real() + rules.INVITED_FOR,
    )
    session().add(invitation)
    invitation.token = token
    word = rules.ROLE_NAMES.get(role, role)
    told = {"days": rules.INVITED_FOR.days, "ends_at": invitation.ends_at, "is_demo": clock.is_demo()}
    mail.to_person("accounts/mail/invitation.txt", person, at=at, role=word, institution=institution, token=token, **told)
    audit.record("person.invited", person, by=by, at=at, role=role, institution=institution.code if institution else "")
    return invitation


def accept(invitation: Invitation, *, name: str, password_hash: str, at: datetime) -> Person:
    """Use an invitation: set name and password. It is good once, until it expires.

    A forgotten password is often one that somebody else knows: every other such link and every sign-in of the person ends.
    """
    check_usable(invitation)
    person = person_for(invitation.email, name, at=at) if invitation.joins else queries.person_by_email(invitation.email)
    session().flush()
    if person is None or not person.is_active:
        raise Refused(_("Akun ini tidak aktif. Hubungi sekretariat."))
    unused = update(Invitation).where(Invitation.email == invitation.email, Invitation.used_at.is_(None), Invitation.joins.is_(False))
    session().execute(unused.values(used_at=clock.real()))
    revoke_others(person, but="")
    person.name, person.password_hash = name.strip(), password_hash
    audit.record("person.accepted", person, by=None, at=at)
    return person


def check_usable(invitation: Invitation) -> None:
    """An invitation is used once, within its 14 days, unless it is withdrawn; Refused says what became of it."""
    if invitation.withdrawn_at is not None:
        raise Refused(_("Undangan ini sudah ditarik oleh pengirimnya. Tanyakan kepada admin instansi Anda."))
    if invitation.used_at is not None:
        raise Refused(_("Undangan ini sudah dipakai. Silakan masuk dengan kata sandi Anda."))
    if invitation.ends_at <= clock.real() and invitation.joins:
        raise Refused(_("Undangan ini sudah kedaluwarsa. Mintalah admin instansi Anda mengirimnya lagi."))
    if invitation.ends_at <= clock.real():
        raise Refused(_("Undangan ini sudah kedaluwarsa. Mintalah undangan baru kepada sekretariat."))


def change_password(person: Person, password_hash: str, *, at: datetime, by: Actor) -> None:
    """Set a new password, whose hash was made before the transaction."""
    person.password_hash = password_hash
    mail.to_person("accounts/mail/password_changed.txt", person, at=at)
    audit.record("person.password_changed", person, by=by, at=at)


def change_details(person: Person, *, phone: str, position: str, by: Actor, at: datetime) -> None:
    """Set one's own telephone, kept as it is dialled from anywhere, and position."""
    if phone.strip() and not rules.normal_phone(phone):
        raise Invalid(_("Isi nomor telepon Indonesia, misalnya 0812 3456 7890."), "phone")
    person.phone, person.position = rules.normal_phone(phone), " ".join(position.split())
    audit.record("person.details_changed", person, by=by, at=at)

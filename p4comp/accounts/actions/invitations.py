"""Invitations into a team: sent, sent again, withdrawn, accepted. The invited person decides; until then nothing is given."""

import secrets
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import func, select

from p4comp.accounts import policy, queries, rules
from p4comp.accounts.actions.local_admin import check_reason
from p4comp.accounts.actions.people import check_usable, join, set_duties
from p4comp.accounts.models import Invitation, Person, Role
from p4comp.accounts.policy import Monitors, Sent, Team
from p4comp.accounts.rules import Duty
from p4comp.core import audit, clock, mail, spaces
from p4comp.core.access import Actor, demand
from p4comp.core.db import first, session
from p4comp.core.errors import Invalid, Refused
from p4comp.institutions.models import Institution, Kind


def invite_colleague(
    team: Team, email: str, name: str, duties: frozenset[Duty], *, reason: str = "", by: Actor, at: datetime
) -> Invitation:
    """Invite somebody into the team with these duties; whether the address has an account already is told to nobody."""
    demand(policy.may_lead_team(by, team, at))
    if any(one.membership.person.email == rules.normal(email) for one in team.colleagues):
        raise Invalid(_("Orang ini sudah anggota tim. Ubah tugasnya di daftar."), "email")
    return _invite(team, Role.MEMBER, email, name, duties, reason=reason, by=by, at=at)


def invite_monitor(found: Monitors, email: str, name: str, *, reason: str = "", by: Actor, at: datetime) -> Invitation:
    """Invite somebody to see how far the province's regencies and cities are, and nothing else."""
    demand(policy.may_keep_monitors(by, found, at))
    if any(one.person.email == rules.normal(email) for one in found.people):
        raise Invalid(_("Orang ini sudah pemantau."), "email")
    return _invite(found.team, Role.MONITOR, email, name, frozenset(), reason=reason, by=by, at=at)


def _invite(team: Team, role: Role, email: str, name: str, duties: frozenset[Duty], *, reason: str, by: Actor, at: datetime) -> Invitation:
    reason, email, institution = check_reason(team.place, reason, by), rules.normal(email), team.institution
    is_foreign = policy.needs_reason(by, team.place)
    if is_foreign and _stays_out(email):
        raise Invalid(_("Petugas sekretariat dan auditor tidak diundang ke tim instansi oleh sekretariat."), "email")
    waiting = queries.waiting_invitations(institution.id, role)
    if first(waiting.where(Invitation.email == email)) is not None:
        raise Invalid(_("Undangan ke alamat ini masih menunggu. Kirim ulang atau tarik undangan itu di daftar."), "email")
    if session().execute(select(func.count()).select_from(waiting.subquery())).scalar_one() >= rules.MOST_INVITED:
        raise Refused(_("Sudah ada %(n)s undangan yang menunggu. Tarik yang tidak diperlukan dahulu.", n=rules.MOST_INVITED))
    told = _witnesses(institution, by) if is_foreign else []
    invitation = Invitation(
        token_hash="",
        email=email,
        name=" ".join(name.split()),
        role=role.value,
        institution_id=institution.id,
        joins=True,
        sent_by=by.id,
        sent_at=at,
        ends_at=clock.real(),
    )
    invitation.institution = institution
    _set(invitation, duties)
    session().add(invitation)
    _send(invitation, by, at)
    values = {"institution": institution.code, "role": role.value, "duties": sorted(duties), "reason": reason}
    audit.record("invitation.sent", invitation, by=by, at=at, **values)
    _tell(invitation, told, reason, by, at)
    return invitation


def _stays_out(email: str) -> bool:
    """Nobody inside lets themselves into an institution; a province's own portal is its own house."""
    return spaces.current() is None and queries.is_staff_address(email)


def _witnesses(institution: Institution, by: Actor) -> list[Person]:
    """Who learns what the secretariat does in a team that is not its own: those who lead the team.

    A province that nobody leads shows its people's flags to whoever comes in: there all others of the secretariat learn it, who are not of one
    hand with whoever invites. Where there is nobody to tell, nobody is invited; the province asks for its account by letter.
    """
    admins = queries.admins(institution.id)
    if admins or institution.kind is not Kind.PROVINCE or spaces.current() is not None:
        return admins
    others = queries.others_of_secretariat(by.id)
    if not others:
        words = _("Provinsi ini belum punya admin, dan tidak ada petugas sekretariat lain yang dapat diberi tahu.")
        raise Refused(words + " " + _("Minta provinsi mengajukan akun dengan surat resmi; adminnya yang mengundang orang lain."))
    return others


def _tell(invitation: Invitation, people: list[Person], reason: str, by: Actor, at: datetime) -> None:
    duties = rules.invited_as(invitation.role, invitation.duties)
    values = {"invitation": invitation, "duties": duties, "reason": reason, "is_monitor": invitation.role == Role.MONITOR}
    for person in people:
        is_colleague = queries.is_staff_address(person.email)
        mail.to_person("accounts/mail/invited_by_secretariat.txt", person, at=at, inviter=by.name, is_colleague=is_colleague, **values)


def resend_invitation(sent: Sent, *, by: Actor, at: datetime) -> None:
    """Send it again with a new link for another 14 days; the link sent before no longer works."""
    demand(policy.may_lead_sent(by, sent, at))
    invitation = sent.invitation
    if at - invitation.sent_at < rules.RESENT_AFTER:
        raise Refused(_("Undangan ini baru saja dikirim. Tunggu beberapa menit; periksa juga folder spam penerima."))
    _send(invitation, by, at)
    audit.record("invitation.resent", invitation, by=by, at=at, institution=sent.team.institution.code)


def withdraw_invitation(sent: Sent, *, by: Actor, at: datetime) -> None:
    """Take an invitation back; whoever follows its link is told so."""
    demand(policy.may_lead_sent(by, sent, at))
    sent.invitation.withdrawn_at = at
    audit.record("invitation.withdrawn", sent.invitation, by=by, at=at, institution=sent.team.institution.code)


def join_by(invitation: Invitation, person: Person, *, at: datetime) -> None:
    """Make whoever was invited a member with the duties of the invitation; whoever is one already gains them."""
    check_usable(invitation)
    institution = invitation.institution
    if not invitation.joins or institution is None or person.email != invitation.email or not person.is_active:
        raise Refused(_("Undangan ini bukan untuk akun Anda."))
    inviter = session().get(Person, invitation.sent_by)
    if inviter is not None and queries.is_staff_address(inviter.email) and _stays_out(person.email):
        raise Refused(_("Petugas sekretariat dan auditor tidak masuk ke tim instansi lewat undangan sekretariat."))
    invitation.used_at = clock.real()
    session().flush()
    member = join(person, invitation.role, institution, duties=invitation.duties, by=None, at=at)
    if not invitation.duties <= member.duties:
        set_duties(member, member.duties | invitation.duties)
    audit.record("invitation.accepted", invitation, by=None, at=at, person=person.id, duties=sorted(invitation.duties))
    if inviter is not None:
        values = {"who": person.name, "institution": institution, "duties": rules.invited_as(invitation.role, member.duties)}
        mail.to_person("accounts/mail/colleague_joined.txt", inviter, at=at, **values)


def _set(invitation: Invitation, duties: frozenset[Duty]) -> None:
    invitation.drafts, invitation.approves, invitation.administers = (one in duties for one in Duty)


def _send(invitation: Invitation, by: Actor, at: datetime) -> None:
    token = secrets.token_urlsafe(32)
    invitation.token_hash, invitation.token = rules.digest(token), token
    invitation.sent_at, invitation.ends_at = at, clock.real() + rules.INVITED_FOR
    mail.queue(
        "accounts/mail/team_invitation.txt",
        to=invitation.email,
        at=at,
        invitation=invitation,
        token=token,
        duties=rules.invited_as(invitation.role, invitation.duties),
        inviter=by.name,
        days=rules.INVITED_FOR.days,
        is_demo=clock.is_demo(),
    )

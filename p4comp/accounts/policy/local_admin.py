"""Who may do what in an institution's team. A province has no word in a regency: authority ends at the next government."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from p4comp.accounts.models import FormerMembership, Invitation, Membership
from p4comp.accounts.policy.people import is_staff
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.institutions.models import Institution, Kind
from p4comp.institutions.policy import Place, governs


@dataclass(frozen=True)
class Colleague:
    """A member of the team, and when they last did something in the portal."""

    membership: Membership
    seen_at: datetime | None


@dataclass(frozen=True)
class Unit:
    """A unit under the institution, and how many people work for it in the portal."""

    institution: Institution
    people: int


@dataclass(frozen=True)
class Team:
    """The people of an institution, now, invited and before; its units."""

    place: Place
    colleagues: tuple[Colleague, ...]
    invitations: tuple[Invitation, ...] = ()
    former: tuple[FormerMembership, ...] = ()
    units: tuple[Unit, ...] = ()

    @property
    def institution(self) -> Institution:
        """Whose team it is."""
        return self.place.institution

    @property
    def admins(self) -> list[Membership]:
        """The local admins."""
        return [one.membership for one in self.colleagues if one.membership.administers]


@dataclass(frozen=True)
class Seat:
    """One membership in its team."""

    team: Team
    membership: Membership

    @property
    def is_last_admin(self) -> bool:
        """Whether nobody else administers the institution."""
        return self.membership.administers and len(self.team.admins) == 1


@dataclass(frozen=True)
class Sent:
    """An invitation into a team."""

    team: Team
    invitation: Invitation


@dataclass(frozen=True)
class Monitors:
    """Who watches a province's regencies and cities: those who do, and who is invited to."""

    team: Team
    people: tuple[Membership, ...] = ()
    invitations: tuple[Invitation, ...] = ()


@dataclass(frozen=True)
class Watch:
    """One monitor of a province."""

    team: Team
    membership: Membership


def needs_reason(actor: Actor, place: Place) -> bool:
    """The secretariat acts in an institution that is not its own: it says why."""
    return not governs(actor, place.authority)


def may_see_team(actor: Actor, team: Team, at: datetime) -> Verdict:
    """Its members, those who lead it, the secretariat and auditors."""
    seen = is_staff(actor) or governs(actor, team.place.authority) or actor.has("member", team.institution.id)
    return YES if seen else no(_("Tim ini hanya terlihat oleh anggotanya."))


def may_lead_team(actor: Actor, team: Team, at: datetime) -> Verdict:
    """Local admins of the institution or of one above it in its own tree, and the secretariat."""
    if actor.has("secretariat") or governs(actor, team.place.authority):
        return YES
    return no(_("Tim diatur oleh admin instansi ini, admin induknya, atau sekretariat."))


def _outranks(actor: Actor, seat: Seat) -> bool:
    """Whether the actor stands above the local admins of the team: its lead, an admin further up, the secretariat."""
    own = [one for one in seat.team.admins if one.person_id == actor.id]
    is_lead = any(one.leads for one in own) or (bool(own) and not any(one.leads for one in seat.team.admins))
    return is_lead or actor.has("secretariat") or governs(actor, seat.team.place.authority[1:])


def may_change_duties(actor: Actor, seat: Seat, at: datetime) -> Verdict:
    """Whoever leads the team changes duties; those of another admin only the lead, an admin above, or the secretariat."""
    verdict = may_lead_team(actor, seat.team, at)
    if verdict and seat.membership.administers and seat.membership.person_id != actor.id and not _outranks(actor, seat):
        return no(_("Tugas admin lain diubah oleh admin utama, admin induk, atau sekretariat."))
    return verdict


def may_end_membership(actor: Actor, seat: Seat, at: datetime) -> Verdict:
    """Everybody may leave, the last admin only by handing over; others are let go by whoever may change their duties."""
    if seat.membership.person_id == actor.id:
        if seat.is_last_admin:
            return no(_("Anda satu-satunya admin instansi ini. Serahkan tugas dahulu kepada penerus Anda."))
        return YES
    return may_change_duties(actor, seat, at)


def may_hand_over(actor: Actor, seat: Seat, at: datetime) -> Verdict:
    """Everybody hands over their own duties; those of others, whoever may change them. Somebody must be there to take them."""
    if len(seat.team.colleagues) < 2:
        return no(_("Belum ada orang lain di tim ini. Undang penerusnya dahulu."))
    return YES if seat.membership.person_id == actor.id else may_change_duties(actor, seat, at)


def may_make_lead(actor: Actor, seat: Seat, at: datetime) -> Verdict:
    """The lead passes the lead on; an admin above or the secretariat may as well. Only an admin can lead."""
    if not seat.membership.administers:
        return no(_("Hanya admin instansi yang dapat menjadi admin utama."))
    if seat.membership.leads:
        return no(_("Orang ini sudah admin utama."))
    return YES if _outranks(actor, seat) else no(_("Admin utama ditunjuk oleh admin utama sekarang, admin induk, atau sekretariat."))


def may_lead_sent(actor: Actor, sent: Sent, at: datetime) -> Verdict:
    """Invitations are sent again or withdrawn by those who lead the team, while nobody has used them."""
    if sent.invitation.used_at is not None or sent.invitation.withdrawn_at is not None:
        return no(_("Undangan ini sudah dipakai atau ditarik."))
    return may_lead_team(actor, sent.team, at)


def may_keep_monitors(actor: Actor, found: "Monitors | Watch", at: datetime) -> Verdict:
    """A province's local admins, and the secretariat, say who watches its regencies and cities."""
    if found.team.institution.kind is not Kind.PROVINCE:
        return no(_("Pemantau hanya ada pada pemerintah provinsi."))
    return may_lead_team(actor, found.team, at)


def may_end_watch(actor: Actor, found: Watch, at: datetime) -> Verdict:
    """Monitors stop by themselves, or are let go by whoever invites them."""
    return YES if found.membership.person_id == actor.id else may_keep_monitors(actor, found, at)


def may_have_teams(actor: Actor, subject: Any, at: datetime) -> Verdict:
    """Everybody who works for an institution."""
    return YES if actor.has("member") else no(_("Anda belum menjadi anggota tim instansi mana pun."))

"""Who keeps an institution's channels, who lets everybody see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from p4comp.accounts.policy import is_staff
from p4comp.channels.models import Channel
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.institutions.models import Institution
from p4comp.institutions.policy import governs


@dataclass(frozen=True)
class Register:
    """An institution's channels, and whose local admins may act for it."""

    institution: Institution
    authority: tuple[str, ...]
    channels: list[Channel]


@dataclass(frozen=True)
class Kept:
    """One channel of a register."""

    register: Register
    channel: Channel


def may_look(actor: Actor, subject: Any, at: datetime) -> Verdict:
    """Members of institutions have their own channels, those inside all."""
    return YES if actor.institutions or is_staff(actor) else no(_("Halaman ini untuk akun instansi."))


def may_read(actor: Actor, found: Register | Kept, at: datetime) -> Verdict:
    """Sight is decided by the query."""
    return YES


def may_keep(actor: Actor, found: Register, at: datetime) -> Verdict:
    """Those who draft for the institution, its local admins, and those above it in its own tree."""
    if actor.has("drafter", found.institution.id) or governs(actor, found.authority):
        return YES
    return no(_("Daftar kanal diisi penyusun berkas atau admin instansi ini."))


def may_change(actor: Actor, found: Kept, at: datetime) -> Verdict:
    """Whoever keeps the register changes each channel."""
    return may_keep(actor, found.register, at)


def may_resume(actor: Actor, found: Kept, at: datetime) -> Verdict:
    """A channel that has ended may be in use again."""
    return may_keep(actor, found.register, at) if found.channel.has_ended else no(_("Kanal ini masih beroperasi."))


def may_show(actor: Actor, found: Kept, at: datetime) -> Verdict:
    """The consent to show a channel to everybody is the local admin's or approver's word."""
    if actor.has("approver", found.register.institution.id) or governs(actor, found.register.authority):
        return YES
    return no(_("Persetujuan menampilkan kanal diberikan admin atau penyetuju instansi ini."))

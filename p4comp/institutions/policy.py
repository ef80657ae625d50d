"""Who may change the registry."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.institutions.models import Institution
from p4comp.institutions.rules.tree import DEEPEST, OWN_MASTERS


@dataclass(frozen=True)
class Place:
    """An institution, those whose local admins may act for it (itself first), and how deep it stands in the tree."""

    institution: Institution
    authority: tuple[str, ...]
    depth: int

    @property
    def is_own_master(self) -> bool:
        """Whether it is a government, ministry or agency: its name and place are the secretariat's matter."""
        return self.institution.kind in OWN_MASTERS


def may_keep_registry(actor: Actor, subject: Any, at: datetime) -> Verdict:
    """The secretariat."""
    return YES if actor.has("secretariat") else no(_("Registri instansi dikelola oleh sekretariat."))


def governs(actor: Actor, authority: Collection[str]) -> bool:
    """Whether the actor is local admin of one of those who may act: of the institution itself, or above it in its own tree."""
    return any(actor.has("local_admin", one) for one in authority)


def may_keep_units(actor: Actor, place: Place, at: datetime) -> Verdict:
    """Local admins of the institution or of one above it, and the secretariat, register units under it."""
    if not (governs(actor, place.authority) or actor.has("secretariat")):
        return no(_("Unit didaftarkan oleh admin instansi ini, admin induknya, atau sekretariat."))
    if place.depth >= DEEPEST:
        return no(_("Susunan unit paling dalam %(n)s tingkat. Daftarkan unit ini di bawah induk yang lebih tinggi.", n=DEEPEST))
    return YES


def may_rename(actor: Actor, place: Place, at: datetime) -> Verdict:
    """A unit is renamed by those who may act for it; a government, ministry or agency by the secretariat only."""
    if actor.has("secretariat"):
        return YES
    if place.is_own_master:
        return no(_("Nama pemerintah daerah, kementerian, dan lembaga diubah oleh sekretariat."))
    return YES if governs(actor, place.authority) else no(_("Nama unit diubah oleh admin unit ini, admin induknya, atau sekretariat."))

"""Who says what is shown of an institution."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.institutions.models import Institution
from p4comp.institutions.policy import governs
from p4comp.profiles.models import Profile


@dataclass(frozen=True)
class Setting:
    """An institution, whose local admins may act for it, and what it lets be shown so far."""

    institution: Institution
    authority: tuple[str, ...]
    profile: Profile | None

    @property
    def parts(self) -> frozenset[str]:
        """The parts that are shown."""
        return self.profile.parts if self.profile else frozenset()


def may_choose(actor: Actor, subject: Any, at: datetime) -> Verdict:
    """Members of institutions have their own pages."""
    return YES if actor.institutions else no(_("Halaman ini untuk akun instansi."))


def may_look(actor: Actor, found: Setting, at: datetime) -> Verdict:
    """Sight is decided by the query: members, and local admins above."""
    return YES


def may_set(actor: Actor, found: Setting, at: datetime) -> Verdict:
    """The consent is the word of a local admin of the institution or of one above it in its own tree, never the secretariat's."""
    return YES if governs(actor, found.authority) else no(_("Isi profil publik ditentukan admin instansi ini atau admin induknya."))

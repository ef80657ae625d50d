"""Who may see and change designs of certificates, and who puts one in force."""

from datetime import datetime
from typing import Protocol

from flask_babel import gettext as _

from p4comp.accounts.policy import is_second, may_run_secretariat
from p4comp.certificates.models import DesignVersion
from p4comp.certificates.rules.designs import MOVES
from p4comp.core.access import YES, Actor, Verdict, no


class WithVersion(Protocol):
    """What a version stands in."""

    @property
    def version(self) -> DesignVersion: ...


def may_design(actor: Actor, subject: object, at: datetime) -> Verdict:
    """The secretariat sees and edits designs."""
    return may_run_secretariat(actor, subject, at)


def may_ask_design(actor: Actor, draft: WithVersion, at: datetime) -> Verdict:
    """A draft is shown to a second person once it has been drawn."""
    version = draft.version
    if not (allowed := _may_move(actor, version, "ask")):
        return allowed
    if version.tried_at is None:
        return no(_("Pratinjaunya sedang digambar. Muat ulang halaman ini sebentar lagi."))
    if version.fault:
        return no(_("Rancangan ini belum dapat digambar. Perbaiki dahulu, lalu simpan versi baru."))
    return YES


def may_decide_design(actor: Actor, draft: WithVersion, at: datetime) -> Verdict:
    """A second person decides: neither who saved the version nor who asked."""
    version, told = draft.version, _("Anda ikut menyusun versi ini.")
    if not (allowed := _may_move(actor, version, "approve")):
        return allowed
    hands = (version.made_by, version.asked_by)
    return next((verdict for one in hands if not (verdict := is_second(actor, one, told))), YES)


def _may_move(actor: Actor, version: DesignVersion, verb: str) -> Verdict:
    if not actor.has("secretariat"):
        return no(_("Hanya sekretariat yang mengurus rancangan piagam."))
    if not MOVES.allows(version.state, verb):
        return no(_("Versi ini tidak menunggu keputusan itu. Muat ulang halaman untuk melihat keadaan terbaru."))
    return YES

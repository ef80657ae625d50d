"""Who notes that an institution applies another's practice, who confirms it, who may say that it is not so."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts.policy import may_run_secretariat
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.institutions.models import Institution
from p4comp.practices.models import Adoption, Practice
from p4comp.practices.rules import ADOPTION_MOVES


@dataclass(frozen=True)
class Adopting:
    """A published practice, and the institutions for which whoever asks could note that they apply it."""

    practice: Practice
    institutions: tuple[Institution, ...]
    known: tuple[Adoption, ...] = ()


@dataclass(frozen=True)
class Adopted:
    """A record of adoption with its practice."""

    adoption: Adoption

    @property
    def source_id(self) -> str:
        """The institution whose practice it is."""
        return self.adoption.practice.institution_id


def may_adopt(actor: Actor, adopting: Adopting, at: datetime) -> Verdict:
    """Those who draft for another institution note that it applies a practice."""
    if not adopting.institutions:
        return no(
            _(
                "Penerapan dicatat penyusun berkas instansi lain. Akun Anda tidak menyusun berkas instansi mana pun selain pemilik praktik ini."
            )
        )
    return YES


def may_confirm(actor: Actor, adopted: Adopted, at: datetime) -> Verdict:
    """The approver of the institution that applies it confirms."""
    if not actor.has("approver", adopted.adoption.institution_id):
        return no(_("Catatan penerapan dikonfirmasi penyetuju berkas instansi yang menerapkan."))
    return _moves(adopted, "confirm")


def may_give_up(actor: Actor, adopted: Adopted, at: datetime) -> Verdict:
    """Drafters and approvers of the institution that applies it withdraw the record."""
    home = adopted.adoption.institution_id
    if not (actor.has("drafter", home) or actor.has("approver", home)):
        return no(_("Catatan ini ditarik penyusun atau penyetuju berkas instansi yang menerapkan."))
    return _moves(adopted, "withdraw")


def may_object(actor: Actor, adopted: Adopted, at: datetime) -> Verdict:
    """The practice's own institution says that a record is not true, once."""
    if not (actor.has("drafter", adopted.source_id) or actor.has("approver", adopted.source_id)):
        return no(_("Keberatan diajukan instansi pemilik praktik."))
    if adopted.adoption.objected_at is not None:
        return no(_("Keberatan atas catatan ini sudah diajukan."))
    return _moves(adopted, "remove")


def may_remove_adoption(actor: Actor, adopted: Adopted, at: datetime) -> Verdict:
    """The secretariat takes a record out, with a reason."""
    return may_run_secretariat(actor, adopted, at) and _moves(adopted, "remove")


def may_settle(actor: Actor, adopted: Adopted, at: datetime) -> Verdict:
    """The secretariat lets a record stand against an objection, with a reason."""
    if not adopted.adoption.is_disputed:
        return no(_("Tidak ada keberatan yang menunggu."))
    return may_run_secretariat(actor, adopted, at)


def _moves(adopted: Adopted, verb: str) -> Verdict:
    if not ADOPTION_MOVES.allows(adopted.adoption.state, verb):
        return no(_("Catatan penerapan ini sudah berubah. Muat ulang halaman."))
    return YES

"""Who may send certificates out to be signed, take them in, and release them."""

from datetime import datetime
from typing import Protocol

from flask_babel import gettext as _

from p4comp.accounts.policy import is_second, may_run_secretariat, same_hand
from p4comp.certificates.models import SignedCopy, SigningBatch
from p4comp.certificates.rules.batches import BATCH_MOVES
from p4comp.core.access import YES, Actor, Verdict, no


class AboutBatch(Protocol):
    """A batch with what came back."""

    @property
    def batch(self) -> SigningBatch: ...
    @property
    def accepted(self) -> list[SignedCopy]: ...
    @property
    def is_checking(self) -> bool: ...


def may_see_batch(actor: Actor, parcel: AboutBatch, at: datetime) -> Verdict:
    """The secretariat sees batches."""
    return may_run_secretariat(actor, parcel, at)


def may_take_in_signed(actor: Actor, parcel: AboutBatch, at: datetime) -> Verdict:
    """Signed files come in until their release is proposed: the second person sees what the first saw."""
    return _may_move(actor, parcel, "propose")


def may_propose_release(actor: Actor, parcel: AboutBatch, at: datetime) -> Verdict:
    """One person proposes to release what was accepted, once all is looked into."""
    if parcel.is_checking:
        return no(_("Sebagian berkas masih diperiksa. Muat ulang halaman ini sebentar lagi."))
    if not parcel.accepted:
        return no(_("Belum ada berkas yang diterima."))
    return _may_move(actor, parcel, "propose")


def may_release(actor: Actor, parcel: AboutBatch, at: datetime) -> Verdict:
    """Another person releases it."""
    verdict = _may_move(actor, parcel, "release")
    return verdict and is_second(actor, parcel.batch.proposed_by, _("Anda atau yang Anda wakili yang mengajukan rilis ini."))


def may_take_back_release(actor: Actor, parcel: AboutBatch, at: datetime) -> Verdict:
    """A proposal can be taken back by whoever made it, and answered with no by the second person."""
    return _may_move(actor, parcel, "take_back")


def is_own_proposal(actor: Actor, batch: SigningBatch) -> bool:
    """Whether the actor, or whom they stand in for, proposed it."""
    return same_hand(actor, batch.proposed_by)


def _may_move(actor: Actor, parcel: AboutBatch, verb: str) -> Verdict:
    if not actor.has("secretariat"):
        return no(_("Hanya sekretariat yang mengurus piagam bertanda tangan."))
    if not BATCH_MOVES.allows(parcel.batch.state, verb):
        return no(_("Keadaan kiriman ini sudah berubah. Muat ulang halaman untuk melihatnya."))
    return YES

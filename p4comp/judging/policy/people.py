"""Who may change a profile, fix pairs, approve a proposal, waive a bond."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts.policy import is_second, same_hand
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.institutions.rules.conflicts import WORDS, Relation
from p4comp.judging.models import Pin, Proposal, Tie, Waiver
from p4comp.judging.policy.office import Lot, Office, Readers, may_assign, may_reassign, may_run_office
from p4comp.judging.rules.waivers import MOVES, WAIVABLE


@dataclass(frozen=True)
class Draft:
    """A proposal for giving dossiers out, with its office."""

    proposal: Proposal
    office: Office


@dataclass(frozen=True)
class Pinned:
    """A fixed pair, with its entry and who reads it."""

    pin: Pin
    readers: Readers


@dataclass(frozen=True)
class Tied:
    """What ties an evaluator to an institution."""

    tie: Tie
    lot: Lot


@dataclass(frozen=True)
class Waived:
    """A waiver with its entry, and what binds whoever asks to the entrant."""

    waiver: Waiver
    office: Office
    relation: Relation | None = None


@dataclass(frozen=True)
class Barred:
    """An evaluator and an entry that a bond bars them from; the entry's readers say what binds whoever asks."""

    lot: Lot
    readers: Readers
    relation: Relation | None


def may_see_profile(actor: Actor, lot: Lot, at: datetime) -> Verdict:
    """Whoever finds a profile may look at it: its evaluator, the secretariat, auditors."""
    return YES


def may_fill_profile(actor: Actor, lot: Lot, at: datetime) -> Verdict:
    """Evaluators fill in their own profile; the secretariat does it for those who telephone."""
    if not lot.evaluator.is_active:
        return no(_("Penugasan sebagai evaluator sudah diakhiri."))
    if actor.id == lot.evaluator.person_id or actor.has("secretariat"):
        return YES
    return no(_("Profil diisi oleh evaluator sendiri atau sekretariat."))


def may_accept_conduct(actor: Actor, lot: Lot, at: datetime) -> Verdict:
    """Evaluators accept the code of conduct themselves; nobody does it for them."""
    if actor.id != lot.evaluator.person_id:
        return no(_("Pakta integritas hanya dapat disetujui oleh evaluator sendiri."))
    if not lot.evaluator.is_active:
        return no(_("Penugasan sebagai evaluator sudah diakhiri."))
    return no(_("Pakta integritas sudah Anda setujui.")) if lot.evaluator.conduct_at else YES


def may_untie(actor: Actor, tied: Tied, at: datetime) -> Verdict:
    """A tie may open dossiers again when it goes: the secretariat takes it away, never on its own evaluator's behalf."""
    if same_hand(actor, tied.lot.evaluator.person_id):
        return no(_("Hubungan yang keliru dihapus sekretariat. Hubungi sekretariat."))
    return may_run_office(actor, tied.lot.office, at)


def may_approve(actor: Actor, draft: Draft, at: datetime) -> Verdict:
    """Who may assign may let a proposal take effect, or leave it."""
    return may_assign(actor, draft.office, at)


def may_unpin(actor: Actor, pinned: Pinned, at: datetime) -> Verdict:
    """Who may change an entry's readers may let a pair go."""
    return may_reassign(actor, pinned.readers, at)


def may_waive(actor: Actor, barred: Barred, at: datetime) -> Verdict:
    """A waiver is proposed by somebody of the secretariat who is not bound to the entrant; never for the own institution."""
    if barred.relation is None:
        return no(_("Tidak ada benturan kepentingan antara evaluator dan peserta ini."))
    if barred.relation not in WAIVABLE:
        return no(_("Evaluator ini %(bond)s. Untuk itu tidak ada pengecualian.", bond=WORDS[barred.relation]))
    if same_hand(actor, barred.lot.evaluator.person_id):
        return no(_("Pengecualian bagi Anda atau yang Anda wakili diusulkan petugas lain."))
    return may_reassign(actor, barred.readers, at)


def may_answer_waiver(actor: Actor, found: Waived, at: datetime) -> Verdict:
    """A second person of the secretariat confirms or refuses, neither the evaluator nor anybody bound to the entrant."""
    if not MOVES.allows(found.waiver.state, "confirm"):
        return no(_("Pengecualian ini sudah dijawab."))
    if not (second := is_second(actor, found.waiver.proposed_by, _("Anda atau yang Anda wakili yang mengusulkannya."))):
        return second
    return _may_decide(actor, found, at)


def may_revoke_waiver(actor: Actor, found: Waived, at: datetime) -> Verdict:
    """Anybody of the secretariat who is not bound to the entrant may end a waiver; a locked sheet counts on until a second person has said so."""
    if not MOVES.allows(found.waiver.state, "revoke"):
        return no(_("Hanya pengecualian yang sudah disahkan yang dapat dicabut."))
    return _may_decide(actor, found, at)


def _may_decide(actor: Actor, found: Waived, at: datetime) -> Verdict:
    if same_hand(actor, found.waiver.evaluator.person_id):
        return no(_("Pengecualian bagi Anda atau yang Anda wakili diputus petugas lain."))
    if found.relation is not None:
        return no(_("Anda %(bond)s. Mintalah petugas sekretariat lain.", bond=WORDS[found.relation]))
    return may_assign(actor, found.office, at)

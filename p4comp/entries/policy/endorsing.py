"""Who asks for a parent's recommendation, who gives it; who sees where dossiers are stuck."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts.policy import is_staff
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.core.errors import state_word
from p4comp.core.words import moment
from p4comp.entries.models import Endorsement
from p4comp.entries.policy.desk import may_decide
from p4comp.entries.policy.entry import Case, is_own, may_edit
from p4comp.entries.rules.endorsing import ENDORSEMENT_MOVES


@dataclass(frozen=True)
class EndorsementCase:
    """A unit's request, and those above the unit whose local admins may answer it."""

    endorsement: Endorsement
    above: tuple[str, ...]


@dataclass(frozen=True)
class UploadAlone:
    """An uploaded letter that no parent has confirmed: from when on the secretariat may take it alone."""

    case: Case
    has_letter: bool
    is_confirmed: bool
    is_accepted: bool
    waits_until: datetime


def answers_for(actor: Actor, above: Collection[str]) -> str:
    """The institution for which the person may answer, the nearest first; empty if for none."""
    return next((one for one in above if actor.has("local_admin", one)), "")


def may_ask_endorsement(actor: Actor, case: Case, at: datetime) -> Verdict:
    """Whoever works on the dossier asks for the recommendation."""
    return may_edit(actor, case, at)


def may_list_endorsements(actor: Actor, subject: object, at: datetime) -> Verdict:
    """Local admins have a list of the requests of the units below them."""
    return YES if actor.has("local_admin") else no(_("Halaman ini untuk admin instansi induk."))


def may_read_endorsement(actor: Actor, found: EndorsementCase, at: datetime) -> Verdict:
    """Local admins above the unit read what they are asked to recommend."""
    return YES if answers_for(actor, found.above) else no(_("Permohonan ini dijawab admin instansi induk."))


def may_answer_endorsement(actor: Actor, found: EndorsementCase, at: datetime) -> Verdict:
    """A request is answered once; nobody answers for a unit that is their own."""
    if not (may_read := may_read_endorsement(actor, found, at)):
        return may_read
    if is_own(actor, found.endorsement.entry):
        return no(_("Anda petugas unit ini. Rekomendasi diberikan admin instansi induk yang lain."))
    if not ENDORSEMENT_MOVES.allows(found.endorsement.state, "give"):
        return no(_("Permohonan ini berstatus “%(state)s”.", state=state_word("endorsement", found.endorsement.state)))
    return YES


def may_accept_letter(actor: Actor, found: UploadAlone, at: datetime) -> Verdict:
    """The secretariat takes an uploaded letter without the parent's word once the parent had its days."""
    if not (may := may_decide(actor, found.case, at)):
        return may
    if not found.has_letter or found.is_confirmed or found.is_accepted:
        return no(_("Tidak ada surat unggahan yang menunggu diterima."))
    if at < found.waits_until:
        zone = found.case.entry.edition.zone
        return no(_("Instansi induk masih dapat menjawab sampai %(until)s.", until=moment(found.waits_until, zone)))
    return YES


def may_see_national(actor: Actor, subject: object, at: datetime) -> Verdict:
    """In a province's space its team and its monitors see how far its regencies are in the ministry's edition."""
    if actor.has("monitor") or is_staff(actor):
        return YES
    return no(_("Halaman ini untuk tim provinsi dan pemantaunya."))


def may_see_board(actor: Actor, subject: object, at: datetime) -> Verdict:
    """Entrants' people see their own dossiers, local admins those below them as well, the secretariat and auditors all; a province's monitors states only."""
    if actor.has("member") or actor.has("monitor") or is_staff(actor):
        return YES
    return no(_("Halaman ini untuk petugas instansi dan sekretariat."))

"""What an institution may do with its own practices: drafters write, approvers consent, both only after the winners are announced."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.core.errors import state_word
from p4comp.entries.models import Entry
from p4comp.practices.models import Practice
from p4comp.practices.rules import MOST_PRACTICES, MOVES, State


@dataclass(frozen=True)
class Invited:
    """An entry whose institution may share practices, and how many it has begun."""

    entry: Entry
    begun: int = 0


def may_have_own(actor: Actor, _subject: object, at: datetime) -> Verdict:
    """Members of institutions have a page of their practices."""
    return YES if actor.institutions else no(_("Halaman ini untuk akun instansi."))


def may_begin(actor: Actor, invited: Invited, at: datetime) -> Verdict:
    """Those who draft for a finalist begin a practice; the query has seen to it that the winners are known."""
    if not actor.has("drafter", invited.entry.institution_id):
        return no(_("Praktik baik ditulis penyusun berkas instansi Anda."))
    if invited.begun >= MOST_PRACTICES:
        return no(_("Satu instansi membagikan paling banyak %(n)s praktik. Perbarui salah satunya.", n=MOST_PRACTICES))
    return YES


def may_read_own(actor: Actor, practice: Practice, at: datetime) -> Verdict:
    """Sight is decided by the query: members of the institution."""
    return YES


def may_write(actor: Actor, practice: Practice, at: datetime) -> Verdict:
    """Those who draft for the institution write while it is a draft."""
    if not actor.has("drafter", practice.institution_id):
        return no(_("Praktik baik ditulis penyusun berkas instansi Anda."))
    if practice.state is not State.DRAFT:
        return no(_("Praktik ini berstatus “%(state)s”. Ambil kembali atau perbarui dahulu.", state=_state(practice)))
    return YES


def may_send(actor: Actor, practice: Practice, at: datetime) -> Verdict:
    """Whoever writes asks the approver."""
    return may_write(actor, practice, at)


def may_consent(actor: Actor, practice: Practice, at: datetime) -> Verdict:
    """The approver consents to publication."""
    return _by_approver(actor, practice, "consent")


def may_answer(actor: Actor, practice: Practice, at: datetime) -> Verdict:
    """The approver answers the secretariat's proposal: new words need a new consent."""
    return _by_approver(actor, practice, "accept")


def may_withdraw(actor: Actor, practice: Practice, at: datetime) -> Verdict:
    """The approver withdraws the consent at any time; nothing can be withdrawn that was neither consented to nor published."""
    if practice.state in (State.DRAFT, State.READY) and not practice.is_public:
        return no(_("Praktik ini belum disetujui, jadi tidak ada yang ditarik."))
    return _by_approver(actor, practice, "withdraw")


def _by_approver(actor: Actor, practice: Practice, verb: str) -> Verdict:
    if not actor.has("approver", practice.institution_id):
        return no(_("Persetujuan diberikan dan ditarik penyetuju berkas instansi Anda."))
    return _moves(practice, verb)


def may_take_back(actor: Actor, practice: Practice, at: datetime) -> Verdict:
    """Drafters and approvers take a practice back to mend it, until it is published."""
    return _by_anyone(actor, practice, "take_back")


def may_revise(actor: Actor, practice: Practice, at: datetime) -> Verdict:
    """Drafters and approvers begin a new version; the published one stays until the next."""
    return _by_anyone(actor, practice, "revise")


def _by_anyone(actor: Actor, practice: Practice, verb: str) -> Verdict:
    if not (actor.has("drafter", practice.institution_id) or actor.has("approver", practice.institution_id)):
        return no(_("Ini dikerjakan penyusun atau penyetuju berkas instansi Anda."))
    return _moves(practice, verb)


def _moves(practice: Practice, verb: str) -> Verdict:
    if not MOVES.allows(practice.state, verb):
        return no(_("Praktik ini berstatus “%(state)s”, jadi belum dapat dilakukan.", state=_state(practice)))
    return YES


def _state(practice: Practice) -> str:
    return state_word("practice", practice.state)

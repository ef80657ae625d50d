"""Who may do what with requests about personal data, periods, and the register of breaches."""

from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts.models import Breach, Person, PrivacyRequest
from p4comp.accounts.policy.people import is_staff, may_run_secretariat
from p4comp.accounts.rules import privacy as rules
from p4comp.accounts.rules import privacy_breaches as cases
from p4comp.accounts.rules.privacy import Wish
from p4comp.accounts.rules.privacy_breaches import BreachState
from p4comp.accounts.rules.privacy_keeping import Hand, Kept
from p4comp.core import errors
from p4comp.core.access import YES, Actor, Verdict, no


def _may_move(actor: Actor, request: PrivacyRequest, verb: str) -> Verdict:
    verdict = may_run_secretariat(actor, request, request.asked_at)
    if not verdict:
        return verdict
    if not rules.MOVES.allows(request.state, verb):
        return no(_("Permintaan ini sudah selesai (%(state)s).", state=errors.state_word("privacy_request", request.state)))
    return YES


def may_take_privacy_request(actor: Actor, request: PrivacyRequest, at: datetime) -> Verdict:
    """The secretariat begins to look into a request that waits."""
    verdict = _may_move(actor, request, "take")
    is_begun = request.state is rules.WishState.CHECKED
    return no(_("Permintaan ini sudah sedang diperiksa.")) if not verdict and is_begun and actor.has("secretariat") else verdict


def may_answer_privacy_request(actor: Actor, request: PrivacyRequest, at: datetime) -> Verdict:
    """The secretariat fulfils or refuses an open request; nobody answers their own."""
    if request.person_id and request.person_id == actor.id:
        return no(_("Permintaan Anda sendiri dijawab anggota sekretariat lain."))
    return _may_move(actor, request, "fulfil")


def may_correct_by_request(actor: Actor, request: PrivacyRequest, at: datetime) -> Verdict:
    """Data of an account are corrected where its person asked for that."""
    if request.wish is not Wish.CORRECT or request.person_id is None:
        return no(_("Permintaan ini bukan tentang perbaikan data sebuah akun."))
    return may_answer_privacy_request(actor, request, at)


def may_erase_by_request(actor: Actor, request: PrivacyRequest, at: datetime) -> Verdict:
    """A person is erased where they asked for that."""
    if request.wish is not Wish.ERASE:
        return no(_("Permintaan ini bukan permintaan penghapusan."))
    return may_answer_privacy_request(actor, request, at)


def may_erase(actor: Actor, person: Person, at: datetime) -> Verdict:
    """The secretariat erases others, once; nobody themselves, so that somebody is left who answers for it."""
    if not actor.has("secretariat"):
        return no(_("Hanya sekretariat yang menghapus data orang."))
    if person.id == actor.id:
        return no(_("Data Anda sendiri dihapus oleh anggota sekretariat lain."))
    return no(_("Data orang ini sudah dihapus.")) if person.erased_at else YES


def may_retract_privacy_request(actor: Actor, request: PrivacyRequest, at: datetime) -> Verdict:
    """Who asked takes an open request back."""
    if not rules.MOVES.allows(request.state, "retract"):
        return no(_("Permintaan ini sudah selesai (%(state)s).", state=errors.state_word("privacy_request", request.state)))
    return YES if request.person_id == actor.id else no(_("Hanya pemohon yang dapat menarik permintaannya."))


def may_see_breaches(actor: Actor, subject: object, at: datetime) -> Verdict:
    """The secretariat, and auditors, who only read."""
    return YES if is_staff(actor) else no(_("Halaman ini hanya untuk auditor dan sekretariat."))


def _may_move_breach(actor: Actor, breach: Breach, verb: str) -> Verdict:
    if not actor.has("secretariat"):
        return no(_("Register insiden diisi oleh sekretariat."))
    if not cases.MOVES.allows(breach.state, verb):
        return no(_("Insiden ini berstatus “%(state)s”.", state=errors.state_word("breach", breach.state)))
    return YES


def may_change_breach(actor: Actor, breach: Breach, at: datetime) -> Verdict:
    """The secretariat completes a case until it is closed or dismissed."""
    if not actor.has("secretariat"):
        return no(_("Register insiden diisi oleh sekretariat."))
    is_open = breach.state in {BreachState.RECORDED, BreachState.TOLD}
    return YES if is_open else no(_("Insiden ini sudah ditutup. Buka lagi untuk mengubahnya."))


def may_tell_of_breach(actor: Actor, breach: Breach, at: datetime) -> Verdict:
    """The secretariat notes that one side was told."""
    return _may_move_breach(actor, breach, "tell")


def may_close_breach(actor: Actor, breach: Breach, at: datetime) -> Verdict:
    """The secretariat closes a case that both sides were told of."""
    return _may_move_breach(actor, breach, "close")


def may_dismiss_breach(actor: Actor, breach: Breach, at: datetime) -> Verdict:
    """The secretariat says that a case is none, before anybody was told."""
    if breach.people_told_at or breach.authority_told_at:
        return no(_("Salah satu pihak sudah diberi tahu, jadi insiden ini diselesaikan, bukan dikesampingkan."))
    return _may_move_breach(actor, breach, "dismiss")


def may_reopen_breach(actor: Actor, breach: Breach, at: datetime) -> Verdict:
    """The secretariat opens a closed case again when more becomes known."""
    return _may_move_breach(actor, breach, "reopen")


def may_carry_out(actor: Actor, kept: Kept, at: datetime) -> Verdict:
    """The secretariat decides about classes that wait for a person's word; the others are the hourly run's or the archive's."""
    verdict = may_run_secretariat(actor, kept, at)
    is_decided = kept.keeping.hand is Hand.PERSON
    return verdict if not verdict or is_decided else no(_("Data jenis ini tidak menunggu keputusan orang."))

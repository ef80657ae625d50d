"""Who may do what with accounts, requests for them, and second factors."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from p4comp.accounts import rules
from p4comp.accounts.models import AccountRequest, Factors, OwnFactor, Person
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.core.errors import state_word
from p4comp.institutions.policy import governs


def may_be_signed_in(actor: Actor, subject: Any, at: datetime) -> Verdict:
    """Everybody with an account."""
    return YES if actor.is_signed_in else no(_("Masuk dahulu dengan akun Anda."))


def may_run_secretariat(actor: Actor, subject: Any, at: datetime) -> Verdict:
    """The secretariat."""
    return YES if actor.has("secretariat") else no(_("Halaman ini hanya untuk sekretariat."))


def may_answer_some(actor: Actor, subject: Any, at: datetime) -> Verdict:
    """The secretariat, and local admins for their own institutions and units."""
    if actor.has("secretariat") or actor.has("local_admin"):
        return YES
    return no(_("Permintaan akun dijawab oleh sekretariat dan admin instansi."))


def is_staff(actor: Actor) -> bool:
    """Whether the actor works behind the embargo: the secretariat, and auditors, who only read."""
    return actor.has("secretariat") or actor.has("auditor")


def may_audit(actor: Actor, subject: Any, at: datetime) -> Verdict:
    """Auditors and the secretariat."""
    return YES if is_staff(actor) else no(_("Halaman ini hanya untuk auditor dan sekretariat."))


def may_answer(actor: Actor, request: AccountRequest, at: datetime) -> Verdict:
    """The secretariat, or a local admin of the institution or of one above it, answers a request once, while it waits."""
    if not (actor.has("secretariat") or governs(actor, request.authority)):
        return no(_("Permintaan akun dijawab oleh sekretariat, atau oleh admin instansi ini dan induknya."))
    if not rules.MOVES.allows(request.state, "approve"):
        return no(_("Permintaan ini sudah dijawab (%(state)s).", state=state_word("account_request", request.state)))
    return YES


def may_add_factor(actor: Actor, subject: Any, at: datetime) -> Verdict:
    """Everybody with an account may set up a second factor."""
    return may_be_signed_in(actor, subject, at)


def may_renew_codes(actor: Actor, factors: Factors, at: datetime) -> Verdict:
    """Recovery codes stand in for a factor; without one there are none."""
    return YES if factors.count else no(_("Pasang dahulu kunci sandi atau aplikasi autentikator."))


def may_remove_factor(actor: Actor, factor: OwnFactor, at: datetime) -> Verdict:
    """A person who must have a second factor keeps the last one."""
    if factor.is_last_needed:
        return no(_("Peran Anda mewajibkan langkah kedua. Pasang dahulu yang lain, lalu hapus yang ini."))
    return YES


def may_reset_factors(actor: Actor, person: Person, at: datetime) -> Verdict:
    """The secretariat resets the factors of others; nobody their own this way."""
    if not actor.has("secretariat"):
        return no(_("Hanya sekretariat yang menghapus langkah kedua orang lain."))
    return no(_("Langkah kedua Anda sendiri diatur di halaman akun Anda.")) if person.id == actor.id else YES

"""Who may do what with accounts."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from p4comp.accounts import rules
from p4comp.accounts.models import AccountRequest
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.core.errors import state_word


def may_be_signed_in(actor: Actor, subject: Any, at: datetime) -> Verdict:
    """Everybody with an account."""
    return YES if actor.is_signed_in else no(_("Masuk dahulu dengan akun Anda."))


def may_run_secretariat(actor: Actor, subject: Any, at: datetime) -> Verdict:
    """The secretariat."""
    return YES if actor.has("secretariat") else no(_("Halaman ini hanya untuk sekretariat."))


def is_staff(actor: Actor) -> bool:
    """Whether the actor works behind the embargo: the secretariat, and auditors, who only read."""
    return actor.has("secretariat") or actor.has("auditor")


def may_audit(actor: Actor, subject: Any, at: datetime) -> Verdict:
    """Auditors and the secretariat."""
    return YES if is_staff(actor) else no(_("Halaman ini hanya untuk auditor dan sekretariat."))


def may_answer(actor: Actor, request: AccountRequest, at: datetime) -> Verdict:
    """The secretariat answers a request once, while it waits."""
    if not actor.has("secretariat"):
        return no(_("Hanya sekretariat yang menjawab permintaan akun."))
    if not rules.MOVES.allows(request.state, "approve"):
        return no(_("Permintaan ini sudah dijawab (%(state)s).", state=state_word("account_request", request.state)))
    return YES

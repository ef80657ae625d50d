"""Who manages and issues certificates."""

from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts.policy import may_run_secretariat
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.decisions.models import Decision


def may_manage(actor: Actor, subject: object, at: datetime) -> Verdict:
    """The secretariat manages certificates."""
    return may_run_secretariat(actor, subject, at)


def may_issue(actor: Actor, decision: Decision, at: datetime) -> Verdict:
    """The secretariat issues certificates once the result is announced, on the decision in force."""
    if not actor.has("secretariat"):
        return no(_("Hanya sekretariat yang dapat menerbitkan piagam."))
    if not decision.is_known(at):
        return no(_("Piagam diterbitkan setelah hasil diumumkan."))
    if not decision.is_in_force(at):
        return no(_("Keputusan ini sudah digantikan. Terbitkan piagam dari keputusan yang menggantikannya."))
    return YES

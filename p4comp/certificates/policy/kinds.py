"""Who issues what hangs on the known result."""

from datetime import datetime
from typing import Protocol

from flask_babel import gettext as _

from p4comp.accounts.policy import may_run_secretariat
from p4comp.core.access import YES, Actor, Verdict, no


class WithResult(Protocol):
    """An edition whose result may be known."""

    @property
    def is_published(self) -> bool: ...


def may_see_kinds(actor: Actor, subject: object, at: datetime) -> Verdict:
    """The secretariat sees what is still to be given."""
    return may_run_secretariat(actor, subject, at)


def may_issue_kind(actor: Actor, due: WithResult, at: datetime) -> Verdict:
    """The secretariat issues once the whole result is known: before, a juror's name is hidden from entrants."""
    if not actor.has("secretariat"):
        return no(_("Hanya sekretariat yang dapat menerbitkan piagam."))
    if not due.is_published:
        return no(_("Diterbitkan setelah pemenang semua kategori diumumkan."))
    return YES

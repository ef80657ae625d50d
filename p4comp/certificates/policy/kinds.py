"""Who issues what hangs on the known result, and who agrees to a letter."""

from datetime import datetime
from typing import Protocol

from flask_babel import gettext as _

from p4comp.accounts.policy import may_run_secretariat
from p4comp.core.access import YES, Actor, Verdict, no


class WithResult(Protocol):
    """An edition whose result may be known."""

    @property
    def is_published(self) -> bool: ...


class WithLetter(Protocol):
    """A team member's part in an entry."""

    @property
    def is_issued(self) -> bool: ...


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


def may_see_teams(actor: Actor, subject: object, at: datetime) -> Verdict:
    """Members of institutions have a page about letters for their team."""
    return YES if actor.has("member") else no(_("Halaman ini untuk akun instansi."))


def may_agree(actor: Actor, membered: WithLetter, at: datetime) -> Verdict:
    """A member agrees, or takes it back, for nobody but itself, until the letter is issued."""
    if membered.is_issued:
        return no(_("Surat keterangan Anda sudah terbit. Bila namanya keliru, hubungi sekretariat."))
    return YES

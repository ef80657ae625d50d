"""Who agrees to a letter for a team member."""

from datetime import datetime
from typing import Protocol

from flask_babel import gettext as _

from p4comp.core.access import YES, Actor, Verdict, no


class WithLetter(Protocol):
    """A team member's part in an entry."""

    @property
    def is_issued(self) -> bool: ...


def may_see_teams(actor: Actor, subject: object, at: datetime) -> Verdict:
    """Members of institutions have a page about letters for their team."""
    return YES if actor.has("member") else no(_("Halaman ini untuk akun instansi."))


def may_agree(actor: Actor, membered: WithLetter, at: datetime) -> Verdict:
    """A member agrees, or takes it back, for nobody but itself, until the letter is issued."""
    if membered.is_issued:
        return no(_("Surat keterangan Anda sudah terbit. Bila namanya keliru, hubungi sekretariat."))
    return YES

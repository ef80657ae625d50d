"""Who takes a dossier along: its reader, while it is to be read, marked with their name."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from p4comp.core.access import Actor, Verdict, no
from p4comp.judging.models import ReadingCopy
from p4comp.judging.policy.desk import Desk, may_read_along, may_score


@dataclass(frozen=True)
class Copied:
    """A marked copy on an own desk; `is_outdated`: evidence in it was hidden or replaced since."""

    desk: Desk
    copy: ReadingCopy
    is_outdated: bool = False


def may_ask_copy(actor: Actor, desk: Desk, at: datetime) -> Verdict:
    """A copy is made for an open sheet, while documents are evaluated."""
    return may_score(actor, desk, at)


def may_take_copy(actor: Actor, copied: Copied, at: datetime) -> Verdict:
    """The own copy is taken once it is made, as long as all that is in it may still be read."""
    if copied.is_outdated:
        return no(_("Bukti berkas ini berubah sejak salinan dibuat. Minta salinan baru."))
    if copied.copy.file is None:
        return no(_("Salinan ini masih dibuat. Coba lagi sebentar."))
    return may_read_along(actor, copied.desk, at)

"""Who may print many certificates at once."""

from datetime import datetime
from typing import Protocol

from flask_babel import gettext as _

from p4comp.accounts.policy import may_run_secretariat
from p4comp.certificates.models import PrintRun
from p4comp.certificates.rules.runs import RUN_MOVES, ItemState
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.decisions.models import Decision


class AboutRun(Protocol):
    """A run with what is known of its progress."""

    @property
    def run(self) -> PrintRun: ...
    @property
    def counts(self) -> dict[ItemState, int]: ...
    @property
    def is_stalled(self) -> bool: ...


def may_print(actor: Actor, decision: Decision, at: datetime) -> Verdict:
    """The secretariat prints the certificates of an announced decision, also of one that was corrected since: some of them stand."""
    if not actor.has("secretariat"):
        return no(_("Hanya sekretariat yang dapat mencetak piagam."))
    return YES if decision.is_known(at) else no(_("Piagam dicetak setelah hasil diumumkan."))


def may_see_run(actor: Actor, progress: AboutRun, at: datetime) -> Verdict:
    """The secretariat sees how far printing is."""
    return may_run_secretariat(actor, progress, at)


def may_pause_run(actor: Actor, progress: AboutRun, at: datetime) -> Verdict:
    """A run that works can be paused."""
    return _may_move(actor, progress, "pause")


def may_resume_run(actor: Actor, progress: AboutRun, at: datetime) -> Verdict:
    """A paused run goes on; so does one whose worker was given up."""
    verdict = _may_move(actor, progress, "resume")
    if verdict and not progress.is_stalled and RUN_MOVES.allows(progress.run.state, "pause"):
        return no(_("Putaran ini masih berjalan."))
    return verdict


def may_cancel_run(actor: Actor, progress: AboutRun, at: datetime) -> Verdict:
    """A run that is not over can be cancelled; what is printed stays printed."""
    return _may_move(actor, progress, "cancel")


def may_retry_run(actor: Actor, progress: AboutRun, at: datetime) -> Verdict:
    """A run that is over tries again what failed."""
    if not progress.counts.get(ItemState.FAILED):
        return no(_("Tidak ada piagam yang gagal dicetak."))
    return _may_move(actor, progress, "retry")


def _may_move(actor: Actor, progress: AboutRun, verb: str) -> Verdict:
    if not actor.has("secretariat"):
        return no(_("Hanya sekretariat yang dapat mencetak piagam."))
    if not RUN_MOVES.allows(progress.run.state, verb):
        return no(_("Keadaan putaran ini sudah berubah. Muat ulang halaman untuk melihatnya."))
    return YES

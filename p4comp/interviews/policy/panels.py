"""Who may keep panels, and what may be done with a seat."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l

from p4comp.accounts.policy import may_run_secretariat
from p4comp.competition.models import Edition
from p4comp.core.access import Actor, Verdict, no
from p4comp.interviews.models import Panel, PanelSeat


@dataclass(frozen=True)
class Lineup:
    """A panel with its seats, for the secretariat."""

    edition: Edition
    panel: Panel
    seats: tuple[PanelSeat, ...]


@dataclass(frozen=True)
class Seated:
    """A juror's seat in a panel."""

    lineup: Lineup
    seat: PanelSeat


may_keep_panels = may_run_secretariat


def may_seat(actor: Actor, lineup: Lineup, at: datetime) -> Verdict:
    """The secretariat gives jurors a seat."""
    return may_run_secretariat(actor, lineup, at)


def may_unseat(actor: Actor, seated: Seated, at: datetime) -> Verdict:
    """The secretariat ends a seat; what is locked stays."""
    return may_run_secretariat(actor, seated, at)


def may_name_chair(actor: Actor, seated: Seated, at: datetime) -> Verdict:
    """The secretariat names one of a panel's jurors to the chair."""
    verdict = may_run_secretariat(actor, seated, at)
    if verdict and seated.seat.is_chair:
        return no(_l("Juri ini sudah menjadi ketua panel."))
    return verdict

"""Who may do what with editions."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from p4comp.accounts.policy import may_audit, may_run_secretariat
from p4comp.competition.models import Edition
from p4comp.competition.rules import Calendar, Sources, StageNow, wording
from p4comp.competition.spec import EditionSpec
from p4comp.core import clock
from p4comp.core.access import Actor, Verdict, no


@dataclass(frozen=True)
class Overview:
    """An edition as its pages show it."""

    edition: Edition
    spec: EditionSpec
    calendar: Calendar
    sources: Sources
    at: datetime
    is_frozen: bool
    displaces: str = ""  # the edition that is run, is not over yet, and would no longer be shown if this one were started

    @property
    def stage(self) -> StageNow:
        """Where it stands."""
        return self.calendar.stage_at(self.at)

    @property
    def is_over(self) -> bool:
        """Whether its last window has closed; only then it is told as something past."""
        return self.stage.stage is None and self.stage.coming is None

    @property
    def zone_name(self) -> str:
        """WIB, WITA or WIT."""
        return clock.zone_name(self.spec.zone)

    def stage_name(self, stage: str) -> str:
        """What the timetable calls a stage."""
        return self.calendar.window(stage).name

    @property
    def stages(self) -> list[wording.ShownStage]:
        """Its timetable as a line with "now"."""
        return wording.stages(self.calendar, self.at)


def may_see(actor: Actor, subject: Any, at: datetime) -> Verdict:
    """The secretariat and auditors see editions from inside."""
    return may_audit(actor, subject, at)


def may_extend(actor: Actor, view: Overview, at: datetime) -> Verdict:
    """The secretariat moves deadlines."""
    return may_run_secretariat(actor, view, at)


def may_prepare(actor: Actor, subject: Any, at: datetime) -> Verdict:
    """The secretariat prepares a new edition from a file."""
    return may_run_secretariat(actor, subject, at)


def may_start(actor: Actor, view: Overview, at: datetime) -> Verdict:
    """The secretariat starts an edition, once, and never in the place of one that is not over yet."""
    verdict = may_run_secretariat(actor, view, at)
    if verdict and view.edition.is_running:
        return no(_("Edisi ini sudah dijalankan."))
    if verdict and view.displaces:
        return no(_("%(edition)s belum selesai. Jalankan edisi ini sesudah tahap terakhirnya berakhir.", edition=view.displaces))
    return verdict


def may_freeze(actor: Actor, view: Overview, at: datetime) -> Verdict:
    """The secretariat freezes a scoring plan, as long as it may still change."""
    verdict = may_run_secretariat(actor, view, at)
    return no(_("Rencana penilaian sudah dibekukan.")) if verdict and view.is_frozen else verdict

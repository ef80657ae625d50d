"""Who runs the day, who follows it on a screen."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l

from p4comp.accounts.policy import is_staff, may_audit, may_run_secretariat
from p4comp.competition.models import Edition
from p4comp.core import clock
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.interviews.models import Interview, InterviewState, Juror, Panel


@dataclass(frozen=True)
class Attendance:
    """A juror of the edition that is run, whom the secretariat expects on a day."""

    edition: Edition
    juror: Juror


may_see_board = may_audit
may_note_absence = may_run_secretariat


def may_attend(actor: Actor, expected: Attendance, at: datetime) -> Verdict:
    """The secretariat notes who of the jurors is there."""
    return may_run_secretariat(actor, expected, at)


def may_show(actor: Actor, panel: Panel, at: datetime) -> Verdict:
    """The screen in a panel's room is opened by the secretariat."""
    return may_run_secretariat(actor, panel, at)


def may_follow(actor: Actor, subject: None, at: datetime) -> Verdict:
    """Whoever has a screen of the day: staff, jurors, members of institutions. The stream says only that something changed."""
    if is_staff(actor) or actor.has("juror") or actor.has("member"):
        return YES
    return no(_l("Halaman ini untuk juri, finalis, dan sekretariat."))


def may_step(actor: Actor, interview: Interview, at: datetime) -> Verdict:
    """The secretariat, on the interview's day, until it has been held."""
    verdict = may_run_secretariat(actor, interview, at)
    if not verdict:
        return verdict
    if interview.state is not InterviewState.PLACED:
        return no(_l("Wawancara ini sudah selesai atau dibatalkan."))
    zone = interview.entry.edition.zone
    if clock.local(interview.starts_at, zone).date() != clock.local(at, zone).date():
        return no(_l("Wawancara ini tidak dijadwalkan hari ini."))
    return YES


def may_reseat(actor: Actor, interview: Interview, at: datetime) -> Verdict:
    """The secretariat, while the interview has not been held."""
    verdict = may_run_secretariat(actor, interview, at)
    if verdict and interview.state is not InterviewState.PLACED:
        return no(_l("Wawancara ini sudah selesai atau dibatalkan."))
    return verdict

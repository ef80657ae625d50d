"""What lower rooms ask of this room: who is a juror, and of which edition; what a corrected list of finalists ends."""

from datetime import datetime

from flask_babel import lazy_gettext as _l

from p4comp.accounts import identity
from p4comp.core import jobs
from p4comp.core.access import Actor
from p4comp.decisions import signals
from p4comp.decisions.models import Decision, Purpose
from p4comp.institutions import actions as registry
from p4comp.interviews.actions import cancelling
from p4comp.interviews.models import Juror
from p4comp.interviews.queries import panels


def follow_correction(announced: list[Decision], *, moment: datetime, by: Actor, at: datetime) -> None:
    """Interviews follow a corrected list at its moment and not before: their timetable must not tell of it."""
    for decision in announced:
        if decision.purpose is not Purpose.FINALISTS or not decision.is_published_correction:
            continue
        if moment <= at:
            cancelling.follow(decision, by=by, at=at)
        else:
            jobs.later("interviews.follow", decision.id, due=moment)


identity.extend(panels.editions_of)
signals.announced.connect(follow_correction)
registry.follows(Juror.employer_id, _l("Juri yang bekerja di sana"))

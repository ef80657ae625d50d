"""What decisions ask of this room: certificates follow an announced correction."""

from datetime import datetime

from p4comp.certificates import actions
from p4comp.core import jobs
from p4comp.core.access import Actor
from p4comp.decisions import signals
from p4comp.decisions.models import Decision


def follow_correction(announced: list[Decision], *, moment: datetime, by: Actor, at: datetime) -> None:
    """Certificates end with the correction's announcement and not before: their public page must not tell of it."""
    for decision in announced:
        if not decision.is_published_correction:
            continue
        if moment <= at:
            actions.follow(decision, by=by, at=at)
        else:
            jobs.later("certificates.follow", decision.id, due=moment)


signals.announced.connect(follow_correction)

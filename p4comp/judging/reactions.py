"""What lower rooms ask of judging: roles of evaluators, the shortlist made again, the good news mailed."""

from datetime import datetime

from p4comp.accounts import identity
from p4comp.core import jobs
from p4comp.core.access import Actor
from p4comp.decisions import rules, signals
from p4comp.decisions.models import Decision, Purpose
from p4comp.judging import queries
from p4comp.judging.rules import ranking


def tell_finalists(announced: list[Decision], *, moment: datetime, by: Actor, at: datetime) -> None:
    """Each finalist gets a mail, at the moment of announcement and not before."""
    for decision in announced:
        if decision.purpose is Purpose.FINALISTS:
            jobs.later("judging.tell_finalists", decision.id, due=moment)


identity.extend(queries.roles)
rules.recomputes(Purpose.FINALISTS, ranking.rank)
signals.announced.connect(tell_finalists)

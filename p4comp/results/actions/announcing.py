"""Letting a result be known at a set moment."""

from datetime import date, datetime

from flask_babel import gettext as _

from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.competition.spec import Stage
from p4comp.core import jobs
from p4comp.core.access import Actor, demand
from p4comp.core.errors import Refused
from p4comp.decisions import actions as decisions
from p4comp.decisions import queries as lists
from p4comp.decisions.models import Decision, Purpose
from p4comp.results import policy
from p4comp.results.policy import Correction
from p4comp.results.queries.deserted import deserted
from p4comp.results.rules import publication


def publish(edition: Edition, moment: datetime, *, by: Actor, at: datetime, knowingly: bool = False) -> list[Decision]:
    """Let the winners of all categories be known together from `moment` on: now, or a whole minute to come.

    Before the day the timetable names only `knowingly`, which the log keeps.
    """
    found = lists.decided(edition.id, Purpose.WINNERS, at)
    spec = competition.spec_of(edition)
    decided = {decision.category for decision in found}
    decided |= deserted(edition.id, spec.categories, decided)
    lacking = [category.name for category in spec.categories if category.code not in decided]
    if lacking:
        raise Refused(_("Belum ada daftar pemenang yang disahkan untuk: %(names)s.", names=", ".join(lacking)))
    if {decision.announced_at for decision in found} != {moment}:
        moment = publication.moment_for(moment, at)
        early = _ahead_of(edition, Stage.AWARD, moment, knowingly=knowingly)
        decisions.announce(found, moment, by=by, at=at, ahead_of=early)
        jobs.later("results.tell_finalists", edition.id, due=moment)
    return found


def _ahead_of(edition: Edition, stage: Stage, moment: datetime, *, knowingly: bool) -> date | None:
    ahead = publication.ahead_of(competition.spec_of(edition).window(stage), moment, edition.zone)
    return publication.known_early(ahead, knowingly=knowingly)


def announce_finalists(edition: Edition, moment: datetime, *, by: Actor, at: datetime, knowingly: bool = False) -> list[Decision]:
    """Let the finalists of all categories be known together from `moment` on; those known already stay as they are.

    Before the day the timetable names only `knowingly`, which the log keeps.
    """
    found = [one for one in lists.decided(edition.id, Purpose.FINALISTS, at) if not one.is_known(at)]
    if not found:
        raise Refused(_("Belum ada daftar finalis yang disahkan dan belum diumumkan."))
    moment = publication.moment_for(moment, at)
    early = _ahead_of(edition, Stage.SHORTLIST, moment, knowingly=knowingly)
    decisions.announce(found, moment, by=by, at=at, ahead_of=early)
    return found


def announce_correction(correction: Correction, moment: datetime, *, by: Actor, at: datetime) -> None:
    """Let the correction of an announced list be known from `moment` on; those it concerns are told then."""
    demand(policy.may_announce_correction(by, correction, at))
    decisions.announce([correction.decision], publication.moment_for(moment, at), by=by, at=at)

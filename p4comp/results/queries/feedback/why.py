"""The sheet “mengapa tidak lolos” of an entry, made from the decisions' snapshots; it never leaves the house."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import undefer

from p4comp.competition import own_sheets
from p4comp.core import clock, db
from p4comp.core.access import Actor
from p4comp.decisions import queries as decisions
from p4comp.decisions.models import Decision
from p4comp.decisions.rules import CaseFile, case_file
from p4comp.institutions.queries import relation
from p4comp.judging.rules.ranking import rounded
from p4comp.results.policy.feedback import FeedbackCase
from p4comp.results.queries.feedback.desk import feedback_case


@dataclass(frozen=True)
class Stood:
    """How the entry stood when a list was decided."""

    decision: Decision
    file: CaseFile

    @property
    def gap(self) -> float | None:
        """How far its score lies from the last on the list: below it, or above."""
        if self.file.score is None or self.file.last_score is None:
            return None
        return rounded(self.file.score - self.file.last_score, 2)


@dataclass(frozen=True)
class Why:
    """How an entry stood in every list of its category that it was ranked for."""

    case: FeedbackCase
    lists: tuple[Stood, ...]


def why(actor: Actor, entry_id: str) -> Why | None:
    """The sheet of an entry, for those inside."""
    case = feedback_case(actor, entry_id)
    if case is None:
        return None
    entry = case.feedback.entry
    query = select(Decision).where(Decision.edition_id == entry.edition_id, Decision.category == entry.category, decisions.newest())
    lists = db.everything(query.options(undefer(Decision.snapshot)).order_by(Decision.decided_at, Decision.code))
    found = [(one, case_file(one.snapshot, entry.id)) for one in lists if _may_know(actor, one)]
    return Why(case, tuple(Stood(one, file) for one, file in found if file is not None))


def _may_know(actor: Actor, decision: Decision) -> bool:
    """Until a list is announced nobody knows it who is bound to an institution it ranks, or still scores in its category."""
    if decision.is_known(clock.arrived()):
        return True
    if own_sheets.hides(actor, decision.edition_id, decision.category):
        return False
    return not actor.institutions or relation(actor, decision.plenary.concerned) is None

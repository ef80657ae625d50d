"""What waits for the secretariat at the end of an edition: one query, no names."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, distinct, func, select

from p4comp.core import db
from p4comp.decisions import queries as decisions
from p4comp.decisions.models import Decision, DecisionLine, Plenary, PlenaryState, Purpose
from p4comp.interviews.models import Interview, JurorSheet
from p4comp.interviews.rules.states import InterviewState, SheetState
from p4comp.results.models import ScoreTable
from p4comp.results.rules.score_tables import TableState


@dataclass(frozen=True)
class Remaining:
    """How many categories have lists and how many of these no moment yet; live proposals of winners; sheets and seats that lack.

    `corrections` are those of announced lists that nobody has announced, `tabled` the categories whose figures count.
    """

    finalists: int
    finalists_unset: int
    winners: int
    winners_unset: int
    proposed: int
    unlocked: int
    locked: int
    unheard: int
    corrections: int
    tabled: int = 0

    @property
    def is_heard(self) -> bool:
        """Whether every finalist was heard and every juror's sheet is locked."""
        return self.locked > 0 and not self.unlocked and not self.unheard


def remaining(edition_id: str) -> Remaining:
    """How far the end of an edition is."""
    return Remaining(*db.session().execute(_asked(), {"edition_id": edition_id}).one())


@cache
def _asked() -> Select[Any]:
    """The query, made once: making it costs more than asking it."""
    edition_id: ColumnElement[str] = bindparam("edition_id")
    interviews = (Interview.edition_id == edition_id, Interview.state != InterviewState.CANCELLED)
    seated = select(Interview.entry_id).where(*interviews)
    sheets = select(func.count()).select_from(JurorSheet).join(JurorSheet.interview).where(*interviews)
    named = select(func.count()).select_from(DecisionLine).join(DecisionLine.decision)
    unheard = named.where(Decision.edition_id == edition_id, Decision.purpose == Purpose.FINALISTS, decisions.newest())
    unheard = unheard.where(DecisionLine.subject_id.not_in(seated))
    proposed = select(func.count()).where(
        Plenary.edition_id == edition_id,
        Plenary.purpose == Purpose.WINNERS,
        Plenary.state != PlenaryState.WITHDRAWN,
        Plenary.replaces_id.is_(None),
    )
    counted = (
        *_lists(edition_id, Purpose.FINALISTS),
        *_lists(edition_id, Purpose.WINNERS),
        proposed,
        sheets.where(JurorSheet.state.in_((SheetState.ASSIGNED, SheetState.OPEN))),
        sheets.where(JurorSheet.state == SheetState.LOCKED),
        unheard,
        select(func.count()).select_from(Decision).where(Decision.edition_id == edition_id, decisions.waiting()),
        select(func.count()).where(ScoreTable.edition_id == edition_id, ScoreTable.state == TableState.IN_FORCE),
    )
    return select(*(one.scalar_subquery() for one in counted))


def _lists(edition_id: ColumnElement[str], purpose: Purpose) -> tuple[Select[int], Select[int]]:
    """The categories of which a list is decided, and those of which no moment is set."""
    lists = select(func.count(distinct(Decision.category))).where(Decision.edition_id == edition_id, Decision.purpose == purpose)
    return lists, lists.where(decisions.unset())

"""Panels side by side, for those who score nothing."""

from dataclasses import dataclass

from sqlalchemy import select

from p4comp.accounts.policy import is_staff
from p4comp.competition import own_sheets
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.entries.models import Entry
from p4comp.institutions.queries import relation
from p4comp.interviews.models import Interview, Panel
from p4comp.interviews.queries.panels import panels
from p4comp.interviews.queries.results import interview_results
from p4comp.interviews.rules import comparing
from p4comp.interviews.rules.comparing import PanelFigure
from p4comp.interviews.rules.states import InterviewState
from p4comp.judging.queries import desk_results


@dataclass(frozen=True)
class Comparison:
    """The panels of an edition with their figures; `closed` for whoever scores somebody still or is bound to a finalist."""

    edition: Edition
    rows: list[tuple[Panel, PanelFigure]]
    closed: bool = False


def comparison(actor: Actor) -> Comparison | None:
    """The panels of the edition that is run, for the secretariat and auditors."""
    edition = competition.current() if is_staff(actor) else None
    if edition is None:
        return None
    heard = _heard(edition.id)
    if own_sheets.own_sheets(actor) or relation(actor, [institution_id for _entry, _panel, institution_id in heard]) is not None:
        return Comparison(edition, [], closed=True)
    found, desk = interview_results(edition.id), desk_results(edition.id, only=[entry_id for entry_id, *_rest in heard])
    complete = [
        (panel_id, found[entry_id].total or 0.0, desk[entry_id].total)
        for entry_id, panel_id, _institution in heard
        if entry_id in found and found[entry_id].is_complete and entry_id in desk
    ]
    figures = {one.panel_id: one for one in comparing.compare(complete)}
    return Comparison(edition, [(panel, figures[panel.id]) for panel in panels(edition.id) if panel.id in figures])


def _heard(edition_id: str) -> list[tuple[str, str, str]]:
    query = select(Interview.entry_id, Interview.panel_id, Entry.institution_id).join(Interview.entry)
    rows = db.session().execute(query.where(Interview.edition_id == edition_id, Interview.state != InterviewState.CANCELLED))
    return [(row[0], row[1], row[2]) for row in rows]

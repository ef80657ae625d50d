"""A juror's sheets of one day, to be printed and written on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from p4comp.competition.spec import InterviewSheet
from p4comp.core.access import Actor
from p4comp.core.clock import local
from p4comp.entries import queries as entries
from p4comp.entries.queries import Dossier
from p4comp.interviews.models import JurorSheet
from p4comp.interviews.queries import sheets
from p4comp.interviews.rules.states import SheetState
from p4comp.judging.queries import DeskFinding, desk_findings


@dataclass(frozen=True)
class Page:
    """One interview to be written on; the dossier in short only where the juror may open it: declared, and the code of conduct accepted."""

    sheet: JurorSheet
    form: InterviewSheet
    dossier: Dossier | None = None
    found: Mapping[str, DeskFinding] = field(default_factory=dict)


@dataclass(frozen=True)
class DayBundle:
    """What a juror hears on a day."""

    day: date
    pages: list[Page]


def day_bundle(actor: Actor, day: str) -> DayBundle | None:
    """The juror's interviews of a day, `2022-05-23` on the edition's clock; None for a day without any."""
    own = [one for one in sheets.agenda(actor) if _day(one).isoformat() == day]
    if not own:
        return None
    opened = [one.interview.entry for one in own if one.state is not SheetState.ASSIGNED and one.juror.conduct_at is not None]
    dossiers = {one.entry.id: one for one in entries.dossiers(opened)} if opened else {}
    found: dict[str, Any] = desk_findings(list(dossiers)) if dossiers else {}
    return DayBundle(_day(own[0]), [_page(one, dossiers.get(one.interview.entry_id), found) for one in own])


def _day(sheet: JurorSheet) -> date:
    return local(sheet.interview.starts_at, sheet.interview.entry.edition.zone).date()


def _page(sheet: JurorSheet, dossier: Dossier | None, found: Mapping[str, Mapping[str, DeskFinding]]) -> Page:
    entry = sheet.interview.entry
    return Page(sheet, sheets.form_of(entry), dossier, found.get(entry.id, {}))

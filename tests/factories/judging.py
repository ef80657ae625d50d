"""Evaluators, jurors and their sheets."""

from datetime import UTC, datetime

from p4comp.interviews.models import Interview, Juror, JurorSheet, Mark, Panel
from p4comp.judging.models import Assignment, Evaluator, Finding
from tests.factories.base import CRITERIA, INDICATORS, during, each, keep, opening, total
from tests.factories.people import person


def evaluator(edition, who=None, *, employer=None, **values):
    """A person who evaluates documents in an edition."""
    who = who or person()
    return keep(Evaluator(edition_id=edition.id, person_id=who.id, employer_id=employer.id if employer else None, **values))


def assignment(entry, evaluator, *, state="assigned", levels=None, **values):
    """A reading of an entry; with `levels` its findings, locked ones with their total."""
    if state != "assigned":
        values.setdefault("declared_at", during("evaluasi_dokumen"))
    if state == "locked":
        levels = 3 if levels is None else levels
        values.setdefault("locked_at", during("evaluasi_dokumen"))
        values.setdefault("total", total(levels, INDICATORS, 5))
    found = keep(
        Assignment(
            entry_id=entry.id,
            evaluator_id=evaluator.id,
            state=state,
            assigned_at=values.pop("assigned_at", opening("evaluasi_dokumen")),
            **values,
        )
    )
    if levels is not None:
        for code, level in each(levels, INDICATORS).items():
            keep(Finding(assignment_id=found.id, indicator=code, level=level, note="Sesuai bukti.", saved_at=during("evaluasi_dokumen")))
    return found


def panel(edition, name="Panel 1"):
    """Jurors who sit together."""
    return keep(Panel(edition_id=edition.id, name=name))


def juror(panel, who=None, *, employer=None, **values):
    """A person who hears finalists in a panel."""
    who = who or person()
    return keep(
        Juror(edition_id=panel.edition_id, panel_id=panel.id, person_id=who.id, employer_id=employer.id if employer else None, **values)
    )


def interview(entry, panel, *, starts_at=None, minutes=30, **values):
    """A finalist's slot before a panel; 09.00 WIB on the first day unless given."""
    starts_at = starts_at or datetime(2022, 5, 23, 2, tzinfo=UTC)
    return keep(
        Interview(edition_id=entry.edition_id, entry_id=entry.id, panel_id=panel.id, starts_at=starts_at, minutes=minutes, **values)
    )


def juror_sheet(interview, juror, *, state="assigned", scores=None, **values):
    """A juror's sheet on an interview; with `scores` its marks, locked ones with their total."""
    if state != "assigned":
        values.setdefault("declared_at", interview.starts_at)
    if state == "locked":
        scores = 80 if scores is None else scores
        values.setdefault("locked_at", interview.ends_at)
        values.setdefault("total", total(scores, CRITERIA, 100))
    found = keep(JurorSheet(interview_id=interview.id, juror_id=juror.id, state=state, **values))
    if scores is not None:
        for code, score in each(scores, CRITERIA).items():
            keep(Mark(sheet_id=found.id, criterion=code, score=score, note="", saved_at=interview.starts_at))
    return found

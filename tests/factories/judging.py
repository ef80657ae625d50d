"""Evaluators, jurors and their sheets."""

from datetime import UTC, datetime

from p4comp.competition.queries import spec_of
from p4comp.institutions.rules.conflicts import Relation
from p4comp.interviews.models import Interview, Juror, JurorSheet, Mark, Panel, PanelSeat
from p4comp.judging.actions import keep_ranking
from p4comp.judging.models import Assignment, Evaluator, Finding, Pin, RankingRun, Tie, Waiver
from p4comp.judging.queries import snapshots
from p4comp.judging.rules import computing
from tests.factories.base import BEGINNING, CRITERIA, INDICATORS, during, each, keep, opening, total
from tests.factories.people import person, secretariat


def evaluator(edition, who=None, *, employer=None, **values):
    """A person who evaluates documents in an edition and has accepted the code of conduct, unless `conduct_at` is None."""
    who = who or person()
    values.setdefault("conduct_at", BEGINNING)
    values.setdefault("profile_at", BEGINNING)
    return keep(Evaluator(edition_id=edition.id, person_id=who.id, employer_id=employer.id if employer else None, **values))


def tie(evaluator, institution, *, kind="worked", ended_on=None, **values):
    """What ties an evaluator to an institution."""
    values.setdefault("added_at", BEGINNING)
    return keep(
        Tie(evaluator_id=evaluator.id, institution_id=institution.id, kind=kind, ended_on=ended_on, added_by=evaluator.person_id, **values)
    )


def waiver(evaluator, entry, *, relation=Relation.PARENT, state="confirmed", by=None, second=None):
    """Leave to read an entry in spite of a bond."""
    first, second = by or secretariat(), None if state == "proposed" else second or secretariat()
    given = {"relation": relation, "state": state, "reason": "Satu-satunya ahli.", "proposed_by": first.id, "proposed_at": BEGINNING}
    answered = {"answered_by": second.id if second else None, "answered_at": BEGINNING if second else None}
    return keep(Waiver(evaluator_id=evaluator.id, entry_id=entry.id, **given, **answered))


def pin(evaluator, entry, kind="keep"):
    """A fixed pair."""
    given = {"reason": "Uji.", "pinned_by": evaluator.person_id, "pinned_at": BEGINNING}
    return keep(Pin(evaluator_id=evaluator.id, entry_id=entry.id, kind=kind, **given))


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


def ranking_run(edition, category="UMUM"):
    """A category's ranking, computed of the sheets as they are and kept."""
    found = keep(RankingRun(edition_id=edition.id, category=category, asked_at=during("evaluasi_dokumen"), asked_by=""))
    terms = spec_of(edition).category(category)
    snapshot = snapshots.snapshot(edition, terms)
    keep_ranking(found.id, snapshot, snapshots.mark(edition.id, category), computing.compute(snapshot), terms, at=during("pleno_finalis"))
    return found


def panel(edition, name="Panel 1"):
    """Jurors who sit together."""
    return keep(Panel(edition_id=edition.id, name=name))


def juror(panel, who=None, *, employer=None, is_chair=False, **values):
    """A person who hears finalists in a panel and has accepted the code of conduct, unless `conduct_at` is None."""
    who = who or person()
    values.setdefault("conduct_at", BEGINNING)
    values.setdefault("profile_at", BEGINNING)
    found = keep(Juror(edition_id=panel.edition_id, person_id=who.id, employer_id=employer.id if employer else None, **values))
    panel_seat(panel, found, is_chair=is_chair)
    return found


def panel_seat(panel, juror, *, is_chair=False):
    """A juror's seat in a panel."""
    return keep(PanelSeat(panel_id=panel.id, juror_id=juror.id, is_chair=is_chair))


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

"""What reports are made from: locked sheets, claims, and the decisions' snapshots. Asked in the queue, a category at a time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import load_only, undefer

from p4comp.accounts.models import Person
from p4comp.competition.models import Edition
from p4comp.competition.queries import spec_of
from p4comp.competition.spec import Category, EditionSpec
from p4comp.core import db
from p4comp.decisions import queries as decisions
from p4comp.decisions.models import Decision, Purpose
from p4comp.entries.models import Answer, Entry
from p4comp.entries.models import State as EntryState
from p4comp.interviews.models import Juror
from p4comp.judging.models import Assignment, Evaluator
from p4comp.judging.queries.findings import DeskFinding, desk_findings
from p4comp.judging.rules.moves import SheetState
from p4comp.results.rules.feedback.report import Assessed, Read

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Material:
    """The assessed entries of a category, the notes on them by indicator, and the decisions that their outcome comes from."""

    assessed: list[Assessed]
    notes: dict[str, dict[str, list[str]]]
    sources: list[dict[str, str]]


def material(edition: Edition, category: Category) -> Material:
    """What is known of every verified entry of a category that has a locked sheet; eight queries."""
    spec = spec_of(edition)
    names, readings = _entries(edition.id, category.code), _readings(edition.id, category.code)
    ids = [entry_id for entry_id in names if readings.get(entry_id)]
    found, claims = desk_findings(ids), _claims(ids)
    lists = _lists(edition.id, category.code)
    came = {one.purpose: _Came(one.snapshot, category, spec) for one in lists}
    replaces = spec.reconciling is not None and spec.reconciling.replaces
    assessed = [
        Assessed(
            entry_id,
            names[entry_id],
            {code: _read(found[entry_id].get(code), claims[entry_id].get(code), replaces=replaces) for code in _codes(spec, category)},
            readings[entry_id],
            came[Purpose.FINALISTS].score(entry_id) if Purpose.FINALISTS in came else None,
            _outcome(entry_id, came),
            came[Purpose.WINNERS].interview(entry_id) if Purpose.WINNERS in came else None,
        )
        for entry_id in ids
    ]
    notes = {entry_id: {code: one.notes for code, one in found[entry_id].items() if one.notes} for entry_id in ids}
    return Material(assessed, notes, [{"code": one.code, "sha256": one.sha256} for one in lists])


def _codes(spec: EditionSpec, category: Category) -> list[str]:
    return [one.code for one in spec.instrument_of(category.code).indicators]


def _read(found: DeskFinding | None, claimed: int | None, *, replaces: bool) -> Read:
    if found is None:
        return Read(claimed)
    return Read(claimed, found.levels, found.agreed if replaces else None)


def _entries(edition_id: str, category: str) -> dict[str, str]:
    query = select(Entry.id, Entry.institution_name).where(Entry.edition_id == edition_id, Entry.category == category)
    rows = db.session().execute(query.where(Entry.state == EntryState.VERIFIED).order_by(Entry.institution_name, Entry.id))
    return {row[0]: row[1] for row in rows}


def _readings(edition_id: str, category: str) -> dict[str, int]:
    query = select(Assignment.entry_id, func.count()).join(Assignment.entry).where(Assignment.state == SheetState.LOCKED)
    query = query.where(Entry.edition_id == edition_id, Entry.category == category).group_by(Assignment.entry_id)
    return {row[0]: row[1] for row in db.session().execute(query)}


def _claims(ids: Sequence[str]) -> dict[str, dict[str, int | None]]:
    found: dict[str, dict[str, int | None]] = defaultdict(dict)
    query = select(Answer.entry_id, Answer.indicator, Answer.level).where(Answer.entry_id.in_(ids))
    for entry_id, code, level in db.session().connection().execute(query):
        found[entry_id][code] = level
    return found


def _lists(edition_id: str, category: str) -> list[Decision]:
    """The decisions of a category that no other replaces, with their snapshots."""
    query = select(Decision).where(Decision.edition_id == edition_id, Decision.category == category, decisions.newest())
    wanted = load_only(Decision.purpose, Decision.code, Decision.sha256)
    return db.everything(query.options(wanted, undefer(Decision.snapshot)).order_by(Decision.purpose, Decision.code))


class _Came:
    """What a decision's snapshot says of single entries."""

    def __init__(self, snapshot: Row, category: Category, spec: EditionSpec):
        self.ranked = {row["subject_id"]: row for row in snapshot["ranking"]}
        self.awards = {line["subject_id"]: line["award"] for line in snapshot["list"]}
        self.moved = {one["subject_id"]: list(one["by"]) for one in snapshot.get("composition", {}).get("displaced", [])}
        self.names = {award.code: award.name for award in category.awards}
        self.sheet = spec.interview_sheet_of(category.code)

    def score(self, entry_id: str) -> float | None:
        """The score the entry was ranked by."""
        score = self.ranked.get(entry_id, {}).get("score")
        return None if score is None else float(score)

    def interview(self, entry_id: str) -> dict[str, Any] | None:
        """The panel's value on each criterion, none of the jurors'; None for an entry that was not heard."""
        row = self.ranked.get(entry_id, {})
        if not row.get("criteria"):
            return None
        lines = [
            {"name": one.name, "weight": one.weight, "mean": row["criteria"][one.code]}
            for one in self.sheet.criteria
            if one.code in row["criteria"]
        ]
        found = {"score": row.get("interview", row["score"]), "scale": self.sheet.scale, "criteria": lines}
        return found | ({"correction": row["correction"]} if "correction" in row else {})


def _outcome(entry_id: str, came: Mapping[Purpose, _Came]) -> dict[str, Any]:
    """How far the entry got, and the rules that kept it off the list of finalists; never who came in its place."""
    won, listed = came.get(Purpose.WINNERS), came.get(Purpose.FINALISTS)
    if won is not None and entry_id in won.awards:
        return {"list": Purpose.WINNERS.value, "award": won.names.get(won.awards[entry_id], ""), "rules": []}
    is_finalist = listed is not None and entry_id in listed.awards
    rules = [] if listed is None or is_finalist else listed.moved.get(entry_id, [])
    return {"list": Purpose.FINALISTS.value if is_finalist else "", "award": "", "rules": rules}


def names_to_keep_out(edition_id: str) -> tuple[list[str], list[str]]:
    """The names of those who assess and of those who are assessed, in lower case; two queries."""
    assess = (select(one.person_id).where(one.edition_id == edition_id) for one in (Evaluator, Juror))
    evaluators, jurors = assess
    people = select(Person.name).where(Person.id.in_(evaluators.union(jurors))).distinct()
    institutions = select(Entry.institution_name).where(Entry.edition_id == edition_id).distinct()
    return [row[0].casefold() for row in db.session().execute(people)], [row[0].casefold() for row in db.session().execute(institutions)]

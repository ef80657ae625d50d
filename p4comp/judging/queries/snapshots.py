"""A category's sheets read out of the database as the snapshot its ranking is made from."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from itertools import pairwise
from typing import Any

from sqlalchemy import Integer as WholeNumber
from sqlalchemy import Row, Select, extract, func, select
from sqlalchemy.sql.expression import cast

from p4comp.competition.bounds import Group, islands_of
from p4comp.competition.models import Edition
from p4comp.competition.queries import spec_of
from p4comp.competition.spec import Category, EditionSpec, Instrument
from p4comp.core import db, storage
from p4comp.entries.models import Entry
from p4comp.entries.models import State as EntryState
from p4comp.institutions.models import Institution
from p4comp.institutions.queries import chains
from p4comp.institutions.rules.tree import authority
from p4comp.judging.models import Agreement, AgreementState, Assignment, Finding, RankingRun
from p4comp.judging.queries.reconciling import agreed_findings
from p4comp.judging.rules import fair_ranking, ranking, snapshots
from p4comp.judging.rules.moves import SheetState

AT_ONCE = 50_000
PAUSE = 600
MODEL = "model_campuran"


def algorithm_of(spec: EditionSpec) -> str:
    """The algorithm that the frozen plan chooses."""
    return fair_ranking.ALGORITHM if spec.plan.normalisation == MODEL else ranking.ALGORITHM


def mark(edition_id: str, category: str) -> str:
    """The state of a category's sheets in few figures: entries, locked sheets, the last lock, the sum of totals, agreed findings; two queries."""
    locked = Assignment.state == SheetState.LOCKED
    totals = func.sum(cast(func.round(Assignment.total * 1000), WholeNumber)).filter(locked)
    figures = (
        func.count(Entry.id.distinct()),
        func.count(Assignment.id).filter(locked),
        func.max(Assignment.locked_at).filter(locked),
        totals,
    )
    query = select(*figures).select_from(Entry).outerjoin(Assignment, Assignment.entry_id == Entry.id)
    found = db.session().execute(query.where(*_ranked(edition_id, category))).one()
    return f"{found[0]}/{found[1]}/{found[2].isoformat() if found[2] else ''}/{found[3] or 0}{_agreed(edition_id, category)}"


def _agreed(edition_id: str, category: str) -> str:
    """How many findings are agreed, and when the last was; nothing where none is."""
    query = select(func.count(Agreement.id), func.max(Agreement.settled_at)).join(Agreement.entry)
    found = db.session().execute(query.where(*_ranked(edition_id, category), Agreement.state == AgreementState.AGREED)).one()
    return f"/{found[0]}/{found[1].isoformat() if found[1] else ''}" if found[0] else ""


def _ranked(edition_id: str, category: str) -> tuple[Any, ...]:
    return (Entry.edition_id == edition_id, Entry.category == category, Entry.state == EntryState.VERIFIED)


def snapshot(edition: Edition, category: Category) -> dict[str, Any]:
    """All that the ranking of a category and its figures are made from."""
    spec = spec_of(edition)
    instrument = spec.instrument_of(category.code)
    rows = _sheets(edition.id, category.code)
    people = sorted({row.evaluator_id for row in rows if row.evaluator_id})
    seats = {key: number for number, key in enumerate(people)}
    entries = _entries(rows, seats, _levels(edition.id, category.code, instrument), (snapshots.NONE * len(instrument.indicators), None))
    groups = groups_of([one["institution_id"] for one in entries])
    read = [one | {"groups": groups[one["institution_id"]]} for one in entries if one["sheets"]]
    agreed = agreed_findings(edition, category.code)
    read = [one | ({"agreed": dict(sorted(agreed[one["id"]].items()))} if one["id"] in agreed else {}) for one in read]
    return {
        "format": snapshots.FORMAT,
        "edition": edition.slug,
        "category": category.code,
        "plan_sha256": edition.plan_sha256,
        "algorithm": algorithm_of(spec),
        **plan_of(spec, category),
        "top": instrument.top_level,
        "aspects": [
            {
                "code": aspect.code,
                "weight": aspect.weight,
                "indicators": [{"code": one.code, "weight": one.weight} for one in aspect.indicators],
            }
            for aspect in instrument.aspects
        ],
        "evaluators": people,
        "unread": len(entries) - len(read),
        "entries": read,
    }


def kept(run: RankingRun) -> dict[str, Any]:
    """The snapshot that a computed ranking was made from."""
    assert run.sha256 is not None
    found: dict[str, Any] = json.loads(storage.store().path(run.sha256).read_bytes())
    return found


def plan_of(spec: EditionSpec, category: Category) -> dict[str, Any]:
    """What the frozen plan says about the ranking and the list of a category."""
    bounds = [
        {
            "code": one.code,
            "name": one.name,
            "group": one.group.value,
            "values": list(one.values),
            "least": one.least,
            "most": one.most,
            "binding": one.is_binding,
        }
        for one in category.bounds
    ]
    plan = {"decimals": spec.plan.decimals, "tie_breaks": list(spec.plan.tie_breaks), "seed": spec.plan.lot_seed}
    return plan | {"places": category.finalists, "bounds": bounds}


def _sheets(edition_id: str, category: str) -> list[Row[Any]]:
    """The verified entries of a category, each with its locked sheets; one query past the ORM."""
    query = select(
        Entry.id, Entry.institution_name, Entry.institution_id, Assignment.id.label("sheet"), Assignment.evaluator_id, Assignment.total
    )
    query = query.outerjoin(Assignment, (Assignment.entry_id == Entry.id) & (Assignment.state == SheetState.LOCKED))
    query = query.where(*_ranked(edition_id, category)).order_by(Entry.id, Assignment.evaluator_id)
    return list(db.session().connection().execute(query))


Kept = tuple[str, float | None]


def _entries(rows: list[Row[Any]], seats: Mapping[str, int], kept: Mapping[str, Kept], nothing: Kept) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        one = found.setdefault(row.id, {"id": row.id, "name": row.institution_name, "institution_id": row.institution_id, "sheets": []})
        if row.total is not None:
            one["sheets"].append([seats[row.evaluator_id], row.total, *kept.get(row.sheet, nothing)])
    return list(found.values())


def _levels(edition_id: str, category: str, instrument: Instrument) -> dict[str, Kept]:
    """Per locked sheet its levels as signs and the minutes it took; the findings are read in one go, some thousands at a time."""
    place = {one.code: number for number, one in enumerate(instrument.indicators)}
    levels: dict[str, list[int | None]] = defaultdict(lambda: [None] * len(place))
    times: dict[str, list[float]] = defaultdict(list)
    for part in db.session().connection().execute(_findings(edition_id, category)).partitions(AT_ONCE):
        for sheet, indicator, level, saved in part:
            if indicator in place:
                levels[sheet][place[indicator]] = level
                times[sheet].append(float(saved))
    return {sheet: (snapshots.signs(own), minutes(times[sheet])) for sheet, own in levels.items()}


def _findings(edition_id: str, category: str) -> Select[*tuple[Any, ...]]:
    saved = extract("epoch", Finding.saved_at)
    query = select(Finding.assignment_id, Finding.indicator, Finding.level, saved)
    query = query.join(Assignment, Assignment.id == Finding.assignment_id).join(Entry, Entry.id == Assignment.entry_id)
    return query.where(*_ranked(edition_id, category), Assignment.state == SheetState.LOCKED).execution_options(yield_per=AT_ONCE)


def minutes(saved: list[float]) -> float | None:
    """The minutes of work between the first and the last save, pauses of more than ten minutes left out; None where it cannot be told."""
    moments = sorted(set(saved))
    steps = [later - earlier for earlier, later in pairwise(moments)]
    work = [step for step in steps if step <= PAUSE]
    return round(sum(work) / 60, 1) if work else None


def groups_of(institution_ids: Collection[str]) -> dict[str, dict[str, str]]:
    """The groups that bounds know of each institution: its type, province, island group, and who it belongs to; two queries."""
    query = select(Institution.id, Institution.kind, Institution.region_code).where(Institution.id.in_(list(institution_ids)))
    above = chains(institution_ids)
    return {
        row.id: {
            Group.KIND.value: row.kind.value,
            Group.PROVINCE.value: (row.region_code or "")[:2],
            Group.ISLANDS.value: islands_of(row.region_code or ""),
            Group.PARENT.value: authority(above[row.id])[-1] if row.id in above else row.id,
        }
        for row in db.session().execute(query)
    }

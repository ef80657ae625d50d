"""Scores and ranking. Totals are kept on the readings; aspect means are asked for only where scores are equal."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, select

from p4comp.competition.models import Edition
from p4comp.competition.queries import spec_of
from p4comp.competition.rules import weighted_total
from p4comp.core import db
from p4comp.entries.models import Entry
from p4comp.entries.models import State as EntryState
from p4comp.judging.models import Assignment
from p4comp.judging.queries.runs import fair_scores
from p4comp.judging.queries.settling import locked_levels, settle, settled_of
from p4comp.judging.queries.snapshots import algorithm_of
from p4comp.judging.rules import fair_ranking, ranking
from p4comp.judging.rules.moves import SheetState

PER_PAGE = 100
BIN = 5


@dataclass(frozen=True)
class DeskResult:
    """An entry's desk score at published precision, and the locked sheets' totals behind it."""

    entry_id: str
    total: float
    totals: tuple[float, ...]


@dataclass(frozen=True)
class RankingPage:
    """One page of a category's ranking; `cut` is the score of the last place that goes on, `bins` the distribution of all."""

    rows: list[dict[str, Any]]
    ranked: int
    unread: int
    cut: float | None
    page: int
    pages: int
    bins: list[tuple[int, int, int]]


def _scored(edition: Edition, category: str) -> tuple[list[dict[str, Any]], int]:
    """The verified entries of a category that have locked sheets, with these sheets' totals; and how many have none."""
    query = select(Entry.id, Entry.institution_name, Entry.institution_id, Assignment.total)
    query = query.outerjoin(Assignment, (Assignment.entry_id == Entry.id) & (Assignment.state == SheetState.LOCKED))
    query = query.where(Entry.edition_id == edition.id, Entry.state == EntryState.VERIFIED, Entry.category == category, ~Entry.is_tabled)
    found: dict[str, dict[str, Any]] = {}
    rows = db.session().connection().execute(query.order_by(Entry.id, Assignment.total)).all()  # thousands of plain rows: past the ORM
    for entry_id, name, institution_id, total in rows:
        one = found.get(entry_id) or found.setdefault(
            entry_id, {"id": entry_id, "name": name, "institution_id": institution_id, "totals": []}
        )
        if total is not None:
            one["totals"].append(total)
    read = [one for one in found.values() if one["totals"]]
    settle(edition, category, read)
    return read, len(found) - len(read)


def desk_results(edition_id: str, category: str = "", *, only: Collection[str] | None = None) -> dict[str, DeskResult]:
    """The desk scores of a category, or of `only` these entries, fair ones where the plan says so; entries without a locked sheet are left out."""
    edition = db.session().get(Edition, edition_id)
    assert edition is not None
    decimals = spec_of(edition).plan.decimals
    wanted = Entry.category == category if only is None else Entry.id.in_(only)
    categories, totals = _totals(edition_id, wanted)
    totals |= settled_of(edition, categories)
    found = {entry_id: (ranking.mean(own, decimals), own) for entry_id, own in totals.items()}
    fair = fair_scores(edition_id, found) if algorithm_of(spec_of(edition)) == fair_ranking.ALGORITHM else {}
    return {entry_id: DeskResult(entry_id, fair.get(entry_id, mean), tuple(own)) for entry_id, (mean, own) in found.items()}


def _totals(edition_id: str, wanted: ColumnElement[bool]) -> tuple[dict[str, str], dict[str, list[Any]]]:
    """The verified entries' categories, and the totals of their locked sheets, the lowest first."""
    query = select(Assignment.entry_id, Assignment.total, Entry.category).join(Assignment.entry)
    query = query.where(Entry.edition_id == edition_id, Entry.state == EntryState.VERIFIED, wanted)
    query = query.where(Assignment.state == SheetState.LOCKED, Assignment.total.is_not(None))
    rows = db.session().connection().execute(query.order_by(Assignment.entry_id, Assignment.total)).all()
    totals = {entry_id: [row[1] for row in own] for entry_id, own in groupby(rows, key=itemgetter(0))}
    return {row[0]: row[2] for row in rows}, totals


def inputs(edition: Edition, category: str) -> dict[str, Any]:
    """All the ranking of a category needs, as plain values: what a decision's snapshot keeps."""
    read, _unread = _scored(edition, category)
    found = _inputs(edition, category, read)
    _add_aspects(edition, category, [one for group in _equals(read, found["decimals"]) if len(group) > 1 for one in group])
    return found


def _inputs(edition: Edition, category: str, entries: list[dict[str, Any]]) -> dict[str, Any]:
    spec = spec_of(edition)
    return {
        "algorithm": ranking.ALGORITHM,
        "decimals": spec.plan.decimals,
        "tie_breaks": list(spec.plan.tie_breaks),
        "seed": spec.plan.lot_seed,
        "aspects": [{"code": aspect.code, "weight": aspect.weight} for aspect in spec.instrument_of(category).aspects],
        "entries": entries,
    }


def _equals(read: list[dict[str, Any]], decimals: int) -> list[list[dict[str, Any]]]:
    """The entries from the highest score down, those of one score together."""
    return [[one for _score, one in group] for _score, group in groupby(_sorted(read, decimals), key=lambda pair: pair[0])]


def _sorted(read: list[dict[str, Any]], decimals: int) -> list[tuple[float, dict[str, Any]]]:
    scored = [(ranking.mean(one["totals"], decimals), one) for one in read]
    return sorted(scored, key=lambda pair: (-pair[0], pair[1]["id"]))


def _add_aspects(edition: Edition, category: str, entries: Sequence[dict[str, Any]]) -> None:
    """Give these entries each aspect's score, 0 to 100, on every locked sheet; one query."""
    if not entries:
        return
    instrument = spec_of(edition).instrument_of(category)
    weights = {aspect.code: {one.code: one.weight for one in aspect.indicators} for aspect in instrument.aspects}
    levels = locked_levels([one["id"] for one in entries])
    for one in entries:
        sheets = [{**levels[one["id"]][key], **one.get("agreed", {})} for key in sorted(levels[one["id"]])]
        one["aspects"] = {
            code: sorted(weighted_total(sheet, own, instrument.top_level) for sheet in sheets) for code, own in weights.items()
        }


def aspect_scores(edition: Edition, category: str, entry_ids: Sequence[str]) -> dict[str, dict[str, list[float]]]:
    """Each aspect's score of these entries, 0 to 100, as the mean of their locked sheets; agreed findings count as agreed."""
    entries: list[dict[str, Any]] = [{"id": one, "totals": []} for one in entry_ids]
    settle(edition, category, entries)
    _add_aspects(edition, category, entries)
    decimals = spec_of(edition).plan.decimals
    return {one["id"]: {code: [ranking.mean(own, decimals)] for code, own in one["aspects"].items()} for one in entries}


def ranking_page(edition: Edition, category: str, page: int = 1) -> RankingPage:
    """A page of the ranking as it stands; equal scores are put in order only where the page shows them. Two queries."""
    spec = spec_of(edition)
    read, unread = _scored(edition, category)
    pages = max(1, ceil(len(read) / PER_PAGE))
    page = min(max(1, page), pages)
    shown = range((page - 1) * PER_PAGE, page * PER_PAGE)
    plan = _inputs(edition, category, [])
    equals = _equals(read, spec.plan.decimals)
    groups = _placed(equals, shown)
    _add_aspects(edition, category, [one for _start, group in groups if len(group) > 1 for one in group])
    rows = [row for start, group in groups for row in _rows(start, group, plan) if row["place"] - 1 in shown]
    quota = getattr(spec.category(category), "finalists", 0)
    return RankingPage(rows, len(read), unread, _cut(equals, quota, spec.plan.decimals), page, pages, _bins(equals, spec.plan.decimals))


def _placed(groups: list[list[dict[str, Any]]], shown: range) -> list[tuple[int, list[dict[str, Any]]]]:
    found, start = [], 0
    for group in groups:
        if start < shown.stop and start + len(group) > shown.start:
            found.append((start, group))
        start += len(group)
    return found


def _rows(start: int, group: list[dict[str, Any]], plan: dict[str, Any]) -> list[dict[str, Any]]:
    score = ranking.mean(group[0]["totals"], plan["decimals"])
    return [ranking.row(one, start + number, score, steps) for number, (one, steps) in enumerate(ranking.untie(group, plan), start=1)]


def _bins(equals: list[list[dict[str, Any]]], decimals: int) -> list[tuple[int, int, int]]:
    """How many entries have a score from `low` to below `high`; the last bin holds the full score as well."""
    counts: Counter[int] = Counter()
    for group in equals:
        counts[min(int(ranking.mean(group[0]["totals"], decimals)) // BIN, 100 // BIN - 1)] += len(group)
    return [(number * BIN, (number + 1) * BIN, counts[number]) for number in range(100 // BIN)]


def _cut(equals: list[list[dict[str, Any]]], quota: int, decimals: int) -> float | None:
    place = 0
    for group in equals:
        place += len(group)
        if 0 < quota <= place:
            return ranking.mean(group[0]["totals"], decimals)
    return None

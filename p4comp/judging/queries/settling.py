"""Agreed findings in the ranking: on the indicator that readers agreed about, their level stands in every sheet of the entry."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select

from p4comp.competition.models import Edition
from p4comp.competition.queries import spec_of
from p4comp.competition.rules import weighted_total
from p4comp.competition.spec import Instrument
from p4comp.core import db
from p4comp.judging.models import Assignment, Finding
from p4comp.judging.queries.reconciling import agreed_findings, agreed_of
from p4comp.judging.rules.moves import SheetState


def settle(edition: Edition, category: str, entries: Collection[dict[str, Any]]) -> None:
    """Give entries with agreed findings the totals that follow from these, and the findings; two queries where there are any."""
    agreed = agreed_findings(edition, category)
    concerned = [one for one in entries if one["id"] in agreed]
    levels = locked_levels([one["id"] for one in concerned]) if concerned else {}
    for one in concerned:
        one["agreed"] = dict(sorted(agreed[one["id"]].items()))
        one["totals"] = settled_totals(spec_of(edition).instrument_of(category), levels[one["id"]], one["agreed"])


def settled_of(edition: Edition, categories: Mapping[str, str]) -> dict[str, list[float]]:
    """The totals of those of these entries, `{id: category}`, that have agreed findings, where the plan lets them count; two queries at most."""
    terms = spec_of(edition).reconciling
    agreed = agreed_of(categories) if terms is not None and terms.replaces else {}
    if not agreed:
        return {}
    levels = locked_levels(list(agreed))
    return {key: settled_totals(spec_of(edition).instrument_of(categories[key]), levels[key], own) for key, own in agreed.items()}


def settled_totals(instrument: Instrument, sheets: Mapping[str, Mapping[str, int]], agreed: Mapping[str, int]) -> list[float]:
    """The sheets' totals with the agreed levels in them, the lowest first."""
    weights = {one.code: one.weight for one in instrument.indicators}
    known = {code: level for code, level in agreed.items() if code in weights}
    return sorted(weighted_total({**sheet, **known}, weights, instrument.top_level) for sheet in sheets.values())


def locked_levels(entry_ids: Collection[str]) -> dict[str, dict[str, dict[str, int]]]:
    """By entry and locked sheet the levels found; one that was not kept counts as nothing."""
    query = select(Assignment.entry_id, Assignment.id, Finding.indicator, Finding.level).join(
        Finding, Finding.assignment_id == Assignment.id
    )
    query = query.where(Assignment.entry_id.in_(list(entry_ids)), Assignment.state == SheetState.LOCKED)
    found: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for entry_id, assignment_id, indicator, level in db.session().connection().execute(query):
        found[entry_id][assignment_id][indicator] = level or 0
    return found

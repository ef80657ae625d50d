"""Second findings, beside the sheets they belong to."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select

from p4comp.core import db
from p4comp.judging.models import Assignment, SecondFinding, SheetState

Seconds = dict[str, dict[str, SecondFinding]]


def seconds(sheet_ids: Collection[str]) -> Seconds:
    """By sheet and indicator what its evaluator noted last; one query."""
    query = select(SecondFinding).where(SecondFinding.assignment_id.in_(list(sheet_ids))).order_by(SecondFinding.noted_at, SecondFinding.id)
    found: Seconds = defaultdict(dict)
    for one in db.everything(query):
        found[one.assignment_id][one.indicator] = one
    return dict(found)


def seconds_on(entry_ids: Collection[str]) -> dict[str, list[SecondFinding]]:
    """By entry what the evaluators of its locked sheets noted last, by indicator; one query."""
    query = (
        select(SecondFinding, Assignment.entry_id)
        .join(Assignment, Assignment.id == SecondFinding.assignment_id)
        .where(Assignment.entry_id.in_(list(entry_ids)), Assignment.state == SheetState.LOCKED)
        .order_by(SecondFinding.noted_at, SecondFinding.id)
    )
    last = {(one.assignment_id, one.indicator): (entry, one) for one, entry in db.session().execute(query)}
    found: dict[str, list[SecondFinding]] = defaultdict(list)
    for _key, (entry, one) in sorted(last.items()):
        found[entry].append(one)
    return {key: sorted(some, key=lambda one: (one.indicator, one.noted_at)) for key, some in found.items()}

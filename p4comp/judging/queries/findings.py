"""What the desk evaluation found in entries, for those who go on from it: levels and words, never whose they are."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache

from sqlalchemy import Select, bindparam, select

from p4comp.core import db
from p4comp.judging.models import Assignment, Finding
from p4comp.judging.queries.reconciling import agreed_of
from p4comp.judging.rules.moves import SheetState


@dataclass
class DeskFinding:
    """One indicator: the levels of the locked sheets from low to high, the agreed one if there is one, notes and remarks."""

    levels: list[int] = field(default_factory=list)
    agreed: int | None = None
    notes: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


@cache
def _in_order() -> Select[str, str, int | None, str, str]:
    query = select(Assignment.entry_id, Finding.indicator, Finding.level, Finding.note, Finding.remark)
    query = query.join(Finding, Finding.assignment_id == Assignment.id).where(Assignment.entry_id.in_(bindparam("ids")))
    return query.where(Assignment.state == SheetState.LOCKED).order_by(Finding.level, Finding.note, Finding.remark)


def desk_findings(entry_ids: Collection[str]) -> dict[str, dict[str, DeskFinding]]:
    """What the locked sheets hold on each indicator, `{entry id: {indicator: finding}}`; two queries."""
    found: dict[str, dict[str, DeskFinding]] = {entry_id: defaultdict(DeskFinding) for entry_id in entry_ids}
    for entry_id, code, level, note, remark in db.session().execute(_in_order(), {"ids": list(found)}):
        one = found[entry_id][code]
        one.levels += [level] if level is not None else []
        one.notes += [note.strip()] if note.strip() else []
        one.remarks += [remark.strip()] if remark.strip() else []
    for entry_id, levels in agreed_of(found).items():
        for code, level in levels.items():
            found[entry_id][code].agreed = level
    return found

"""What the desk evaluation found in an entry, for those who go on from it: levels and words, never whose they are."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select

from p4comp.core import db
from p4comp.judging.models import Assignment, Finding
from p4comp.judging.queries.reconciling import agreed_of
from p4comp.judging.rules.moves import SheetState


@dataclass(frozen=True)
class DeskFinding:
    """One indicator: the levels of the locked sheets from low to high, the agreed one if there is one, notes and remarks."""

    levels: tuple[int, ...] = ()
    agreed: int | None = None
    notes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def desk_findings(entry_id: str) -> dict[str, DeskFinding]:
    """What the locked sheets hold on each indicator, `{indicator: finding}`; two queries."""
    levels: dict[str, list[int]] = defaultdict(list)
    words: dict[str, dict[str, list[str]]] = {"note": defaultdict(list), "remark": defaultdict(list)}
    query = select(Finding).join(Assignment, Assignment.id == Finding.assignment_id)
    for one in db.everything(query.where(Assignment.entry_id == entry_id, Assignment.state == SheetState.LOCKED)):
        if one.level is not None:
            levels[one.indicator].append(one.level)
        for kind, found in words.items():
            if text := getattr(one, kind).strip():
                found[one.indicator].append(text)
    agreed = agreed_of([entry_id])[entry_id] if levels else {}
    notes, remarks = words["note"], words["remark"]
    return {
        code: DeskFinding(tuple(sorted(levels[code])), agreed.get(code), tuple(sorted(notes[code])), tuple(sorted(remarks[code])))
        for code in {*levels, *notes, *remarks}
    }

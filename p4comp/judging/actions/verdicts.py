"""What an evaluator holds of each piece of evidence."""

from collections.abc import Mapping
from datetime import datetime

from flask_babel import gettext as _

from p4comp.core import autosave
from p4comp.core.autosave import Outcome, Saved
from p4comp.core.db import session
from p4comp.core.errors import Invalid
from p4comp.judging import queries
from p4comp.judging.models import EvidenceVerdict
from p4comp.judging.policy import Desk
from p4comp.judging.rules import sheets


def judge_all(desk: Desk, texts: Mapping[str, str], seen: Mapping[str, int], *, at: datetime) -> dict[str, Outcome]:
    """Save verdicts on pieces of the entry's evidence; a wrong one raises Invalid and none is saved. The caller has asked who may."""
    if not texts:
        return {}
    wanted = {field: sheets.proof(text, field) for field, text in texts.items()}
    known = queries.pieces(desk.entry.id, [sheets.piece(field) for field in wanted])
    for field in wanted:
        if sheets.piece(field) not in known:
            raise Invalid(_("Bukti ini tidak ada lagi dalam berkas. Muat ulang halaman."), field)
    found = queries.verdicts(desk.assignment.id)
    return {field: _swap(desk, found, field, value, seen.get(field, 0), at) for field, value in wanted.items()}


def _swap(desk: Desk, found: dict[str, EvidenceVerdict], field: str, value: sheets.Proof | None, seen: int, at: datetime) -> Outcome:
    key = sheets.piece(field)
    if key not in found:
        if value is None:
            return Saved(0)
        empty = {"verdict": None, "verdict_version": 0, "saved_at": at}
        found[key] = EvidenceVerdict(assignment_id=desk.assignment.id, origin_id=key, **empty)
        session().add(found[key])
    outcome = autosave.swap(found[key], "verdict", value, seen=seen)
    if isinstance(outcome, Saved):
        found[key].saved_at = at
    return outcome

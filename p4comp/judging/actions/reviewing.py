"""Looking again at entries whose sheets have changed: whether they differ by more than the plan allows."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select

from p4comp.competition.models import Edition
from p4comp.competition.queries import spec_of
from p4comp.core.db import everything, session
from p4comp.entries.models import Entry
from p4comp.judging import queries
from p4comp.judging.models import Agreement, Divergence
from p4comp.judging.rules.reconciling import MOVES, STANDING, Excess, excess


def review(edition: Edition, entry_ids: Collection[str], *, at: datetime, lapsing: bool = True) -> None:
    """Find out anew where these entries' sheets differ; what was agreed on sheets that have changed since lapses.

    Dossiers that all read are talked about in their calibration round instead.
    """
    spec = spec_of(edition)
    if spec.reconciling is None or not entry_ids:
        return
    if lapsing:
        for one in everything(select(Agreement).where(Agreement.entry_id.in_(list(entry_ids)), Agreement.state.in_(STANDING))):
            one.state, one.settled_at = MOVES.after(one.state, "lapse"), at
        session().flush()
    known = {one.entry_id: one for one in everything(select(Divergence).where(Divergence.entry_id.in_(list(entry_ids))))}
    shared = queries.calibration_entries(edition.id)
    sheets, agreed = queries.live_sheets(entry_ids), queries.agreed_of(entry_ids)
    for entry in everything(select(Entry).where(Entry.id.in_(list(entry_ids)))):
        own = sheets.get(entry.id)
        if own is None or entry.id in shared or len(own.levels) < max(own.live, spec.plan.readings):
            _forget(known.get(entry.id))
            continue
        found = excess(own.levels, spec.instrument_of(entry.category), spec.reconciling, agreed.get(entry.id, {}))
        _keep(entry.id, known.get(entry.id), found, bool(agreed.get(entry.id)), at)


def _forget(known: Divergence | None) -> None:
    if known is not None:
        session().execute(delete(Divergence).where(Divergence.entry_id == known.entry_id))


def _keep(entry_id: str, known: Divergence | None, found: Excess, is_agreed: bool, at: datetime) -> None:
    if not found and not is_agreed:
        return _forget(known)
    if known is None:
        known = Divergence(entry_id=entry_id, found_at=at)
        session().add(known)
    known.found = {"indicators": dict(found.indicators), "points": found.points}
    known.settled_at = None if found else known.settled_at or at
    return None

"""The secretariat's word on a handed-in entry."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _

from p4comp.competition.queries import spec_of
from p4comp.core import audit
from p4comp.core.access import Actor
from p4comp.core.db import session
from p4comp.core.errors import Invalid
from p4comp.entries import queries
from p4comp.entries.actions.desk import let_go
from p4comp.entries.actions.handing_in import tell
from p4comp.entries.actions.holding import hold
from p4comp.entries.models import Correction, CorrectionPoint, Entry
from p4comp.entries.rules import MOVES
from p4comp.entries.rules.verification import Point, Readiness, places


def _checked(entry: Entry) -> Readiness:
    """The checklist, answered whole: before that nothing is decided."""
    found = queries.desk(entry).readiness
    if not found.is_whole:
        raise Invalid(_("Jawab dahulu semua butir daftar periksa; masih ada %(n)d yang belum dijawab.", n=found.total - found.answered))
    return found


def verify(entry: Entry, *, by: Actor, at: datetime) -> None:
    """Accept the entry: it goes on to the evaluators, and neither side changes it any more."""
    hold(entry)
    state = MOVES.after(entry.state, "verify")
    if noes := _checked(entry).noes:
        codes = ", ".join(one.item.code for one in noes)
        raise Invalid(_("Butir %(codes)s dijawab “tidak”. Kembalikan berkas untuk diperbaiki, atau tolak dengan alasan.", codes=codes))
    entry.state, entry.verified_at, entry.verified_by, entry.reason = state, at, by.id, ""
    let_go(entry)
    audit.record("entry.verified", entry, by=by, at=at)
    tell(entry, "verified", at)


def return_for_correction(
    entry: Entry, *, reason: str, until: datetime, points: Sequence[Point] = (), by: Actor, at: datetime
) -> Correction:
    """Give the entry back: why, what exactly, and until when it may be corrected and handed in again; what was handed in stays."""
    hold(entry)
    state = MOVES.after(entry.state, "return")
    _checked(entry)
    if until <= at:
        raise Invalid(_("Batas perbaikan harus sesudah saat ini."), "until")
    known = places(spec_of(entry.edition).instrument_of(entry.category))
    if any(one.place not in known for one in points):
        raise Invalid(_("Pilih bagian berkas dari daftar."), "points")
    entry.state, entry.reason, entry.correct_until = state, reason, until
    correction = _correction(entry, points, by, at)
    let_go(entry)
    audit.record("entry.returned", entry, by=by, at=at, reason=reason, until=until.isoformat(), points=len(points))
    tell(entry, "returned", at, points=[(known[one.place], one.words) for one in points])
    return correction


def _correction(entry: Entry, points: Sequence[Point], by: Actor, at: datetime) -> Correction:
    handed_in = queries.submission(entry)
    assert entry.correct_until is not None
    correction = Correction(
        entry_id=entry.id,
        submission_id=handed_in.id if handed_in else None,
        reason=entry.reason,
        until=entry.correct_until,
        asked_at=at,
        asked_by=by.id,
    )
    session().add(correction)
    session().flush()
    rows = [
        CorrectionPoint(correction_id=correction.id, number=number, place=one.place, words=one.words, reply="", reply_version=0)
        for number, one in enumerate(points)
    ]
    session().add_all(rows)
    return correction


def refuse(entry: Entry, *, reason: str, by: Actor, at: datetime) -> None:
    """Refuse the entry for a reason; it takes no further part, unless an objection to this is accepted."""
    hold(entry)
    state = MOVES.after(entry.state, "refuse")
    _checked(entry)
    entry.state, entry.reason, entry.refused_at, entry.refused_by = state, reason, at, by.id
    let_go(entry)
    audit.record("entry.refused", entry, by=by, at=at, reason=reason)
    closes, finality = queries.appeal_term(entry)
    tell(entry, "refused", at, appeal_closes=closes, finality=finality)


def reinstate(entry: Entry, *, by: Actor, at: datetime) -> None:
    """Put a refused entry back into the queue, because its objection was accepted."""
    hold(entry)
    entry.state, entry.reason = MOVES.after(entry.state, "reinstate"), ""
    entry.refused_at, entry.refused_by = None, ""
    audit.record("entry.reinstated", entry, by=by, at=at)

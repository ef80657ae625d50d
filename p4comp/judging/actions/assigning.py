"""Giving dossiers to evaluators by hand: one, or one instead of another; under the same rules as a proposal."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.competition.queries import spec_of
from p4comp.core import audit
from p4comp.core.access import Actor
from p4comp.core.db import everything, session
from p4comp.core.errors import Invalid, Refused
from p4comp.entries.models import Entry
from p4comp.entries.models import State as EntryState
from p4comp.institutions.rules.conflicts import WORDS
from p4comp.judging import queries
from p4comp.judging.actions.proposing import tell
from p4comp.judging.models import Assignment, Evaluator, Pin, PinKind
from p4comp.judging.rules.moves import LIVE, MOVES, SheetState


def assign(entry: Entry, evaluator: Evaluator, *, by: Actor, at: datetime) -> Assignment:
    """Give one entry to one evaluator by hand, under the same checks as the rest: edition, conflict, number of readings."""
    _check(entry, evaluator, _readings(entry))
    return _give(entry, evaluator, by=by, at=at)


def replace(assignment: Assignment, evaluator: Evaluator, *, reason: str, by: Actor, at: datetime) -> Assignment:
    """Take a reading that is not locked from one evaluator and give it to another; the first loses sight of the dossier."""
    if not reason.strip():
        raise Invalid(_("Isi alasan penggantian."), "reason")
    session().refresh(assignment, ["state"], with_for_update=True)
    target = MOVES.after(assignment.state, "withdraw")
    _check(assignment.entry, evaluator, _readings(assignment.entry), leaving=assignment)
    assignment.state, assignment.reason = target, reason.strip()
    audit.record("assignment.withdrawn", assignment, by=by, at=at, reason=assignment.reason)
    return _give(assignment.entry, evaluator, by=by, at=at)


def pin(entry: Entry, evaluator: Evaluator, kind: PinKind, *, reason: str, by: Actor, at: datetime) -> Pin:
    """Fix a pair for every later assignment; one that a conflict bars is never kept."""
    if not reason.strip():
        raise Invalid(_("Isi alasan menetapkan pasangan ini."), "why")
    if any(one.evaluator_id == evaluator.id for one in queries.pins_of(entry)):
        raise Invalid(_("Pasangan ini sudah ditetapkan. Lepaskan dahulu."), "pinned")
    if kind is PinKind.KEEP:
        found = queries.candidate(entry, evaluator)
        if found.relation is not None:
            raise Invalid(_("Evaluator ini %(relation)s. Pilih evaluator lain.", relation=WORDS[found.relation]), "pinned")
        kept = sum(one.kind is PinKind.KEEP for one in queries.pins_of(entry))
        if kept >= spec_of(entry.edition).plan.readings:
            raise Invalid(_("Sudah ada %(n)s pembaca yang ditetapkan untuk berkas ini, sebanyak pembacanya.", n=kept), "pinned")
    made = Pin(entry_id=entry.id, evaluator_id=evaluator.id, kind=kind, reason=reason.strip(), pinned_by=by.id, pinned_at=at)
    session().add(made)
    audit.record("pair.pinned", made, by=by, at=at, entry=entry.id, evaluator=evaluator.id, kind=kind.value, reason=made.reason)
    return made


def unpin(made: Pin, *, by: Actor, at: datetime) -> None:
    """Let a fixed pair go; readings that there are stay."""
    audit.record("pair.unpinned", made, by=by, at=at, entry=made.entry_id, evaluator=made.evaluator_id, kind=made.kind.value)
    session().delete(made)


def _readings(entry: Entry) -> list[Assignment]:
    return everything(select(Assignment).where(Assignment.entry_id == entry.id))


def _check(entry: Entry, evaluator: Evaluator, found: list[Assignment], *, leaving: Assignment | None = None) -> None:
    if evaluator.edition_id != entry.edition_id or not evaluator.is_active:
        raise Invalid(_("Pilih evaluator yang bertugas pada edisi ini."), "evaluator")
    if entry.state is not EntryState.VERIFIED:
        raise Refused(_("Hanya berkas yang lolos verifikasi yang dibagikan kepada evaluator."))
    if any(one.evaluator_id == evaluator.id for one in found):
        raise Invalid(_("Evaluator ini sudah pernah mendapat berkas ini. Pilih evaluator lain."), "evaluator")
    is_full = sum(one.state in LIVE and one is not leaving for one in found) >= spec_of(entry.edition).plan.readings
    if is_full and entry.id not in queries.calibration_entries(entry.edition_id):
        raise Invalid(
            _("Berkas ini sudah memiliki pembaca sebanyak yang ditetapkan rencana penilaian. Pilih siapa yang digantikan."), "replaces"
        )
    _check_free(entry, evaluator)


def _check_free(entry: Entry, evaluator: Evaluator) -> None:
    """Nothing bars the evaluator, no pin forbids the pair, and they still take one."""
    found = queries.candidate(entry, evaluator)
    if found.relation is not None:
        raise Invalid(_("Evaluator ini %(relation)s. Pilih evaluator lain.", relation=WORDS[found.relation]), "evaluator")
    if found.is_forbidden:
        raise Invalid(_("Pasangan ini dilarang sekretariat. Lepaskan dahulu larangannya, atau pilih evaluator lain."), "evaluator")
    if found.is_foreign:
        raise Invalid(_("Evaluator ini tidak menilai kategori berkas ini. Pilih evaluator lain."), "evaluator")
    if found.is_full:
        raise Invalid(
            _("Evaluator ini sudah memegang %(n)s berkas, sebanyak yang disanggupinya. Pilih evaluator lain.", n=found.load), "evaluator"
        )


def _give(entry: Entry, evaluator: Evaluator, *, by: Actor, at: datetime) -> Assignment:
    assignment = Assignment(entry_id=entry.id, evaluator_id=evaluator.id, state=SheetState.ASSIGNED, assigned_at=at)
    assignment.entry, assignment.evaluator = entry, evaluator
    session().add(assignment)
    tell(entry.edition, evaluator, 1, queries.office_of(entry.edition, entry.category).window, at)
    audit.record("assignment.made", assignment, by=by, at=at, entry=entry.id, evaluator=evaluator.id)
    return assignment

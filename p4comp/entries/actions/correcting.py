"""What an entrant answers to a correction, and what happens when its day has passed."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.core import audit
from p4comp.core.access import Actor
from p4comp.core.autosave import Outcome, Saved, swap
from p4comp.core.db import everything, session
from p4comp.core.errors import Invalid, Refused
from p4comp.entries import queries
from p4comp.entries.actions.filling import put_back
from p4comp.entries.actions.handing_in import tell
from p4comp.entries.actions.holding import hold
from p4comp.entries.models import Entry, Evidence, State, Submission
from p4comp.entries.rules import MOVES, Removal

LONGEST_REPLY = 2000


def reply(entry: Entry, point_id: str, text: str, *, seen: int, by: Actor, at: datetime) -> Outcome:
    """Say what was done about a point, while the entry is given back."""
    hold(entry)
    if entry.state is not State.RETURNED:
        raise Refused(_("Berkas ini tidak sedang diperbaiki. Muat ulang halaman untuk melihat keadaan terbaru."))
    point = next((one for one in queries.open_points(entry) if one.id == point_id), None)
    if point is None:
        raise Invalid(_("Butir ini tidak ada pada permintaan perbaikan yang berlaku."))
    if len(text) > LONGEST_REPLY:
        raise Invalid(_("Persingkat: paling banyak %(n)s huruf.", n="2.000"), f"{point_id}.reply")
    before = point.reply_version
    outcome = swap(point, "reply", text.replace("\r\n", "\n").replace("\x00", ""), seen=seen)
    if isinstance(outcome, Saved) and outcome.version != before:
        point.replied_at, point.replied_by = at, by.id
    return outcome


def decide_earlier(entry: Entry, *, by: Actor, at: datetime) -> None:
    """Put an entry whose correction is overdue back into the queue as it was handed in; what was changed meanwhile is kept aside."""
    hold(entry)
    state, handed_in = MOVES.after(entry.state, "decide_earlier"), queries.submission(entry)
    if handed_in is None or "answers" not in handed_in.snapshot:
        raise Refused(_("Versi yang dikirim lebih dahulu tidak ditemukan."))
    _restore(entry, handed_in, by, at)
    entry.state, entry.correct_until, entry.reason = state, None, ""
    audit.record("entry.earlier_version", entry, by=by, at=at, code=handed_in.code)
    tell(entry, "decided_earlier", at, submission=handed_in)


def _restore(entry: Entry, handed_in: Submission, by: Actor, at: datetime) -> None:
    snapshot = handed_in.snapshot
    put_back(entry, {one["indicator"]: (one["level"], one["narrative"]) for one in snapshot["answers"]}, by=by, at=at)
    kept = {one["id"] for one in snapshot["evidence"]}
    for one in everything(select(Evidence).where(Evidence.entry_id == entry.id)):
        if one.id in kept and one.removed_at is not None and one.removed_why in (Removal.REMOVED, Removal.REPLACED):
            one.removed_at, one.removed_by, one.removed_why = None, "", None
        elif one.id not in kept and one.removed_at is None:
            one.removed_at, one.removed_by, one.removed_why = at, by.id, Removal.REMOVED
    letter = snapshot["letter"]
    entry.recommendation_sha256, entry.recommendation_name = letter["sha256"], letter["name"]
    entry.recommendation_number, entry.system_name = letter["number"], snapshot["system"]["name"]
    session().flush()

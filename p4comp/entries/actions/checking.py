"""The checklist answered, line by line or for many entries at once."""

from collections.abc import Collection, Iterable
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import insert

from p4comp.competition.queries import spec_of
from p4comp.core.access import Actor
from p4comp.core.autosave import Outcome, Saved, swap
from p4comp.core.db import session
from p4comp.core.errors import Invalid, Refused
from p4comp.entries.actions.holding import hold
from p4comp.entries.models import Check, Entry, State
from p4comp.entries.rules.verification import Reply

LONGEST_NOTE = 2000


def check(entry: Entry, item: str, field: str, value: str, *, seen: int, by: Actor, at: datetime) -> Outcome:
    """Answer a line of the checklist (`reply`), or write a note to it (`note`); two people never overwrite each other silently."""
    hold(entry)
    if entry.state is not State.SUBMITTED:
        raise Refused(_("Berkas ini tidak menunggu putusan lagi. Muat ulang halaman untuk melihat keadaan terbaru."))
    if item not in {one.code for one in spec_of(entry.edition).checklist_of(entry.category)}:
        raise Invalid(_("Butir %(code)s tidak ada pada daftar periksa ini.", code=item[:20]))
    found = session().get(Check, (entry.id, item))
    if found is None:
        found = Check(entry_id=entry.id, item=item, reply=None, reply_version=0, note="", note_version=0, saved_at=at, saved_by=by.id)
        session().add(found)
    version = getattr(found, f"{field}_version", None)
    outcome = swap(found, field, _read(item, field, value), seen=seen)
    if isinstance(outcome, Saved) and (outcome.version != version or field == "reply"):
        found.saved_at, found.saved_by = at, by.id
    return outcome


def _read(item: str, field: str, value: str) -> Reply | str:
    if field == "note":
        if len(value) > LONGEST_NOTE:
            raise Invalid(_("Persingkat: paling banyak %(n)s huruf.", n="2.000"), f"{item}.note")
        return value.replace("\r\n", "\n").replace("\x00", "")
    if field != "reply":
        raise Invalid(_("Isian ini tidak dikenal."))
    if value not in set(Reply):
        raise Invalid(_("%(code)s: pilih ya, tidak, atau tidak berlaku.", code=item), f"{item}.reply")
    return Reply(value)


def check_off(entries: Iterable[tuple[Entry, datetime, Collection[str]]], *, by: Actor) -> None:
    """Answer every line for many entries by one statement: yes, but for the codes named; for a demo and imports."""
    rows = [
        {
            "entry_id": entry.id,
            "item": item.code,
            "reply": Reply.NO if item.code in noes else Reply.YES,
            "reply_version": 1,
            "note": "",
            "note_version": 0,
            "saved_at": at,
            "saved_by": by.id,
        }
        for entry, at, noes in entries
        for item in spec_of(entry.edition).checklist_of(entry.category)
    ]
    if rows:
        session().flush()
        session().execute(insert(Check), rows)
